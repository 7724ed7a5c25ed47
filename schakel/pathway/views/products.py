# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of products: what they are, how much was read of them, and how much of that is doubtful."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.catalogue.engine.availability import Availability
from schakel.catalogue.engine.terms import CatalogueTerms
from schakel.catalogue.reads import availabilities, terms
from schakel.catalogue.words import WORDS
from schakel.pathway import reads
from schakel.pathway.engine.requirement import Profile
from schakel.pathway.views.identity import Certainty, certainty
from schakel.people.door import open_to_all
from schakel.ui.files import Table, csv_response, xlsx_response

STATUSES = ("authorised", "withdrawn", "unread")


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in the list. `doubtful`: requirements that rest on something else than the EU text."""

    slug: str
    brand: str
    inn: str
    firm: str
    kind: str
    modality: str
    status: str
    since: date | None
    until: date | None
    certainty: Certainty
    dutch: Availability | None

    @property
    def doubtful(self) -> int:
        return self.certainty.total - self.certainty.eu

    @property
    def share(self) -> int:
        """Doubtful requirements in percent, rounded."""
        return round(100 * self.doubtful / self.certainty.total) if self.certainty.total else 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a filter, with how many products it leaves."""

    id: str
    label: str
    count: int


@open_to_all
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """Show the products that the filters leave, or send them as CSV or Excel."""
    words, lang = terms(), get_language() or "nl"
    profiles = reads.facts().profiles
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "modality", "kind", "status")}
    dutch = availabilities(timezone.localdate())
    rows = [product_row(p, words, lang, dutch.get(p.slug)) for p in profiles if leaves(p, asked)]
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-products.csv", table(rows))
        case "xlsx":
            return xlsx_response("schakel-products.xlsx", [(_("Products"), table(rows))])
    context = {
        "rows": rows,
        "asked": asked,
        "filtered": any(asked.values()),
        "all": len(profiles),
        "read": sum(bool(profile.requirements) for profile in profiles),
        "requirements": sum(row.certainty.total for row in rows),
        "modalities": _choices(words, lang, "modalities", Counter(p.product.modality for p in profiles)),
        "kinds": _choices(words, lang, "kinds", Counter(p.product.identity.kind for p in profiles)),
        "statuses": _statuses(profiles),
    }
    return render(request, "pathway/products.html", context)


def leaves(profile: Profile, asked: dict[str, str]) -> bool:
    """Whether the filters of the address leave this product."""
    identity, status = profile.product.identity, asked["status"]
    text = f"{identity.brand} {identity.inn} {identity.mah}".lower()
    return (
        all(word in text for word in asked["q"].lower().split())
        and asked["modality"] in ("", identity.modality)
        and asked["kind"] in ("", identity.kind)
        and status in ("", profile.product.status, "" if profile.requirements else "unread")
    )


def product_row(profile: Profile, words: CatalogueTerms, lang: str, dutch: Availability | None) -> ProductRow:
    identity = profile.product.identity
    return ProductRow(
        slug=profile.slug,
        brand=identity.brand,
        inn=identity.inn,
        firm=identity.mah,
        kind=words.label("kinds", identity.kind).in_(lang),
        modality=words.label("modalities", identity.modality).in_(lang),
        status=profile.product.status,
        since=identity.ema.authorised_on,
        until=identity.ema.withdrawn_on,
        certainty=certainty(profile),
        dutch=dutch,
    )


def _choices(words: CatalogueTerms, lang: str, section: str, counts: Counter[str]) -> list[Choice]:
    known = {**dict.fromkeys(words.sections.get(section, {})), **dict.fromkeys(counts)}
    return [Choice(name, words.label(section, name).in_(lang), counts[name]) for name in known if counts[name]]


def _statuses(profiles: tuple[Profile, ...]) -> list[Choice]:
    named = {"authorised": _("authorised"), "withdrawn": _("no longer authorised"), "unread": _("nothing read yet")}
    counts = Counter(profile.product.status for profile in profiles)
    counts["unread"] = sum(not profile.requirements for profile in profiles)
    return [Choice(name, named[name], counts[name]) for name in STATUSES if counts[name]]


def table(rows: list[ProductRow]) -> Table:
    head = [
        *(_("Product"), _("Substance"), _("Firm"), _("Kind"), _("Modality"), _("Authorised on"), _("Withdrawn on")),
        *(_("Requirements"), _("EU text"), _("Doubtful"), _("Sections read"), _("Sections"), _("Seen on")),
        *(_("In the Netherlands"), _("As of")),
    ]
    return [head, *(_cells(row) for row in rows)]


def _cells(row: ProductRow) -> list[object]:
    found = row.certainty
    dates = [day.isoformat() if day else "" for day in (row.since, row.until, found.seen_on)]
    return [
        *(row.brand, row.inn, row.firm, row.kind, row.modality, dates[0], dates[1]),
        *(found.total, found.eu, row.doubtful, len(found.read), found.sections, dates[2]),
        *((str(WORDS[row.dutch.verdict]), row.dutch.as_of) if row.dutch else ("", "")),
    ]
