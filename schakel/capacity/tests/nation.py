# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A small invented nation that the tests of the simulation share."""

from dataclasses import replace
from typing import Any

from schakel.capacity.engine.simulation.durations import Constant, Gamma, Lognormal, Triangular, Uniform
from schakel.capacity.engine.simulation.model import (
    Arrivals,
    Centre,
    Failure,
    Flow,
    Hours,
    Model,
    Resource,
    Step,
    Use,
)

YEARS = (2027, 2028, 2029)
DAYTIME = Hours((*((8.0, 18.0),) * 5, None, None))
PRODUCT = Flow(
    "product",
    (
        Step("referral", Triangular(1, 3, 7)),
        Step("collection", Triangular(0.1, 0.2, 0.3), (Use("apheresis"), Use("nurse"))),
        Step("manufacture", Lognormal(21, 3), slot=True, at_risk=True, failure=Failure(0.06, 0.5, "collection")),
        Step("receipt", Triangular(0.02, 0.05, 0.1), (Use("pharmacy"), Use("storage", until="administration"))),
        Step("conditioning", Constant(5), (Use("bed", until="stay"),)),
        Step("administration", Triangular(0.1, 0.2, 0.3), (Use("pharmacy"),)),
        Step("stay", Lognormal(10, 4)),
    ),
    priorities=((0, 0.2), (1, 0.8)),
    hazard=0.002,
    death_share=0.4,
    slots_per_week=(4, 4, 5),
    vein=("collection", "administration"),
)
TRANSPLANT = Flow(
    "transplant",
    (
        Step("collection", Uniform(0.1, 0.2), (Use("apheresis"), Use("nurse"))),
        Step("stay", Gamma(20, 4), (Use("bed"),)),
    ),
    kind="transplant",
)


def nation(**changes: Any) -> Model:
    """Two centres, a product and transplants; `changes` replace fields of the model."""
    model = Model(
        years=YEARS,
        resources=(
            Resource("apheresis", DAYTIME),
            Resource("nurse", DAYTIME, staff=True),
            Resource("pharmacy", DAYTIME, staff=True),
            Resource("storage"),
            Resource("bed"),
        ),
        centres=(_centre("north", 2, 5, 12), _centre("south", 1, 6, 6)),
        flows=(PRODUCT, TRANSPLANT),
        arrivals=(
            Arrivals("product", "north", (60, 80, 100)),
            Arrivals("product", "south", (50, 60, 70)),
            Arrivals("transplant", "north", (30, 30, 30)),
        ),
        warm_up=200.0,
    )
    return replace(model, **changes)


def _centre(name: str, places: int, beds: int, storage: int) -> Centre:
    capacity = {"apheresis": places, "nurse": places, "pharmacy": 1, "storage": storage, "bed": beds}
    return Centre(name, {resource: (number,) * len(YEARS) for resource, number in capacity.items()})
