# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Triggers that make the database itself refuse to change history, for each kind of database.

They stop a careless statement and a hole in our code. They do not stop the owner of the database, who can drop them;
against the owner there are the checkpoints that others keep.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIXED = ("audit_entry", "audit_subtree", "audit_checkpoint")
HEAD = "audit_head"
PERSONAL = "audit_personal"
MESSAGE = "the trail is only added to"

SQLITE_UP = [
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for table in FIXED
    for verb in ("update", "delete")
] + [
    f"CREATE TRIGGER {HEAD}_no_delete BEFORE DELETE ON {HEAD} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER {HEAD}_no_update BEFORE UPDATE ON {HEAD} WHEN NEW.size <> OLD.size + 1 OR NEW.id <> OLD.id "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    # A name may be erased; that is why it stands apart. It may not be replaced.
    f"CREATE TRIGGER {PERSONAL}_no_update BEFORE UPDATE ON {PERSONAL} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
]
SQLITE_DOWN = [
    *(f"DROP TRIGGER {table}_no_{verb}" for table in (*FIXED, HEAD) for verb in ("update", "delete")),
    f"DROP TRIGGER {PERSONAL}_no_update",
]

# TRUNCATE passes no row trigger, so it has one of its own.
POSTGRESQL_UP = [
    f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        for table in FIXED
    ),
    *(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse()"
        for table in (*FIXED, HEAD)
    ),
    f"CREATE TRIGGER {HEAD}_no_delete BEFORE DELETE ON {HEAD} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    f"CREATE TRIGGER {HEAD}_no_update BEFORE UPDATE ON {HEAD} FOR EACH ROW "
    "WHEN (NEW.size <> OLD.size + 1 OR NEW.id <> OLD.id) EXECUTE FUNCTION audit_refuse()",
    f"CREATE TRIGGER {PERSONAL}_no_update BEFORE UPDATE ON {PERSONAL} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
]
POSTGRESQL_DOWN = ["DROP FUNCTION audit_refuse() CASCADE"]

STATEMENTS = {"sqlite": (SQLITE_UP, SQLITE_DOWN), "postgresql": (POSTGRESQL_UP, POSTGRESQL_DOWN)}



def put(connection: BaseDatabaseWrapper) -> None:
    _run(connection, STATEMENTS[connection.vendor][0])


def lift(connection: BaseDatabaseWrapper) -> None:
    _run(connection, STATEMENTS[connection.vendor][1])


def forwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    put(schema_editor.connection)


def backwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    lift(schema_editor.connection)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
