# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Filling the index. No trail entry: what is indexed here is recorded where it was written."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from schakel.search.engine.folding import folded
from schakel.search.models import Entry


@dataclass(frozen=True, slots=True)
class Indexed:
    """Something that can be found: `key` is unique per room and kind."""

    kind: str
    key: str
    url: str
    title_nl: str
    title_en: str
    body_nl: str = ""
    body_en: str = ""


@transaction.atomic
def index(*, room: str, entries: Iterable[Indexed]) -> int:
    """Makes the index hold exactly these entries of the room; answers how many."""
    Entry.objects.filter(room=room).delete()
    rows = Entry.objects.bulk_create((_row(room, entry) for entry in entries), batch_size=500)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_grams(search_grams) VALUES ('rebuild')")
    return len(rows)


@transaction.atomic
def change(*, room: str, kind: str, key: str, entry: Indexed | None) -> None:
    """Puts one entry in the place of what the room had under this kind and key; None takes it out.

    For rooms that people write in: their other entries stay as they are, so this costs the same however many there are.
    """
    for row in Entry.objects.filter(room=room, kind=kind, key=key):
        _grams("INSERT INTO search_grams(search_grams, rowid, folded_nl, folded_en) VALUES ('delete', %s, %s, %s)", row)
        row.delete()
    if entry is not None:
        row = _row(room, entry)
        row.save(force_insert=True)
        _grams("INSERT INTO search_grams(rowid, folded_nl, folded_en) VALUES (%s, %s, %s)", row)


def _grams(statement: str, row: Entry) -> None:
    """The index of SQLite holds no words of its own: it must be told what it loses, in the very words it was given."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(statement, [row.pk, row.folded_nl, row.folded_en])


def _row(room: str, entry: Indexed) -> Entry:
    return Entry(
        room=room,
        kind=entry.kind,
        key=entry.key,
        url=entry.url,
        title_nl=entry.title_nl,
        title_en=entry.title_en,
        body_nl=entry.body_nl,
        body_en=entry.body_en,
        folded_nl=folded(f"{entry.title_nl} {entry.body_nl}"),
        folded_en=folded(f"{entry.title_en} {entry.body_en}"),
    )
