# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The report of a period: where everything stood before and after, and what happened in between."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.followup.engine.progress import Entry, State, Timing
from schakel.followup.engine.report import PeriodError, Promise, report

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def entry(state: State, written: date, happened: date | None = None) -> Entry:
    return Entry(state, datetime(written.year, written.month, written.day, tzinfo=UTC), happened)


def test_a_line_tells_before_after_and_in_between() -> None:
    history = (
        entry(State.PLANNED, date(2025, 5, 1)),
        entry(State.UNDER_WAY, date(2026, 3, 1)),
        entry(State.DONE, date(2027, 2, 1)),
    )
    found = report([Promise("a1", date(2026, 6, 30), False, history)], FIRST, LAST)  # noqa: FBT003
    (line,) = found.lines
    assert (line.before, line.standing.state, line.standing.timing) == (
        State.PLANNED,
        State.UNDER_WAY,
        Timing.OVERDUE,
    )
    assert [one.state for one in line.changes] == [State.UNDER_WAY]
    assert line.due_within
    assert (found.changed, found.count(Timing.OVERDUE), found.states[State.UNDER_WAY]) == (1, 1, 1)


def test_done_after_its_term_says_how_late() -> None:
    history = (entry(State.DONE, date(2026, 9, 1), date(2026, 7, 10)),)
    (line,) = report([Promise("a1", date(2026, 6, 30), recurring=False, history=history)], FIRST, LAST).lines
    assert (line.standing.timing, line.standing.days) == (Timing.CLOSED_LATE, 10)


def test_what_nobody_wrote_about_is_unknown_and_what_recurs_recurs() -> None:
    promises = [Promise(key, None, recurring=key == "b", history=()) for key in "ab"]
    found = report(promises, FIRST, LAST)
    assert [line.standing.state for line in found.lines] == [State.UNKNOWN, State.RECURRING]
    assert found.changed == 0


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PeriodError):
        report([], LAST, FIRST)


HISTORIES = st.lists(st.tuples(st.sampled_from(State), DAYS, st.none() | DAYS), max_size=5)


@given(HISTORIES, st.none() | DAYS, DAYS, DAYS)
def test_two_periods_after_each_other_meet(
    lines: list[tuple[State, date, date | None]], due: date | None, one: date, other: date
) -> None:
    """What the first period ends with is what the second begins with, and no line falls in both or in neither."""
    first, cut = sorted((one, other))
    if first == cut:
        return
    promise = Promise("a", due, recurring=False, history=tuple(entry(*line) for line in lines))
    middle = date.fromordinal(cut.toordinal() - 1)
    (early,) = report([promise], first, middle).lines
    (late,) = report([promise], cut, date(2030, 1, 1)).lines
    (whole,) = report([promise], first, date(2030, 1, 1)).lines
    assert early.standing.state is late.before
    assert sorted(map(str, early.changes + late.changes)) == sorted(map(str, whole.changes))
