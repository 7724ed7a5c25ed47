# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One route: its steps in order with body, documents, term and source; with a start day it becomes a plan."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all
from schakel.regulatory import rules
from schakel.regulatory.engine.plan import Planned, plan
from schakel.regulatory.engine.routes import Route, Step
from schakel.regulatory.exports.calendar import calendar
from schakel.regulatory.exports.paper import Block, Paper, paper_pdf
from schakel.regulatory.views.words import (
    FactView,
    day_words,
    fact_view,
    lines,
    moment_words,
    source_rows,
    span_words,
    term_words,
    told,
)
from schakel.ui.files import Table, csv_response, file_response

FIRST_DAY, LAST_DAY, MOST_DAYS = date(2000, 1, 1), date(2199, 12, 31), 3650
PREFIX = "days_"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: a start day or none, steps left out, own days; `faults` tell what was not understood."""

    start: date | None
    without: tuple[str, ...]
    own: dict[str, int]
    faults: tuple[str, ...]

    @property
    def query(self) -> list[tuple[str, str]]:
        days = [(f"{PREFIX}{name}", str(number)) for name, number in self.own.items()]
        start = [("start", self.start.isoformat())] if self.start else []
        return [*start, *(("without", name) for name in self.without), *days]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as the page tells it; dates only in a plan. `unknown`: names of the steps whose time comes on top, where
    they are written out; elsewhere `plus` counts them."""

    id: str
    what: str
    body: str
    documents: list[str]
    terms: list[str]
    optional: str
    note: str
    fact: FactView
    state: str
    begin: str = ""
    end: str = ""
    unknown: str = ""
    plus: str = ""
    own: int | None = None
    left_out: bool = False


@open_to_all
@require_safe
def route(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002 - the address calls it so
    """Show the route; `start` makes a plan, `format` sends it as PDF, CSV or calendar."""
    found, lang = rules.routes(), get_language() or "nl"
    if id not in found.routes:
        names = [(name, one.label.in_(lang)) for name, one in found.routes.items()]
        return render(request, "regulatory/route_unknown.html", {"name": id[:80], "routes": names}, status=404)
    one, asked = found.routes[id], _asked(request, found.routes[id])
    dates = {p.step.id: p for p in plan(one, asked.start, asked.without, asked.own)} if asked.start else {}
    rows = [_row(step, asked, dates.get(step.id), one, lang) for step in one.before]
    match request.GET.get("format") if not asked.faults else None:
        case "csv":
            return csv_response(f"schakel-route-{id}.csv", table(rows))
        case "pdf":
            return file_response(
                f"schakel-route-{id}.pdf", paper_pdf(_paper(one, asked, rows, dates, lang)), "application/pdf"
            )
        case "ics" if dates:
            ready = calendar(one, tuple(dates.values()), lang)
            return file_response(f"schakel-route-{id}.ics", ready, "text/calendar; charset=utf-8")
    context = {
        "route": one,
        "topic": f"route:{one.id}",
        "label": one.label.in_(lang),
        "title": _title(one, dates, lang),
        "rows": rows,
        "afterwards": [_row(step, asked, None, one, lang) for step in one.afterwards],
        "use_when": lines(one.use_when, lang),
        "coming": lines(one.coming, lang),
        "limits": [(limit.value, limit.what.in_(lang), fact_view(limit.fact, lang)) for limit in one.limits],
        "whole": one.whole and span_words(one.whole),
        "whole_note": one.whole and told(one.whole.words, lang),
        "reimbursed": told(one.reimbursed, lang),
        "note": told(one.note, lang),
        "then": found.routes[one.then].label.in_(lang) if one.then else "",
        "asked": asked,
        "optional": [(s.id, s.what.in_(lang), told(s.optional, lang), s.id in asked.without) for s in _optional(one)],
        "open": [(s.id, s.what.in_(lang), asked.own.get(s.id)) for s in one.before if s.open_ended],
        "durations": found.durations.in_(lang),
        "order": found.order.in_(lang),
        "sources": [reference for reference in one.references if not reference.unverified],
        "version": found.version,
        **_addresses(one, asked),
    }
    return render(request, "regulatory/route.html", context, status=400 if asked.faults else 200)


def _optional(one: Route) -> list[Step]:
    return [step for step in one.before if step.optional]


def _asked(request: HttpRequest, one: Route) -> Asked:
    faults, start = [], None
    if text := request.GET.get("start", "").strip():
        try:
            start = date.fromisoformat(text)
        except ValueError:
            faults.append(_("“%(text)s” is not a day such as 2026-12-01.") % {"text": text[:20]})
    if start and not FIRST_DAY <= start <= LAST_DAY:
        faults.append(_("Choose a day between %(first)s and %(last)s.") % {"first": FIRST_DAY, "last": LAST_DAY})
        start = None
    own = {}
    for step in one.before:
        text = request.GET.get(PREFIX + step.id, "").strip()
        if not step.open_ended or not text:
            continue
        if text.isascii() and text.isdecimal() and int(text[:6]) <= MOST_DAYS:
            own[step.id] = int(text[:6])
        else:
            faults.append(_("Give a number of days from 0 to %(most)s.") % {"most": MOST_DAYS})
    left = request.GET.getlist("without")
    return Asked(start, tuple(step.id for step in _optional(one) if step.id in left), own, tuple(faults))


def _row(step: Step, asked: Asked, dates: Planned | None, one: Route, lang: str) -> StepRow:
    left_out = step.id in asked.without
    missing = [s.what.in_(lang) for s in one.before if dates and s.id in dates.end.missing]
    own = asked.own.get(step.id) if step.open_ended else None
    terms = term_words(step, lang)
    if own is not None:
        terms = [ngettext("%(n)s day, your own", "%(n)s days, your own", own) % {"n": own}]
    return StepRow(
        id=step.id,
        what=step.what.in_(lang),
        body=step.body.in_(lang),
        documents=lines(step.documents, lang),
        terms=terms,
        optional=told(step.optional, lang),
        note=told(step.note, lang),
        fact=fact_view(step.fact, lang),
        state="empty" if left_out or (step.open_ended and own is None) else "",
        begin=moment_words(dates.begin) if dates else "",
        end=moment_words(dates.end) if dates else "",
        unknown="; ".join(missing),
        plus=_plus(len(missing)) if missing and step != one.before[-1] and not step.open_ended else "",
        own=own,
        left_out=left_out,
    )


def _plus(count: int) -> str:
    return ngettext("plus one unknown term", "plus %(n)s unknown terms", count) % {"n": count}


def _title(one: Route, dates: dict[str, Planned], lang: str) -> str:
    """The answer: when the last step can be reached, and how many terms nobody knows."""
    label = one.label.in_(lang)
    if not dates:
        return label
    end = list(dates.values())[-1].end
    when = {"route": label, "days": moment_words(end), "n": len(end.missing)}
    if not end.missing:
        return _("%(route)s: %(days)s") % when
    return (
        ngettext("%(route)s: %(days)s plus one unknown term", "%(route)s: %(days)s plus %(n)s unknown terms", when["n"])
        % when
    )


def _addresses(one: Route, asked: Asked) -> dict[str, str]:
    here = reverse("route", args=[one.id])
    formats = {name: f"{here}?{urlencode([*asked.query, ('format', name)])}" for name in ("csv", "pdf", "ics")}
    return {**formats, "link": f"{here}?{urlencode(asked.query)}" if asked.query else here}


def table(rows: list[StepRow]) -> Table:
    head = [
        *(_("Step"), _("Body"), _("Term"), _("Documents"), _("Begins"), _("Ends"), _("On top, not known")),
        *(_("Confidence"), _("Sources")),
    ]
    return [head, *(_cells(row) for row in rows)]


def _cells(row: StepRow) -> list[str]:
    sources = "; ".join(reference.url or reference.title for reference in row.fact.references)
    return [
        *(row.what, row.body, "; ".join(row.terms), "; ".join(row.documents), row.begin, row.end, row.unknown),
        *(row.fact.words, sources),
    ]


def _paper(one: Route, asked: Asked, rows: list[StepRow], dates: dict[str, Planned], lang: str) -> Paper:
    found = rules.routes()
    head: tuple[str, ...] = (_("Step"), _("Body and documents"), _("Term"))
    head, widths = ((*head, _("Begins"), _("Ends")), (5, 4, 4, 3, 4)) if dates else (head, (5, 4, 4))
    body = [_paper_row(row, planned=bool(dates)) for row in rows if not row.left_out]
    blocks = [
        Block("text", "\n".join(lines(one.use_when, lang))),
        Block("heading", _("Steps to the first patient")),
        Block("table", rows=(head, *body), widths=widths),
        Block("text", f"{found.durations.in_(lang)} {found.order.in_(lang)}"),
    ]
    if later := [(s.what.in_(lang), s.body.in_(lang), "\n".join(term_words(s, lang))) for s in one.afterwards]:
        heads = (_("Step"), _("Body"), _("Term"))
        blocks += [Block("heading", _("Afterwards")), Block("table", rows=(heads, *later), widths=(5, 4, 4))]
    if sources := source_rows(one.references):
        heads = (_("Source"), _("Section"), _("Address"))
        blocks += [Block("heading", _("Sources")), Block("table", rows=(heads, *sources), widths=(4, 2, 4))]
    return Paper(
        title=_title(one, dates, lang),
        lead=_("Plan from %(day)s") % {"day": day_words(asked.start)} if asked.start else "",
        lang=lang[:2],
        foot=_("Compiled from public sources. Ask the body concerned before you rely on it."),
        version=_("rules of %(version)s") % {"version": found.version},
        page=_("page {} of {}"),
        blocks=tuple(blocks),
    )


def _paper_row(row: StepRow, *, planned: bool) -> tuple[str, ...]:
    doubt = f"\n[{row.fact.words}{': ' + row.fact.doubt if row.fact.doubt else ''}]" if row.fact.badge else ""
    cells = (row.what + doubt, "\n".join([row.body, *row.documents]), "\n".join(row.terms))
    more = f"\n{row.plus}" if row.plus else f"\n+ {row.unknown}" if row.unknown else ""
    return (*cells, row.begin, row.end + more) if planned else cells
