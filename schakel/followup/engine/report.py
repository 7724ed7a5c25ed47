# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The progress report of a period: where everything stood on its first and last day, and what happened in between."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from schakel.followup.engine.progress import CLOSED, Entry, Standing, State, Timing, during, standing, state_on


@dataclass(frozen=True, slots=True)
class Promise:
    """What is reported on: its term and its whole history, oldest line first."""

    key: str
    due_by: date | None
    recurring: bool
    history: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One promise in the period. `before`: the state at the end of the day before it; `standing`: on its last day."""

    key: str
    before: State
    standing: Standing
    changes: tuple[Entry, ...]
    due_within: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The period with a line per promise. `states`: how many stood in each state on the last day."""

    first: date
    last: date
    lines: tuple[Line, ...]
    states: Mapping[State, int]

    @property
    def changed(self) -> int:
        """Promises whose state on the last day differs from the one before the period."""
        return sum(line.before is not line.standing.state for line in self.lines)

    def count(self, timing: Timing) -> int:
        return sum(line.standing.timing is timing for line in self.lines)


class PeriodError(ValueError):
    """The last day comes before the first."""


def report(promises: Iterable[Promise], first: date, last: date) -> Report:
    """The report over a period, both days included; lines keep the order of the promises."""
    if last < first:
        raise PeriodError(f"{last} comes before {first}")
    lines = tuple(_line(promise, first, last) for promise in promises)
    counts = Counter(line.standing.state for line in lines)
    return Report(first, last, lines, {state: counts[state] for state in State})


def _line(promise: Promise, first: date, last: date) -> Line:
    before = _state(promise, first - timedelta(days=1))
    return Line(
        key=promise.key,
        before=before,
        standing=standing_on(promise, last),
        changes=during(promise.history, first, last),
        due_within=promise.due_by is not None and first <= promise.due_by <= last,
    )


def standing_on(promise: Promise, day: date) -> Standing:
    """State and term at the end of a day."""
    state = _state(promise, day)
    closed = [entry.happened_on for entry in promise.history if entry.state is state and _by(entry) <= day]
    closed_on = closed[-1] if closed and state in CLOSED else None
    return standing(state, promise.due_by, day, recurring=promise.recurring, closed_on=closed_on)


def _by(entry: Entry) -> date:
    return entry.happened_on or entry.at.date()


def _state(promise: Promise, day: date) -> State:
    """What recurs is in that state from the start, without anybody writing it down."""
    found = state_on(promise.history, day)
    return State.RECURRING if found is State.UNKNOWN and promise.recurring else found
