# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""An allocation file (YAML or JSON, `kind: allocation`): the written form, its checks, and the problem made from it."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BeforeValidator, Field, WithJsonSchema

from schakel.capacity.engine.allocation import problem as parts
from schakel.capacity.engine.allocation.geography import Place, Travel
from schakel.capacity.engine.allocation.program import INFINITE, Floats
from schakel.values.located import FactsError, Located, Path
from schakel.values.schema import Line, Model, Number, checked

MAX_COLUMNS = 2_000_000
# The longest that a norm may be: a year in minutes says "no bound" by mistake.
MOST_MINUTES = 1440
Wrong = tuple[Path, str, str]


def _yearly(written: Any) -> Any:
    """One number stands for every year."""
    return written if isinstance(written, list) else [written]


_YEARLY_SCHEMA = {"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}, "minItems": 1}]}
Yearly = Annotated[list[Number], Field(min_length=1), BeforeValidator(_yearly), WithJsonSchema(_YEARLY_SCHEMA)]


class CentreModel(Model):
    """A hospital. `may`: products it may ever offer, all when left out, none for a hospital that only takes over stays.

    `capacity`: per resource what it has per year, one number or one for each year.
    """

    name: Line
    lat: Number
    lon: Number
    offers: list[Line] = []
    may: list[Line] | None = None
    capacity: dict[Line, Yearly] = {}
    hours: Number | None = None


class RegionModel(Model):
    """Where patients live; `people` divides a national demand."""

    name: Line
    lat: Number
    lon: Number
    people: Number = Field(default=1, validate_default=True)


class ProductModel(Model):
    """`demand`: patients per year of all regions together; `demand_in`: of single regions, instead of their part."""

    name: Line
    group: Line
    demand: Yearly | None = None
    demand_in: dict[Line, Yearly] = {}
    uses: dict[Line, Number] = {}
    start_hours: Number = Field(default=0, validate_default=True)
    yearly_hours: Number = Field(default=0, validate_default=True)
    start_cost: Number = Field(default=0, validate_default=True)
    yearly_cost: Number = Field(default=0, validate_default=True)
    patient_cost: Number = Field(default=0, validate_default=True)


class NormModel(Model):
    """A norm; `about` names the group (volume, at_most, at_least) or the resource (modules)."""

    kind: parts.NormKind
    about: Line | None = None
    amount: Number = Field(default=1, validate_default=True)


class ModuleModel(Model):
    """Capacity that can be added in whole pieces, to be used from the year in which it is bought."""

    size: Number
    cost: Number
    yearly_cost: Number = Field(default=0, validate_default=True)


class HandoverModel(Model):
    """The share of the use of a resource that may go to another hospital, within so many minutes."""

    share: Number
    cost: Number = Field(default=0, validate_default=True)
    minutes: Number | None = None


class TravelModel(Model):
    """How the straight line becomes minutes; an assumption unless a source is named."""

    speed_km_h: Number = Field(default=70, validate_default=True)
    detour: Number = Field(default=1.3, validate_default=True)
    source: Line | None = None


class PolicyModel(Model):
    """A way to organise care, as norms on top of the others."""

    name: Line
    norms: list[NormModel] = []


class AllocationFile(Model):
    """All of one allocation."""

    kind: Literal["allocation"]
    title: Line
    start: Annotated[int, Field(ge=1990, le=2150)]
    years: Annotated[int, Field(ge=1, le=30)]
    centres: Annotated[list[CentreModel], Field(min_length=1, max_length=200)]
    regions: Annotated[list[RegionModel], Field(min_length=1, max_length=5000)]
    products: Annotated[list[ProductModel], Field(min_length=1, max_length=200)]
    norms: list[NormModel] = []
    modules: dict[Line, ModuleModel] = {}
    handover: dict[Line, HandoverModel] = {}
    travel: TravelModel = TravelModel()
    minute_cost: Number = Field(default=0, validate_default=True)
    policies: list[PolicyModel] = []


def read_allocation(located: Located) -> tuple[parts.Problem, tuple[parts.Policy, ...]]:
    """The problem and the policies named in the file; FactsError with every fault and its line."""
    return problem_of(checked(located, AllocationFile), located)


def problem_of(
    file: AllocationFile, located: Located, path: Path = ()
) -> tuple[parts.Problem, tuple[parts.Policy, ...]]:
    """The same for a written allocation that stands at `path` of a file."""
    if faults := [located.fault((*path, *where), what, wanted) for where, what, wanted in _wrong(file)]:
        raise FactsError(faults)
    travel = Travel(float(file.travel.speed_km_h), float(file.travel.detour))
    if file.travel.source:
        travel = Travel(travel.speed_km_h, travel.detour, file.travel.source)
    problem = parts.Problem(
        file.title,
        file.start,
        file.years,
        tuple(_centre(each, file.years) for each in file.centres),
        tuple(parts.Region(each.name, _place(each)) for each in file.regions),
        tuple(map(_product, file.products)),
        _demand(file),
        tuple(map(_norm, file.norms)),
        {kind: parts.Module(float(m.size), float(m.cost), float(m.yearly_cost)) for kind, m in file.modules.items()},
        {kind: _handover(each) for kind, each in file.handover.items()},
        travel,
        float(file.minute_cost),
    )
    return problem, tuple(parts.Policy(each.name, tuple(map(_norm, each.norms))) for each in file.policies)


def _place(written: CentreModel | RegionModel) -> Place:
    return Place(float(written.lat), float(written.lon))


def _centre(written: CentreModel, years: int) -> parts.Centre:
    return parts.Centre(
        written.name,
        _place(written),
        frozenset(written.offers),
        None if written.may is None else frozenset(written.may),
        {kind: tuple(_years(amounts, years)) for kind, amounts in written.capacity.items()},
        INFINITE if written.hours is None else float(written.hours),
    )


def _product(written: ProductModel) -> parts.Product:
    return parts.Product(
        written.name,
        written.group,
        {kind: float(amount) for kind, amount in written.uses.items()},
        float(written.start_hours),
        float(written.yearly_hours),
        float(written.start_cost),
        float(written.yearly_cost),
        float(written.patient_cost),
    )


def _norm(written: NormModel) -> parts.Norm:
    return parts.Norm(written.kind, written.about or "", float(written.amount))


def _handover(written: HandoverModel) -> parts.Handover:
    minutes = INFINITE if written.minutes is None else float(written.minutes)
    return parts.Handover(float(written.share), float(written.cost), minutes)


def _years(amounts: Sequence[Any], years: int) -> list[float]:
    return [float(each) for each in (amounts if len(amounts) > 1 else list(amounts) * years)]


def _demand(file: AllocationFile) -> Floats:
    """A national demand is divided by people; what is said of a region stands."""
    people = np.array([float(region.people) for region in file.regions])
    found = np.zeros((len(file.regions), len(file.products), file.years))
    for p, product in enumerate(file.products):
        if product.demand is not None:
            found[:, p] = np.outer(people / people.sum(), _years(product.demand, file.years))
        for r, region in enumerate(file.regions):
            if region.name in product.demand_in:
                found[r, p] = _years(product.demand_in[region.name], file.years)
    return found


def _wrong(file: AllocationFile) -> Iterator[Wrong]:
    """What no single part shows."""
    yield from _twice(file)
    yield from _numbers(file)
    resources = {kind for product in file.products for kind in product.uses}
    names = {product.name for product in file.products}
    for c, centre in enumerate(file.centres):
        yield from _wrong_centre(("centres", c), centre, names, resources, file.years)
    for p, product in enumerate(file.products):
        yield from _wrong_product(("products", p), product, file)
    for name in ("modules", "handover"):
        for kind in getattr(file, name).keys() - resources:
            yield (name, kind), f"no product uses {kind!r}", _one_of(resources)
    groups = {product.group for product in file.products}
    for path, norm in _all_norms(file):
        yield from _wrong_norm(path, norm, groups, set(file.modules))
    columns = len(file.centres) * len(file.products) * file.years * (len(file.regions) + 3)
    if columns > MAX_COLUMNS:
        wanted = f"at most {MAX_COLUMNS:,}: fewer regions, centres, products or years"
        yield ("title",), f"{columns:,} choices to make", wanted


def _twice(file: AllocationFile) -> Iterator[Wrong]:
    for kind in ("centres", "regions", "products", "policies"):
        seen: set[str] = set()
        for place, part in enumerate(getattr(file, kind)):
            if part.name in seen:
                yield (kind, place, "name"), f"{part.name!r} stands twice", "each name once"
            seen.add(part.name)


def _numbers(file: AllocationFile) -> Iterator[Wrong]:
    """Nothing below 0, places on earth, shares up to 1, and what is divided by above 0."""
    for kind in ("centres", "regions"):
        for place, part in enumerate(getattr(file, kind)):
            yield from _outside((kind, place, "lat"), part.lat, -90, 90)
            yield from _outside((kind, place, "lon"), part.lon, -180, 180)
    for place, region in enumerate(file.regions):
        yield from _outside(("regions", place, "people"), region.people, 0, INFINITE)
    if not any(region.people > 0 for region in file.regions):
        yield ("regions",), "nobody lives in any region", "people above 0"
    for kind, module in file.modules.items():
        yield from _outside(("modules", kind, "size"), module.size, 1e-6, INFINITE)
        yield from _outside(("modules", kind, "cost"), module.cost, 0, INFINITE)
        yield from _outside(("modules", kind, "yearly_cost"), module.yearly_cost, 0, INFINITE)
    for kind, handover in file.handover.items():
        yield from _outside(("handover", kind, "share"), handover.share, 0, 1)
        yield from _outside(("handover", kind, "cost"), handover.cost, 0, INFINITE)
        yield from _outside(("handover", kind, "minutes"), handover.minutes, 0, MOST_MINUTES)
    yield from _outside(("travel", "speed_km_h"), file.travel.speed_km_h, 1, 300)
    yield from _outside(("travel", "detour"), file.travel.detour, 1, 5)
    yield from _outside(("minute_cost",), file.minute_cost, 0, INFINITE)


def _wrong_centre(
    path: Path, centre: CentreModel, products: set[str], resources: set[str], years: int
) -> Iterator[Wrong]:
    yield from _outside((*path, "hours"), centre.hours, 0, INFINITE)
    for name in ("offers", "may"):
        for place, product in enumerate(getattr(centre, name) or ()):
            if product not in products:
                yield (*path, name, place), f"unknown product {product!r}", _one_of(products)
    if centre.may is not None:
        for place, product in enumerate(centre.offers):
            if product not in centre.may:
                yield (*path, "offers", place), f"{centre.name} offers {product!r} and may not", "a product of `may`"
    for kind, amounts in centre.capacity.items():
        if kind not in resources:
            yield (*path, "capacity", kind), f"no product uses {kind!r}", _one_of(resources)
        yield from _wrong_years((*path, "capacity", kind), amounts, years)


def _wrong_product(path: Path, product: ProductModel, file: AllocationFile) -> Iterator[Wrong]:
    for name in ("start_hours", "yearly_hours", "start_cost", "yearly_cost", "patient_cost"):
        yield from _outside((*path, name), getattr(product, name), 0, INFINITE)
    for kind, amount in product.uses.items():
        yield from _outside((*path, "uses", kind), amount, 0, INFINITE)
    if product.demand is None and not product.demand_in:
        yield path, f"{product.name} has no demand", "demand, or demand_in"
    if product.demand is not None:
        yield from _wrong_years((*path, "demand"), product.demand, file.years)
    regions = {region.name for region in file.regions}
    for region, amounts in product.demand_in.items():
        if region not in regions:
            yield (*path, "demand_in", region), f"unknown region {region!r}", _one_of(regions)
        yield from _wrong_years((*path, "demand_in", region), amounts, file.years)
    able = any(centre.may is None or product.name in centre.may for centre in file.centres)
    if not able:
        yield path, f"demand for {product.name}, and no centre may offer it", "a centre with it under `may`"


def _wrong_years(path: Path, amounts: Sequence[Any], years: int) -> Iterator[Wrong]:
    if len(amounts) not in (1, years):
        yield path, f"{len(amounts)} numbers", f"one number, or {years}: one for each year"
    if any(each < 0 for each in amounts):
        yield path, f"{path[-1]!r} falls below 0", "0 or more"


def _all_norms(file: AllocationFile) -> Iterator[tuple[Path, NormModel]]:
    for place, norm in enumerate(file.norms):
        yield ("norms", place), norm
    for number, policy in enumerate(file.policies):
        for place, norm in enumerate(policy.norms):
            yield ("policies", number, "norms", place), norm


def _wrong_norm(path: Path, norm: NormModel, groups: set[str], modules: set[str]) -> Iterator[Wrong]:
    known = {"volume": groups, "at_most": groups, "at_least": groups, "modules": modules}.get(norm.kind)
    if known is None and norm.about:
        yield (*path, "about"), f"{norm.kind} is about everything, not {norm.about!r}", "no `about`"
    if known is not None and norm.about not in known:
        yield path, f"{norm.kind} about {norm.about!r}", _one_of(known)
    yield from _outside((*path, "amount"), norm.amount, 0, MOST_MINUTES if norm.kind == "travel" else INFINITE)


def _outside(path: Path, value: Any, low: float, high: float) -> Iterator[Wrong]:
    if value is not None and not low <= value <= high:
        wanted = f"{low:g} or more" if high == INFINITE else f"{low:g} to {high:g}"
        yield path, f"{path[-1]!r} is {float(value):g}", "above 0" if 0 < low < 1 else wanted


def _one_of(names: set[str]) -> str:
    return f"one of: {', '.join(sorted(names))}" if names else "none are given"
