# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""An organisation keeps its own entry: asking for it, being invited, and what it says of itself."""

from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.network.actions import keeping
from schakel.network.engine.entry import Entry
from schakel.network.forms import ContactForm, KeeperForm, OwnCapabilityForm, OwnForm, WhyForm
from schakel.network.models import Claim
from schakel.network.views.organisation import entry_or_404, keeps
from schakel.network.views.shared import language
from schakel.people.actions import RefusedError as PeopleRefusedError
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission
from schakel.people.reads import names_of, password_path
from schakel.values import plain

OwnCapabilities = formset_factory(OwnCapabilityForm, extra=3, max_num=20, validate_max=True)
Contacts = formset_factory(ContactForm, extra=2, max_num=10, validate_max=True)


@requires(Permission.ORGANISATION_KEEP)
@require_http_methods(["GET", "POST"])
def own_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation says itself; only for who speaks for it, for others the page is not there."""
    row = entry_or_404(slug)
    if not keeps(request, row):
        raise Http404(slug)
    own: Entry = plain.loads(row.own) if row.own else {}
    form, skills, contacts = _own_forms(request, own)
    if form.is_valid() and skills.is_valid() and contacts.is_valid():
        changed = keeping.state_own(by=person_of(request).actor, row=row, own=_own(form, skills, contacts))
        messages.success(request, _("Saved.") if changed else _("Nothing changed."))
        return redirect("organisation", slug=slug)
    context = {"form": form, "skills": skills, "contacts": contacts, "row": row}
    return render(request, "network/own_entry.html", context, status=422 if form.is_bound else 200)


def _own_forms(
    request: HttpRequest, own: Entry
) -> tuple[OwnForm, BaseFormSet[OwnCapabilityForm], BaseFormSet[ContactForm]]:
    data = request.POST or None
    return (
        OwnForm(data, initial=own),
        OwnCapabilities(data, prefix="cap", form_kwargs={"lang": language()}, initial=own.get("capabilities", [])),
        Contacts(data, prefix="contact", initial=own.get("contacts", [])),
    )


def _own(form: OwnForm, skills: BaseFormSet[Any], contacts: BaseFormSet[Any]) -> Entry:
    known = {one["cap"]: one for one in skills.cleaned_data if one.get("cap")}
    return {
        **{name: form.cleaned_data[name] or None for name in ("role_nl", "role", "url", "review_on")},
        "capabilities": [_filled(one) for one in known.values()],
        "contacts": [_filled(one) for one in contacts.cleaned_data if one.get("mail") or one.get("phone")],
    }


def _filled(one: Entry) -> Entry:
    return {key: value for key, value in one.items() if value}


@requires(Permission.FOLLOW)
@require_http_methods(["GET", "POST"])
def claim_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to keep the entry of the organisation one works for."""
    row, form = entry_or_404(slug), WhyForm(request.POST or None)
    if form.is_valid():
        try:
            keeping.claim(by=person_of(request).actor, row=row, why=form.cleaned_data["why"])
        except keeping.RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Asked. The office decides, and you hear of it in your notifications."))
            return redirect("organisation", slug=slug)
    context = {"form": form, "row": row}
    return render(request, "network/claim_organisation.html", context, status=422 if form.is_bound else 200)


@requires(Permission.PERSON_MANAGE)
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """The office sees who wants to keep which entry."""
    waiting = list(Claim.objects.filter(state=Claim.OPEN).select_related("organisation").order_by("asked_at"))
    names = names_of(claim.asked_by for claim in waiting)
    context = {"waiting": [(one, names[one.asked_by]) for one in waiting]}
    return render(request, "network/claims.html", context)


@requires(Permission.PERSON_MANAGE)
@require_POST
def decide_claim(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Grant or refuse a request."""
    claim = get_object_or_404(Claim, pk=id)
    approve, why = "approve" in request.POST, request.POST.get("why", "").strip()[:1000]
    if not approve and not why and claim.state == Claim.OPEN:
        messages.error(request, _("Say why you refuse it."))
        return redirect("claims")
    try:
        keeping.decide_claim(by=person_of(request).actor, claim=claim, approve=approve, why=why)
    except (keeping.RefusedError, PeopleRefusedError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Granted.") if approve else _("Refused."))
    return redirect("claims")


@requires(Permission.PERSON_MANAGE)
@require_http_methods(["GET", "POST"])
def invite_keeper(request: HttpRequest, slug: str) -> HttpResponse:
    """The office invites someone to keep the entry; the page after that shows the link where the password is set."""
    row, form, context = entry_or_404(slug), KeeperForm(request.POST or None), {}
    if form.is_valid():
        try:
            person = keeping.invite_keeper(by=person_of(request).actor, row=row, **form.cleaned_data)
        except PeopleRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            fresh = not person.has_usable_password()
            context = {"person": person, "link": request.build_absolute_uri(password_path(person)) if fresh else ""}
    context |= {"form": form, "row": row}
    status = 201 if "person" in context else 422 if form.is_bound else 200
    return render(request, "network/invite_keeper.html", context, status=status)
