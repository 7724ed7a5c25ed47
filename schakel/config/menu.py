# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The main menu, gathered from what the rooms offer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from schakel.following.reads import unread
from schakel.people.door import may, visitor_of
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
    Item(_("Network"), "organisations"),
]


# What only some may open: shown on one's own page.
WORK = [
    (Permission.PERSON_MANAGE, Item(_("Requests to keep an entry"), "claims")),
    (Permission.FOLLOW, Item(_("What you follow"), "following")),
    (Permission.REQUIREMENT_PROPOSE, Item(_("Proposals"), "proposals")),
    (Permission.MODERATE, Item(_("Moderation"), "moderation")),
]
# Pages that stand under an item of the menu.
UNDER = {
    **{"product": "products", "authorisations": "products"},
    **dict.fromkeys(("organisation", "initiatives", "initiative", "activity", "timeline", "claims"), "organisations"),
}


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the menu and the name of the page that is open (for aria-current)."""
    match = request.resolver_match
    name = (match and match.url_name) or ""
    # Asked only by the page that shows it: `may` costs a query.
    return {
        "menu": MENU,
        "here": UNDER.get(name, name),
        "below": name in UNDER,
        # One query for both places that show it, and none for who is not signed in.
        "unread_notifications": SimpleLazyObject(lambda: unread(me) if (me := visitor_of(request)) else 0),
        "work": lambda: [item for permission, item in WORK if may(request, permission)],
    }
