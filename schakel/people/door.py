# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The door of every page: who may come in. A view without one of these decorators fails the walls.

The chosen door is kept on the view as `view.door`, so that the list of doors can be generated.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from ninja.errors import HttpError

from schakel.people.models import Person
from schakel.people.permissions import Permission
from schakel.people.reads import permissions_of

OPEN: Final = "open"

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def visitor_of(request: HttpRequest) -> Person | None:
    """Return the person who is signed in, or None."""
    user = request.user
    return user if isinstance(user, Person) else None


def person_of(request: HttpRequest) -> Person:
    """Return the person who is signed in; only behind `@requires`, which made sure of it."""
    person = visitor_of(request)
    if person is None:
        raise TypeError("person_of() behind a door that is open to all")
    return person


def may(request: HttpRequest, permission: Permission) -> bool:
    """Say whether the visitor of this request holds the permission; for links that only some may follow."""
    person = visitor_of(request)
    return person is not None and permission in permissions_of(person)


def requires(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Open the view to those who hold the permission: others sign in first, or read why they cannot."""

    def door(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if visitor_of(request) is None:
                return _to_login(request)
            if not may(request, permission):
                return render(request, "people/forbidden.html", {"permission": permission}, status=403)
            return view(request, *args, **kwargs)

        guarded.door = permission  # type: ignore[attr-defined]
        return guarded

    return door


def requires_api(permission: Permission) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Do the same for a JSON operation: 401 when nobody is signed in, 403 without the permission."""

    def door(operation: Callable[..., R]) -> Callable[..., R]:
        @wraps(operation)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> R:
            if visitor_of(request) is None:
                raise HttpError(401, "Sign in first.")
            if not may(request, permission):
                raise HttpError(403, f"You need the permission {permission.value}.")
            return operation(request, *args, **kwargs)

        guarded.door = permission  # type: ignore[attr-defined]
        return guarded

    return door


def open_to_all(view: Callable[..., R]) -> Callable[..., R]:
    """Name the door of a public page or JSON operation: nobody is asked anything."""
    view.door = OPEN  # type: ignore[attr-defined]
    return view


def _to_login(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the login page and back here afterwards; htmx is told to leave the whole page."""
    if request.headers.get("HX-Request"):
        url = redirect_to_login(request.headers.get("HX-Current-URL", "/"), resolve_url("account_login")).url
        return HttpResponse(status=401, headers={"HX-Redirect": url})
    return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
