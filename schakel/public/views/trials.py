# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Trials and exemptions of the register that seem to be about a disease: found by its names, so not complete."""

from collections.abc import Iterable
from dataclasses import dataclass

from schakel.catalogue.engine.conditions import Condition
from schakel.regulatory.engine.register import public
from schakel.regulatory.models import RegisterEntry
from schakel.search.engine.folding import folded
from schakel.sources.engine.citation import Citation

# A shorter name, such as an abbreviation, also stands inside other words.
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Trial:
    """An entry of the register in words."""

    key: str
    kind: str
    name: str
    holder: str
    status: str
    as_of: str
    citations: tuple[Citation, ...]


def trials(conditions: Iterable[Condition], lang: str) -> list[Trial]:
    """The entries that name one of these diseases."""
    names = {folded(name) for one in conditions for name in names_of(one)}
    rows = RegisterEntry.objects.prefetch_related("cited__document")
    return [_told(row, lang) for row in rows if any(name in row.folded for name in names)]


def names_of(condition: Condition) -> list[str]:
    """What a disease may be called in the register: its names without what stands in brackets, and other long words."""
    main = [words.partition(" (")[0] for words in (condition.label.nl, condition.label.en)]
    return [name for name in (*main, *condition.words) if len(name) >= SHORTEST]


def _told(row: RegisterEntry, lang: str) -> Trial:
    entry = public(row.value)
    name = entry.name_nl if lang.startswith("nl") and entry.name_nl else entry.name
    return Trial(
        row.key,
        str(row.get_kind_display()),
        name,
        entry.holder or "",
        str(row.get_status_display()),
        entry.as_of or "",
        tuple(cited.citation for cited in row.cited.all()),
    )
