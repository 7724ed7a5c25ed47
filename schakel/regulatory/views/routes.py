# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which route leads to the patient: five questions, and every route beside the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all
from schakel.regulatory import rules
from schakel.regulatory.engine.references import Reference
from schakel.regulatory.engine.routes import Choice, Route, Routes, fitting
from schakel.regulatory.engine.tree import ANSWERS
from schakel.regulatory.views.classification import ANSWERS as ANSWER_WORDS
from schakel.regulatory.views.words import lines, span_words, term_words
from schakel.ui.files import Table, csv_response


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the choice with what was answered."""

    id: str
    text: str
    help: str
    answer: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route in the table. `state`: fits, open, out or "" (nothing asks for it)."""

    id: str
    label: str
    state: str
    use_when: list[str]
    bodies: str
    steps: int
    known: int
    waits: int
    whole: str


@open_to_all
@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """Ask which route fits, or send all routes with their steps as CSV."""
    found, lang = rules.routes(), get_language() or "nl"
    answers = {choice.id: request.GET.get(choice.id, "") for choice in found.choose}
    answers = {name: answer for name, answer in answers.items() if answer in ANSWERS}
    if request.GET.get("format") == "csv":
        return csv_response("schakel-routes.csv", table(found, lang))
    fit = fitting(found, answers)
    states = {choice.route: name for name in ("fits", "open", "out") for choice in getattr(fit, name)}
    rows = [_row(route, states.get(route.id, "") if answers else "", lang) for route in found.routes.values()]
    context = {
        "questions": [_question(choice, answers, lang) for choice in found.choose],
        "answers": [(name, label) for name, label in ANSWER_WORDS.items()],
        "answered": bool(answers),
        "fits": [found.routes[choice.route].label.in_(lang) for choice in fit.fits],
        "rows": sorted(rows, key=lambda row: ("fits", "open", "", "out").index(row.state)),
        "link": f"{reverse('routes')}?{urlencode(answers)}" if answers else reverse("routes"),
        "version": found.version,
    }
    return render(request, "regulatory/routes.html", context)


def _question(choice: Choice, answers: Mapping[str, str], lang: str) -> Question:
    help_words = choice.help.in_(lang) if choice.help else ""
    return Question(choice.id, choice.question.in_(lang), help_words, answers.get(choice.id, ""), choice.references)


def _row(route: Route, state: str, lang: str) -> RouteRow:
    waiting = [step for step in route.before if not step.moment]
    return RouteRow(
        id=route.id,
        label=route.label.in_(lang),
        state=state,
        use_when=lines(route.use_when, lang),
        bodies=" · ".join(dict.fromkeys(step.body.in_(lang) for step in route.before if not step.moment)),
        steps=len(route.before),
        known=sum(step.duration is not None for step in waiting),
        waits=len(waiting),
        whole=span_words(route.whole) if route.whole else "",
    )


def table(found: Routes, lang: str) -> Table:
    """Every step of every route."""
    head = ("route", "step", "phase", "after", "what", "body", "term", "documents", "confidence", "sources")
    return [head, *(row for route in found.routes.values() for row in _step_rows(route, lang))]


def _step_rows(route: Route, lang: str) -> list[tuple[str, ...]]:
    return [
        (
            route.id,
            step.id,
            step.phase,
            " ".join(step.after),
            step.what.in_(lang),
            step.body.in_(lang),
            "; ".join(term_words(step, lang)),
            "; ".join(lines(step.documents, lang)),
            step.fact.confidence,
            "; ".join(reference.url or reference.title for reference in step.fact.references),
        )
        for step in route.steps
    ]
