# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What applies in which setting: trial, hospital exemption, authorised, named patient, compassionate use."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.people.door import open_to_all
from schakel.regulatory import rules
from schakel.regulatory.engine.references import Reference
from schakel.regulatory.engine.routes import Cell, Routes, Topic
from schakel.regulatory.views.words import FactView, fact_view
from schakel.ui.files import Table, csv_response, xlsx_response


@dataclass(frozen=True, slots=True)
class CellView:
    """What holds in a setting; without words nothing was found."""

    column: str
    words: str
    fact: FactView | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    id: str
    label: str
    cells: list[CellView]


@open_to_all
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show the table of topics by setting, or send it as CSV or Excel with its sources."""
    found, lang = rules.routes(), get_language() or "nl"
    chosen = [name for name in request.GET.getlist("setting") if name in found.columns] or list(found.columns)
    rows = [_row(topic, chosen, found, lang) for topic in found.topics]
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-settings.csv", table(rows))
        case "xlsx":
            return xlsx_response("schakel-settings.xlsx", [(_("What applies where"), table(rows))])
    empty = sum(not cell.words for row in rows for cell in row.cells)
    scoped = in_settings()
    context = {
        "columns": [(name, found.routes[name].label.in_(lang), reverse("route", args=[name])) for name in chosen],
        "choices": [(name, found.routes[name].label.in_(lang), name in chosen) for name in found.columns],
        "rows": rows,
        "empty": empty,
        "filled": len(rows) * len(chosen) - empty,
        "scoped": [(found.routes[n].label.in_(lang) if n in found.routes else n, k) for n, k in scoped.items()],
        "sources": _sources(found),
        "version": found.version,
    }
    return render(request, "regulatory/settings.html", context)


def _sources(found: Routes) -> list[Reference]:
    cells = [cell for topic in found.topics for cell in topic.cells.values() if cell]
    cited = dict.fromkeys(reference for cell in cells for reference in cell.fact.references)
    return [reference for reference in cited if not reference.unverified]


def in_settings() -> Counter[str]:
    """How many product requirements say that they hold in a setting only, per setting."""
    scopes = (r.applies_to or {} for profile in reads.facts().profiles for r in profile.requirements)
    named = (scope.get("setting") for scope in scopes)
    return Counter(str(name) for names in named if isinstance(names, Sequence) for name in names)


def _row(topic: Topic, chosen: list[str], found: Routes, lang: str) -> TopicRow:
    cells = [_cell(found.routes[name].label.in_(lang), topic.cells[name], lang) for name in chosen]
    return TopicRow(topic.id, topic.label.in_(lang), cells)


def _cell(column: str, cell: Cell | None, lang: str) -> CellView:
    return CellView(column, cell.text.in_(lang), fact_view(cell.fact, lang)) if cell else CellView(column, "", None)


def table(rows: list[TopicRow]) -> Table:
    """A line per topic and setting, so that every statement stands beside its source."""
    head = (_("Topic"), _("Setting"), _("What applies"), _("Confidence"), _("Sources"))
    return [head, *((row.label, *_cells(cell)) for row in rows for cell in row.cells)]


def _cells(cell: CellView) -> tuple[str, str, str, str]:
    if not cell.fact:
        return cell.column, _("not found"), "", ""
    sources = "; ".join(reference.url or reference.title for reference in cell.fact.references)
    return cell.column, cell.words, cell.fact.words, sources
