# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The office's pages: who is here, who gets a role, who loses one."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schakel.people import actions
from schakel.people.door import person_of, requires
from schakel.people.forms import GrantForm, PersonForm
from schakel.people.models import Membership, Person
from schakel.people.permissions import Permission
from schakel.people.reads import password_path

HELD = Prefetch("memberships", Membership.objects.filter(until__isnull=True).select_related("organisation"))


@requires(Permission.PERSON_MANAGE)
@require_http_methods(["GET", "POST"])
def persons(request: HttpRequest) -> HttpResponse:
    """List everyone, and add someone; the page after that shows the link where the password is set."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        added = actions.invite(by=person_of(request).actor, **form.cleaned_data)
        context = {"person": added, "link": request.build_absolute_uri(password_path(added))}
        return render(request, "people/invited.html", context, status=201)
    context = {"form": form, "persons": Person.objects.prefetch_related(HELD)}
    return render(request, "people/persons.html", context, status=422 if form.is_bound else 200)


@requires(Permission.PERSON_MANAGE)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Show the roles someone holds and held, and give one more."""
    found = get_object_or_404(Person, pk=id)
    form = GrantForm(request.POST or None)
    if form.is_valid() and _granted(request, found, form):
        return redirect("person", id=id)
    context = {"form": form, "found": found, "memberships": found.memberships.select_related("organisation")}
    return render(request, "people/person.html", context, status=422 if form.is_bound else 200)


def _granted(request: HttpRequest, found: Person, form: GrantForm) -> bool:
    try:
        actions.grant_role(by=person_of(request).actor, person=found, **form.cleaned_data)
    except actions.RefusedError as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("The role is given."))
    return True


@requires(Permission.PERSON_MANAGE)
@require_POST
def end_membership(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """End a role; ending what has ended already changes nothing and says so."""
    membership = get_object_or_404(Membership, pk=id)
    try:
        actions.revoke_role(by=person_of(request).actor, membership=membership)
    except actions.RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The role has ended."))
    return redirect("person", id=membership.person_id)
