# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A plain location file (YAML or JSON, `kind: location`), for checking the solver against known answers."""

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from schakel.capacity.engine.allocation.location import Instance, Sourcing
from schakel.capacity.engine.allocation.program import INFINITE, Floats
from schakel.values.located import FactsError, Located, Path
from schakel.values.schema import Line, Model, Number, checked

Wrong = tuple[Path, str, str]


class SiteModel(Model):
    """A place that may be opened at a fixed cost; without `capacity` it can serve everybody."""

    name: Line
    fixed_cost: Number | None = None
    capacity: Number | None = None


class CustomerModel(Model):
    """Demand, and the cost from each site by its name; a site that is not named may not serve."""

    name: Line
    demand: Number | None = None
    costs: dict[Line, Number]


class LocationFile(Model):
    """`costs_per`: of serving the customer's whole demand, or of one unit of it. `open`: exactly so many sites."""

    kind: Literal["location"]
    title: Line
    sites: Annotated[list[SiteModel], Field(min_length=1, max_length=2000)]
    customers: Annotated[list[CustomerModel], Field(min_length=1, max_length=20000)]
    costs_per: Literal["customer", "unit"] = "customer"
    sourcing: Sourcing = "split"
    open: Annotated[int, Field(ge=1)] | None = None


def read_location(located: Located) -> tuple[str, Instance]:
    """Title and instance; FactsError with every fault and its line."""
    file = checked(located, LocationFile)
    if faults := [located.fault(*wrong) for wrong in _wrong(file)]:
        raise FactsError(faults)
    demand = np.array([1.0 if each.demand is None else float(each.demand) for each in file.customers])
    costs = _costs(file) * (demand[:, None] if file.costs_per == "unit" else 1)
    return file.title, Instance(
        tuple(site.name for site in file.sites),
        tuple(each.name for each in file.customers),
        np.array([float(site.fixed_cost or 0) for site in file.sites]),
        np.array([INFINITE if site.capacity is None else float(site.capacity) for site in file.sites]),
        demand,
        costs,
        file.sourcing,
        file.open,
    )


def _costs(file: LocationFile) -> Floats:
    place = {site.name: number for number, site in enumerate(file.sites)}
    found = np.full((len(file.customers), len(file.sites)), INFINITE)
    for row, customer in enumerate(file.customers):
        for name, cost in customer.costs.items():
            found[row, place[name]] = float(cost)
    return found


def _wrong(file: LocationFile) -> Iterator[Wrong]:
    names = {site.name for site in file.sites}
    yield from _twice("sites", [site.name for site in file.sites])
    yield from _twice("customers", [customer.name for customer in file.customers])
    for number, site in enumerate(file.sites):
        yield from _negative(("sites", number), site, ("fixed_cost", "capacity"))
    for number, customer in enumerate(file.customers):
        yield from _negative(("customers", number), customer, ("demand",))
        for name in customer.costs.keys() - names:
            yield ("customers", number, "costs", name), f"unknown site {name!r}", f"one of: {', '.join(sorted(names))}"
    if file.open is not None and file.open > len(file.sites):
        yield ("open",), f"{file.open} of {len(file.sites)} sites", f"at most {len(file.sites)}"


def _twice(kind: str, names: list[str]) -> Iterator[Wrong]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            yield (kind, number, "name"), f"{name!r} stands twice", "each name once"
        seen.add(name)


def _negative(path: Path, part: Model, names: tuple[str, ...]) -> Iterator[Wrong]:
    for name in names:
        value = getattr(part, name)
        if value is not None and value < 0:
            yield (*path, name), f"{name!r} is {float(value):g}", "0 or more"
