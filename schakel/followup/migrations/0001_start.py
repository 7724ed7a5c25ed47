# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2


import django.db.models.deletion
import schakel.followup.engine.progress
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contributions', '0001_start'),
        ('network', '0001_start'),
        ('sources', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('key', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('data', models.TextField()),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='Patients',
            fields=[
                ('year', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['year'],
            },
        ),
        migrations.CreateModel(
            name='FigureSource',
            fields=[
                ('ref', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.document')),
            ],
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('key', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('nl', models.TextField()),
                ('en', models.TextField()),
                ('origin', models.CharField(blank=True, max_length=40)),
                ('horizon', models.CharField(blank=True, max_length=10)),
                ('theme_nl', models.TextField(blank=True)),
                ('theme_en', models.TextField(blank=True)),
                ('due_nl', models.TextField(blank=True)),
                ('due_en', models.TextField(blank=True)),
                ('due_by', models.DateField(null=True)),
                ('after', models.CharField(blank=True, max_length=20)),
                ('recurring', models.BooleanField(default=False)),
                ('note_nl', models.TextField(blank=True)),
                ('note_en', models.TextField(blank=True)),
                ('section', models.TextField(blank=True)),
                ('loaded', models.CharField(max_length=64)),
                ('removed_at', models.DateTimeField(null=True)),
                ('state', models.CharField(default='unknown', max_length=20)),
                ('happened_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('answers', models.ManyToManyField(related_name='answered_by', to='network.bottleneck')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.document')),
                ('part_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='followup.item')),
            ],
            options={
                'ordering': ['place', 'key'],
            },
        ),
        migrations.CreateModel(
            name='Found',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('nl', models.TextField()),
                ('en', models.TextField()),
                ('section', models.TextField(blank=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.document')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='found', to='followup.item')),
            ],
            options={
                'ordering': ['item', 'place'],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(max_length=20)),
                ('happened_on', models.DateField(null=True)),
                ('note', models.TextField(blank=True)),
                ('proof', models.TextField(blank=True)),
                ('url', models.TextField(blank=True)),
                ('section', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=220)),
                ('attachment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contributions.attachment')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.document')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='followup.item')),
            ],
            options={
                'ordering': ['item', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ItemActor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('actor', models.CharField(max_length=80)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actors', to='followup.item')),
            ],
            options={
                'ordering': ['item', 'place'],
            },
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['recommendation', 'action'])), name='followup_item_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['unknown', 'planned', 'under_way', 'done', 'stopped', 'recurring'])), name='followup_item_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='found',
            constraint=models.UniqueConstraint(fields=('item', 'place'), name='followup_found_place_once'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='followup_change_number_once'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['unknown', 'planned', 'under_way', 'done', 'stopped', 'recurring'])), name='followup_change_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', [schakel.followup.engine.progress.State['DONE']]), _negated=True), models.Q(('attachment', None), ('document', None), ('proof', ''), ('url', ''), _negated=True), _connector='OR'), name='followup_done_is_proven'),
        ),
        migrations.AddIndex(
            model_name='itemactor',
            index=models.Index(fields=['actor'], name='followup_actor'),
        ),
        migrations.AddConstraint(
            model_name='itemactor',
            constraint=models.UniqueConstraint(fields=('item', 'actor'), name='followup_actor_once'),
        ),
    ]
