# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Diseases: which therapies there are for each, and whether one can get them."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from schakel.catalogue import reads
from schakel.catalogue.engine.availability import Verdict
from schakel.catalogue.engine.conditions import Condition
from schakel.people.door import open_to_all
from schakel.public.views import told
from schakel.public.views.told import StatusTold, Therapy
from schakel.public.views.trials import trials
from schakel.search.engine.folding import folded, words


@dataclass(frozen=True, slots=True)
class Row:
    """A disease in the list."""

    id: str
    name: str
    therapies: int
    available: int


@dataclass(frozen=True, slots=True)
class For:
    """A therapy for one disease. `verdict` is the answer for this disease, not for all that the therapy is for."""

    therapy: Therapy
    verdict: str
    statuses: tuple[StatusTold, ...]
    reason: str


@open_to_all
@require_safe
def conditions(request: HttpRequest) -> HttpResponse:
    """Show the diseases whose names hold the words of the box."""
    lang, text = get_language() or "nl", request.GET.get("q", "").strip()
    every = reads.conditions().values()
    therapies = told.therapies(lang)
    rows = [row(one, therapies, lang) for one in every if holds(one, text)]
    context = {"rows": sorted(rows, key=lambda one: folded(one.name)), "text": text, "all": len(every)}
    return render(request, "public/conditions.html", context)


def holds(one: Condition, text: str) -> bool:
    within = folded(f"{one.label.nl} {one.label.en} {' '.join(one.words)}")
    return all(asked in within for asked in words(text))


def row(one: Condition, therapies: list[Therapy], lang: str) -> Row:
    found = [for_(one, therapy, lang) for therapy in therapies if therapy.slug in one.products]
    available = sum(each.verdict in (Verdict.YES, Verdict.PARTLY) for each in found)
    return Row(one.id, one.label.in_(lang), len(found), available)


def for_(condition: Condition, therapy: Therapy, lang: str) -> For:
    """What the answer is for one disease: of the statuses about it, or of the product where none is."""
    about = [one for one in therapy.answer.statuses if condition.id in one.told.conditions]
    found = {one.term.available for one in about}
    verdict: Verdict = therapy.answer.verdict
    if therapy.withdrawn_on is None and not about:
        verdict = Verdict.UNKNOWN
    elif therapy.withdrawn_on is None:
        verdict = _one(found)
    reason = told.reason(therapy.answer, therapy.withdrawn_on) if not about or therapy.withdrawn_on else ""
    return For(therapy, verdict.value, tuple(told.told(about, lang)), reason)


def _one(found: set[str]) -> Verdict:
    if "yes" in found:
        return Verdict.YES if found == {"yes"} else Verdict.PARTLY
    return Verdict.UNKNOWN if "unknown" in found else Verdict.NO


@open_to_all
@require_safe
def condition(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002 - the word of the address
    """Show one disease with its therapies and the trials that name it."""
    every, lang = reads.conditions(), get_language() or "nl"
    if id not in every:
        return told.missing(request, id, {one.id: one.label.in_(lang) for one in every.values()}, "condition")
    one = every[id]
    found = [for_(one, therapy, lang) for therapy in told.therapies(lang) if therapy.slug in one.products]
    others = [each for each in reads.dutch_statuses() if not each.told.product and id in each.told.conditions]
    shown = trials([one], lang)
    cited = [c for each in found for status in each.statuses for c in status.citations]
    cited += [c for each in others for c in each.citations] + [c for each in shown for c in each.citations]
    context = {
        "condition": one,
        "name": one.label.in_(lang),
        "what": one.what.in_(lang) if one.what else "",
        "found": found,
        "others": told.told(others, lang),
        "available": sum(each.verdict in (Verdict.YES, Verdict.PARTLY) for each in found),
        "trials": shown,
        "sources": told.documents([*one.citations, *cited]),
    }
    return render(request, "public/condition.html", context)
