# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register: the list, one entry with its history, and the form of an entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from schakel.people.door import may, open_to_all, person_of, requires
from schakel.people.permissions import Permission
from schakel.people.reads import names_of
from schakel.regulatory import actions, reads
from schakel.regulatory.engine.register import CLOSED, EntryModel, differences, public, warnings
from schakel.regulatory.forms import EntryForm
from schakel.regulatory.models import RegisterEntry
from schakel.regulatory.views.told import Told, field_words, told, value_words, warning_words
from schakel.ui.files import Table, csv_response

COLUMNS = ("key", "kind", "name", "product", "holder", "sites", "indication", "phase", "status", "allowed", "per")
COLUMNS_REST = ("start", "end", "as_of", "url", "note")
TOLD_APART = {"key", "name", "name_nl", "indication_nl", "note", "note_nl", "url"}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the list."""

    key: str
    name: str
    kind: str
    holder: str
    sites: str
    indication: str
    status: str
    places: str
    until: date | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version in the history."""

    number: int
    by: str
    at: Any
    why: str
    changes: list[Told]


@open_to_all
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Trials and hospital exemptions that the filters leave; also as CSV and JSON."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "kind", "status")}
    rows = reads.entries(kind=asked["kind"], status=asked["status"], text=asked["q"])
    lang, closed = get_language() or "nl", may(request, Permission.REGISTER_READ)
    if request.GET.get("format") == "csv":
        return csv_response("schakel-register.csv", table(row.value for row in rows))
    if request.GET.get("format") == "json":
        shown = [public(row.value).model_dump(mode="json", exclude_none=True) for row in rows]
        return JsonResponse({"licence": "CC-BY-4.0", "entries": shown}, json_dumps_params={"ensure_ascii": False})
    page = Paginator(rows, settings.SCHAKEL_PAGE_SIZE).get_page(request.GET.get("page"))
    counts = {name: RegisterEntry.objects.filter(kind=name).count() for name in RegisterEntry.Kind.values}
    context = {
        "page": page,
        "lines": [line(row, lang, closed=closed) for row in page.object_list],
        "asked": asked,
        "filtered": any(asked.values()),
        "kinds": RegisterEntry.Kind.choices,
        "statuses": RegisterEntry.Status.choices,
        "trials": counts["trial"],
        "exemptions": counts["hospital_exemption"],
        "may_edit": may(request, Permission.REGISTER_EDIT),
        "may_read": closed,
    }
    return render(request, "regulatory/register.html", context)


def line(row: RegisterEntry, lang: str, *, closed: bool) -> Line:
    """One line of the list. Warnings about places tell how many were treated, so they are for who may read that."""
    entry = row.value if closed else public(row.value)
    return Line(
        key=row.key,
        name=_in(lang, entry.name, entry.name_nl),
        kind=row.get_kind_display(),
        holder=entry.holder or "",
        sites="; ".join(entry.sites),
        indication=_in(lang, entry.indication, entry.indication_nl),
        status=row.get_status_display(),
        places=places(entry),
        until=entry.end,
        warnings=tuple(warning_words(one) for one in warnings(entry, timezone.localdate())),
    )


def places(entry: EntryModel) -> str:
    """The number of patients allowed in words; "" where it is not known."""
    return f"{entry.allowed} {value_words('per', entry.per)}" if entry.allowed else ""


def _in(lang: str, english: str | None, dutch: str | None) -> str:
    return ((dutch if lang.startswith("nl") else None) or english) or ""


def table(entries: Iterable[EntryModel], *, closed: bool = False) -> Table:
    """The fields as a table, the closed ones only when asked; the head has the names of the data, for programs."""
    names = (*COLUMNS, *COLUMNS_REST, *(CLOSED if closed else ()))
    shown = [(entry if closed else public(entry)).model_dump(mode="json") for entry in entries]
    return [list(names), *([_cell(one[name]) for name in names] for one in shown)]


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else "" if value is None else value


@requires(Permission.REGISTER_READ)
@require_safe
def register_closed(request: HttpRequest) -> HttpResponse:
    """The whole register with its closed fields, for who keeps it; the trail notes that someone took it along."""
    actions.note_export(by=person_of(request).actor)
    return csv_response("schakel-register-closed.csv", table((row.value for row in reads.entries()), closed=True))


@open_to_all
@require_safe
def register_entry(request: HttpRequest, key: str) -> HttpResponse:
    """One trial or exemption: what is public to all, the closed fields to who keeps the register."""
    row = _entry_or_404(key)
    lang, closed = get_language() or "nl", may(request, Permission.REGISTER_READ)
    entry = row.value if closed else public(row.value)
    shown = [
        (_("Indication") if name == "indication" else field_words(name), text)
        for name in (*COLUMNS, *COLUMNS_REST)
        if name not in TOLD_APART and (text := _told(entry, name, lang))
    ]
    context = {
        "row": row,
        "entry": entry,
        "name": _in(lang, entry.name, entry.name_nl),
        "note": _in(lang, entry.note, entry.note_nl),
        "shown": shown,
        "closed": [(field_words(name), value_words(name, getattr(entry, name))) for name in CLOSED] if closed else [],
        "warnings": [warning_words(one) for one in warnings(entry, timezone.localdate())],
        "cited": [one.citation for one in row.cited.all()],
        "versions": history(row, names=may(request, Permission.ACCOUNT_SEE), closed=closed),
        "topic": f"register:{row.key}",
        "may_edit": may(request, Permission.REGISTER_EDIT),
    }
    return render(request, "regulatory/register_entry.html", context)


def _told(entry: EntryModel, name: str, lang: str) -> str:
    if name == "indication":
        return _in(lang, entry.indication, entry.indication_nl)
    if name == "allowed":
        return places(entry)
    return "" if name == "per" else value_words(name, getattr(entry, name))


def history(row: RegisterEntry, *, names: bool, closed: bool) -> list[Version]:
    """Every version, newest first. Who changed it is told to those who are signed in."""
    versions = list(row.versions.all())
    known = names_of(one.by for one in versions) if names else {}
    older = [*versions[1:], None]
    return [
        Version(
            number=one.number,
            by=known.get(one.by, "") if names else "",
            at=one.at,
            why=one.why if names else "",
            changes=told(differences(before.value if before else None, one.value), closed=closed) if before else [],
        )
        for one, before in zip(versions, older, strict=True)
    ]


@requires(Permission.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def register_add(request: HttpRequest) -> HttpResponse:
    """Write a new entry."""
    form = EntryForm(request.POST or None)
    return _saved(request, form, None) or _form(request, form, None)


@requires(Permission.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def register_change(request: HttpRequest, key: str) -> HttpResponse:
    """Give an entry its next version. Two people at once: the second is told that the first was there."""
    row = _entry_or_404(key)
    form = EntryForm(request.POST or None, row=row)
    return _saved(request, form, row) or _form(request, form, row)


def _saved(request: HttpRequest, form: EntryForm, row: RegisterEntry | None) -> HttpResponse | None:
    if request.method != "POST" or not form.is_valid():
        return None
    base = request.POST.get("base", "")
    try:
        saved = actions.save_entry(
            by=person_of(request).actor,
            entry=form.cleaned_data["entry"],
            cited=form.cited(),
            base=int(base) if base.isdecimal() and row else None,
            why=form.cleaned_data["why"],
        )
    except actions.RefusedError as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _("Saved as version %(number)d.") % {"number": saved.number})
    return redirect("register_entry", key=saved.key)


def _form(request: HttpRequest, form: EntryForm, row: RegisterEntry | None) -> HttpResponse:
    base = request.POST.get("base", "") if request.method == "POST" else str(row.number) if row else ""
    name = "regulatory/register_change.html" if row else "regulatory/register_add.html"
    context = {"form": form, "row": row, "base": base, "stale": bool(row) and base != str(row and row.number)}
    return render(request, name, context, status=422 if form.errors else 200)


def _entry_or_404(key: str) -> RegisterEntry:
    row = reads.entry(key)
    if row is None:
        raise Http404(_("The register has no entry %(key)s.") % {"key": key[:60]})
    return row
