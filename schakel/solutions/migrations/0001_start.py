# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2


import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('network', '0001_start'),
        ('people', '0002_patients_organisations'),
        ('sources', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unanswered',
            fields=[
                ('bottleneck', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='network.bottleneck')),
            ],
            options={
                'verbose_name_plural': 'unanswered',
            },
        ),
        migrations.CreateModel(
            name='Solution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('title_nl', models.CharField(blank=True, max_length=200)),
                ('title_en', models.CharField(blank=True, max_length=200)),
                ('problem_nl', models.TextField(blank=True)),
                ('problem_en', models.TextField(blank=True)),
                ('what_nl', models.TextField(blank=True)),
                ('what_en', models.TextField(blank=True)),
                ('proof_nl', models.TextField(blank=True)),
                ('proof_en', models.TextField(blank=True)),
                ('effort_nl', models.TextField(blank=True)),
                ('effort_en', models.TextField(blank=True)),
                ('hours', models.PositiveIntegerField(blank=True, null=True)),
                ('steps', models.JSONField(default=list)),
                ('by', models.CharField(max_length=220)),
                ('written_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=0)),
                ('urgent', models.PositiveIntegerField(default=0)),
                ('used', models.PositiveIntegerField(default=0)),
                ('loaded', models.CharField(blank=True, max_length=64)),
                ('folded', models.TextField(blank=True)),
                ('bottlenecks', models.ManyToManyField(related_name='solved_by', to='network.bottleneck')),
                ('firms', models.ManyToManyField(related_name='+', to='network.organisationentry')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='solutions', to='people.organisation')),
            ],
            options={
                'ordering': ['-urgent', '-used', '-changed_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='SolutionSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('section', models.TextField(blank=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.document')),
                ('solution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='solutions.solution')),
            ],
            options={
                'ordering': ['solution', 'place'],
            },
        ),
        migrations.CreateModel(
            name='SolutionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(max_length=10)),
                ('data', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=220)),
                ('solution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='solutions.solution')),
            ],
            options={
                'ordering': ['solution', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Use',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True)),
                ('experience', models.TextField(blank=True)),
                ('by', models.CharField(max_length=220)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('solution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='solutions.solution')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='solution',
            index=models.Index(fields=['state', '-urgent', '-used', '-changed_at', '-id'], name='solution_reading_order'),
        ),
        migrations.AddIndex(
            model_name='solution',
            index=models.Index(fields=['state', '-changed_at', '-id'], name='solution_newest'),
        ),
        migrations.AddConstraint(
            model_name='solution',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('key',), name='solution_key_once'),
        ),
        migrations.AddConstraint(
            model_name='solution',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'withdrawn'])), name='solution_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='solution',
            constraint=models.CheckConstraint(condition=models.Q(('title_en', ''), ('title_nl', ''), _negated=True), name='solution_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='solution',
            constraint=models.CheckConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('key', ''), _negated=True), _connector='OR'), name='solution_belongs_to_someone'),
        ),
        migrations.AddConstraint(
            model_name='solutionsource',
            constraint=models.UniqueConstraint(fields=('solution', 'place'), name='solution_source_place_once'),
        ),
        migrations.AddConstraint(
            model_name='solutionversion',
            constraint=models.UniqueConstraint(fields=('solution', 'number'), name='solution_version_once'),
        ),
        migrations.AddConstraint(
            model_name='use',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('solution', 'organisation'), name='solution_used_once'),
        ),
    ]
