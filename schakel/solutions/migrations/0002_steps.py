# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2


import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('solutions', '0001_start'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='solution',
            name='steps',
        ),
        migrations.CreateModel(
            name='SolutionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=80)),
                ('solution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='solutions.solution')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['step', 'solution'], name='solution_step')],
                'constraints': [models.UniqueConstraint(fields=('solution', 'step'), name='solution_step_once')],
            },
        ),
    ]
