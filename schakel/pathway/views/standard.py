# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The standard page: how far one national way of working can go, and what it would say."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.pathway.engine.claims import Claim, read_claims
from schakel.pathway.engine.compare import Row, Verdict
from schakel.pathway.engine.standard import Coverage, Line, Standard, Variant
from schakel.pathway.engine.standard import standard as computed
from schakel.pathway.engine.words import constraint_words
from schakel.pathway.exports.standard import standard_csv, standard_xlsx
from schakel.pathway.folder import BUILT_IN
from schakel.pathway.views.compare import chips
from schakel.pathway.views.matrix import LETTERS, Teller
from schakel.pathway.views.opened import Told, tell
from schakel.pathway.views.question import Question, UnknownError, address_of, chain, question, stations, unknown
from schakel.people.door import open_to_all
from schakel.ui.charts import verdicts as charts
from schakel.ui.files import csv_response, xlsx_response
from schakel.values.numbers import count_words

ORDER = [Verdict.EQUAL, Verdict.COMPATIBLE, Verdict.CONFLICTING, Verdict.JUDGEMENT, Verdict.SINGLE]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the unit chart and of the table beside it."""

    id: str
    label: str
    url: str
    chosen: bool
    units: SafeString
    fit: int
    of: int
    aside: str


@dataclass(frozen=True, slots=True)
class VariantView:
    letter: str
    rule: str
    binding: str
    others: str
    beyond: tuple[str, ...]
    sources: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    id: str
    label: str
    verdict: str
    variants: tuple[VariantView, ...]


@dataclass(frozen=True, slots=True)
class StepLines:
    """The lines of one step: those that take thought first, those that all ask alike apart."""

    id: str
    heading: str
    lines: tuple[LineView, ...]
    alike: tuple[LineView, ...]
    variants: int


@open_to_all
@require_safe
def standard(request: HttpRequest) -> HttpResponse:
    """Show, or send as CSV or Excel, the smallest set of rules that serves the products asked for."""
    try:
        asked = question(request, reads.facts())
    except UnknownError as error:
        return unknown(request, error)
    natures = asked.natures or ("procedure",)
    found = computed(asked.profiles, asked.vocabulary, natures=natures, steps=asked.steps or None)
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-standard.csv", standard_csv(asked, found))
        case "xlsx":
            return xlsx_response("schakel-standard.xlsx", standard_xlsx(asked, found))
    return render(request, "pathway/standard.html", _context(asked, found))


@cache
def published_claim() -> Claim:
    """The published figure that stands beside ours."""
    file = BUILT_IN / "pathway" / "claims.yaml"
    return read_claims("pathway/claims.yaml", file.read_bytes())[0]


def _context(asked: Question, found: Standard) -> dict[str, Any]:
    address, teller = reverse("standard"), Teller(asked)
    whole = computed(asked.profiles, asked.vocabulary) if asked.steps or asked.natures else found
    figure, claim = whole.harmonisation, published_claim()
    counts = {c.step: len(c.comparison.rows) for c in whole.coverage}
    on_chain, across = chain(stations(asked, counts, address), asked.vocabulary)
    return {
        "asked": asked,
        "title": title(figure.fit, figure.of),
        "lead": _lead(whole, teller),
        "figure": figure,
        "claim": claim,
        "claim_label": claim.label.in_(asked.lang),
        "claim_what": claim.what.in_(asked.lang),
        "bar": charts.interval_bar(
            figure.certain,
            figure.could_change,
            figure.of,
            name="fit",
            claim=charts.Claim(Fraction(claim.percent, 100), claim.label.in_(asked.lang), claim.by.in_(asked.lang)),
        ),
        "steps_view": [_step(coverage, asked, teller) for coverage in whole.coverage],
        "lines": [_step_lines(coverage, found, teller) for coverage in found.coverage],
        "stations": on_chain,
        "across": across,
        **chips(asked, address),
        "link": address_of(asked, address),
        "csv": address_of(asked, address, extra=[("format", "csv")]),
        "xlsx": address_of(asked, address, extra=[("format", "xlsx")]),
        "leverage": address_of(asked, reverse("leverage")),
        "compare": address_of(asked, reverse("compare")),
        "draft": address_of(asked, reverse("draft_standard")),
    }


def title(fit: int, of: int) -> str:
    if not of:
        return _("No method of which two of these products speak")
    return _("One national way of working is possible for %(fit)d of %(of)d methods") % {"fit": fit, "of": of}


def _lead(found: Standard, teller: Teller) -> str:
    """Who stands in the conflicts, when it is always the same product."""
    clashing = [line for line in found.lines if line.row.verdict is Verdict.CONFLICTING]
    if not clashing:
        return _("No method conflicts between these products.")
    smaller = [set(variant.products) for line in clashing for variant in line.variants[1:]]
    shared = set.intersection(*smaller) if smaller else set()
    count = {"count": count_words(len(clashing), teller.lang)}
    told = ngettext("%(count)s method conflicts.", "%(count)s methods conflict.", len(clashing)) % count
    if len(shared) == 1:
        brand = teller.asked.facts.by_slug[shared.pop()].product.brand
        told += " " + _("In every conflict %(brand)s stands against the others.") % {"brand": brand}
    return told[:1].upper() + told[1:]


def _step(coverage: Coverage, asked: Question, teller: Teller) -> StepView:
    step, figure = coverage.step, coverage.harmonisation
    rows = sorted(coverage.comparison.rows, key=lambda row: (ORDER.index(row.verdict), not row.certain))
    aside = ngettext("%(n)d asked by one product", "%(n)d asked by one product", figure.single) % {"n": figure.single}
    return StepView(
        id=step,
        label=asked.vocabulary.step_of[step].label.in_(asked.lang),
        url=address_of(asked, reverse("standard"), steps=(step,)) + "#lines",
        chosen=step in asked.steps,
        units=charts.unit_squares([_unit(row, asked, teller) for row in rows]),
        fit=figure.fit,
        of=figure.of,
        aside=aside if figure.single else "",
    )


def _unit(row: Row, asked: Question, teller: Teller) -> charts.Unit:
    name = f"{row.aspect.step}.{row.aspect.name}"
    url = address_of(asked, reverse("compare"), steps=(row.aspect.step,), extra=[("open", name)]) + f"#{name}"
    certain = row.certain or not row.verdict.fits
    return charts.Unit(row.aspect.label.in_(teller.lang), row.verdict.value, url, certain)


def _step_lines(coverage: Coverage, found: Standard, teller: Teller) -> StepLines:
    told = [(line, line_view(line, teller)) for line in found.lines if line.row.aspect.step == coverage.step]
    simple = (Verdict.EQUAL, Verdict.SINGLE)
    return StepLines(
        id=coverage.step,
        heading=teller.vocabulary.step_of[coverage.step].label.in_(teller.lang),
        lines=tuple(view for line, view in told if line.row.verdict not in simple),
        alike=tuple(view for line, view in told if line.row.verdict in simple),
        variants=sum(len(line.variants) for line, _view in told),
    )


def line_view(line: Line, teller: Teller) -> LineView:
    several = len(line.variants) > 1
    return LineView(
        id=f"{line.row.aspect.step}.{line.row.aspect.name}",
        label=line.row.aspect.label.in_(teller.lang),
        verdict=line.row.verdict.value,
        variants=tuple(
            _variant(variant, LETTERS[place % 26] if several else "", line.row, teller)
            for place, variant in enumerate(line.variants)
        ),
    )


def _variant(variant: Variant, letter: str, row: Row, teller: Teller) -> VariantView:
    binding = list(dict.fromkeys(member.product for member in variant.binding))
    others = [product for product in variant.products if product not in binding]
    return VariantView(
        letter=letter,
        rule=constraint_words(variant.rule, row.aspect, teller.vocabulary, teller.lang),
        binding=teller.brands(binding),
        others=teller.brands(others),
        beyond=tuple(teller.beyond(variant.beyond, row)),
        sources=tuple(tell(member, teller) for member in variant.members),
    )
