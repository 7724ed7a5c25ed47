# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('size', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=220)),
                ('note', models.TextField()),
                ('key', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('index', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=220)),
                ('action', models.CharField(max_length=100)),
                ('object_type', models.CharField(max_length=60)),
                ('object_id', models.CharField(max_length=200)),
                ('body', models.BinaryField()),
                ('leaf_hash', models.BinaryField(max_length=32)),
            ],
            options={
                'indexes': [models.Index(fields=['object_type', 'object_id', '-index'], name='audit_entry_object'), models.Index(fields=['actor', '-index'], name='audit_entry_actor'), models.Index(fields=['action', '-index'], name='audit_entry_action'), models.Index(fields=['at'], name='audit_entry_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('index__gte', 0)), name='audit_entry_index_counts')],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('size', models.BigIntegerField(default=0)),
                ('edge', models.BinaryField(default=bytes)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='audit_head_only_one')],
            },
        ),
        migrations.CreateModel(
            name='Personal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index', models.BigIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('salt', models.BinaryField()),
                ('value', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('index', 'name'), name='audit_personal_once')],
            },
        ),
        migrations.CreateModel(
            name='Subtree',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('index', models.BigIntegerField()),
                ('hash', models.BinaryField(max_length=32)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('level', 'index'), name='audit_subtree_once')],
            },
        ),
    ]
