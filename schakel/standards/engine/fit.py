# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a standard does with each product: whose requirements its lines satisfy, and whose they no longer do.

A line satisfies a requirement when whoever keeps the line keeps the requirement: the rule implies it. Several lines
on one aspect that were made for the same requirement (windows between different events) are judged together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from schakel.pathway.engine.constraints import Constraint, Failure, equal, implies, meet, meet_all
from schakel.pathway.engine.network import Network
from schakel.pathway.engine.requirement import Facts, Profile, Requirement
from schakel.pathway.engine.standard import Beyond, beyond
from schakel.pathway.engine.vocabulary import AspectKey, Vocabulary
from schakel.standards.engine.difference import aspect_of
from schakel.standards.engine.lines import Line, rule_of


class Fit(StrEnum):
    """What a line means for one product, the gravest first."""

    CONFLICT = "conflict"
    LOOSER = "looser"
    JUDGEMENT = "judgement"
    STRICTER = "stricter"
    SAME = "same"
    SILENT = "silent"
    UNREAD = "unread"
    OFF = "off"
    ELSEWHERE = "elsewhere"

    @property
    def satisfied(self) -> bool:
        """Nothing that this product asks is lost; what nobody read is not known to be."""
        return self in (Fit.STRICTER, Fit.SAME, Fit.SILENT, Fit.OFF)

    @property
    def lost(self) -> bool:
        """Something that this product asks is not kept by who keeps the line."""
        return self in (Fit.CONFLICT, Fit.LOOSER, Fit.JUDGEMENT)


ORDER = tuple(Fit)


@dataclass(frozen=True, slots=True)
class Cell:
    """`asks` are the requirements behind the fit; `extra` what the line asks beyond them."""

    product: str
    fit: Fit
    asks: tuple[Requirement, ...] = ()
    extra: tuple[Beyond, ...] = ()


Cells = Mapping[tuple[str, str], Cell]


def fits(lines: Sequence[Line], products: Iterable[str], facts: Facts) -> Cells:
    """(line key, product) → what the line means for it; products that are no longer among the facts are left out."""
    profiles = [facts.by_slug[slug] for slug in products if slug in facts.by_slug]
    rules = {line.key: rule for line in lines if (rule := _rule(line, facts.vocabulary)) is not None}
    known = [line for line in lines if line.key in rules]
    return {(line.key, p.slug): _cell(line, p, known, rules, facts.vocabulary) for line in known for p in profiles}


def _rule(line: Line, vocabulary: Vocabulary) -> Constraint | None:
    aspect = aspect_of(vocabulary, *line.place)
    return rule_of(line.must, aspect, vocabulary) if aspect is not None else None


def _cell(
    line: Line, profile: Profile, lines: Sequence[Line], rules: Mapping[str, Constraint], vocabulary: Vocabulary
) -> Cell:
    asked = _asked(profile, line.place, vocabulary)
    if not asked:
        return Cell(profile.slug, _quiet(line, profile, vocabulary))
    mine = _served(line, profile, asked, lines)
    if not mine:
        return Cell(profile.slug, Fit.ELSEWHERE)
    found = [_one(r, _rules_for(r, line, lines, rules), vocabulary.order) for r in mine]
    worst = min((fit for fit, _ in found), key=ORDER.index)
    return Cell(profile.slug, worst, tuple(mine), tuple(extra for _, extras in found for extra in extras))


def _asked(profile: Profile, place: AspectKey, vocabulary: Vocabulary) -> tuple[Requirement, ...]:
    """What a product asks here; a clock that moves windows of its own is told by those windows."""
    aspect = vocabulary.aspect(*place)
    clock = aspect.clock if aspect else None
    if clock and any((place[0], name) in profile.by_aspect for name in clock.of):
        return ()
    return profile.by_aspect.get(place, ())


def _quiet(line: Line, profile: Profile, vocabulary: Vocabulary) -> Fit:
    if line.step not in profile.steps(vocabulary):
        return Fit.OFF
    if profile.slug not in line.products:
        return Fit.ELSEWHERE
    return Fit.SILENT if vocabulary.step_of[line.step].silent(profile.sections_read) else Fit.UNREAD


def _served(line: Line, profile: Profile, asked: Sequence[Requirement], lines: Sequence[Line]) -> list[Requirement]:
    """The requirements that this line is for: those it was made of, else all, where the line names the product."""
    if profile.slug not in line.products:
        return []
    mine = [r for r in asked if r.id in line.members]
    elsewhere = {r for other in lines if other.place == line.place for r in other.members}
    return mine or [r for r in asked if r.id not in elsewhere]


def _rules_for(r: Requirement, line: Line, lines: Sequence[Line], rules: Mapping[str, Constraint]) -> list[Constraint]:
    together = [o for o in lines if o.place == line.place and r.id in o.members and r.product in o.products]
    return [rules[one.key] for one in together] or [rules[line.key]]


def _one(requirement: Requirement, rules: Sequence[Constraint], order: Network) -> tuple[Fit, tuple[Beyond, ...]]:
    asked, whole = requirement.constraint, meet_all(rules, order)
    if isinstance(whole, Failure):
        return Fit.CONFLICT, ()
    if implies(whole, asked):
        extra = tuple(beyond(requirement, whole, order))
        return (Fit.SAME if equal(whole, asked) else Fit.STRICTER), extra
    common = meet(whole, asked)
    if isinstance(common, Failure):
        return (Fit.CONFLICT if common is Failure.CONFLICT else Fit.JUDGEMENT), ()
    return Fit.LOOSER, ()


def unserved(lines: Sequence[Line], products: Iterable[str], facts: Facts) -> tuple[Requirement, ...]:
    """What these products ask about an aspect of the standard that no line was made for."""
    profiles = [facts.by_slug[slug] for slug in products if slug in facts.by_slug]
    cells = fits(lines, [p.slug for p in profiles], facts)
    served = {r.id for cell in cells.values() for r in cell.asks}
    places, words = dict.fromkeys(line.place for line in lines), facts.vocabulary
    return tuple(r for p in profiles for place in places for r in _asked(p, place, words) if r.id not in served)
