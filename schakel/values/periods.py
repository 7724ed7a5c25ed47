# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Dates as outlooks write them (2027, 2027-H1, 2027-Q3, 2027-04, 2027-04-15) as decimal years."""

import re
from datetime import date

PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")
WANTED = "a date such as 2027-H1, 2027-Q3, 2027-04 or 2027-04-15, or a decimal year such as 2027.5"


def period(written: object) -> tuple[float, float] | None:
    """First and last moment of a written period in decimal years; None when it is not one.

    A bare year as a whole number is its first moment, as decimal years are; "2027" in quotes is the whole year.
    """
    if isinstance(written, date):
        return (decimal_year(written),) * 2
    match = PERIOD.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        return None
    year, half, quarter, month = (int(part) if part else 0 for part in match.groups())
    number, parts = next(((n, of) for n, of in ((half, 2), (quarter, 4), (month, 12)) if n), (1, 1))
    return year + (number - 1) / parts, year + number / parts


def decimal_year(day: date) -> float:
    """2027-07-02 is about 2027.5."""
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + (day - first).days / (after - first).days
