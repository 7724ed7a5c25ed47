# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A row opened in place: who sets the rule, what it asks of the others, every source, and the values on one axis."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.pathway.engine.compare import Row, Verdict
from schakel.pathway.engine.constraints import Range
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.engine.standard import variants
from schakel.pathway.engine.words import (
    constraint_words,
    note_words,
    requirement_words,
)
from schakel.pathway.views.matrix import LETTERS, Teller
from schakel.sources.engine.citation import Citation
from schakel.ui.charts.axis import Point, axis_rings


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
class Opened:
    """`why`: sentences on who sets the rule; `extra`: what it asks of whom; `axis` is empty where none helps."""

    why: tuple[str, ...]
    extra: tuple[str, ...]
    positions: tuple[Told, ...]
    clocks: tuple[Told, ...]
    axis: SafeString
    silent: str
    unknown: str


def opened(row: Row, teller: Teller) -> Opened:
    found = variants(row, teller.vocabulary.order)
    return Opened(
        why=tuple(_why(row, teller, len(found))),
        extra=tuple(teller.beyond((extra for variant in found for extra in variant.beyond), row)),
        positions=tuple(tell(position, teller, binds=position.id in row.binding) for position in row.positions),
        clocks=tuple(tell(clock, teller) for clock in row.clocks),
        axis=_axis(row, teller),
        silent=teller.brands(row.silent),
        unknown=teller.brands(row.unknown),
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


def _why(row: Row, teller: Teller, count: int) -> list[str]:
    binding = [p.product for p in row.positions if p.id in row.binding]
    names = teller.brands(binding)
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


def _axis(row: Row, teller: Teller) -> SafeString:
    """The bounds on one axis, where all products bound the same side of a range and not all alike."""
    unit = row.aspect.unit
    ranges = [(p, p.constraint.to(unit)) for p in row.positions if isinstance(p.constraint, Range) and unit]
    for side, limit in (("high", "max"), ("low", "min")):
        bounds = [(p, getattr(r, side)) for p, r in ranges]
        if len(ranges) > 1 and all(b is not None for _p, b in bounds) and len({b for _p, b in bounds}) > 1:
            by_slug = teller.asked.facts.by_slug
            points = [
                Point(bound, by_slug[p.product].product.brand, "binds" if p.id in row.binding else "")
                for p, bound in bounds
            ]
            return axis_rings(points, unit or "1", limit if row.rule is not None else "")
    return SafeString("")


def variant_lines(row: Row, teller: Teller) -> list[tuple[str, str, str]]:
    """Letter, rule and products of each variant."""
    return [
        (LETTERS[i], constraint_words(v.rule, row.aspect, teller.vocabulary, teller.lang), teller.brands(v.products))
        for i, v in enumerate(variants(row, teller.vocabulary.order))
    ]
