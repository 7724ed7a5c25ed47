# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Django's `flush` empties every table, and tests with real transactions call it after themselves.

The trail's triggers refuse that, on purpose and everywhere. Only a database that a test run made for itself may be
emptied: for it the triggers step aside and come back.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

from schakel.audit.migrations import _append_only


class Command(flush.Command):
    help = "Empties a test database; refuses to empty any other, because the trail is only added to."

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if not _made_by_tests(connection):
            raise CommandError("The trail is only added to: this database cannot be flushed. Make a new one instead.")
        with transaction.atomic(using=options["database"]):
            _append_only.lift(connection)
            super().handle(**options)
            _append_only.put(connection)


def _made_by_tests(connection: BaseDatabaseWrapper) -> bool:
    """Django names the databases of a test run so; on SQLite it keeps them in memory."""
    name = str(connection.settings_dict["NAME"])
    return Path(name).name.startswith(TEST_DATABASE_PREFIX) or name == ":memory:" or "mode=memory" in name
