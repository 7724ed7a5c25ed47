# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of all authorisations."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.catalogue import reads
from schakel.catalogue.engine.authorisation import AuthorisationModel
from schakel.catalogue.years import DECISION, OPINION, by_year, chart
from schakel.people.door import open_to_all
from schakel.ui.files import Table, csv_response, xlsx_response


@dataclass(frozen=True, slots=True)
class Row:
    """One authorisation in words. `unverified`: nobody looked up its kind. `number`: of its source below the table."""

    one: AuthorisationModel
    number: int
    slug: str
    kind: str
    unverified: bool
    note: str
    note_lang: str


@open_to_all
@require_safe
def authorisations(request: HttpRequest) -> HttpResponse:
    """Every ATMP that was ever authorised centrally in the EU, by the year of the decision or of the opinion."""
    basis = OPINION if request.GET.get("basis") == OPINION else DECISION
    every = reads.authorisations()
    sources = list(dict.fromkeys(one.source for one in every))
    years, without = by_year(every, basis)
    lang = get_language() or "nl"
    slugs, kinds = dict(reads.present().values_list("brand", "slug")), reads.terms().words("kinds", lang)
    rows = [row(one, sources.index(one.source) + 1, slugs, kinds, lang) for one in every]
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-authorisations.csv", table(rows))
        case "xlsx":
            return xlsx_response("schakel-authorisations.xlsx", [(_("Authorisations by year"), table(rows))])
    context = {
        "basis": basis,
        "rows": rows,
        "all": len(every),
        "standing": sum(one.withdrawn_on is None for one in every),
        "chart": chart(years),
        "years": years,
        "without": without,
        "sources": sources,
    }
    return render(request, "catalogue/authorisations.html", context)


def row(one: AuthorisationModel, number: int, slugs: Mapping[str, str], kinds: Mapping[str, str], lang: str) -> Row:
    """One line of the table."""
    dutch = lang.startswith("nl") and one.note_nl is not None
    return Row(
        one=one,
        number=number,
        slug=slugs.get(one.brand, ""),
        kind=kinds.get(one.kind, one.kind.replace("_", " ")),
        unverified=(one.kind_source or "").startswith("unverified"),
        note=(one.note_nl if dutch else one.note) or "",
        note_lang="nl" if dutch else "en",
    )


def table(rows: list[Row]) -> Table:
    """All authorisations as a table, oldest first. A year stands where no day was seen."""
    head = [
        *(_("Product"), _("Substance"), _("Kind"), "CAR T", _("Holder"), _("Opinion"), _("Decision"), _("Ended")),
        *(_("Product number"), _("Source"), _("Note")),
    ]
    return [head, *(_cells(row) for row in rows)]


def _cells(row: Row) -> list[object]:
    one = row.one
    opinion, ended = (day.isoformat() if day else "" for day in (one.opinion_on, one.withdrawn_on))
    decided = one.authorised_on.isoformat() if one.authorised_on else one.authorised_year or ""
    return [
        *(one.brand, one.inn, row.kind, "CAR T" if one.car_t else "", one.holder or "", opinion, decided, ended),
        *(one.product_number or "", one.source, row.note),
    ]
