# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The progress report as tables, and on A4 by typst: words come as data, so that no text can become markup."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from schakel.followup.engine.progress import Timing
from schakel.followup.engine.report import Report
from schakel.followup.engine.words import STATES
from schakel.ui.files import Table
from schakel.ui.paper import pdf

if TYPE_CHECKING:
    from schakel.followup.views.report import ReportLine

TEMPLATE = Path(__file__).with_name("report.typ")


def report_csv(lines: Sequence["ReportLine"]) -> Table:
    head = [
        *(_("Id"), _("Kind"), _("What"), _("Who"), _("Term"), _("Last day"), _("Before")),
        *(_("On the last day"), _("Term then"), _("In the period")),
    ]
    return [head, *(_cells(line) for line in lines)]


def _cells(line: "ReportLine") -> list[object]:
    one = line.item
    who = ", ".join(actor.label for actor in one.actors)
    last = one.due_by.isoformat() if one.due_by else ""
    return [one.key, one.kind, one.text, who, one.due, last, line.before, *_after(line)]


def _after(line: "ReportLine") -> list[object]:
    return [line.after.words, line.after.timing, "; ".join(f"{day} {words}" for day, words in line.events)]


def report_xlsx(lines: Sequence["ReportLine"], found: Report, lang: str) -> list[tuple[str, Table]]:
    totals = [[STATES[state].in_(lang), number] for state, number in found.states.items()]
    period = [_("From"), found.first.isoformat()], [_("To"), found.last.isoformat()]
    return [
        (_("Report"), report_csv(lines)),
        (_("Totals"), [[_("State"), _("On the last day")], *totals, *period]),
        (_("How to read this"), [[_("How to read this")], [reading()]]),
    ]


def reading() -> str:
    return _(
        "Not known means that nobody wrote down what happened; that is not the same as not done. The links between "
        "bottlenecks and actions are our own."
    )


def report_pdf(lines: Sequence["ReportLine"], found: Report, *, title: str, lang: str, made_on: date) -> bytes:
    """A PDF of the report, tagged for screen readers; the same bytes for the same report and day."""
    data = {
        "lang": lang[:2],
        "title": title,
        "period": f"{found.first.isoformat()} – {found.last.isoformat()}",
        "totals": [[STATES[state].in_(lang), number] for state, number in found.states.items() if number],
        "texts": texts(found, len(lines), made_on),
        "lines": [_told(line) for line in lines],
    }
    return pdf(TEMPLATE, data, of=made_on)


def _told(line: "ReportLine") -> dict[str, object]:
    one = line.item
    return {
        "key": one.key,
        "kind": one.kind,
        "text": one.text,
        "who": ", ".join(actor.label for actor in one.actors),
        "due": one.due,
        "before": line.before if line.changed else "",
        "after": line.after.words,
        "timing": line.after.timing,
        "events": [f"{day}: {words}" for day, words in line.events],
    }


def texts(found: Report, number: int, made_on: date) -> dict[str, str]:
    """The sheet's own words."""
    summary = _(
        "%(number)s items; %(changed)s changed state; %(late)s overdue; of %(unknown)s the term passed and the outcome "
        "is not known."
    )
    return {
        "what": _("What"),
        "who": _("Who"),
        "term": _("Term"),
        "state": _("State"),
        "was": _("was"),
        "nothing": _("Nothing was asked or promised here."),
        "page": _("page {} of {}"),
        "made": _("made on %(day)s") % {"day": made_on.isoformat()},
        "reading": reading(),
        "summary": summary
        % {
            "number": number,
            "changed": found.changed,
            "late": found.count(Timing.OVERDUE),
            "unknown": found.count(Timing.PASSED_UNKNOWN),
        },
    }
