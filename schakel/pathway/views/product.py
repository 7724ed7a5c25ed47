# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of one product: what it is, how certain its facts are, and all it requires, step by step."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.catalogue.engine.availability import availability
from schakel.catalogue.reads import dutch_statuses, terms
from schakel.pathway import reads
from schakel.pathway.engine.compare import compare as compared
from schakel.pathway.engine.requirement import Facts, Profile
from schakel.pathway.engine.vocabulary import NATURES, Vocabulary
from schakel.pathway.exports.compare import reading_table, source_table
from schakel.pathway.views.identity import Certainty, certainty, head
from schakel.pathway.views.others import Beside
from schakel.pathway.views.product_lines import Line, StepView, notes_of, step_views
from schakel.pathway.views.question import Question, UnknownError, chain, unknown
from schakel.people.door import may, open_to_all
from schakel.people.permissions import Permission
from schakel.ui.files import csv_response, xlsx_response
from schakel.ui.templatetags.ui import Station

__all__ = ["Certainty", "Line", "StepView", "product"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which steps and natures the address asks for; empty is all."""

    steps: tuple[str, ...]
    natures: tuple[str, ...]


@open_to_all
@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a product with all its requirements, or send them as CSV or Excel."""
    facts = reads.facts()
    try:
        profile = _profile(facts, slug)
        chosen = _filter(request, facts.vocabulary)
    except UnknownError as error:
        return unknown(request, error)
    asked = Question(facts, (profile,), (), (), "", get_language() or "nl")
    match request.GET.get("format"):
        case "csv":
            return csv_response(f"schakel-{slug}.csv", source_table(asked, profile.requirements))
        case "xlsx":
            sheets = [
                (_("Sources"), source_table(asked, profile.requirements)),
                (_("How to read this"), reading_table()),
            ]
            return xlsx_response(f"schakel-{slug}.xlsx", sheets)
    return render(request, "pathway/product.html", _context(request, asked, chosen))


def _profile(facts: Facts, slug: str) -> Profile:
    if slug not in facts.by_slug:
        raise UnknownError("product", slug, tuple(get_close_matches(slug.lower(), facts.by_slug, n=3, cutoff=0.5)))
    return facts.by_slug[slug]


def _filter(request: HttpRequest, vocabulary: Vocabulary) -> Filter:
    steps, natures = request.GET.getlist("step"), request.GET.getlist("nature")
    for what, names, known in (("step", steps, tuple(vocabulary.step_of)), ("nature", natures, NATURES)):
        for name in names:
            if name not in known:
                raise UnknownError(what, name, tuple(get_close_matches(name.lower(), known, n=3, cutoff=0.5)))
    return Filter(tuple(s for s in vocabulary.step_of if s in steps), tuple(n for n in NATURES if n in natures))


def peers(facts: Facts, profile: Profile) -> tuple[Profile, ...]:
    """Products of the same kind that prescribe anything, this one among them."""
    found = facts.of_modality(profile.product.modality)
    return found if profile in found else (*found, profile)


def _context(request: HttpRequest, asked: Question, chosen: Filter) -> dict[str, Any]:
    (profile,), facts, lang = asked.profiles, asked.facts, asked.lang
    together = peers(facts, profile)
    beside = Beside(compared(together, facts.vocabulary), profile, facts, lang)
    steps = step_views(profile, facts, terms(), lang, beside)
    shown = [view.only(chosen.natures) for view in steps if not chosen.steps or view.id in chosen.steps]
    shown = [view for view in shown if view.lines or not chosen.natures]
    on_chain, across = chain(_stations(asked, chosen), facts.vocabulary)
    return {
        "profile": profile,
        "head": head(profile, terms(), lang),
        "certainty": certainty(profile),
        "dutch": dutch(profile, lang),
        "stations": on_chain,
        "across": across,
        "natures": _natures(profile, chosen, facts),
        "chosen": chosen,
        "steps": shown,
        "notes": notes_of(shown),
        "shown": sum(len(view.lines) for view in shown),
        "total": len(profile.requirements),
        "together": len(together) - 1,
        "compare": f"{reverse('compare')}?{urlencode([('product', peer.slug) for peer in together])}",
        "changed": reads.product_changed_at(profile.slug),
        "may_propose": may(request, Permission.REQUIREMENT_PROPOSE),
    }


@dataclass(frozen=True, slots=True)
class Dutch:
    """Whether the product can be had in the Netherlands. `lines`: use, verdict, status, as of when, per status."""

    verdict: str
    as_of: str
    lines: tuple[tuple[str, str, str, str], ...]


def dutch(profile: Profile, lang: str) -> Dutch:
    """The Dutch status of a product, in the words of a page for professionals."""
    ended = profile.product.identity.ema.withdrawn_on
    found = availability(dutch_statuses(profile.slug), withdrawn_on=ended, today=timezone.localdate())
    lines = (
        (one.indication.in_(lang), one.term.available, one.term.label.in_(lang), one.told.as_of)
        for one in found.statuses
    )
    return Dutch(found.verdict.value, found.as_of, tuple(lines))


def _address(profile: Profile, steps: Sequence[str], natures: Sequence[str]) -> str:
    pairs = [*(("step", step) for step in steps), *(("nature", nature) for nature in natures)]
    address = reverse("product", args=[profile.slug])
    return f"{address}?{urlencode(pairs)}" if pairs else address


def _toggled(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(n for n in names if n != name) if name in names else (*names, name)


def _stations(asked: Question, chosen: Filter) -> list[Station]:
    """The chain of this product as a filter; steps that are not on its pathway are dotted."""
    (profile,), vocabulary, lang = asked.profiles, asked.vocabulary, asked.lang
    counts = Counter(r.step for r in profile.requirements)
    holders = {term.id: term.label.in_(lang) for term in vocabulary.terms.get("holders", {}).values()}
    return [
        Station(
            id=step.id,
            label=step.label.in_(lang),
            count=counts[step.id],
            url=_address(profile, _toggled(chosen.steps, step.id), chosen.natures) if counts[step.id] else None,
            state="chosen" if step.id in chosen.steps else "" if counts[step.id] else "empty",
            holder=holders.get(step.holder, "") if step.holder != "across" else "",
        )
        for step in vocabulary.steps
    ]


def _natures(profile: Profile, chosen: Filter, facts: Facts) -> list[tuple[str, int, str, bool]]:
    """Nature, how many, the address that adds or removes it, and whether it is chosen."""
    found = Counter(a.nature for r in profile.requirements if (a := facts.vocabulary.aspect(*r.key)) is not None)
    return [
        (
            nature,
            found[nature],
            _address(profile, chosen.steps, _toggled(chosen.natures, nature)),
            nature in chosen.natures,
        )
        for nature in NATURES
        if found[nature]
    ]
