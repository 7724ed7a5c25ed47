# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of one organisation: what it does and has, who says so, where to ask, and when to look again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from schakel.catalogue.reads import present
from schakel.network import reads
from schakel.network.engine.chart import HEIGHT, WIDTH, Spot, dots, path
from schakel.network.engine.terms import Terms
from schakel.network.models import OrganisationEntry
from schakel.network.views.history import changes
from schakel.network.views.shared import Said, Source, language, said, sources
from schakel.people.door import may, open_to_all, visitor_of
from schakel.people.permissions import Permission
from schakel.people.roles import REPRESENTATIVE
from schakel.values import plain


@dataclass(frozen=True, slots=True)
class Having:
    """Something it has: with sources where others say so, with its own proof where it says so itself."""

    label: str
    note: Said
    sources: tuple[Source, ...]
    own: bool
    proof: str
    past: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """A way in by role, as the organisation gives it."""

    role: Said
    mail: str
    phone: str


@dataclass(frozen=True, slots=True)
class Doing:
    """An initiative it leads or takes part in."""

    slug: str
    name: str
    as_lead: bool


@dataclass(frozen=True, slots=True)
class ProductLink:
    name: str
    slug: str


@open_to_all
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation's entry."""
    row, lang, terms = entry_or_404(slug), language(), reads.terms()
    entry, own = plain.loads(row.data), plain.loads(row.own) if row.own else {}
    cited = reads.citations("organisation", [slug]).get(slug, {})
    city, places = reads.places().cities.get(row.city), reads.places()
    context = {
        "row": row,
        "topic": f"organisation:{slug}",
        "kind": terms.label("kinds", row.kind).in_(lang),
        "city": city,
        "city_name": (city.name_nl if lang.startswith("nl") else city.name) if city else row.city,
        "english": entry.get("en", ""),
        "role": said(entry, "role", lang),
        "role_sources": sources(cited.get("", [])),
        "own_role": said(own, "role", lang),
        "havings": _havings(row, terms, cited, lang),
        "contacts": [
            Contact(said(one, "role", lang), one.get("mail", ""), one.get("phone", ""))
            for one in own.get("contacts", [])
        ],
        "doings": _doings(slug, lang),
        "products": _products(entry.get("products", [])),
        "url": own.get("url") or row.url,
        "url_checked": bool(own.get("url")) or entry.get("url_verified", False),
        "review_on": row.review_on,
        "past": is_past(row.review_on),
        "owner": row.account,
        "changes": changes(request, "organisation", slug),
        "map": _map(row, places),
        "width": WIDTH,
        "height": HEIGHT,
        "may_edit": may(request, Permission.NETWORK_EDIT),
        "may_keep": keeps(request, row),
        "may_claim": row.account is None and may(request, Permission.FOLLOW),
        "may_invite": may(request, Permission.PERSON_MANAGE),
    }
    return render(request, "network/organisation.html", context)


def entry_or_404(slug: str) -> OrganisationEntry:
    row = reads.organisations().select_related("account").filter(slug=slug).first()
    if row is None:
        raise Http404(slug)
    return row


def keeps(request: HttpRequest, row: OrganisationEntry) -> bool:
    """Whether the visitor speaks for this organisation now."""
    person = visitor_of(request)
    if person is None or row.account_id is None or not may(request, Permission.ORGANISATION_KEEP):
        return False
    held = person.memberships.filter(organisation_id=row.account_id, role=REPRESENTATIVE.id, until=None)
    return held.exists()


def is_past(day: date | None) -> bool:
    return day is not None and day < timezone.localdate()


def _havings(row: OrganisationEntry, terms: Terms, cited: Mapping[str, Any], lang: str) -> list[Having]:
    found = []
    for one in row.capabilities.all():
        note = said({"note": one.note_en, "note_nl": "" if one.note_nl == one.note_en else one.note_nl}, "note", lang)
        found.append(Having(
            terms.label("capabilities", one.name).in_(lang), note,
            () if one.own else tuple(sources(cited.get(f"capability:{one.name}", []))),
            one.own, one.proof, is_past(one.review_on),
        ))  # fmt: skip
    return found


def _doings(slug: str, lang: str) -> list[Doing]:
    rows = reads.initiatives().filter(parts__who=slug).values_list("slug", "short_nl", "short_en", "parts__as_lead")
    found: dict[str, Doing] = {}
    for name, nl, en, lead in rows:
        known = found.get(name)
        found[name] = Doing(name, nl if lang.startswith("nl") else en, bool(lead or (known and known.as_lead)))
    return sorted(found.values(), key=lambda doing: not doing.as_lead)


def _products(brands: list[str]) -> list[ProductLink]:
    known = {row.brand.casefold(): row.slug for row in present()}
    return [ProductLink(brand, known.get(brand.casefold(), "")) for brand in brands]


def _map(row: OrganisationEntry, places: Any) -> dict[str, Any] | None:
    if row.latitude is None or row.longitude is None:
        return None
    found = dots([Spot(row.city, row.latitude, row.longitude, 1)])
    return {"path": path(places.outline), "dots": found} if found else None
