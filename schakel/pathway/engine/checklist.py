# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One list for several products: common lines first, then the lines that only some ask, each with its sources.

A line is one thing to check: a rule of the standard (so it serves every product it names), or one item of a list. Every
requirement of the step lands on at least one line; a clock fact lands on the line of the window it moved.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from schakel.pathway.engine.compare import Row
from schakel.pathway.engine.constraints import Act, Constraint, Items, Kind, Local, Range, Window, equal
from schakel.pathway.engine.requirement import Profile, Requirement
from schakel.pathway.engine.standard import standard, variants
from schakel.pathway.engine.vocabulary import NATURES, Aspect, Vocabulary

KEPT_APART = ("product", "clinical")


class Task(StrEnum):
    """What a line asks of the person: see that it is so, measure and note it, or only know it."""

    CHECK = "check"
    MEASURE = "measure"
    KNOW = "know"


@dataclass(frozen=True)
class ChecklistLine:
    """`rule` is what to check; for a list it holds the one item. `requirements` land here, in product order."""

    aspect: Aspect
    rule: Constraint
    requirements: tuple[Requirement, ...]
    products: tuple[str, ...]
    common: bool

    @property
    def task(self) -> Task:
        if isinstance(self.rule, Local) or (isinstance(self.rule, Act) and self.rule.kind is Kind.PERMITTED):
            return Task.KNOW
        return Task.MEASURE if isinstance(self.rule, Range | Window) else Task.CHECK


@dataclass(frozen=True)
class Checklist:
    """Lines in the order of the vocabulary, common ones first; `requirements` are all of the step."""

    step: str
    products: tuple[str, ...]
    lines: tuple[ChecklistLine, ...]
    requirements: tuple[Requirement, ...]

    @cached_property
    def groups(self) -> Mapping[tuple[str, ...], tuple[ChecklistLine, ...]]:
        """The products that ask → their lines: all of them first, then by how many, then as they were chosen."""
        grouped: dict[tuple[str, ...], list[ChecklistLine]] = {}
        for line in self.lines:
            grouped.setdefault(line.products, []).append(line)
        places = {product: place for place, product in enumerate(self.products)}

        def order(products: tuple[str, ...]) -> tuple[int, tuple[int, ...]]:
            return (-len(products), tuple(places[product] for product in products))

        return {products: tuple(grouped[products]) for products in sorted(grouped, key=order)}


def checklist(step: str, profiles: Sequence[Profile], vocabulary: Vocabulary) -> Checklist:
    """The list of one step for these products; empty when none of them asks anything there."""
    found = standard(profiles, vocabulary, steps=(step,), natures=NATURES)
    lines = [line for one in found.lines for line in _lines(one.row, vocabulary, found.products)]
    lines.sort(key=lambda line: not line.common)
    asked = (r for profile in profiles for r in profile.requirements if r.step == step)
    return Checklist(step, found.products, tuple(lines), tuple(asked))


def _lines(row: Row, vocabulary: Vocabulary, products: tuple[str, ...]) -> Iterator[ChecklistLine]:
    """A property or a clinical choice is never merged: each product keeps its own, equal ones share a line."""
    if row.aspect.nature in KEPT_APART:
        for alike in _alike(row.positions):
            yield _line(row, alike[0].constraint, alike, products)
        return
    for variant in variants(row, vocabulary.order):
        if isinstance(variant.rule, Items):
            yield from _item_lines(row, variant.rule, variant.members, products)
        else:
            yield _line(row, variant.rule, variant.members, products)


def _alike(positions: Sequence[Requirement]) -> list[list[Requirement]]:
    """Positions that ask exactly the same, in their order."""
    groups: list[list[Requirement]] = []
    for position in positions:
        group = next((g for g in groups if _asks_the_same(g[0].constraint, position.constraint)), None)
        if group is None:
            groups.append([position])
        else:
            group.append(position)
    return groups


def _asks_the_same(a: Constraint, b: Constraint) -> bool:
    return type(a) is type(b) and equal(a, b)


def _item_lines(
    row: Row, rule: Items, members: Sequence[Requirement], products: tuple[str, ...]
) -> Iterator[ChecklistLine]:
    """A line for each item, with those who ask it; a hospital's own choice asks none and lands on the first."""
    for place, item in enumerate(sorted(rule.items)):
        asking = [m for m in members if isinstance(m.constraint, Items) and item in m.constraint.items]
        asking += [m for m in members if place == 0 and isinstance(m.constraint, Local)]
        yield _line(row, Items(frozenset({item})), asking, products)


def _line(row: Row, rule: Constraint, members: Sequence[Requirement], products: tuple[str, ...]) -> ChecklistLine:
    asking = {member.product for member in members}
    moved = [clock for clock in row.clocks if clock.product in asking]
    named = tuple(product for product in products if product in asking)
    landed = sorted((*members, *moved), key=lambda r: products.index(r.product))
    return ChecklistLine(row.aspect, rule, tuple(landed), named, common=len(named) == len(products))
