# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every address of the application with the door it names: read from the url table, so none can be forgotten."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from schakel.people.door import OPEN
from schakel.people.permissions import Permission

LIBRARY_PAGES = {
    "openapi_json": "the description of the JSON API",
    "openapi_view": "the description of the JSON API, for a reader",
    "default_home": "leads to the description of the JSON API",
}
"""Pages of django-ninja itself, which cannot carry our decorator and hold nothing but the description of the API."""


@dataclass(frozen=True, slots=True)
class Door:
    """One address: its route, its name, and what it asks (None: it names no door)."""

    route: str
    name: str
    asks: Permission | str | None
    view: Callable[..., Any]


def _patterns(found: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in found:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns, route)
        else:
            yield route, each


def _operations(view: Callable[..., Any]) -> list[Any]:
    """The operations behind a django-ninja address; empty for an ordinary view."""
    if not inspect.isfunction(view) or view.__module__ != "ninja.operation":
        return []
    return list(inspect.getclosurevars(view).nonlocals["self"].operations)


def _asks(view: Callable[..., Any]) -> Permission | str | None:
    if isinstance(view, partial) and view.func.__name__ in LIBRARY_PAGES:
        return OPEN
    return getattr(view, "door", None)


def doors() -> list[Door]:
    """Every address, in the order of the url table; a JSON address once per operation."""
    found = []
    for route, pattern in _patterns(get_resolver().url_patterns):
        name = pattern.name or ""
        views = [operation.view_func for operation in _operations(pattern.callback)] or [pattern.callback]
        found += [Door("/" + route, name, _asks(view), view) for view in views]
    return found
