# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published JSON of a plain location plan and of an allocation."""

from collections.abc import Sequence
from math import isfinite

from pydantic import BaseModel, ConfigDict, Field

from schakel.capacity.engine.allocation.compare import Compared, journeys
from schakel.capacity.engine.allocation.location import LocationPlan
from schakel.capacity.engine.allocation.plan import Plan
from schakel.capacity.engine.allocation.problem import Norm
from schakel.capacity.engine.allocation.why import Binding, Conflict, Price, bindings
from schakel.capacity.engine.allocation.words import binding_words, norm_words


class Published(BaseModel):
    model_config = ConfigDict(frozen=True)


class PublishedServed(Published):
    """Which share of a customer a site serves."""

    customer: str
    site: str
    share: float


class PublishedLocation(Published):
    """Answer of `allocate` for a plain location file. `gap` 0: proven the best."""

    title: str
    status: str
    cost: float | None
    bound: float | None = Field(description="no plan can cost less")
    gap: float | None
    opened: list[str]
    served: list[PublishedServed]


class PublishedNorm(Published):
    """A norm and how it reads."""

    kind: str
    about: str
    amount: float
    words: str


class PublishedOffer(Published):
    """The years in which a centre offers a product; `starts`: those in which it begins to."""

    centre: str
    product: str
    years: list[int]
    starts: list[int]


class PublishedModule(Published):
    """Capacity added."""

    centre: str
    resource: str
    year: int
    count: int


class PublishedFlow(Published):
    """Patients of a region who go to a centre for a product in a year."""

    region: str
    centre: str
    product: str
    year: int
    patients: float


class PublishedHandover(Published):
    """Use of a resource handed from one hospital to another."""

    sender: str
    receiver: str
    resource: str
    year: int
    units: float


class PublishedBinding(Published):
    """What is full or just met. `price`: what one unit more saves while openings and modules stay as planned."""

    kind: str
    centre: str | None
    about: str
    year: int | None
    used: float
    limit: float | None
    price: float | None
    words: str


class PublishedPrice(Published):
    """What a norm costs: solved again without it, and with it one step looser. Not proven: `between` least and most."""

    norm: PublishedNorm
    saves: float
    between: tuple[float | None, float | None]
    looser: PublishedNorm | None
    step_saves: float | None


class PublishedConflict(Published):
    """Norms that cannot hold together, and each of them loosened alone just so far that there is a plan."""

    norms: list[PublishedNorm]
    smallest: bool
    enough: list[PublishedNorm]
    hopeless: list[str] = Field(description="products that cannot be given to everyone even without norms")


class PublishedPlan(Published):
    """A plan. `gap`: at most this share of the cost could be saved; 0 is proven the best."""

    status: str
    cost: float | None
    bound: float | None
    gap: float | None
    costs: dict[str, float]
    travel_mean: float | None = Field(description="minutes one way")
    travel_p95: float | None
    travel_longest: float | None
    offers: list[PublishedOffer]
    modules: list[PublishedModule]
    flows: list[PublishedFlow]
    handed_over: list[PublishedHandover]
    binding: list[PublishedBinding]


class PublishedPolicy(Published):
    """A way to organise care and its plan, or why there is none."""

    name: str
    norms: list[PublishedNorm]
    plan: PublishedPlan
    conflict: PublishedConflict | None


class PublishedPoint(Published):
    """A plan on the front of cost against travel."""

    cost: float
    travel_mean: float
    gap: float


class PublishedAllocation(Published):
    """Answer of `allocate` for an allocation file. What was not asked for is null."""

    title: str
    norms: list[PublishedNorm]
    travel_basis: str
    plan: PublishedPlan
    conflict: PublishedConflict | None
    prices: list[PublishedPrice] | None
    policies: list[PublishedPolicy] | None
    front: list[PublishedPoint] | None


def published_allocation(
    found: Plan,
    conflict: Conflict | None = None,
    prices: Sequence[Price] | None = None,
    policies: Sequence[tuple[Compared, Conflict | None]] | None = None,
    front: Sequence[Plan] | None = None,
) -> PublishedAllocation:
    """The published form; sentences in English."""
    problem = found.problem
    return PublishedAllocation(
        title=problem.title,
        norms=list(map(_norm, problem.norms)),
        travel_basis=problem.travel.basis,
        plan=published_plan(found),
        conflict=_conflict(conflict) if conflict else None,
        prices=None if prices is None else list(map(_price, prices)),
        policies=None if policies is None else [_policy(way, why) for way, why in policies],
        front=None
        if front is None
        else [PublishedPoint(cost=one.cost, travel_mean=journeys(one).mean, gap=one.gap) for one in front],
    )


def published_plan(found: Plan) -> PublishedPlan:
    """The published form of one plan; empty lists when there is none."""
    travel = journeys(found) if found.found else None
    return PublishedPlan(
        status=found.status,
        cost=finite(found.cost),
        bound=finite(found.bound),
        gap=finite(found.gap),
        costs=dict(found.costs()) if found.found else {},
        travel_mean=travel.mean if travel else None,
        travel_p95=travel.p95 if travel else None,
        travel_longest=travel.longest if travel else None,
        offers=_offers(found),
        modules=_modules(found),
        flows=_flows(found),
        handed_over=_handed(found),
        binding=list(map(_binding, bindings(found))) if found.found else [],
    )


def _offers(found: Plan) -> list[PublishedOffer]:
    if not found.found:
        return []
    problem, starts = found.problem, found.starts()
    return [
        PublishedOffer(
            centre=centre.name,
            product=product.name,
            years=[problem.start + t for t in range(problem.years) if found.offers[c, p, t]],
            starts=[problem.start + t for t in range(problem.years) if starts[c, p, t]],
        )
        for c, centre in enumerate(problem.centres)
        for p, product in enumerate(problem.products)
        if found.offers[c, p].any()
    ]


def _modules(found: Plan) -> list[PublishedModule]:
    problem = found.problem
    return [
        PublishedModule(
            centre=problem.centres[c].name,
            resource=problem.resources[k],
            year=problem.start + int(t),
            count=int(found.added[c, k, t]),
        )
        for c, k, t in zip(*found.added.nonzero(), strict=True)
    ]


def _flows(found: Plan) -> list[PublishedFlow]:
    problem = found.problem
    return [
        PublishedFlow(
            region=problem.regions[r].name,
            centre=problem.centres[c].name,
            product=problem.products[p].name,
            year=problem.start + int(t),
            patients=float(found.patients[r, c, p, t]),
        )
        for r, c, p, t in zip(*found.patients.nonzero(), strict=True)
    ]


def _handed(found: Plan) -> list[PublishedHandover]:
    problem = found.problem
    return [
        PublishedHandover(
            sender=problem.centres[c].name,
            receiver=problem.centres[d].name,
            resource=problem.resources[k],
            year=problem.start + int(t),
            units=float(found.handed[c, d, k, t]),
        )
        for c, d, k, t in zip(*found.handed.nonzero(), strict=True)
    ]


def _norm(norm: Norm) -> PublishedNorm:
    return PublishedNorm(kind=norm.kind, about=norm.about, amount=norm.amount, words=norm_words(norm, "en"))


def _binding(binding: Binding) -> PublishedBinding:
    return PublishedBinding(
        kind=binding.kind,
        centre=binding.centre,
        about=binding.about,
        year=binding.year,
        used=binding.used,
        limit=finite(binding.limit),
        price=binding.price,
        words=binding_words(binding, "en"),
    )


def _price(price: Price) -> PublishedPrice:
    return PublishedPrice(
        norm=_norm(price.norm),
        saves=price.saves,
        between=(finite(price.between[0]), finite(price.between[1])),
        looser=_norm(price.looser) if price.looser else None,
        step_saves=price.step_saves,
    )


def _conflict(conflict: Conflict) -> PublishedConflict:
    return PublishedConflict(
        norms=list(map(_norm, conflict.norms)),
        smallest=conflict.smallest,
        enough=list(map(_norm, conflict.enough)),
        hopeless=list(conflict.hopeless),
    )


def _policy(way: Compared, why: Conflict | None) -> PublishedPolicy:
    return PublishedPolicy(
        name=way.policy.name,
        norms=list(map(_norm, way.policy.norms)),
        plan=published_plan(way.plan),
        conflict=_conflict(why) if why else None,
    )


def published_location(title: str, found: LocationPlan) -> PublishedLocation:
    """The published form."""
    return PublishedLocation(
        title=title,
        status=found.status,
        cost=finite(found.cost),
        bound=finite(found.bound),
        gap=finite(found.gap),
        opened=list(found.opened),
        served=[PublishedServed(customer=c, site=s, share=share) for c, s, share in found.served],
    )


def finite(value: float) -> float | None:
    """JSON knows no infinity."""
    return value if isfinite(value) else None
