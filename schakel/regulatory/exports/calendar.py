# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A plan as iCalendar (RFC 5545): whole-day events, only for steps whose dates follow from known terms."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from schakel.regulatory.engine.plan import Planned
from schakel.regulatory.engine.routes import Route

PRODUCT = "-//Schakel//routes//NL"


def calendar(route: Route, planned: Sequence[Planned], lang: str) -> bytes:
    """An event per step from its earliest begin to its latest end; a step behind an unknown term is left out."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", route.label.in_(lang))
    for one in planned:
        if not one.end.missing:
            made.add_component(_event(route, one, lang))
    return bytes(made.to_ical())


def _event(route: Route, one: Planned, lang: str) -> Event:
    """The same plan gives the same event, so that importing it again does not double it."""
    start = one.begin.first
    event = Event()
    event.add("uid", f"{route.id}.{one.step.id}.{start.isoformat()}@schakel")
    event.add("dtstamp", datetime(start.year, start.month, start.day, tzinfo=UTC))
    event.add("dtstart", start)
    # The end of a whole-day event is the day after its last.
    event.add("dtend", one.end.last + timedelta(days=1))
    event.add("summary", f"{one.step.what.in_(lang)} ({route.label.in_(lang)})")
    event.add("description", _describe(one, lang))
    event.add("transp", "TRANSPARENT")
    return event


def _describe(one: Planned, lang: str) -> str:
    ends = {"first": one.end.first.isoformat(), "last": one.end.last.isoformat()}
    when = _("Ends between %(first)s and %(last)s, with every term taken in full.") % ends
    sources = [reference.url or reference.title for reference in one.step.fact.references]
    return "\n".join([one.step.body.in_(lang), when, *sources])
