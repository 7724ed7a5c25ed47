# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The main menu, gathered from what the rooms offer."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from schakel.following.reads import unread
from schakel.people.door import may, visitor_of
from schakel.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Item:
    label: str | Promise
    url_name: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A page beside the open one. `here`: "page" when it is the open one, "true" when the open one stands under it."""

    label: str | Promise
    url_name: str
    here: str


# The main menu: each entry with the pages that stand beside it; the first is where the entry leads.
SECTIONS: tuple[tuple[str | Promise, tuple[Item, ...]], ...] = (
    (_("Compare"), (Item(_("Compare"), "compare"),)),
    (
        _("Standard"),
        (
            Item(_("Computed rules"), "standard"),
            Item(_("Leverage"), "leverage"),
            Item(_("Questions to firms"), "questions"),
            Item(_("Dutch standards"), "standards"),
        ),
    ),
    (_("Products"), (Item(_("Products"), "products"), Item(_("Authorisations"), "authorisations"))),
    (_("Checklist"), (Item(_("Checklist"), "checklist"), Item(_("Time windows"), "windows"))),
    (
        _("Capacity"),
        (
            Item(_("Scenarios"), "scenarios"),
            Item(_("Scenarios compared"), "scenario_compare"),
            Item(_("What is coming"), "horizon"),
            Item(_("Who offers what"), "allocation"),
            Item(_("Was it right before?"), "forecast_backtest"),
        ),
    ),
    (
        _("Network"),
        (
            Item(_("Organisations"), "organisations"),
            Item(_("Initiatives"), "initiatives"),
            Item(_("Activity map"), "activity"),
            Item(_("Bottlenecks"), "bottlenecks"),
            Item(_("Solutions"), "solutions"),
            Item(_("Who promised what"), "followup"),
            Item(_("Figures"), "figures"),
            Item(_("Working groups"), "groups"),
            Item(_("Timeline"), "timeline"),
        ),
    ),
    (
        _("Rules"),
        (
            Item(_("Is it an ATMP?"), "classification"),
            Item(_("Which route?"), "routes"),
            Item(_("What applies where"), "settings"),
            Item(_("Product profile"), "profile"),
            Item(_("Register"), "register"),
        ),
    ),
    (
        _("For patients"),
        (Item(_("Therapies"), "therapies"), Item(_("Diseases"), "conditions"), Item(_("News"), "news")),
    ),
)
MENU = tuple(Item(label, items[0].url_name) for label, items in SECTIONS)


# What only some may open: shown on one's own page.
WORK = [
    (Permission.PERSON_MANAGE, Item(_("Requests to keep an entry"), "claims")),
    (Permission.PERSON_MANAGE, Item(_("Who may answer for a firm"), "mandates")),
    (Permission.REGISTER_EDIT, Item(_("Take over from another register"), "register_imports")),
    (Permission.FOLLOW, Item(_("What you follow"), "following")),
    (Permission.REQUIREMENT_PROPOSE, Item(_("Proposals"), "proposals")),
    (Permission.MODERATE, Item(_("Moderation"), "moderation")),
]


@cache
def _addresses() -> tuple[tuple[str, Item, int], ...]:
    """The address of every page of the menu, longest first, with its section."""
    found = [(reverse(item.url_name), item, number) for number, (_, items) in enumerate(SECTIONS) for item in items]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


def place_of(path: str) -> tuple[Item, int] | None:
    """The page of the menu under whose address this one stands, and its section; None where it stands under none."""
    return next(((item, number) for address, item, number in _addresses() if path.startswith(address)), None)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the menu, the section that is open (for aria-current) and the pages of that section."""
    match = request.resolver_match
    name = (match and match.url_name) or ""
    place = place_of(request.path) if match else None
    section = SECTIONS[place[1]][1] if place else ()
    # Asked only by the page that shows it: `may` costs a query.
    return {
        "menu": MENU,
        "here": section[0].url_name if section else name,
        "below": bool(section) and name != section[0].url_name,
        "section_tabs": [Tab(item.label, item.url_name, _here(item, place, name)) for item in section],
        # One query for both places that show it, and none for who is not signed in.
        "unread_notifications": SimpleLazyObject(lambda: unread(me) if (me := visitor_of(request)) else 0),
        "work": lambda: [item for permission, item in WORK if may(request, permission)],
    }


def _here(item: Item, place: tuple[Item, int] | None, name: str) -> str:
    if place is None or item is not place[0]:
        return ""
    return "page" if item.url_name == name else "true"
