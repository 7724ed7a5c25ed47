# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The life of a version of a standard: what may follow what, and why something may not happen yet.

A version is written (draft), put to the field (consultation), offered to named associations, and holds once each of
them adopted it. From then on it never changes: the next version replaces it, or an association withdraws.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    CONSULTATION = "consultation"
    OFFERED = "offered"
    ADOPTED = "adopted"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


NEXT: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.CONSULTATION, State.OFFERED, State.WITHDRAWN}),
    State.CONSULTATION: frozenset({State.OFFERED, State.REPLACED, State.WITHDRAWN}),
    State.OFFERED: frozenset({State.ADOPTED, State.REPLACED, State.WITHDRAWN}),
    State.ADOPTED: frozenset({State.REPLACED, State.WITHDRAWN}),
    State.REPLACED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
PUBLIC = frozenset(State) - {State.DRAFT}


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a consultation, both included."""

    opens: date
    closes: date

    def open_on(self, day: date) -> bool:
        return self.opens <= day <= self.closes

    def over_on(self, day: date) -> bool:
        return self.closes < day


def may_follow(now: State, then: State) -> bool:
    return then in NEXT[now]


@dataclass(frozen=True, slots=True)
class Consulted:
    """What happened to a standard's consultations so far. `unanswered`: comments of all its versions."""

    periods: tuple[Period, ...]
    unanswered: int


def hindrance(consulted: Consulted, day: date) -> str:
    """Why a version may not be offered for adoption yet; empty when it may.

    One consultation, of this version or an earlier one, must be over, none may run, and every comment has its answer.
    """
    if not consulted.periods:
        return "never_consulted"
    if any(not period.over_on(day) for period in consulted.periods):
        return "still_open"
    return "unanswered" if consulted.unanswered else ""


def adopted_by_all(adoptions: Iterable[bool]) -> bool:
    """Whether every named association adopted; never without any."""
    found = list(adoptions)
    return bool(found) and all(found)
