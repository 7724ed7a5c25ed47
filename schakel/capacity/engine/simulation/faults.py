# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a national model must obey: every fault found, each with the field it stands in."""

import math
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from schakel.capacity.engine.simulation.model import (
    Arrivals,
    Centre,
    Flow,
    HandOver,
    Hours,
    Model,
    ModelError,
    Step,
    Use,
)

Faults: TypeAlias = Iterator[tuple[str, str]]
MAX_CLASS = 9


def check(model: Model) -> None:
    """ModelError with all faults, or nothing."""
    found = list(_faults(model))
    if found:
        raise ModelError(found)


def _faults(model: Model) -> Faults:
    yield from _years(model)
    for part in ("resources", "centres", "flows"):
        yield from _doubled(part, [each.name for each in getattr(model, part)])
    for number, resource in enumerate(model.resources):
        yield from _under(f"resources[{number}].hours", _hours(resource.hours))
    for number, centre in enumerate(model.centres):
        yield from _under(f"centres[{number}].capacity", _capacity(centre, model))
    for number, flow in enumerate(model.flows):
        yield from _under(f"flows[{number}]", _flow(flow, model))
    for number, arrivals in enumerate(model.arrivals):
        yield from _under(f"arrivals[{number}]", _arrivals(arrivals, model))
    for number, hand_over in enumerate(model.hand_overs):
        yield from _under(f"hand_overs[{number}]", _hand_over(hand_over, model))
    yield from _all_handed(model)


def _under(where: str, found: Faults) -> Faults:
    for field, what in found:
        yield (f"{where}.{field}" if field else where), what


def _years(model: Model) -> Faults:
    if not model.years or list(model.years) != sorted(set(model.years)):
        yield "years", "must be one year or more, rising"
    if not (math.isfinite(model.warm_up) and model.warm_up >= 0):
        yield "warm_up", f"must be zero or more days, is {model.warm_up:g}"
    if not (math.isfinite(model.year_days) and model.year_days > 0):
        yield "year_days", f"must be more than zero, is {model.year_days:g}"
    if not model.arrivals:
        yield "arrivals", "is empty: nobody comes"


def _doubled(field: str, names: list[str]) -> Faults:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield field, f"{name!r} stands twice"


def _hours(hours: Hours | None) -> Faults:
    if hours is None:
        return
    if len(hours.days) != 7:
        yield "", f"has {len(hours.days)} days, not 7"
    for day, each in enumerate(hours.days):
        if each is not None and not 0 <= each[0] < each[1] <= 24:
            yield f"days[{day}]", f"must open before it closes, between 0 and 24, is {each[0]:g} to {each[1]:g}"
    if not any(hours.days):
        yield "", "is never open"


def _capacity(centre: Centre, model: Model) -> Faults:
    known = {each.name for each in model.resources}
    for name, numbers in centre.capacity.items():
        if name not in known:
            yield name, f"unknown resource; known: {', '.join(sorted(known))}"
        if len(numbers) != len(model.years):
            yield name, f"has {len(numbers)} numbers for {len(model.years)} years"
        if any(number < 0 for number in numbers):
            yield name, "is negative"


def _flow(flow: Flow, model: Model) -> Faults:
    names = [step.name for step in flow.steps]
    if not names:
        yield "steps", "is empty"
    yield from _doubled("steps", names)
    for number, step in enumerate(flow.steps):
        yield from _under(f"steps[{number}]", _step(step, number, names, model))
    yield from _priorities(flow)
    if not (math.isfinite(flow.hazard) and flow.hazard >= 0):
        yield "hazard", f"must be zero or more per day, is {flow.hazard:g}"
    yield from _share("death_share", flow.death_share)
    yield from _slots(flow, model)
    yield from _vein(flow, names)
    yield from _backwards(flow, names)


def _slots(flow: Flow, model: Model) -> Faults:
    if flow.slots_per_week and len(flow.slots_per_week) != len(model.years):
        yield "slots_per_week", f"has {len(flow.slots_per_week)} numbers for {len(model.years)} years"
    if any(number < 0 for number in flow.slots_per_week):
        yield "slots_per_week", "is negative"
    if flow.slots_per_week and not any(step.slot for step in flow.steps):
        yield "slots_per_week", "no step takes a slot"


def _vein(flow: Flow, names: list[str]) -> Faults:
    for name in flow.vein or ():
        if name not in names:
            yield "vein", f"unknown step {name!r}"
    if flow.vein and set(flow.vein) <= set(names) and names.index(flow.vein[0]) >= names.index(flow.vein[1]):
        yield "vein", f"{flow.vein[0]!r} does not come before {flow.vein[1]!r}"


def _priorities(flow: Flow) -> Faults:
    if any(not 0 <= number <= MAX_CLASS for number, _ in flow.priorities):
        yield "priorities", f"a class is not between 0 and {MAX_CLASS}"
    if any(share < 0 for _, share in flow.priorities):
        yield "priorities", "a share is negative"
    total = math.fsum(share for _, share in flow.priorities)
    if abs(total - 1) > 1e-9:
        yield "priorities", f"the shares sum to {total:g}, not to 1"


def _share(field: str, value: float) -> Faults:
    if not 0 <= value <= 1:
        yield field, f"must lie between 0 and 1, is {value:g}"


def _step(step: Step, place: int, names: list[str], model: Model) -> Faults:
    yield from _under("duration", step.duration.faults())
    if step.room is not None and step.room < 0:
        yield "room", f"is negative: {step.room}"
    for number, use in enumerate(step.uses):
        yield from _under(f"uses[{number}]", _use(use, place, names, model))
    yield from _doubled("uses", [use.resource for use in step.uses])
    hours = {each.hours for each in model.resources if each.name in {use.resource for use in step.uses}} - {None}
    if len(hours) > 1:
        yield "uses", "these resources keep different hours; give them the same, or make two steps"
    if step.failure:
        yield from _share("failure.probability", step.failure.probability)
        yield from _share("failure.again", step.failure.again)
        if step.failure.back_to not in names[: place + 1]:
            yield "failure.back_to", f"{step.failure.back_to!r} is not this step or an earlier one"
        if step.failure.probability * step.failure.again >= 1:
            yield "failure", "sends every patient back for ever"


def _use(use: Use, place: int, names: list[str], model: Model) -> Faults:
    if use.resource not in {each.name for each in model.resources}:
        yield "resource", f"unknown resource {use.resource!r}"
    if use.amount < 1:
        yield "amount", f"must be 1 or more, is {use.amount}"
    if use.until is not None and use.until not in names[place:]:
        yield "until", f"{use.until!r} is not this step or a later one"


def _backwards(flow: Flow, names: list[str]) -> Faults:
    """What is held when a failure leads back or out must be what is held there."""
    if len(set(names)) != len(names):
        return
    for place, step in enumerate(flow.steps):
        if step.failure is None or step.failure.back_to not in names[: place + 1] or step.failure.probability == 0:
            continue
        after = _held_from(flow, names, place, past=place)
        back = names.index(step.failure.back_to)
        if after != _held_from(flow, names, back - 1, past=back - 1) or (after and step.failure.again < 1):
            yield f"steps[{place}].failure", "a resource held past this step would never be given back"


def _held_from(flow: Flow, names: list[str], upto: int, past: int) -> set[str]:
    steps = flow.steps[: upto + 1]
    return {u.resource for s in steps for u in s.uses if names.index(u.until if u.until in names else s.name) > past}


def _known(field: str, name: str, known: Iterable[str]) -> Faults:
    names = sorted(known)
    if name not in names:
        yield field, f"unknown: {name!r}; known: {', '.join(names)}"


def _arrivals(found: Arrivals, model: Model) -> Faults:
    flows, centres = {each.name: each for each in model.flows}, {each.name: each for each in model.centres}
    yield from _known("flow", found.flow, flows)
    yield from _known("centre", found.centre, centres)
    if bool(found.per_year) == bool(found.times):
        yield "per_year", "give numbers per year, or moments in `times`: one of the two"
    if found.per_year and len(found.per_year) != len(model.years):
        yield "per_year", f"has {len(found.per_year)} numbers for {len(model.years)} years"
    if any(not (math.isfinite(each) and each >= 0) for each in (*found.per_year, *found.times)):
        yield "per_year" if found.per_year else "times", "is negative or no number"
    if found.flow in flows and found.centre in centres and (any(found.per_year) or found.times):
        yield from _offered(flows[found.flow], centres[found.centre])


def _offered(flow: Flow, centre: Centre) -> Faults:
    """A centre that has patients must have what their steps need."""
    for step in flow.steps:
        for use in step.uses:
            if max(centre.capacity.get(use.resource, ()), default=0) < use.amount:
                yield "centre", f"{centre.name!r} has patients but not {use.amount} {use.resource!r} for {step.name!r}"


def _hand_over(found: HandOver, model: Model) -> Faults:
    centres = {each.name: each for each in model.centres}
    yield from _known("centre", found.centre, centres)
    yield from _share("share", found.share)
    yield from _share("after", found.after)
    if found.flow is not None:
        yield from _known("flow", found.flow, [each.name for each in model.flows])
    steps = [each for each in model.flows if found.flow in (None, each.name)]
    having = [each for each in steps if found.step in {step.name for step in each.steps}]
    if not having:
        yield "step", f"unknown step {found.step!r}"
    for flow in having:
        if flow.steps[0].name == found.step:
            yield "step", f"{found.step!r} is the first step of {flow.name!r}: nothing comes before it"
    if found.to is None:
        return
    yield from _known("to", found.to, centres)
    if found.to == found.centre:
        yield "to", "is the centre itself"
    elif found.to in centres:
        for flow in having:
            yield from _receives(flow, found.step, centres[found.to])


def _receives(flow: Flow, name: str, centre: Centre) -> Faults:
    ending = [use for step in flow.steps for use in step.uses if (use.until or step.name) == name]
    for use in ending:
        if max(centre.capacity.get(use.resource, ()), default=0) < use.amount:
            yield "to", f"{centre.name!r} has no {use.resource!r} for {name!r}"


def _all_handed(model: Model) -> Faults:
    for flow in model.flows:
        places = {(each.centre, each.step) for each in model.hand_overs if each.flow in (None, flow.name)}
        for centre, step in sorted(places):
            asked = [
                h for h in model.hand_overs if (h.centre, h.step) == (centre, step) and h.flow in (None, flow.name)
            ]
            if math.fsum(each.share for each in asked) > 1 + 1e-9:
                yield "hand_overs", f"the shares of {step!r} at {centre!r} sum to more than 1"
