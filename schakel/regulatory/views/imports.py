# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Files of other registers: upload, see what they would change, take over what you choose or set them aside."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.contributions.engine.attachment import RefusedAttachmentError, checked
from schakel.contributions.forms import refusal_words
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission
from schakel.people.reads import names_of
from schakel.regulatory import actions, reads
from schakel.regulatory.engine.ctgov import ImportFault, read_studies
from schakel.regulatory.engine.ema_table import Table, of_json, of_rows
from schakel.regulatory.forms import ImportForm
from schakel.regulatory.models import Import
from schakel.regulatory.views.told import Told, fault_words, told
from schakel.values import plain


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the file in words. `token` is what is sent back when it is chosen."""

    key: str
    name: str
    new: bool
    dutch: bool
    token: str
    changes: list[Told]


@requires(Permission.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def register_imports(request: HttpRequest) -> HttpResponse:
    """Upload a file; see what waits and what was decided."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _proposed(person_of(request).actor, form.cleaned_data["kind"], form.cleaned_data["file"])
        except ImportFault as fault:
            form.add_error("file", fault_words(fault.code, fault.where))
        else:
            return redirect("register_import", id=found.pk)
    rows = Import.objects.all()
    context = {
        "form": form,
        "waiting": rows.filter(state=Import.State.WAITING)[: settings.SCHAKEL_PAGE_SIZE],
        "decided": rows.exclude(state=Import.State.WAITING)[: settings.SCHAKEL_PAGE_SIZE],
    }
    return render(request, "regulatory/register_imports.html", context, status=422 if form.errors else 200)


def _proposed(by: str, kind: str, file: UploadedFile) -> Import:
    content = file.read()
    if kind == Import.Kind.CTGOV:
        studies, faults = read_studies(content)
        rows, made = [reads.study_row(one) for one in studies], None
    else:
        table = _ema(file.name or "", content)
        rows, faults, made = [reads.medicine_row(one) for one in table.medicines], list(table.faults), table.made
    return actions.propose_import(
        by=by,
        kind=kind,
        file=file.name or "",
        content=content,
        found=rows,
        faults=[(fault.code, fault.where) for fault in faults],
        made=made,
    )


def _ema(name: str, content: bytes) -> Table:
    if content.lstrip()[:1] in (b"{", b"["):
        return of_json(content)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        # A workbook is a zip file: what would grow without end is refused before anything reads it.
        checked(name, content)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return of_rows(book.get_sheet_by_index(0).to_python())
    except RefusedAttachmentError as refused:
        raise ImportFault("refused", refusal_words(refused)) from None
    except CalamineError:
        raise ImportFault("not_excel") from None


@requires(Permission.REGISTER_EDIT)
@require_GET
def register_import(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """What one file would change, row by row; nothing has changed yet."""
    return _page(request, get_object_or_404(Import, pk=id))


@requires(Permission.REGISTER_EDIT)
@require_POST
def register_import_apply(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Take over the chosen rows."""
    found = get_object_or_404(Import, pk=id)
    try:
        done = actions.apply_import(by=person_of(request).actor, found=found, take=_chosen(request))
    except actions.RefusedError as refused:
        messages.error(request, str(refused))
        return _page(request, get_object_or_404(Import, pk=id), status=422)
    count = len(plain.loads(done.taken))
    text = ngettext("%(count)d row was taken over.", "%(count)d rows were taken over.", count)
    messages.success(request, text % {"count": count})
    return redirect("register_import", id=id)


@requires(Permission.REGISTER_EDIT)
@require_POST
def register_import_discard(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Set the file aside."""
    try:
        actions.discard_import(by=person_of(request).actor, found=get_object_or_404(Import, pk=id))
    except actions.RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Set aside. Nothing was taken over."))
    return redirect("register_imports")


def _chosen(request: HttpRequest) -> dict[str, int]:
    """`key@version` of every ticked row."""
    parts = (token.rpartition("@") for token in request.POST.getlist("take"))
    return {key: int(version) for key, _at, version in parts if version.isdecimal()}


def _page(request: HttpRequest, found: Import, status: int = 200) -> HttpResponse:
    waiting = found.state == Import.State.WAITING
    rows = reads.rows_of(found) if waiting else []
    views = [
        RowView(row.key, row.name, row.new, row.dutch, f"{row.key}@{row.version}", told(row.changes, closed=True))
        for row in rows
        if row.changes
    ]
    faults: list[Any] = plain.loads(found.faults) if found.faults else []
    context = {
        "found": found,
        "waiting": waiting,
        "rows": [row for row in views if row.dutch],
        "abroad": [row for row in views if not row.dutch],
        "same": len(rows) - len(views),
        "faults": [fault_words(*fault) for fault in faults],
        "names": names_of([found.by, *filter(None, [found.decided_by])]),
        "by": names_of([found.by])[found.by],
        "decided_by": names_of([found.decided_by])[found.decided_by] if found.decided_by else "",
        "taken": plain.loads(found.taken) if found.taken else [],
    }
    return render(request, "regulatory/register_import.html", context, status=status)
