# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""When a digest is due: what happened before the present day began goes out daily, before the present week weekly."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta


def due_before(now: datetime) -> Mapping[str, datetime]:
    """Per rhythm, the moment before which everything is due; weeks begin on Monday (ISO 8601).

    `now` is aware and local: the bounds are midnights of its place, also across a change of summer time.
    """
    today = datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
    monday = datetime.combine(now.date() - timedelta(days=now.weekday()), time.min, tzinfo=now.tzinfo)
    return {"daily": today, "weekly": monday}
