# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The compare page: what these products prescribe at these steps, and the one rule that serves them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.pathway.engine.compare import Comparison, Row, Verdict
from schakel.pathway.engine.compare import compare as compared
from schakel.pathway.engine.words import listed
from schakel.pathway.exports.compare import compare_csv, compare_xlsx
from schakel.pathway.views.matrix import AND, Teller, groups
from schakel.pathway.views.opened import opened, variant_lines
from schakel.pathway.views.question import (
    Question,
    UnknownError,
    address_of,
    ask_address,
    chain,
    modality_words,
    question,
    stations,
    unknown,
)
from schakel.people.door import open_to_all
from schakel.ui.charts.verdicts import Segment, verdict_bar
from schakel.ui.files import csv_response, xlsx_response
from schakel.ui.templatetags.ui import NATURES
from schakel.values.numbers import count_words

WIDE = 8  # more products than this: the matrix scrolls in its own box


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, and the address of the page without it (None: it cannot be left out)."""

    label: str
    without: str | None
    slug: str = ""
    holder: str = ""


@open_to_all
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show, or send as CSV or Excel, the comparison that the address asks for."""
    try:
        asked = question(request, reads.facts())
    except UnknownError as error:
        return unknown(request, error)
    found = compared(asked.profiles, asked.vocabulary, steps=asked.steps or None, natures=asked.natures or None)
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-compare.csv", compare_csv(asked, found))
        case "xlsx":
            return xlsx_response("schakel-compare.xlsx", compare_xlsx(asked, found))
    return render(request, "pathway/compare.html", _context(request, asked, found))


def _context(request: HttpRequest, asked: Question, found: Comparison) -> dict[str, Any]:
    address = reverse("compare")
    only = request.GET.get("only") == "differences"
    extra = [("only", "differences")] if only else []
    rows = [row for row in found.rows if not (only and _same(row))]
    teller = Teller(asked)
    row_open = next((row for row in rows if f"{row.aspect.step}.{row.aspect.name}" == request.GET.get("open")), None)
    every = compared(asked.profiles, asked.vocabulary, natures=asked.natures or None) if asked.steps else found
    counts = Counter(row.aspect.step for row in every.rows if asked.natures or row.aspect.nature == "procedure")
    on_chain, across = chain(stations(asked, counts, address), asked.vocabulary)
    figure = found.harmonisation
    return {
        "asked": asked,
        "title": title(asked),
        "figure": figure,
        "bar": _bar(found.rows),
        "groups": groups(rows, teller),
        "hidden": len(found.rows) - len(rows),
        "only": only,
        "natures": [((name,), words) for name, words in NATURES.items()],
        "row_open": row_open and f"{row_open.aspect.step}.{row_open.aspect.name}",
        "opened": row_open and opened(row_open, teller),
        "variants": row_open and variant_lines(row_open, teller),
        "ask": row_open and ask_address(row_open),
        "stations": on_chain,
        "across": across,
        **chips(asked, address, extra),
        "wide": len(asked.profiles) > WIDE,
        "columns": len(asked.profiles) + 3,
        "link": address_of(asked, address, extra=extra),
        "csv": address_of(asked, address, extra=[("format", "csv")]),
        "xlsx": address_of(asked, address, extra=[("format", "xlsx")]),
    }


def _bar(rows: Sequence[Row]) -> SafeString:
    """The verdicts over the methods, what could still change apart."""
    methods = [row for row in rows if row.aspect.nature == "procedure"]
    found = Counter((row.verdict, row.certain or not row.verdict.fits) for row in methods)
    segments = (Segment(v.value, found[v, certain], certain) for v in Verdict for certain in (True, False))
    return verdict_bar([segment for segment in segments if segment.count], name="verdicts")


def _same(row: Row) -> bool:
    return row.verdict is Verdict.EQUAL


def title(asked: Question) -> str:
    """`CAR T cell therapy, seven products: storage and preparation`, or the brands where there are few."""
    steps = [asked.vocabulary.step_of[step].label.in_(asked.lang).lower() for step in asked.steps]
    count = count_words(len(asked.profiles), asked.lang)
    if asked.modality:
        who = _("%(kind)s, %(count)s products") % {"kind": modality_words(asked.modality, asked.lang), "count": count}
    elif len(asked.profiles) <= 3:
        who = listed(asked.brands, AND, asked.lang)
    else:
        who = _("%(count)s products") % {"count": count}
    where = f": {listed(steps, AND, asked.lang)}" if 0 < len(steps) <= 4 else ""
    return who[:1].upper() + who[1:] + where


def chips(asked: Question, address: str, extra: Sequence[tuple[str, str]] = ()) -> dict[str, list[Chip]]:
    """What is chosen, for the sentence that asks: `products` and `steps`."""
    return {
        "products": [_product_chip(asked, slug, address, extra) for slug in asked.slugs],
        "steps": [_step_chip(asked, step, address, extra) for step in asked.steps],
    }


def _product_chip(asked: Question, slug: str, address: str, extra: Sequence[tuple[str, str]]) -> Chip:
    left = [other for other in asked.slugs if other != slug]
    product = asked.facts.by_slug[slug].product
    without = address_of(asked, address, products=left, extra=extra) if len(left) > 1 else None
    return Chip(product.brand, without, slug, product.identity.mah)


def _step_chip(asked: Question, step: str, address: str, extra: Sequence[tuple[str, str]]) -> Chip:
    left = [other for other in asked.steps if other != step]
    label = asked.vocabulary.step_of[step].label.in_(asked.lang)
    return Chip(label, address_of(asked, address, steps=left, extra=extra))
