# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What would help: each measure tried by arithmetic on the offered load, ranked by the years that it gains.

Arithmetic only, so the answer comes at once and every measure is tried; the waiting times of the chosen one are for a
simulation. A measure that does not touch what breaks first gains nothing, and that is an answer too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schakel.capacity.engine.scenario.load import Load, loads
from schakel.capacity.engine.simulation.model import Centre, HandOver, Model

HANDED, AFTER = 0.5, 0.33


@dataclass(frozen=True, slots=True)
class Measure:
    """`kind`: place (one more of a resource at every centre) or hand_over (half of the stay after a third of it).

    `about`: the resource or step. `before` and `after`: first year in which anything breaks (None: not in these years).
    `then`: what breaks first once the measure is taken.
    """

    kind: str
    about: str
    before: int | None
    after: int | None
    then: str | None
    gained: int


def advice(model: Model, limit: float) -> tuple[Measure, ...]:
    """Measures for a model, those that gain most first; a resource breaks when its offered load reaches `limit`."""
    first = first_broken(loads(model), limit)
    found = []
    for kind, about, changed in _measures(model):
        after = first_broken(loads(changed), limit)
        gained = _year(model, after) - _year(model, first)
        then = after.resource if after else None
        found.append(Measure(kind, about, first.year if first else None, after.year if after else None, then, gained))
    return tuple(sorted(found, key=lambda one: -one.gained))


def first_broken(found: Sequence[Load], limit: float) -> Load | None:
    """The first year and resource at any one centre; None when nothing breaks."""
    broken = [one for one in found if one.centre and (one.share is None or one.share >= limit)]
    return min(broken, key=lambda one: (one.year, -(one.share or float("inf"))), default=None)


def _year(model: Model, found: Load | None) -> int:
    return model.years[-1] + 1 if found is None else found.year


def _measures(model: Model) -> Iterator[tuple[str, str, Model]]:
    used = {use.resource for flow in model.flows for step in flow.steps for use in step.uses}
    for resource in model.resources:
        if resource.name in used:
            more = tuple(_with_one_more(centre, resource.name) for centre in model.centres)
            yield "place", resource.name, replace(model, centres=more)
    for step in dict.fromkeys(step.name for flow in model.flows for step in flow.steps if _is_stay(model, step.name)):
        extra = tuple(HandOver(centre.name, step, HANDED, AFTER) for centre in model.centres)
        kept = tuple(one for one in model.hand_overs if one.step != step)
        yield "hand_over", step, replace(model, hand_overs=(*kept, *extra))


def _with_one_more(centre: Centre, resource: str) -> Centre:
    more = tuple(number + 1 for number in centre.capacity[resource])
    return replace(centre, capacity={**centre.capacity, resource: more})


def _is_stay(model: Model, name: str) -> bool:
    """A step of days in which the patient holds a place that is open day and night: a stay that can move elsewhere."""
    always = {one.name for one in model.resources if one.hours is None}
    for flow in model.flows:
        names = [step.name for step in flow.steps]
        for number, step in enumerate(flow.steps):
            for use in step.uses:
                last = names.index(use.until) if use.until else number
                if use.resource in always and name in names[number : last + 1]:
                    place = flow.steps[names.index(name)]
                    if place.duration.mean() > 1 and flow.kind == "product" and name == names[last]:
                        return True
    return False
