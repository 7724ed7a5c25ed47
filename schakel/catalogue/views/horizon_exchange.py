# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The horizon sent in as a table: checked cell by cell, shown as a difference, taken over when confirmed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schakel.catalogue import horizon_reads as reads
from schakel.catalogue import reads as catalogue
from schakel.catalogue.actions import horizon as actions
from schakel.catalogue.engine.horizon import Entry, Estimate
from schakel.catalogue.engine.horizon_table import (
    COLUMNS,
    REQUIRED,
    Difference,
    applied,
    citation_of,
    differences,
    estimate_of,
    faults,
)
from schakel.catalogue.horizon_words import Told, told
from schakel.catalogue.models import HorizonUpload
from schakel.contributions.tables import SHOWN, FaultLine, TableForm, Words, fault_lines
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission
from schakel.ui.files import xlsx_response
from schakel.values.table import MOST_ROWS, Row

OWN_CELLS: Words = {
    "disagree": gettext_lazy("An earlier row of the same entry says something else here. Make them the same."),
    "both_languages": gettext_lazy("Filled in in one language only. Fill in both, or neither."),
    "id": gettext_lazy("Use small letters, digits, underscores and points, at most 80."),
    "said_on": gettext_lazy("Write when it was said as 2026, 2026-11 or 2026-11-21."),
    "number": gettext_lazy("Write a plain number of 0 or more, such as 120 or 12.5, without thousands signs."),
    "negative": gettext_lazy("A number of patients is 0 or more."),
    "not_a_number_of": gettext_lazy("Numbers belong to patients and prevalence only. Empty it, or change “of”."),
    "not_a_moment_of": gettext_lazy("Moments belong to eu and nl only. Empty it, or change “of”."),
    "moment": gettext_lazy("Write the moment as 2027, 2027-H1, 2027-Q3, 2027-04 or 2027-04-15."),
    "value_or_range": gettext_lazy("Give one number, or a lowest and a highest, not both."),
    "order": gettext_lazy("The highest lies below the lowest. Turn them around."),
    "one_moment": gettext_lazy("Give a period, or a moment from when, not both."),
    "nothing_told": gettext_lazy("This estimate says nothing. Give a number, a moment or words."),
}
COLUMN: dict[str, str | Promise] = {
    "id": gettext_lazy("short name of the entry; rows with the same one are about the same entry"),
    "product": gettext_lazy("name of its file here, if it has one"),
    "of": gettext_lazy("what the estimate is about: eu, nl, patients (a year), prevalence, care or capacity"),
    "said_on": gettext_lazy("when the source said it: a year, month or day"),
    "value": gettext_lazy("one number; or leave it empty and fill in min, max or both"),
    "period": gettext_lazy("when it is expected: 2027, 2027-H1, 2027-Q3, 2027-04"),
    "after": gettext_lazy("from when it is expected, where no end was told"),
    "conditions": gettext_lazy("ids of diseases, parted by semicolons"),
    "source_title": gettext_lazy("the document that says it; nothing comes in without one"),
}


@dataclass(frozen=True, slots=True)
class Moving:
    """What would change of one entry: its fields, and the estimates that would be added as the rules see them."""

    id: str
    new: bool
    changes: tuple[tuple[str, str, str], ...]
    added: list[Told]


@requires(Permission.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def import_horizon(request: HttpRequest) -> HttpResponse:
    """Send a table in; it is checked cell by cell, and nothing changes yet."""
    form, found = TableForm(request.POST or None, request.FILES or None), list[FaultLine]()
    if form.is_valid():
        sheet = form.cleaned_data["sheet"]
        found = fault_lines(faults(sheet, known(), set(reads.table_rows())), OWN_CELLS)
        if not found:
            name, who = form.cleaned_data["file"].name, person_of(request).actor
            return redirect("confirm_horizon", id=actions.send_in(by=who, name=name, rows=sheet.rows).pk)
    context = {
        "form": form,
        "columns": [(column, column in REQUIRED, COLUMN.get(column, "")) for column in COLUMNS],
        "faults": found[:SHOWN],
        "total": len(found),
        "most": MOST_ROWS,
    }
    return render(request, "catalogue/import_horizon.html", context, status=422 if form.is_bound else 200)


@requires(Permission.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def confirm_horizon(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Show what a table would change, and take it over when who sent it says so."""
    upload = HorizonUpload.objects.filter(pk=id, sent_by=person_of(request).actor, done_at=None).first()
    if upload is None:
        raise Http404(str(id))
    if request.method == "POST":
        return _taken(request, upload)
    rows: list[Row] = json.loads(upload.rows)
    found = differences(rows, reads.table_rows())
    moving = [one for one in found if one.moves]
    context = {
        "upload": upload,
        "new": sum(one.new for one in moving),
        "estimates": sum(len(one.added) for one in moving),
        "same": len(found) - len(moving),
        "moving": _moving(moving[:SHOWN], rows),
        "more": max(0, len(moving) - SHOWN),
    }
    return render(request, "catalogue/confirm_horizon.html", context)


def _taken(request: HttpRequest, upload: HorizonUpload) -> HttpResponse:
    try:
        changed = actions.take_over(by=person_of(request).actor, upload=upload)
    except actions.RefusedError as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext("%(n)s entry changed.", "%(n)s entries changed.", len(changed))
        messages.success(request, words % {"n": len(changed)})
    return redirect("horizon")


def _moving(found: Sequence[Difference], rows: Sequence[Row]) -> list[Moving]:
    """The differences, with the new estimates judged by the rules as if they stood there already."""
    here = {one.told.id: one for one in reads.entries(reads.present().filter(pk__in=[one.id for one in found]))}
    after = {one.id: _after(here.get(one.id), one, rows) for one in found}
    others = [one for one in reads.entries(reads.present()) if one.told.id not in after]
    by = reads.held_against([*others, *after.values()], timezone.localdate())
    known_numbers, lang = {one.id: one for one in by.known}, get_language() or "nl"
    return [
        Moving(
            one.id,
            one.new,
            one.changes,
            [told(after[one.id], new, by, known_numbers, lang) for new in after[one.id].estimates if new.number < 0],
        )
        for one in found
    ]


def _after(entry: Entry | None, found: Difference, rows: Sequence[Row]) -> Entry:
    """The entry as it would be; the new estimates have the number −1."""
    row = next(row for row in rows if row["id"] == found.id)
    new = tuple(Estimate(estimate_of(one), (citation_of(one),), -1) for one in found.added)
    return Entry(
        applied(entry.told if entry else None, row), (citation_of(row),), (*(entry.estimates if entry else ()), *new)
    )


def known() -> dict[str, set[str]]:
    """What cells with a name of a list may hold."""
    return {
        "kind": set(reads.words("kinds")),
        "stage": set(reads.words("stages")),
        "product": set(catalogue.present().values_list("slug", flat=True)),
        "conditions": set(catalogue.conditions()),
    }


def template_response() -> HttpResponse:
    """An empty table with a second sheet that says what each column holds."""
    lists = known()
    help_rows = [
        [
            column,
            _("yes") if column in REQUIRED else "",
            str(COLUMN.get(column, "")),
            ", ".join(sorted(lists.get(column, ()))),
        ]
        for column in COLUMNS
    ]
    head = [_("Column"), _("Required"), _("What it holds"), _("One of")]
    return xlsx_response("schakel-horizon-template.xlsx", [("horizon", [COLUMNS]), (_("columns"), [head, *help_rows])])
