# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A plan as tables: which centre offers what with how many patients, and every journey of every plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from schakel.capacity.engine.allocation.plan import Plan
from schakel.capacity.engine.allocation.problem import Problem
from schakel.capacity.national import Answer
from schakel.ui.files import Table

LEAST = 0.05
"""Fewer patients than this are a rounding of the solver, not a patient."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Centres × products in the last year: patients in each cell, None where it is not offered; and beds added."""

    year: int
    products: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...], int], ...]


def matrix(plan: Plan, words: Mapping[str, str | Promise]) -> Matrix:
    """The last year of a plan."""
    problem, volume = plan.problem, plan.volume()
    last = problem.years - 1
    rows = tuple(
        (
            centre.name,
            tuple(
                round(float(volume[c, p, last])) if plan.offers[c, p, last] > 0.5 else None
                for p in range(len(problem.products))
            ),
            round(float(plan.added[c].sum())),
        )
        for c, centre in enumerate(problem.centres)
    )
    names = tuple(str(words.get(product.name, product.name)) for product in problem.products)
    return Matrix(problem.start + last, names, rows)


def allocation_table(found: Answer) -> Table:
    """Every policy, year, product, region and centre with its patients and minutes."""
    head = [
        _("Way"),
        _("Year"),
        _("Product"),
        pgettext("a journey", "From"),
        pgettext("a journey", "To"),
        _("Patients"),
        _("Minutes of travel"),
        _("Cost of the plan"),
        _("Gap"),
    ]
    rows: list[list[object]] = []
    for way, _why in found.ways:
        if way.plan.found:
            rows += [
                [way.policy.name, *row, round(way.plan.cost, 3), round(way.plan.gap, 5)] for row in _journeys(way.plan)
            ]
    return [head, *rows]


def _journeys(plan: Plan) -> list[list[object]]:
    problem, minutes = plan.problem, plan.problem.minutes()
    return [
        [problem.start + int(t), problem.products[p].name, problem.regions[r].name, problem.centres[c].name,
         round(float(plan.patients[r, c, p, t]), 2), round(float(minutes[r, c]))]
        for r, c, p, t in zip(*(plan.patients > LEAST).nonzero(), strict=True)
    ]  # fmt: skip


def place_table(problem: Problem) -> Table:
    """Where centres and regions lie, and the minutes between them."""
    head = [_("Region"), *(centre.name for centre in problem.centres)]
    minutes = problem.minutes()
    return [
        head,
        *([region.name, *(round(float(one)) for one in minutes[r])] for r, region in enumerate(problem.regions)),
    ]
