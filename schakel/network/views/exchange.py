# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lists out and in, in one template; what comes in is checked and shown as a difference before it is taken over."""

import json
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from schakel.contributions.tables import SHOWN, FaultLine, TableForm, Words, fault_lines
from schakel.network import reads
from schakel.network.actions import keeping
from schakel.network.engine.exchange import COLUMNS, REQUIRED, Difference, differences, faults
from schakel.network.models import Upload
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission
from schakel.ui.files import csv_response, file_response, xlsx_response
from schakel.values.table import MOST_ROWS, Row, Sheet

SUBJECTS = {"organisations": "organisation", "initiatives": "initiative"}
OWN_CELLS: Words = {
    "twice": gettext_lazy("This short name stands in an earlier row too. Keep one of them."),
    "slug": gettext_lazy("Use small letters, digits and hyphens, at most 80."),
    "review_on": gettext_lazy("Write the day as 2027-11-21."),
}


def exported(kind: str, subject: str, slugs: Iterable[str] | None = None) -> HttpResponse | None:
    """These entries in the template as CSV, Excel or JSON; None for another kind."""
    if kind not in ("csv", "xlsx", "json"):
        return None
    rows, name = list(reads.rows(subject, slugs).values()), f"schakel-{subject}s.{kind}"
    if kind == "json":
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        return file_response(name, text.encode(), "application/json; charset=utf-8")
    columns = COLUMNS[subject]
    table = [columns, *([row[column] for column in columns] for row in rows)]
    return csv_response(name, table) if kind == "csv" else xlsx_response(name, [(f"{subject}s", table)])


@requires(Permission.NETWORK_EDIT)
@require_http_methods(["GET", "POST"])
def import_entries(request: HttpRequest, kind: str) -> HttpResponse:
    """Send a list in; it is checked cell by cell, and nothing changes yet."""
    subject = _subject(kind)
    form, found = TableForm(request.POST or None, request.FILES or None), list[FaultLine]()
    if form.is_valid():
        sheet = form.cleaned_data["sheet"]
        found = fault_lines(faults(subject, sheet, _known(), reads.rows(subject)), OWN_CELLS)
        if not found:
            name, who = form.cleaned_data["file"].name, person_of(request).actor
            sent = keeping.send_in(by=who, subject=subject, name=name, rows=sheet.rows)
            return redirect("confirm_import", id=sent.pk)
    context = {
        "form": form,
        "kind": kind,
        "columns": [(column, column in REQUIRED[subject]) for column in COLUMNS[subject]],
        "faults": found[:SHOWN],
        "total": len(found),
        "most": MOST_ROWS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "network/import_entries.html", context, status=status)


@requires(Permission.NETWORK_EDIT)
@require_http_methods(["GET", "POST"])
def confirm_import(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Show what a list would change, and take it over when who sent it says so."""
    upload = Upload.objects.filter(pk=id, sent_by=person_of(request).actor, done_at=None).first()
    if upload is None:
        raise Http404(str(id))
    if request.method == "POST":
        try:
            changed = keeping.take_over(by=person_of(request).actor, upload=upload)
        except keeping.RefusedError as refused:
            messages.error(request, str(refused))
        else:
            words = ngettext("%(n)s entry changed.", "%(n)s entries changed.", len(changed))
            messages.success(request, words % {"n": len(changed)})
        return redirect(f"{upload.subject}s")
    found = _differences(upload)
    moving = [one for one in found if one.changes]
    context = {
        "upload": upload,
        "new": sum(one.new for one in moving),
        "changed": sum(not one.new for one in moving),
        "same": len(found) - len(moving),
        "moving": moving[:SHOWN],
        "more": max(0, len(moving) - SHOWN),
        "kind": f"{upload.subject}s",
    }
    return render(request, "network/confirm_import.html", context)


def _subject(kind: str) -> str:
    if kind not in SUBJECTS:
        raise Http404(kind)
    return SUBJECTS[kind]


def _known() -> dict[str, set[str]]:
    sections = reads.terms().sections
    named = {name: set(sections.get(name, {})) for name in ("kinds", "levels", "capabilities", "themes", "phases")}
    who = {*reads.organisations().values_list("slug", flat=True), *reads.initiatives().values_list("slug", flat=True)}
    return {**named, "cities": set(reads.places().cities), "who": who}


def _differences(upload: Upload) -> list[Difference]:
    rows: list[Row] = json.loads(upload.rows)
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    present = reads.rows(upload.subject, [row["slug"] for row in rows])
    return differences(Sheet(columns, tuple(rows)), present)
