# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lists out and in, in one template; what comes in is checked and shown as a difference before it is taken over."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from schakel.contributions.engine.attachment import RefusedAttachmentError, checked
from schakel.contributions.forms import refusal_words
from schakel.network import reads
from schakel.network.actions import keeping
from schakel.network.engine.exchange import COLUMNS, REQUIRED, CellFault, Difference, differences, faults
from schakel.network.forms import UploadForm
from schakel.network.models import Upload
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission
from schakel.ui.files import csv_response, file_response, xlsx_response
from schakel.values.table import MOST_ROWS, NotATableError, Row, Sheet, read_sheet

LARGEST = 5 * 1024 * 1024
SHOWN = 200
SUBJECTS = {"organisations": "organisation", "initiatives": "initiative"}
CELL: dict[str, str | Promise] = {
    "column": gettext_lazy("This column is not in the template. Take it out, or use a name of the template."),
    "missing_column": gettext_lazy("This column is missing. Start from the template."),
    "required": gettext_lazy("This cell may not be empty. Fill it in."),
    "twice": gettext_lazy("This short name stands in an earlier row too. Keep one of them."),
    "unknown": gettext_lazy("This is not a word of the list. Use one of the list; several are parted by semicolons."),
    "words": gettext_lazy("This is too long, or holds a sign that is no text. Shorten it."),
    "slug": gettext_lazy("Use small letters, digits and hyphens, at most 80."),
    "url": gettext_lazy("A web address begins with https:// or http://."),
    "review_on": gettext_lazy("Write the day as 2027-11-21."),
}
FILE: dict[str, str | Promise] = {
    "kind": gettext_lazy("Only CSV, Excel (.xlsx) and JSON can be read. Save it as one of these."),
    "encoding": gettext_lazy("The text is not UTF-8. Save the file as CSV UTF-8."),
    "content": gettext_lazy("The content is not what the name says. Save it again from the template."),
    "json": gettext_lazy("The JSON must be a list of objects with text in every field, as in the template."),
    "empty": gettext_lazy("There is no row in it."),
    "rows": gettext_lazy("There are too many rows. Send them in parts of at most: "),
    "columns": gettext_lazy("There are too many columns. Keep at most: "),
    "twice": gettext_lazy("A column stands twice: "),
}


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault with its remedy in words."""

    row: int
    column: str
    value: str
    remedy: str
    allowed: str


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
    form, found = UploadForm(request.POST or None, request.FILES or None), list[FaultLine]()
    if form.is_valid():
        sheet = _sheet(form)
        found = _told(faults(subject, sheet, _known(), reads.rows(subject))) if sheet else []
        if sheet and not found:
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


def _sheet(form: UploadForm) -> Sheet | None:
    """The table that was sent; what is wrong with it as a whole becomes an error of the form."""
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        form.add_error("file", _("The file is larger than 5 MB. Send it in parts."))
        return None
    content = file.read()
    try:
        if not file.name.lower().endswith(".json"):
            checked(file.name, content)
        return read_sheet(file.name, content)
    except RefusedAttachmentError as refused:
        form.add_error("file", refusal_words(refused))
    except NotATableError as wrong:
        form.add_error("file", f"{FILE[wrong.fault.code]}{wrong.fault.about if wrong.fault.code != 'kind' else ''}")
    return None


def _known() -> dict[str, set[str]]:
    sections = reads.terms().sections
    named = {name: set(sections.get(name, {})) for name in ("kinds", "levels", "capabilities", "themes", "phases")}
    who = {*reads.organisations().values_list("slug", flat=True), *reads.initiatives().values_list("slug", flat=True)}
    return {**named, "cities": set(reads.places().cities), "who": who}


def _told(found: Sequence[CellFault]) -> list[FaultLine]:
    return [FaultLine(f.row, f.column, f.value, str(CELL[f.code]), ", ".join(f.allowed)) for f in found]


def _differences(upload: Upload) -> list[Difference]:
    rows: list[Row] = json.loads(upload.rows)
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    present = reads.rows(upload.subject, [row["slug"] for row in rows])
    return differences(Sheet(columns, tuple(rows)), present)
