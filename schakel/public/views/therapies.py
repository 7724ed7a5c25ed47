# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of therapies for everyone: what there is, and whether one can get it in the Netherlands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from schakel.catalogue import reads
from schakel.catalogue.engine.availability import Verdict
from schakel.catalogue.words import WORDS
from schakel.people.door import open_to_all
from schakel.public.views.told import Therapy, by_verdict
from schakel.public.views.told import therapies as every
from schakel.search.engine.folding import folded, words


@open_to_all
@require_safe
def therapies(request: HttpRequest) -> HttpResponse:
    """Show the therapies that hold the words of the box and have the answer that was asked for."""
    lang = get_language() or "nl"
    text, verdict = request.GET.get("q", "").strip(), request.GET.get("answer", "")
    verdict = verdict if verdict in set(Verdict) else ""
    all_of_them = every(lang)
    found = [one for one in all_of_them if holds(one, text) and verdict in ("", one.verdict)]
    counts = by_verdict(all_of_them)
    context = {
        "rows": found,
        "text": text,
        "verdict": verdict,
        "all": len(all_of_them),
        "available": counts[Verdict.YES] + counts[Verdict.PARTLY],
        "not_known": counts[Verdict.UNKNOWN],
        "answers": [(one.value, WORDS[one], counts[one]) for one in WORDS if counts[one]],
        "shares": [(share.fact_nl if lang.startswith("nl") else share.fact, cited) for share, cited in reads.shares()],
        "lang": lang,
    }
    return render(request, "public/therapies.html", context)


def holds(one: Therapy, text: str) -> bool:
    """Whether a therapy's names, kind or diseases hold everything that was asked."""
    named = (f"{c.label.nl} {c.label.en} {' '.join(c.words)}" for c in one.conditions)
    within = folded(f"{one.name} {one.substance} {one.kind} {' '.join(named)}")
    return all(asked in within for asked in words(text))
