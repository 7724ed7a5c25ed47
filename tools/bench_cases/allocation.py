# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Allocation: published problems beside HiGHS alone, and invented national ones of growing size in a fixed time.

For a large problem the measure is the gap that is left (at most so much of the cost could still be saved), beside
the gap of HiGHS alone with the same programme and the same time.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from schakel.capacity.engine.allocation.check import broken
from schakel.capacity.engine.allocation.geography import Place
from schakel.capacity.engine.allocation.layout import laid_out
from schakel.capacity.engine.allocation.location import Instance, _program, locate
from schakel.capacity.engine.allocation.orlib import read_cap, read_pmed
from schakel.capacity.engine.allocation.plan import plan
from schakel.capacity.engine.allocation.problem import Centre, Handover, Module, Norm, Problem, Product, Region
from tools.bench import Row, ms, side_by_side, times

ORLIB = Path(__file__).resolve().parents[2] / "schakel" / "capacity" / "tests" / "orlib"
# Centres, products, regions, years, and the seconds given.
SIZES = ((5, 4, 8, 3, 20), (8, 8, 12, 5, 60), (30, 40, 12, 10, 100))
GOAL = "gap ≤ 5 % in 100 s"


def national(centres: int, products: int, regions: int, years: int, *, seed: int = 1) -> Problem:
    """An invented country: demand grows by a fifth a year, and the rooms of today are soon too small."""
    source = np.random.default_rng(seed)

    def place() -> Place:
        return Place(51 + 2.3 * source.random(), 4.2 + 2.4 * source.random())

    made = tuple(
        Product(
            f"p{n}",
            f"g{n % max(1, products // 3)}",
            {"apheresis": 1.0, "lab": float(source.uniform(0.5, 2)), "bed": float(source.integers(7, 21))},
            start_hours=120,
            yearly_hours=40,
            start_cost=200,
            yearly_cost=80,
            patient_cost=1,
        )
        for n in range(products)
    )
    per = products / 8
    room = {"apheresis": (30 * per,) * years, "lab": (40 * per,) * years, "bed": (600 * per,) * years}
    hospitals = tuple(
        Centre(
            f"c{n}",
            place(),
            frozenset(each.name for each in made if source.random() < 0.15),
            capacity=room,
            hours=400 + 40 * products,
        )
        for n in range(centres)
    )
    homes = tuple(Region(f"r{n}", place()) for n in range(regions))
    share = source.dirichlet(np.full(regions, 5.0))
    demand = np.einsum("r,p,t->rpt", share, source.uniform(10, 60, products), 1.2 ** np.arange(years))
    norms = (*(Norm("volume", group, 10) for group in dict.fromkeys(each.group for each in made)), Norm("hours", "", 1))
    modules = {"apheresis": Module(50, 300, 60), "lab": Module(60, 200, 50), "bed": Module(700, 400, 90)}
    return Problem(
        "invented",
        2026,
        years,
        hospitals,
        homes,
        made,
        demand,
        (*norms, Norm("travel", "", 180), Norm("modules", "bed", 3)),
        modules,
        {"bed": Handover(0.4, 0.01, 90)},
        minute_cost=0.005,
    )


def _published(name: str, instance: Instance) -> Row:
    program, _, _ = _program(instance)
    took, beside = side_by_side(lambda: locate(instance), lambda: program.solve(), runs=3)
    found = locate(instance)
    if found.gap != 0:
        raise RuntimeError(f"{name} was not proven")
    return Row(
        f"allocation: {name} of OR-Library, proven optimum {found.cost:,.3f}",
        ms(took),
        f"HiGHS alone {ms(beside)}",
        times(took, beside),
        "≤ 1.5 × HiGHS",
    )


def _large(centres: int, products: int, regions: int, years: int, seconds: float) -> Row:
    problem = national(centres, products, regions, years)
    layout = laid_out(problem)
    found, alone = plan(problem, seconds=seconds), layout.program.solve(seconds=seconds)
    if found.found and broken(found):
        raise RuntimeError(f"the plan breaks a promise: {broken(found)[0]}")
    cost = f"{found.cost / alone.objective:.2f} × its cost" if found.found and alone.found else ""
    return Row(
        f"allocation: {products} products × {centres} centres × {years} years, {layout.program.n_columns:,} columns, "
        f"{len(layout.whole()):,} whole, {seconds:.0f} s",
        _gap(found.gap),
        f"HiGHS alone {_gap(alone.gap)}",
        cost,
        GOAL,
    )


def _gap(value: float) -> str:
    return f"gap {value:.1%}" if np.isfinite(value) else "no plan"


def rows() -> Iterator[Row]:
    """Published problems first, then larger and larger countries."""
    for name in ("cap41", "cap101"):
        yield _published(name, read_cap(name, (ORLIB / f"{name}.txt").read_text(), uncapacitated=name == "cap101"))
    for name in ("pmed1", "pmed10"):
        yield _published(name, read_pmed(name, (ORLIB / f"{name}.txt").read_text()))
    for size in SIZES:
        yield _large(*size)
