# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The first page: what this is, shown by a comparison that is computed while you wait."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.pathway.engine.compare import Comparison, Row, Verdict
from schakel.pathway.engine.compare import compare as compared
from schakel.pathway.engine.requirement import Facts
from schakel.pathway.views.compare import chips
from schakel.pathway.views.matrix import RowView, Teller
from schakel.pathway.views.question import (
    START_MODALITY,
    Question,
    UnknownError,
    address_of,
    chain,
    question,
    stations,
    unknown,
)
from schakel.people.door import open_to_all
from schakel.ui.templatetags.ui import Station

START_PRODUCTS = ("kymriah", "yescarta", "breyanzi")
START_STEPS = ("storage", "preparation")
# How many rows of each verdict stand on the first page: what differs tells most.
SHOWN = {Verdict.COMPATIBLE: 2, Verdict.EQUAL: 1, Verdict.CONFLICTING: 2}
NUMBERS = ("range", "window")
FEW = 4  # more products do not fit beside verdict and rule on one screen


@dataclass(frozen=True, slots=True)
class Entry:
    """What someone comes for, and the page that answers it."""

    words: str
    aside: str
    url: str


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what Schakel is by three products side by side; products and steps of the address are respected."""
    try:
        asked = _asked(request, reads.facts())
    except UnknownError as error:
        return unknown(request, error)
    return render(request, "public/home.html", _context(asked))


def _asked(request: HttpRequest, facts: Facts) -> Question:
    """The question of the address; without products the start of this page."""
    if request.GET.getlist("product") or request.GET.get("modality"):
        return question(request, facts)
    known = [slug for slug in START_PRODUCTS if slug in facts.by_slug]
    profiles = facts.chosen(known) or facts.of_modality(START_MODALITY)[:3] or facts.profiles[:3]
    steps = tuple(step for step in START_STEPS if step in facts.vocabulary.step_of)
    return Question(facts, profiles, steps, natures=(), modality="", lang=get_language() or "nl")


def _context(asked: Question) -> dict[str, object]:
    found = compared(asked.profiles, asked.vocabulary, steps=asked.steps or None)
    address = reverse("home")
    rows = told(found, asked)
    return {
        "asked": asked,
        "rows": rows,
        "methods": sum(row.aspect.nature == "procedure" for row in found.rows),
        "narrow": len(asked.profiles) <= FEW,
        "all": address_of(asked, reverse("compare")),
        "figures": figures(asked.facts),
        "entries": entries(asked.facts),
        "further": further(),
        "chain": _chain(asked),
        "stations": stations(asked, {}, address),
        **chips(asked, address),
    }


def told(found: Comparison, asked: Question) -> list[RowView]:
    """A few methods of each verdict, in the order of the pathway."""
    teller = Teller(asked)
    methods = [row for row in found.rows if row.aspect.nature == "procedure" and row.verdict in SHOWN]
    best = sorted(methods, key=_telling)
    chosen = {row.aspect.key for verdict, count in SHOWN.items() for row in _of(best, verdict)[:count]}
    return [teller.row(row) for row in methods if row.aspect.key in chosen]


def _of(rows: Sequence[Row], verdict: Verdict) -> list[Row]:
    return [row for row in rows if row.verdict is verdict]


def _telling(row: Row) -> tuple[int, bool]:
    """Rows about which most products speak first, numbers before words; the sort keeps the order of the pathway."""
    return -len(row.by_product), row.aspect.type not in NUMBERS


def figures(facts: Facts) -> dict[str, int | date | None]:
    """How much there is: products, requirements with and without a source that was seen, and when it was seen."""
    every = [r for profile in facts.profiles for r in profile.requirements]
    without = sum(r.citation.unverified for r in every)
    seen = [p.product.identity.seen_on for p in facts.profiles if p.product.identity.seen_on]
    return {
        "products": len(facts.profiles),
        "sourced": len(every) - without,
        "without": without,
        "checked": sum(r.citation.checked_by is not None for r in every),
        "first": min(seen, default=None),
        "last": max(seen, default=None),
    }


def entries(facts: Facts) -> list[Entry]:
    """What people come for. Only pages that exist."""
    figure = compared(facts.of_modality(START_MODALITY), facts.vocabulary).harmonisation
    fits = _("One rule fits %(fit)d of %(of)d methods of the CAR T products") % {"fit": figure.fit, "of": figure.of}
    kind = urlencode({"modality": START_MODALITY})
    return [
        Entry(
            _("Receive, thaw or give a product"),
            _("One checklist per step"),
            f"{reverse('checklist')}?{kind}&step=receipt",
        ),
        Entry(_("Look up what one product asks"), _("Every requirement with its source"), reverse("products")),
        Entry(_("Draw up one Dutch way of working"), fits, f"{reverse('standard')}?{kind}"),
        Entry(_("Discuss a difference with a firm"), _("Which change removes most"), f"{reverse('leverage')}?{kind}"),
        Entry(_("As a patient or relative: can I get it?"), _("Plain words, per therapy"), reverse("therapies")),
    ]


def further() -> list[tuple[str, str]]:
    """Other questions that people come with, and the page that answers each."""
    return [
        (_("Who gives CAR T near me?"), f"{reverse('organisations')}?{urlencode({'capability': 'car_t_centre'})}"),
        (_("Which bottlenecks does nobody answer?"), f"{reverse('bottlenecks')}?{urlencode({'unanswered': '1'})}"),
        (_("Is it an ATMP?"), reverse("classification")),
        (_("By when must something happen?"), reverse("windows")),
        (_("What is new?"), reverse("news")),
    ]


def _chain(asked: Question) -> tuple[list[Station], list[Station]]:
    """The chain with all requirements of all products; each station leads to the comparison of who speaks there."""
    counts = Counter(r.step for profile in asked.facts.profiles for r in profile.requirements)
    told_there = stations(asked, counts, reverse("compare"))
    linked = [
        Station(one.id, one.label, one.count, _speaking(asked, one.id) if one.count else None, one.state, one.holder)
        for one in told_there
    ]
    return chain(linked, asked.vocabulary)


def _speaking(asked: Question, step: str) -> str:
    """The comparison at one step of the products that say anything there."""
    slugs = [p.slug for p in asked.facts.profiles if any(r.step == step for r in p.requirements)]
    pairs = [("product", slug) for slug in slugs]
    return f"{reverse('compare')}?{urlencode([*pairs, ('step', step)])}"
