# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""My account, the roles, and the demo sign-in."""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from schakel.people.door import open_to_all, person_of, requires
from schakel.people.permissions import Permission
from schakel.people.reads import demo_person, permissions_of, roles_of
from schakel.people.roles import ROLES


@requires(Permission.ACCOUNT_SEE)
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Show my name, my roles and what they let me do."""
    person = person_of(request)
    held = permissions_of(person)
    context = {
        "person": person,
        "roles": roles_of(person),
        "memberships": person.memberships.filter(until__isnull=True).select_related("organisation"),
        "permissions": [permission for permission in Permission if permission in held],
        "may_secure": Permission.ACCOUNT_SECURE in held,
        "may_read_trail": Permission.TRAIL_READ in held,
        "may_manage": Permission.PERSON_MANAGE in held,
    }
    return render(request, "people/me.html", context)


@open_to_all
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Show which role may do what, straight from the two lists."""
    rows = [(permission, [permission in role.permissions for role in ROLES.values()]) for permission in Permission]
    return render(request, "people/roles.html", {"roles": ROLES.values(), "rows": rows})


@open_to_all
@require_POST
def continue_as_demo(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Sign in as a demo person; there is none to find where demo accounts are switched off."""
    person = demo_person(id)
    if person is None:
        raise Http404
    adapter = get_adapter()
    person.backend = "allauth.account.auth_backends.AuthenticationBackend"  # type: ignore[attr-defined]
    adapter.login(request, person)
    target = request.POST.get("next", "")
    return redirect(target if target and adapter.is_safe_url(target) else "me")
