# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The timeline: what happened and what was planned, by year, each with its source."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from schakel.network import reads
from schakel.network.models import TimelineEvent
from schakel.network.views.shared import Source, choices, language, sources
from schakel.people.door import open_to_all
from schakel.values.numbers import number


@dataclass(frozen=True, slots=True)
class Line:
    """An event. `ahead`: planned, its day has not come; `unknown`: planned, and no word that it happened."""

    day: str
    precision: str
    text: str
    track: str
    ahead: bool
    unknown: bool
    sources: tuple[Source, ...]


@open_to_all
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Show the events of a track, or all."""
    lang, terms = language(), reads.terms()
    track = request.GET.get("track", "").strip()
    lost = bool(track) and not terms.has("tracks", track)
    events = [event for event in reads.timeline() if track in ("", event.track)]
    cited = reads.citations("event")
    counts: dict[str, int] = {}
    for event in reads.timeline():
        counts[event.track] = counts.get(event.track, 0) + 1
    years = [
        (year, [_line(event, terms, cited.get(str(event.place), {}).get("", []), lang) for event in found])
        for year, found in groupby(events, key=lambda event: event.date[:4])
    ]
    ahead = sum(line.ahead for _year, lines in years for line in lines)
    context = {
        "years": years,
        "total": len(events),
        "title": _title(len(events), ahead, lang),
        "track": track,
        "lost": lost,
        "tracks": choices(terms, "tracks", counts, lang),
    }
    return render(request, "network/timeline.html", context, status=404 if lost else 200)


def _title(total: int, ahead: int, lang: str) -> str:
    words = {"n": number(total, lang), "ahead": number(ahead, lang)}
    if not ahead:
        return ngettext("%(n)s event", "%(n)s events", total) % words
    return ngettext("%(n)s events, %(ahead)s still to come", "%(n)s events, %(ahead)s still to come", ahead) % words


def _line(event: TimelineEvent, terms: reads.Terms, citations: list[reads.Citation], lang: str) -> Line:
    dutch = lang.startswith("nl")
    planned = event.status == "planned"
    ahead = planned and event.date > timezone.localdate().isoformat()[: len(event.date)]
    return Line(
        day=_day(event.date),
        precision=event.precision_nl if dutch else event.precision_en,
        text=event.nl if dutch else event.en,
        track=terms.label("tracks", event.track).in_(lang),
        ahead=ahead,
        unknown=planned and not ahead,
        sources=tuple(sources(citations)),
    )


def _day(written: str) -> str:
    """The date as exactly as it is told: a day, a month, or the year alone."""
    if len(written) == 10 and (day := parse_date(written)):
        return formats.date_format(day, "j F")
    if len(written) == 7 and (month := parse_date(f"{written}-01")):
        return formats.date_format(month, "F")
    return _("date not told") if not written else ""
