# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Dates of a route: from a start day, with every term taken in full.

A term that nobody wrote down is carried along by name and never counted as zero days: every date behind it says so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from schakel.regulatory.engine.routes import Route, Step


@dataclass(frozen=True, slots=True)
class Moment:
    """Between `first` (the shortest terms that are offered) and `last` (all that may be added); what is `missing` comes
    on top of both. `about`: a term on the way is an average or typical one, not a limit."""

    first: date
    last: date
    missing: frozenset[str] = frozenset()
    about: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A step with when it can begin and when it ends."""

    step: Step
    begin: Moment
    end: Moment


def plan(
    route: Route, start: date, without: Collection[str] = (), given: Mapping[str, int] | None = None
) -> tuple[Planned, ...]:
    """The steps to the first patient in the order of the file.

    `without` names optional steps to leave out; `given` holds someone's own days for steps whose term is not known.
    Steps that wait for nothing, or only for steps that were left out, begin on the start day.
    """
    own = given or {}
    ends: dict[str, Moment] = {}
    planned = []
    for step in route.before:
        begin = _latest(start, (ends[name] for name in step.after))
        if step.optional and step.id in without:
            ends[step.id] = begin
            continue
        ends[step.id] = _end(step, begin, own.get(step.id))
        planned.append(Planned(step, begin, ends[step.id]))
    return tuple(planned)


def _latest(start: date, ends: Iterable[Moment]) -> Moment:
    every = list(ends)
    return Moment(
        first=max([start, *(end.first for end in every)]),
        last=max([start, *(end.last for end in every)]),
        missing=frozenset().union(*(end.missing for end in every)),
        about=any(end.about for end in every),
    )


def _end(step: Step, begin: Moment, own: int | None) -> Moment:
    if step.moment:
        return begin
    if step.duration is None and own is not None:
        days = timedelta(days=own)
        return Moment(begin.first + days, begin.last + days, begin.missing, about=True)
    if step.duration is None:
        return Moment(begin.first, begin.last, begin.missing | {step.id}, begin.about)
    first = min(span.after(begin.first) for span in (step.duration, *step.shorter))
    last = step.duration.after(begin.last)
    for span in step.longer:
        last = span.after(last)
    about = begin.about or step.duration.kind != "max"
    return Moment(first, last, begin.missing, about)
