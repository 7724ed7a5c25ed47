# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A row opened in place: who sets the rule, what it asks of the others, every source, and the values on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.pathway.engine.compare import Row, Verdict
from schakel.pathway.engine.constraints import Range
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.engine.standard import Beyond, variants
from schakel.pathway.engine.words import (
    beyond_words,
    constraint_words,
    listed,
    note_words,
    requirement_words,
)
from schakel.pathway.views.matrix import LETTERS, Teller
from schakel.sources.engine.citation import Citation
from schakel.values.numbers import number

AND = ("en", "and")
AXIS_WIDTH = 400
AXIS_MARGIN = 28


@dataclass(frozen=True, slots=True)
class Told:
    """One position with its source."""

    id: str
    slug: str
    brand: str
    says: str
    scope: str
    note: str | None
    note_lang: str
    citation: Citation
    binds: bool


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    y: int
    label: str
    names: str
    binds: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """`why`: sentences on who sets the rule; `extra`: what it asks of whom; `ticks` empty where no axis helps."""

    why: tuple[str, ...]
    extra: tuple[str, ...]
    positions: tuple[Told, ...]
    clocks: tuple[Told, ...]
    ticks: tuple[Tick, ...]
    silent: str
    unknown: str


def opened(row: Row, teller: Teller) -> Opened:
    found = variants(row, teller.vocabulary.order)
    return Opened(
        why=tuple(_why(row, teller, len(found))),
        extra=tuple(_extra([extra for variant in found for extra in variant.beyond], row, teller)),
        positions=tuple(tell(position, teller, binds=position.id in row.binding) for position in row.positions),
        clocks=tuple(tell(clock, teller) for clock in row.clocks),
        ticks=tuple(_ticks(row, teller)),
        silent=_brands(row.silent, teller),
        unknown=_brands(row.unknown, teller),
    )


def tell(position: Requirement, teller: Teller, *, binds: bool = False) -> Told:
    dutch = teller.lang.startswith("nl") and position.note_nl is not None
    return Told(
        id=position.id,
        slug=position.product,
        brand=teller.asked.facts.by_slug[position.product].product.brand,
        says=requirement_words(position, teller.vocabulary, teller.lang),
        scope=teller.scope(position),
        note=note_words(position, teller.lang),
        note_lang="nl" if dutch else "en",
        citation=position.citation,
        binds=binds,
    )


def _brands(slugs: Sequence[str], teller: Teller) -> str:
    by_slug = teller.asked.facts.by_slug
    return listed((by_slug[slug].product.brand for slug in slugs), AND, teller.lang)


def _why(row: Row, teller: Teller, count: int) -> list[str]:
    binding = [p.product for p in row.positions if p.id in row.binding]
    names = _brands(list(dict.fromkeys(binding)), teller)
    match row.verdict:
        case Verdict.EQUAL:
            return [_("All that speak ask the same.")]
        case Verdict.SINGLE:
            return [_("One product speaks; there is nothing to compare.")]
        case Verdict.JUDGEMENT:
            return [_("These are words that a person has to weigh.")]
        case Verdict.CONFLICTING:
            return [
                ngettext(
                    "No rule serves all: %(count)d variant is needed.",
                    "No rule serves all: %(count)d variants are needed.",
                    count,
                )
                % {"count": count}
            ]
    if not names:
        return [_("One rule serves all that speak.")]
    return [
        ngettext("%(names)s sets the rule.", "%(names)s set the rule.", len(dict.fromkeys(binding))) % {"names": names}
    ]


def _extra(found: Sequence[Beyond], row: Row, teller: Teller) -> list[str]:
    """Products that are asked the same extra are told in one sentence."""
    grouped: dict[str, list[str]] = {}
    for extra in found:
        words = beyond_words(extra, row.aspect, teller.vocabulary, teller.lang)
        grouped.setdefault(words, []).append(extra.requirement.product)
    return [f"{_brands(list(dict.fromkeys(slugs)), teller)}: {words}" for words, slugs in grouped.items()]


def _ticks(row: Row, teller: Teller) -> list[Tick]:
    """One tick per different bound, where all products bound the same side of a range."""
    ranges = [
        (p, p.constraint.to(row.aspect.unit))
        for p in row.positions
        if isinstance(p.constraint, Range) and row.aspect.unit
    ]
    for side in ("high", "low"):
        bounds = [(p, getattr(r, side)) for p, r in ranges]
        if len(ranges) > 1 and all(b is not None for _p, b in bounds) and len({b for _p, b in bounds}) > 1:
            return _placed(bounds, row, teller)
    return []


def _placed(bounds: Sequence[tuple[Requirement, Fraction]], row: Row, teller: Teller) -> list[Tick]:
    low, high = min(b for _p, b in bounds), max(b for _p, b in bounds)
    room = AXIS_WIDTH - 2 * AXIS_MARGIN
    grouped: dict[Fraction, list[Requirement]] = {}
    for position, bound in bounds:
        grouped.setdefault(bound, []).append(position)
    return [
        Tick(
            # Names of neighbours stand on two heights, so that they never cover each other.
            y=11 if place % 2 else 27,
            x=AXIS_MARGIN + round(room * (bound - low) / (high - low)),
            label=number(bound, teller.lang),
            names=_brands(list(dict.fromkeys(p.product for p in found)), teller),
            binds=any(p.id in row.binding for p in found),
        )
        for place, (bound, found) in enumerate(sorted(grouped.items()))
    ]


def variant_lines(row: Row, teller: Teller) -> list[tuple[str, str, str]]:
    """Letter, rule and products of each variant."""
    return [
        (LETTERS[i], constraint_words(v.rule, row.aspect, teller.vocabulary, teller.lang), _brands(v.products, teller))
        for i, v in enumerate(variants(row, teller.vocabulary.order))
    ]
