# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The smallest set of rules that serves all: every product's requirement is implied by one of the variants.

How the fewest are found per kind of constraint stands in `groups`; here they become variants, with who sets each rule
and what it asks of the others. See docs/explanation/standard.md for worked examples.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from schakel.pathway.engine.compare import Comparison, Harmonisation, Row, binding_of, compare, harmonisation
from schakel.pathway.engine.constraints import (
    Act,
    Choice,
    Constraint,
    Failure,
    Items,
    Range,
    Window,
    equal,
    meet_all,
    told_in,
)
from schakel.pathway.engine.groups import Group, groups_of
from schakel.pathway.engine.network import Network
from schakel.pathway.engine.requirement import Profile, Requirement
from schakel.pathway.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a rule asks of one product beyond its own requirement.

    `what`: low or high (a stricter or new bound; `amount` in `unit` is the difference, None for a new bound), options
    (no longer allowed), items (extra), act (no longer free), span (a tighter or new window), rule (instead of its own).
    """

    requirement: Requirement
    what: str
    amount: Fraction | None = None
    unit: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One rule, whom it serves, whose own bounds set it, and what it asks of the others."""

    rule: Constraint
    members: tuple[Requirement, ...]
    binding: tuple[Requirement, ...]
    beyond: tuple[Beyond, ...]

    @property
    def products(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(member.product for member in self.members))


@dataclass(frozen=True, slots=True)
class Line:
    """An aspect of the standard with its variants, the one that serves most products first."""

    row: Row
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one rule goes at one step."""

    step: str
    comparison: Comparison
    harmonisation: Harmonisation


@dataclass(frozen=True, slots=True)
class Standard:
    products: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    lines: tuple[Line, ...]
    harmonisation: Harmonisation


def standard(
    profiles: Sequence[Profile],
    vocabulary: Vocabulary,
    *,
    steps: Collection[str] | None = None,
    natures: Collection[str] = ("procedure",),
) -> Standard:
    """The standard over the aspects of these natures; harmonisation always counts methods only."""
    compared = compare(profiles, vocabulary, steps=steps, natures=natures)
    lines = tuple(Line(row, variants(row, vocabulary.order)) for row in compared.rows)
    coverage = (
        Coverage(step, comparison, comparison.harmonisation)
        for step, rows in groupby(compared.rows, key=lambda row: row.aspect.step)
        for comparison in (Comparison(compared.products, tuple(rows)),)
    )
    return Standard(compared.products, tuple(coverage), lines, harmonisation(compared.rows))


def variants(row: Row, order: Network) -> tuple[Variant, ...]:
    """The fewest rules that serve every position of a row, the one with most products first."""
    return variants_of(row.positions, order, unit=row.aspect.unit)


def variants_of(positions: Sequence[Requirement], order: Network, *, unit: str | None = None) -> tuple[Variant, ...]:
    """As `variants`, of positions on one aspect; ranges are told in `unit` where one is given."""
    found = [_variant(group, order, unit) for group in groups_of(positions, order)]
    return tuple(sorted(found, key=lambda v: (-len(v.products), min(v.products), min(m.id for m in v.members))))


def _variant(group: Group, order: Network, unit: str | None) -> Variant:
    met = meet_all([member.constraint for member in group])
    assert not isinstance(met, Failure)
    rule = told_in(met, unit)
    asked = (extra for member in group for extra in beyond(member, rule, order))
    return Variant(rule, tuple(group), binding_of(group, rule, order), tuple(asked))


def beyond(member: Requirement, rule: Constraint, order: Network) -> Iterator[Beyond]:
    """What the rule asks of this member beyond its own requirement; nothing where it asks just that."""
    mine = member.constraint
    if equal(mine, rule):
        return
    match mine, rule:
        case Range(), Range():
            yield from _beyond_range(member, mine.to(rule.unit), rule)
        case Choice(), Choice():
            yield Beyond(member, "options", values=tuple(sorted(mine.options - rule.options)))
        case Items(), Items():
            yield Beyond(member, "items", values=tuple(sorted(rule.items - mine.items)))
        case Act(), Act():
            yield Beyond(member, "act", values=(rule.kind.value,))
        case Window(), Window():
            yield from _beyond_window(member, mine, rule, order)
        case _:
            yield Beyond(member, "rule")


def _beyond_range(member: Requirement, mine: Range, rule: Range) -> Iterator[Beyond]:
    if rule.low is not None and rule.low != mine.low:
        yield Beyond(member, "low", None if mine.low is None else rule.low - mine.low, rule.unit)
    if rule.high is not None and rule.high != mine.high:
        yield Beyond(member, "high", None if mine.high is None else mine.high - rule.high, rule.unit)


def _beyond_window(member: Requirement, mine: Window, rule: Window, order: Network) -> Iterator[Beyond]:
    """Per span of the rule what it asks more, in minutes where this member bounds the same two events.

    What follows from the member's own window and the order of events is not asked beyond.
    """
    own = mine.network()
    implied = own.join(order.among(rule.network().events())).tightest()
    for span in sorted(rule.spans, key=lambda s: s.pair):
        (low, high), (least, most) = own.between(*span.pair), implied.between(*span.pair)
        asked = span.within.to("min")
        if asked.high is not None and (most is None or most > asked.high):
            yield Beyond(member, "span" if high is None else "high", _less(high, asked.high), "min", span.pair)
        if asked.low and (least is None or least < asked.low):
            yield Beyond(member, "span" if low is None else "low", _less(asked.low, low), "min", span.pair)


def _less(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a - b
