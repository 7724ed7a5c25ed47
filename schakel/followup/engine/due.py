# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The last day of a period as letters name them: a year, a half, a quarter, a month, a summer, a day."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

# The astronomical end of summer; letters say "the summer" and mean no day at all.
SUMMER_ENDS = (9, 22)

_FORMS: tuple[tuple[re.Pattern[str], Callable[[int, int], date]], ...] = (
    (re.compile(r"(\d{4})(-summer)?"), lambda year, summer: date(year, *(SUMMER_ENDS if summer else (12, 31)))),
    (re.compile(r"(\d{4})-H([12])"), lambda year, half: _month_end(year, 6 * half)),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda year, quarter: _month_end(year, 3 * quarter)),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), lambda year, month: _month_end(year, month)),
)


def last_day(period: str) -> date:
    """The last day of `2022`, `2022-H1`, `2022-Q2`, `2022-05`, `2022-summer` or `2022-05-31`; ValueError otherwise."""
    for form, end in _FORMS:
        if found := form.fullmatch(period):
            year, part = found.groups()
            return end(int(year), 1 if part == "-summer" else int(part or 0))
    return date.fromisoformat(period)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
