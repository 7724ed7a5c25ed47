# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# A line of a history is never changed: the database itself refuses. Deleting is left to whoever empties a whole
# database; no row of ours is ever deleted by code, for the item it belongs to is protected.
TABLE, MESSAGE = "followup_change", "a history is only added to"
UP = {
    "sqlite": [f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"],
    "postgresql": [
        f"CREATE FUNCTION followup_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION followup_refuse()",
    ],
}
DOWN = {"sqlite": [f"DROP TRIGGER {TABLE}_no_update"], "postgresql": ["DROP FUNCTION followup_refuse() CASCADE"]}


def forwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, UP)


def backwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, DOWN)


def _run(schema_editor: BaseDatabaseSchemaEditor, statements: dict[str, list[str]]) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in statements[schema_editor.connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_start")]
    operations = [migrations.RunPython(forwards, backwards)]
