# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The main menu, gathered from what the rooms offer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.people.door import may
from schakel.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Item:
    label: str | Promise
    url_name: str


MENU = [
    Item(_("Compare"), "compare"),
    Item(_("Standard"), "standard"),
    Item(_("Products"), "products"),
    Item(_("Checklist"), "checklist"),
    Item(_("Time windows"), "windows"),
    Item(_("Leverage"), "leverage"),
]


# What only some may open: shown on one's own page.
WORK = [(Permission.REQUIREMENT_PROPOSE, Item(_("Proposals"), "proposals"))]
# Pages that stand under an item of the menu.
UNDER = {"product": "products", "authorisations": "products"}


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the menu and the name of the page that is open (for aria-current)."""
    match = request.resolver_match
    name = (match and match.url_name) or ""
    # Asked only by the page that shows it: `may` costs a query.
    return {
        "menu": MENU,
        "here": UNDER.get(name, name),
        "below": name in UNDER,
        "work": lambda: [item for permission, item in WORK if may(request, permission)],
    }
