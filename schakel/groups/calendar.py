# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Meetings as iCalendar (RFC 5545). A cancelled meeting stays in it, so that calendars take it away."""

from collections.abc import Iterable
from datetime import UTC

from schakel.groups.models import Meeting


def calendar_bytes(name: str, slug: str, address: str, meetings: Iterable[Meeting]) -> bytes:
    """One calendar; the same meeting keeps its UID, and its SEQUENCE tells how often it was changed."""
    from icalendar import Calendar, Event, vUri

    calendar = Calendar()
    calendar.add("prodid", "-//Schakel//Schakel//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        event = Event()
        event.add("uid", f"meeting-{meeting.pk}@{slug}.schakel")
        event.add("dtstamp", meeting.changed_at.astimezone(UTC))
        event.add("dtstart", meeting.starts.astimezone(UTC))
        event.add("dtend", meeting.ends.astimezone(UTC))
        event.add("summary", f"{name}: {meeting.title}")
        event.add("location", meeting.place)
        event.add("sequence", meeting.sequence)
        event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
        event["url"] = vUri(f"{address}meetings/{meeting.pk}/")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
