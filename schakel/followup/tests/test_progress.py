# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""State and term against today: nothing found never reads as not done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.followup.engine.progress import CLOSED, Entry, State, Timing, during, standing, state_on

TODAY = date(2026, 11, 22)
PAST, AHEAD = date(2022, 6, 30), date(2027, 1, 1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("state", "due", "closed_on", "timing", "days"),
    [
        (State.UNKNOWN, PAST, None, Timing.PASSED_UNKNOWN, 1606),
        (State.PLANNED, PAST, None, Timing.OVERDUE, 1606),
        (State.UNDER_WAY, PAST, None, Timing.OVERDUE, 1606),
        (State.UNDER_WAY, TODAY, None, Timing.AHEAD, 0),
        (State.UNKNOWN, AHEAD, None, Timing.AHEAD, -40),
        (State.UNKNOWN, None, None, Timing.NONE, None),
        (State.DONE, PAST, date(2022, 7, 1), Timing.CLOSED_LATE, 1),
        (State.DONE, PAST, PAST, Timing.CLOSED, 0),
        (State.DONE, PAST, None, Timing.CLOSED, None),
        (State.STOPPED, None, TODAY, Timing.CLOSED, None),
        (State.RECURRING, PAST, None, Timing.RECURRING, None),
    ],
)
def test_the_term_against_today(
    state: State, due: date | None, closed_on: date | None, timing: Timing, days: int | None
) -> None:
    found = standing(state, due, TODAY, recurring=False, closed_on=closed_on)
    assert (found.timing, found.days) == (timing, days)


def test_what_recurs_is_never_late() -> None:
    assert standing(State.UNKNOWN, PAST, TODAY, recurring=True, closed_on=None).timing is Timing.RECURRING
    assert standing(State.DONE, None, TODAY, recurring=True, closed_on=None).timing is Timing.CLOSED


@given(st.sampled_from(State), st.none() | DAYS, DAYS, st.booleans(), st.none() | DAYS)
def test_unknown_is_never_overdue_and_closed_never_open(
    state: State, due: date | None, today: date, recurring: bool, closed_on: date | None
) -> None:
    found = standing(state, due, today, recurring=recurring, closed_on=closed_on)
    assert not (state is State.UNKNOWN and found.timing is Timing.OVERDUE)
    assert (state in CLOSED) == (found.timing in {Timing.CLOSED, Timing.CLOSED_LATE})
    if found.timing is Timing.OVERDUE:
        assert due is not None
        assert due < today


def entry(state: State, written: date, happened: date | None = None) -> Entry:
    return Entry(state, datetime(written.year, written.month, written.day, tzinfo=UTC), happened)


def test_a_state_counts_from_the_day_it_happened() -> None:
    history = [entry(State.PLANNED, date(2026, 1, 5)), entry(State.DONE, date(2026, 9, 1), date(2026, 3, 31))]
    assert state_on(history, date(2026, 1, 4)) is State.UNKNOWN
    assert state_on(history, date(2026, 1, 5)) is State.PLANNED
    assert state_on(history, date(2026, 3, 31)) is State.DONE
    assert during(history, date(2026, 3, 1), date(2026, 4, 1)) == (history[1],)


def test_of_two_on_one_day_the_later_line_holds() -> None:
    history = [entry(State.DONE, TODAY), entry(State.UNDER_WAY, TODAY)]
    assert state_on(history, TODAY) is State.UNDER_WAY


@given(st.lists(st.tuples(st.sampled_from(State), DAYS, st.none() | DAYS), max_size=6), DAYS)
def test_the_state_of_a_day_by_walking_every_day(lines: list[tuple[State, date, date | None]], day: date) -> None:
    """The slow judge: every line in order paints all days from its own on; the last coat shows."""
    painted: dict[date, State] = {}
    for state, written, happened in lines:
        first = happened or written
        painted |= {when: state for n in range(max(0, (day - first).days + 1)) if (when := first + timedelta(days=n))}
    assert state_on([entry(*line) for line in lines], day) is painted.get(day, State.UNKNOWN)


def test_what_is_written_later_about_an_earlier_day_holds_today() -> None:
    history = [entry(State.UNDER_WAY, TODAY), entry(State.DONE, TODAY, date(2026, 6, 1))]
    assert state_on(history, TODAY) is State.DONE
    assert state_on(history, date(2026, 6, 1)) is State.DONE
    assert state_on(history, date(2026, 5, 31)) is State.UNKNOWN
