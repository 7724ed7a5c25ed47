# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Editors change what is said of organisations and initiatives, each time with a reason and a source."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schakel.network.actions import keeping
from schakel.network.engine.entry import Entry
from schakel.network.forms import CapabilityForm, InitiativeForm, OrganisationForm
from schakel.network.views.initiatives import initiative_or_404
from schakel.network.views.organisation import entry_or_404
from schakel.network.views.shared import language
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission
from schakel.values import plain

Capabilities = formset_factory(CapabilityForm, extra=3, max_num=30, validate_max=True)
ORGANISATION = ("name", "short", "kind", "city", "role", "role_nl", "url", "review_on")
INITIATIVE = (
    *("name", "name_nl", "level", "what", "what_nl", "lead", "lead_nl", "led_by", "period", "period_nl"),
    *("themes", "url", "review_on"),
)


@requires(Permission.NETWORK_EDIT)
@require_http_methods(["GET", "POST"])
def edit_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is said of an organisation."""
    row = entry_or_404(slug)
    entry = plain.loads(row.data)
    form, rows = _organisation_forms(request, entry)
    current = form.is_valid() and rows.is_valid() and form.require_base(_digest(entry))
    if current and _saved(request, form, slug, _organisation(entry, form, rows)):
        return redirect("organisation", slug=slug)
    context = {"form": form, "rows": rows, "row": row, "back": row.slug}
    return render(request, "network/edit_organisation.html", context, status=422 if form.is_bound else 200)


@requires(Permission.NETWORK_EDIT)
@require_http_methods(["GET", "POST"])
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    form, rows = _organisation_forms(request, {}, new=True)
    if form.is_valid() and rows.is_valid():
        slug = form.cleaned_data["slug"]
        if _saved(request, form, slug, _organisation({"slug": slug}, form, rows)):
            return redirect("organisation", slug=slug)
    context = {"form": form, "rows": rows}
    return render(request, "network/add_organisation.html", context, status=422 if form.is_bound else 200)


@requires(Permission.NETWORK_EDIT)
@require_http_methods(["GET", "POST"])
def edit_initiative(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is said of an initiative."""
    row = initiative_or_404(slug)
    entry = plain.loads(row.data)
    form = InitiativeForm(request.POST or None, lang=language(), initial=_initiative_initial(entry))
    current = form.is_valid() and form.require_base(_digest(entry))
    if current and _saved_initiative(request, form, slug, _initiative(entry, form)):
        return redirect("initiative", slug=slug)
    context = {"form": form, "row": row}
    return render(request, "network/edit_initiative.html", context, status=422 if form.is_bound else 200)


@requires(Permission.NETWORK_EDIT)
@require_http_methods(["GET", "POST"])
def add_initiative(request: HttpRequest) -> HttpResponse:
    """Add an initiative."""
    form = InitiativeForm(request.POST or None, lang=language(), new=True)
    if form.is_valid():
        slug = form.cleaned_data["slug"]
        if _saved_initiative(request, form, slug, _initiative({"slug": slug}, form)):
            return redirect("initiative", slug=slug)
    context = {"form": form}
    return render(request, "network/add_initiative.html", context, status=422 if form.is_bound else 200)


def _organisation_forms(
    request: HttpRequest, entry: Mapping[str, Any], new: bool = False
) -> tuple[OrganisationForm, BaseFormSet[CapabilityForm]]:
    lang, data = language(), request.POST or None
    initial = {name: entry.get(name) for name in ORGANISATION} | {"base": _digest(entry)}
    form = OrganisationForm(data, lang=lang, new=new, initial=initial)
    rows = Capabilities(
        data, prefix="cap", form_kwargs={"lang": lang}, initial=[dict(one) for one in entry.get("capabilities", [])]
    )
    return form, rows


def _organisation(entry: Mapping[str, Any], form: OrganisationForm, rows: BaseFormSet[CapabilityForm]) -> Entry:
    """The entry with what the form says; what the form does not ask stays."""
    told = {name: form.cleaned_data[name] or None for name in ORGANISATION}
    known: dict[str, Entry] = {}
    for one in rows.cleaned_data:
        if one.get("cap"):
            known[one["cap"]] = {key: value for key, value in one.items() if value}
    return {**entry, **told, "capabilities": list(known.values())}


def _initiative_initial(entry: Mapping[str, Any]) -> dict[str, Any]:
    partners = [one for one in entry.get("partners", []) if isinstance(one, str)]
    return {
        **{name: entry.get(name) for name in INITIATIVE},
        "name_nl": entry.get("name_nl") or entry.get("name"),
        "led_by": ", ".join(entry.get("led_by", [])),
        "partners": ", ".join(partners),
        "phases": entry.get("phases", {}).get("ids", []),
        "base": _digest(entry),
    }


def _digest(entry: Mapping[str, Any]) -> str:
    return plain.digest(entry) if entry else ""


def _initiative(entry: Mapping[str, Any], form: InitiativeForm) -> Entry:
    """The entry with what the form says; partners in words, which the form does not ask, stay."""
    told = {name: form.cleaned_data[name] or None for name in INITIATIVE}
    in_words = [one for one in entry.get("partners", []) if isinstance(one, dict)]
    phases = {"ids": form.cleaned_data["phases"], "basis": entry.get("phases", {}).get("basis", "reading")}
    if phases["ids"] != entry.get("phases", {}).get("ids", []):
        phases["basis"] = "reading"
    return {
        **entry,
        **told,
        "led_by": form.cleaned_data["led_by"],
        "partners": [*form.cleaned_data["partners"], *in_words],
        "phases": phases,
    }


def _saved(request: HttpRequest, form: OrganisationForm, slug: str, entry: Entry) -> bool:
    return _done(request, form, keeping.save_organisation, slug, entry)


def _saved_initiative(request: HttpRequest, form: InitiativeForm, slug: str, entry: Entry) -> bool:
    return _done(request, form, keeping.save_initiative, slug, entry)


def _done(request: HttpRequest, form: Any, save: Any, slug: str, entry: Entry) -> bool:
    """Whether it was saved; a refusal comes back as an error of the form."""
    who, why = person_of(request).actor, form.cleaned_data["why"]
    try:
        changed = save(by=who, slug=slug, entry=entry, sources=form.citations(), why=why)
    except keeping.RefusedError as refused:
        form.add_error("source_title", str(refused))
        return False
    messages.success(request, _("Saved.") if changed else _("Nothing changed."))
    return True
