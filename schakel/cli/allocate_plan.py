# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel allocate` for an allocation file: the plan, why, policies side by side, and cost against travel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schakel.cli.allocate import NO_PLAN, cost_words
from schakel.cli.output import print_json, print_lines, table

if TYPE_CHECKING:
    from schakel.capacity.engine.allocation.compare import Compared
    from schakel.capacity.engine.allocation.plan import Plan
    from schakel.capacity.engine.allocation.problem import Policy, Problem
    from schakel.capacity.engine.allocation.why import Conflict, Price
    from schakel.values.located import Located

_TRAVEL = (
    "reistijd gemiddeld {mean:.0f} minuten, 95 % binnen {p95:.0f}, langste {longest:.0f} ({basis})",
    "travel {mean:.0f} minutes on average, 95 % within {p95:.0f}, longest {longest:.0f} ({basis})",
)
_OFFERS = ("Wie biedt wat", "Who offers what")
_ADDED = ("Uitbreiding", "Added")
_FULL = ("Wat knelt", "What binds")
_PRICES = ("Wat elke norm kost", "What each norm costs")
_SAVES = ("zonder: {saves:,.2f} minder", "without it: {saves:,.2f} less")
_STEP = ("; een stap ruimer: {step:,.2f} minder", "; one step looser: {step:,.2f} less")
_POLICIES = ("Naast elkaar", "Side by side")
_FRONT = ("Kosten tegen reistijd", "Cost against travel")
_MEAN = ("{mean:.0f} minuten gemiddeld", "{mean:.0f} minutes on average")
_CANNOT = ("Dit kan niet samen:", "These cannot hold together:")
_ENOUGH = ("Genoeg, elk op zich:", "Enough, each alone:")
_HOPELESS = ("Ook zonder normen niet voor iedereen: {names}", "Not for everyone even without norms: {names}")
# Parts of the time: for a question on the way to a conflict.
QUESTION = 0.1


@dataclass(frozen=True, slots=True)
class _Answer:
    """Everything that was asked for; None where it was not."""

    plan: "Plan"
    conflict: "Conflict | None"
    prices: "Sequence[Price] | None"
    policies: "Sequence[tuple[Compared, Conflict | None]] | None"
    front: "Sequence[Plan] | None"


def tell_allocation(
    located: "Located", *, seconds: float, why: bool, compare: bool, front: int | None, lang: str, as_json: bool
) -> bool:
    """Solve and print; True when there is a plan. Each further question gets as much time as the plan itself."""
    from schakel.capacity.engine.allocation.file import read_allocation

    problem, policies = read_allocation(located)
    answer = _answered(problem, policies if compare else None, seconds, why=why, front=front)
    if as_json:
        from schakel.capacity.engine.allocation.published import published_allocation

        print_json(published_allocation(answer.plan, answer.conflict, answer.prices, answer.policies, answer.front))
    else:
        print_lines(_told(answer, lang))
    return answer.plan.found


def _answered(
    problem: "Problem", policies: "Sequence[Policy] | None", seconds: float, *, why: bool, front: int | None
) -> _Answer:
    from schakel.capacity.engine.allocation.compare import compared
    from schakel.capacity.engine.allocation.compare import front as front_of
    from schakel.capacity.engine.allocation.plan import plan
    from schakel.capacity.engine.allocation.why import prices

    found = plan(problem, seconds=seconds)
    ways = None if policies is None else compared(problem, policies or None, seconds=seconds)
    return _Answer(
        found,
        _conflict(found, seconds),
        prices(found, seconds=seconds) if why and found.found else None,
        ways and [(way, _conflict(way.plan, seconds)) for way in ways],
        front_of(problem, points=front, seconds=seconds) if front else None,
    )


def _conflict(found: "Plan", seconds: float) -> "Conflict | None":
    from schakel.capacity.engine.allocation.why import conflict

    return conflict(found.problem, seconds=seconds * QUESTION) if found.status == "infeasible" else None


def _told(answer: _Answer, lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield answer.plan.problem.title
    if answer.plan.found:
        yield from _plan(answer.plan, lang)
    else:
        yield said(NO_PLAN.get(answer.plan.status, NO_PLAN["unknown"]), lang)
    yield from _why(answer.conflict, lang)
    if answer.prices:
        yield from ["", said(_PRICES, lang), *table([_price(each, lang) for each in answer.prices], indent=2)]
    if answer.policies:
        yield from ["", said(_POLICIES, lang)]
        for way, why in answer.policies:
            yield from _way(way, why, lang)
    if answer.front:
        yield from ["", said(_FRONT, lang), *table([_point(each, lang) for each in answer.front], indent=2)]


def _plan(found: "Plan", lang: str) -> Iterator[str]:
    from schakel.capacity.engine.allocation.compare import journeys
    from schakel.capacity.engine.allocation.published import published_plan
    from schakel.capacity.engine.allocation.why import bindings
    from schakel.capacity.engine.allocation.words import binding_words
    from schakel.pathway.engine.words import said

    travel = journeys(found)
    yield cost_words(found.cost, found.bound, found.gap, lang)
    yield said(_TRAVEL, lang).format(
        mean=travel.mean, p95=travel.p95, longest=travel.longest, basis=found.problem.travel.basis
    )
    told = published_plan(found)
    yield from ["", said(_OFFERS, lang)]
    yield from table([(o.centre, o.product, _spans(o.years)) for o in told.offers], indent=2)
    if told.modules:
        yield from ["", said(_ADDED, lang)]
        yield from table([(m.centre, m.resource, str(m.year), f"{m.count} ×") for m in told.modules], indent=2)
    if full := bindings(found):
        yield from ["", said(_FULL, lang), *(f"  {binding_words(each, lang)}" for each in full)]


def _spans(years: Sequence[int]) -> str:
    """2026–2028, 2030."""
    ends: list[list[int]] = []
    for year in years:
        if ends and ends[-1][-1] == year - 1:
            ends[-1][1:] = [year]
        else:
            ends.append([year])
    return ", ".join("–".join(map(str, span)) for span in ends)


def _why(conflict: "Conflict | None", lang: str) -> Iterator[str]:
    from schakel.capacity.engine.allocation.words import norm_words
    from schakel.pathway.engine.words import said

    if conflict is None:
        return
    if conflict.hopeless:
        yield said(_HOPELESS, lang).format(names=", ".join(conflict.hopeless))
    for head, norms in ((_CANNOT, conflict.norms), (_ENOUGH, conflict.enough)):
        if norms:
            yield from [said(head, lang), *(f"  {norm_words(norm, lang)}" for norm in norms)]


def _price(price: "Price", lang: str) -> tuple[str, str]:
    from schakel.capacity.engine.allocation.words import norm_words
    from schakel.pathway.engine.words import said

    step = "" if price.step_saves is None else said(_STEP, lang).format(step=price.step_saves)
    return norm_words(price.norm, lang), said(_SAVES, lang).format(saves=price.saves) + step


def _way(way: "Compared", why: "Conflict | None", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    if way.plan.found:
        cost, travel = _point(way.plan, lang)
        yield f"  {way.policy.name}: {cost}; {travel}"
        return
    yield f"  {way.policy.name}: {said(NO_PLAN.get(way.plan.status, NO_PLAN['unknown']), lang)}"
    yield from (f"    {line}" for line in _why(why, lang))


def _point(found: "Plan", lang: str) -> tuple[str, str]:
    from schakel.capacity.engine.allocation.compare import journeys
    from schakel.pathway.engine.words import said

    return cost_words(found.cost, found.bound, found.gap, lang), said(_MEAN, lang).format(mean=journeys(found).mean)
