# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Invented allocation problems for the tests."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from schakel.capacity.engine.allocation.geography import Place
from schakel.capacity.engine.allocation.problem import Centre, Handover, Module, Norm, Problem, Product, Region

# One degree of latitude is 111.2 km: with 60 km/h and no detour about 111 minutes.
NORTH, MIDDLE, SOUTH = Place(53.0, 5.0), Place(52.0, 5.0), Place(51.0, 5.0)


def hospital(name: str, place: Place, *, beds: float | Sequence[float] = 100.0, years: int = 1, **more: Any) -> Centre:
    per_year = tuple(beds) if isinstance(beds, Sequence) else (float(beds),) * years
    return Centre(name, place, capacity={"bed": per_year}, **more)


def problem(
    centres: Sequence[Centre],
    demand: Sequence[Sequence[float]],
    norms: Sequence[Norm] = (),
    *,
    module: Module | None = None,
    handover: Handover | None = None,
    places: Sequence[Place] = (NORTH, SOUTH),
    minute_cost: float = 0.01,
    **product: Any,
) -> Problem:
    """One product; `demand[region][year]`; regions in the north and the south unless said otherwise."""
    from schakel.capacity.engine.allocation.geography import Travel

    amounts = np.array(demand, dtype=float)[:, None, :]
    made = Product("alpha", "cell", {"bed": 1.0}, **({"yearly_cost": 10.0, "start_cost": 5.0} | product))
    regions = tuple(Region(f"r{number}", place) for number, place in enumerate(places))
    return Problem(
        "invented",
        2026,
        amounts.shape[2],
        tuple(centres),
        regions,
        (made,),
        amounts,
        tuple(norms),
        {"bed": module} if module else {},
        {"bed": handover} if handover else {},
        Travel(60, 1),
        minute_cost,
    )
