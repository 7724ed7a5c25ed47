# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""When a digest is due."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.following.engine.periods import due_before

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        ("2026-03-04 12:00", "2026-03-04 00:00", "2026-03-02 00:00"),
        ("2026-03-02 00:00", "2026-03-02 00:00", "2026-03-02 00:00"),
        ("2026-03-01 23:59", "2026-03-01 00:00", "2026-02-23 00:00"),
        ("2026-01-01 06:00", "2026-01-01 00:00", "2025-12-29 00:00"),
        # Summer time begins in the night of 29 March: that Sunday lasts 23 hours.
        ("2026-03-29 06:00", "2026-03-29 00:00", "2026-03-23 00:00"),
    ],
)
def test_days_and_weeks_begin_at_midnight(now: str, daily: str, weekly: str) -> None:
    bounds = due_before(datetime.fromisoformat(now).replace(tzinfo=AMSTERDAM))
    assert {rhythm: f"{at:%Y-%m-%d %H:%M}" for rhythm, at in bounds.items()} == {"daily": daily, "weekly": weekly}
    assert all(at.utcoffset() == at.astimezone(AMSTERDAM).utcoffset() for at in bounds.values())


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(AMSTERDAM)))
def test_the_bounds_lie_just_behind(now: datetime) -> None:
    bounds = due_before(now)
    assert bounds["weekly"] <= bounds["daily"] <= now
    assert now.replace(tzinfo=None) - bounds["weekly"].replace(tzinfo=None) < timedelta(days=7)
    assert bounds["weekly"].weekday() == 0
