# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One question: what holds these words? Never writes.

Both databases look with an index of three-letter pieces (SQLite: FTS5 trigram, PostgreSQL: pg_trgm), which also finds
the tail of a compound: "temperatuur" in "bewaartemperatuur". What comes first is decided here, for both the same.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from schakel.search.engine.folding import words
from schakel.search.engine.ranking import Found, holds, marked, rank, snippet, suggestion
from schakel.search.models import Entry

MOST = 2000
_LONGEST = 200
# A word shorter than a piece of the index is not in it. It never goes there either: SQLite 3.40 (Debian 12) crashes,
# and the server with it, on a short word beside a longer one.
_GRAM = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of what was found. `kinds`: how many of each kind; `suggestion`: other words, when nothing was found."""

    sought: tuple[str, ...]
    total: int = 0
    found: tuple[Found, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)
    suggestion: str | None = None


def search(text: str, lang: str, *, kind: str | None = None, limit: int = 20, offset: int = 0) -> Answer:
    """What holds every word of the text, best first. Nothing in the text is an operator; `kind` narrows to one kind."""
    sought = words(text[:_LONGEST])
    if not sought:
        return Answer(())
    suffix = "nl" if lang.startswith("nl") else "en"
    title, body = f"title_{suffix}", f"body_{suffix}"
    rows = _holding(sought, suffix).values_list("kind", "key", "url", title, body)[:MOST]
    rows = [row for row in rows if holds(f"{row[3]} {row[4]}", sought)]
    if not rows:
        titles = Entry.objects.values_list(title, flat=True).distinct()
        return Answer(sought, suggestion=suggestion(sought, titles))
    chosen = [row for row in rows if kind in (None, row[0])]
    chosen.sort(key=lambda row: (rank(row[3], row[4], sought), len(row[3]), row[3], row[1]))
    page = tuple(
        Found(row[0], row[1], row[2], marked(row[3], sought), snippet(row[4], sought))
        for row in chosen[offset : offset + limit]
    )
    return Answer(sought, len(chosen), page, Counter(row[0] for row in rows))


def _holding(sought: Sequence[str], suffix: str) -> QuerySet[Entry]:
    """Entries whose folded text holds every word; no word has a sign that means something to LIKE."""
    column = f"folded_{suffix}"
    rows = Entry.objects.all()
    if connection.vendor != "sqlite":
        for word in sought:
            rows = rows.filter(**{f"{column}__contains": word})
        return rows
    for word in sought:
        if len(word) < _GRAM:
            rows = rows.filter(**{f"{column}__contains": word})
        else:
            grams = RawSQL(f"SELECT rowid FROM search_grams WHERE {column} LIKE %s", [f"%{word}%"])  # noqa: S608, S611
            rows = rows.filter(id__in=grams)
    return rows


def addresses() -> list[str]:
    """The address of everything that can be found, each once."""
    return list(Entry.objects.order_by("room", "kind", "url").values_list("url", flat=True).distinct())
