# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The European file: chosen differences with evidence, the firms' answers and the products touched.

Meant for worksharing at the European Medicines Agency; a compilation with its sources, no judgement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from schakel.standards.engine.difference import Difference


@dataclass(frozen=True, slots=True)
class FirmAnswer:
    """What a firm answered about one product; `needed` in words, empty where it has not answered."""

    brand: str
    firm: str
    needed: str
    reason: str
    evidence: str
    told: str


@dataclass(frozen=True, slots=True)
class Position:
    """What one product asks; `source` is document, section and version."""

    brand: str
    says: str
    scope: str
    source: str
    url: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """One difference: what the standard rules, what the products ask, and the answers. `extra`: what the rule asks
    beyond them."""

    key: str
    heading: str
    verdict: str
    rule: str
    explanation: str
    extra: tuple[str, ...]
    lost: tuple[str, ...]
    positions: tuple[Position, ...]
    answers: tuple[FirmAnswer, ...]
    asked: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole; `products` are those that any chapter touches, with their holders."""

    title: str
    version: str
    state: str
    compiled_by: str
    made_on: date
    products: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]


def positions(found: Difference, lang: str) -> tuple[Position, ...]:
    """The products' own requirements with their sources."""
    return tuple(
        Position(
            brand=said.brand,
            says=said.words.in_(lang),
            scope=said.scope.in_(lang),
            source=", ".join(filter(None, (said.document, said.section, said.version))),
            url=said.url,
            doubtful=said.doubtful,
        )
        for said in found.positions
    )


def touched(chapters: Iterable[Chapter], holders: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Brand and holder of every product that a chapter names, in the order given."""
    named = {position.brand for chapter in chapters for position in chapter.positions}
    return tuple((brand, holder) for brand, holder in holders if brand in named)
