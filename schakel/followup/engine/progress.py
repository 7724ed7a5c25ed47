# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How far something promised or advised is, and whether its term has passed. Today is an argument.

"Nothing found" is a state of our knowledge and never reads as "not done": a term that passed while nothing is known is
a timing of its own, not an overdue one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where something stands. UNKNOWN: nobody wrote down what happened."""

    UNKNOWN = "unknown"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    STOPPED = "stopped"
    RECURRING = "recurring"


CLOSED = frozenset({State.DONE, State.STOPPED})
# What needs a proof: whoever says so shows it.
PROVEN = frozenset({State.DONE})


class Timing(StrEnum):
    """The term against today. PASSED_UNKNOWN: the term passed, and what happened is not known."""

    NONE = "none"
    RECURRING = "recurring"
    AHEAD = "ahead"
    OVERDUE = "overdue"
    PASSED_UNKNOWN = "passed_unknown"
    CLOSED = "closed"
    CLOSED_LATE = "closed_late"


@dataclass(frozen=True, slots=True)
class Standing:
    """State and timing together. `days`: past the term (positive) or until it (negative); None without a term."""

    state: State
    timing: Timing
    days: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history. `happened_on`: the day it became so, where that is known."""

    state: State
    at: datetime
    happened_on: date | None = None


def standing(state: State, due_by: date | None, today: date, *, recurring: bool, closed_on: date | None) -> Standing:
    """The standing today. `closed_on`: since when it is done or stopped, None where that day is not known."""
    if state in CLOSED:
        late = due_by is not None and closed_on is not None and closed_on > due_by
        days = (closed_on - due_by).days if due_by and closed_on else None
        return Standing(state, Timing.CLOSED_LATE if late else Timing.CLOSED, days)
    if recurring or state is State.RECURRING:
        return Standing(state, Timing.RECURRING, None)
    if due_by is None:
        return Standing(state, Timing.NONE, None)
    days = (today - due_by).days
    if days <= 0:
        return Standing(state, Timing.AHEAD, days)
    return Standing(state, Timing.PASSED_UNKNOWN if state is State.UNKNOWN else Timing.OVERDUE, days)


def state_on(history: Iterable[Entry], day: date) -> State:
    """The state at the end of a day: the line written last of those that hold on it, since who wrote it knew the rest.

    A line holds from the day it happened on, or was written on where that is not known. So the state of today is that
    of the newest line, as the page of an item has it.
    """
    holding = [entry.state for entry in history if _day(entry) <= day]
    return holding[-1] if holding else State.UNKNOWN


def during(history: Sequence[Entry], first: date, last: date) -> tuple[Entry, ...]:
    """The lines that fall in a period, both days included, in their order."""
    return tuple(entry for entry in history if first <= _day(entry) <= last)


def _day(entry: Entry) -> date:
    return entry.happened_on or entry.at.date()
