# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The index of three-letter pieces, made by what each database has for it."""

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE search_grams USING fts5("
    "folded_nl, folded_en, content='search_entry', content_rowid='id', tokenize='trigram')"
)
POSTGRESQL = "CREATE INDEX search_entry_{0} ON search_entry USING gin (folded_{0} gin_trgm_ops)"


class Trigrams(CreateExtension):
    """pg_trgm, only where the database is PostgreSQL."""

    def __init__(self):
        super().__init__("pg_trgm")


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
        return
    for language in ("nl", "en"):
        schema_editor.execute(POSTGRESQL.format(language))


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_grams")
        return
    for language in ("nl", "en"):
        schema_editor.execute(f"DROP INDEX search_entry_{language}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_start")]

    operations = [Trigrams(), migrations.RunPython(make, drop)]
