# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations

from schakel.audit.migrations import _append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_start")]
    operations = [migrations.RunPython(_append_only.forwards, _append_only.backwards)]
