# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The progress report of an actor over a period: page, PDF, CSV and Excel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.followup import reads
from schakel.followup.engine.progress import State, Timing
from schakel.followup.engine.report import Line, Promise, Report, report
from schakel.followup.engine.words import STATES
from schakel.followup.exports.report import report_csv, report_pdf, report_xlsx
from schakel.followup.models import Item
from schakel.followup.views.shown import Choice, ItemView, StateView, item_views, state_view, today
from schakel.network import reads as network
from schakel.people.door import open_to_all
from schakel.ui.files import csv_response, file_response, xlsx_response


@dataclass(frozen=True, slots=True)
class ReportLine:
    """An item in the report: what it is, its state before and on the last day, and what happened in between."""

    item: ItemView
    before: str
    after: StateView
    changed: bool
    events: tuple[tuple[str, str], ...]
    due_within: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of the address. `problem` says in words what is wrong with it."""

    actor: str
    first: date
    last: date
    problem: str = ""


@open_to_all
@require_safe
def followup_report(request: HttpRequest) -> HttpResponse:
    """Report how far an actor's advice and promises came in a period; without actor, everyone's."""
    lang = get_language() or "nl"
    every = list(reads.items().filter(part_of=None))
    asked = _asked(request, {one.actor for row in every for one in row.actors.all()})
    if asked.problem:
        return _page(request, asked, every, lang, None, [])
    rows = [row for row in every if asked.actor in ("", *(one.actor for one in row.actors.all()))]
    found = report(promises(rows), asked.first, asked.last)
    lines = report_lines(rows, found, lang)
    name = f"schakel-report-{asked.first:%Y-%m-%d}-{asked.last:%Y-%m-%d}"
    match request.GET.get("format"):
        case "csv":
            return csv_response(f"{name}.csv", report_csv(lines))
        case "xlsx":
            return xlsx_response(f"{name}.xlsx", report_xlsx(lines, found, lang))
        case "pdf":
            title = title_of(asked, lang)
            content = report_pdf(lines, found, title=title, lang=lang, made_on=today())
            return file_response(f"{name}.pdf", content, "application/pdf")
    return _page(request, asked, every, lang, found, lines)


def _asked(request: HttpRequest, actors: set[str]) -> Asked:
    """The year so far when no period is asked."""
    on = today()
    actor = request.GET.get("actor", "").strip()
    asked = Asked(actor, date(on.year, 1, 1), on)
    if actor and actor not in actors:
        return Asked(
            "", asked.first, asked.last, _("Nobody called “%(name)s” was asked anything.") % {"name": actor[:80]}
        )
    try:
        first = _day(request.GET.get("from", ""), asked.first)
        last = _day(request.GET.get("to", ""), asked.last)
    except ValueError:
        return Asked(actor, asked.first, asked.last, _("That is not a day. Write it as 2026-01-31."))
    if last < first:
        return Asked(actor, first, last, _("The last day comes before the first. Turn them round."))
    return Asked(actor, first, last)


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text.strip()) if text.strip() else otherwise


def promises(rows: Sequence[Item]) -> list[Promise]:
    """Items with their whole histories, in one query."""
    histories = reads.histories(row.key for row in rows)
    return [Promise(row.key, row.due_by, row.recurring, histories.get(row.key, ())) for row in rows]


def report_lines(rows: Sequence[Item], found: Report, lang: str) -> list[ReportLine]:
    views = {view.key: view for view in item_views(rows, lang, found.last)}
    return [_line(views[line.key], line, lang) for line in found.lines]


def _line(view: ItemView, line: Line, lang: str) -> ReportLine:
    events = tuple(
        ((one.happened_on or one.at.date()).isoformat(), STATES[one.state].in_(lang)) for one in line.changes
    )
    after = state_view(line.standing, lang)
    changed = line.before is not line.standing.state
    return ReportLine(view, STATES[line.before].in_(lang), after, changed, events, line.due_within)


def title_of(asked: Asked, lang: str) -> str:
    """`Progress of the ministry, 1 January to 31 March 2026`."""
    who = network.actors([asked.actor])[asked.actor].in_(lang) if asked.actor else _("everyone")
    return _("Progress of %(who)s") % {"who": who}


def _page(
    request: HttpRequest, asked: Asked, every: Sequence[Item], lang: str, found: Report | None, lines: list[ReportLine]
) -> HttpResponse:
    actors = {one.actor for row in every for one in row.actors.all()}
    named = network.actors(actors)
    context = {
        "asked": asked,
        "title": title_of(asked, lang),
        "actors": sorted((Choice(slug, named[slug].in_(lang), 0) for slug in actors), key=lambda c: c.label.lower()),
        "report": found,
        "lines": lines,
        "counts": counts(found, lang) if found else [],
        "late": found.count(Timing.OVERDUE) if found else 0,
        "passed": found.count(Timing.PASSED_UNKNOWN) if found else 0,
        "due": sum(line.due_within for line in lines),
    }
    return render(request, "followup/followup_report.html", context, status=400 if asked.problem else 200)


def counts(found: Report, lang: str) -> list[tuple[str, str, int]]:
    """Each state that occurs: id, words, how many on the last day."""
    states: Mapping[State, int] = found.states
    return [(state.value, STATES[state].in_(lang), number) for state, number in states.items() if number]
