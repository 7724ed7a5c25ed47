# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who should offer what? The example of the Netherlands three ways, what binds, and what each norm costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.capacity.engine.allocation.compare import Compared, Journeys, journeys
from schakel.capacity.engine.allocation.plan import Plan
from schakel.capacity.engine.allocation.problem import Norm, Policy
from schakel.capacity.engine.allocation.why import Conflict, Price, bindings
from schakel.capacity.engine.allocation.words import binding_words, norm_words
from schakel.capacity.national import CHOICES, Answer, BusyError, Question, answer, more
from schakel.capacity.views.allocation_table import Matrix, allocation_table, matrix, place_table
from schakel.capacity.views.front_chart import front_chart
from schakel.people.door import open_to_all
from schakel.ui.files import csv_response, xlsx_response
from schakel.values.numbers import number

WAYS: dict[str, str | Promise] = {
    "today": gettext_lazy("As today"),
    "centralise": gettext_lazy("Centralise"),
    "decentralise": gettext_lazy("Decentralise"),
}
ABOUT: dict[str, str | Promise] = {
    "lymphoma": gettext_lazy("lymphoma"),
    "myeloma": gettext_lazy("myeloma"),
    "autoimmune": gettext_lazy("autoimmune disease"),
    "bed": gettext_lazy("bed days"),
}
LABELS: dict[str, str | Promise] = {
    "patients": gettext_lazy("Patients, % of the example"),
    "beds": gettext_lazy("Beds, % of the example"),
    "volume": gettext_lazy("Volume norms, % of the example"),
    "travel": gettext_lazy("Longest journey, minutes"),
    "few": gettext_lazy("Centres per group when centralised"),
}
BINDING = 8
BUSY_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A number that can be chosen."""

    name: str
    label: str
    options: tuple[int, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class WayView:
    """A policy in words; `plan` None where nothing satisfies all norms, and then why."""

    name: str
    what: str
    found: bool
    cost: str
    mean: str
    p95: str
    longest: str
    added: int
    proof: str
    matrix: Matrix | None
    conflict: list[str]
    enough: list[str]


@open_to_all
@require_safe
def allocation(request: HttpRequest) -> HttpResponse:
    """The question in the address answered; `?more=1` with the front and the prices; `?format=csv|xlsx`.

    While somebody else's question is computed the page says so, with status 503.
    """
    try:
        return answered(request)
    except BusyError:
        response = render(request, "capacity/allocation_busy.html", status=503)
        response["Retry-After"] = str(BUSY_SECONDS)
        return response


def answered(request: HttpRequest) -> HttpResponse:
    """The page or the file; BusyError while another question is computed."""
    question, refused = question_of(request)
    found, lang = answer(question), get_language() or "nl"
    best = found.best
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-allocation.csv", allocation_table(found))
        case "xlsx":
            sheets = [(_("plans"), allocation_table(found)), (_("places"), place_table(found.problem))]
            return xlsx_response("schakel-allocation.xlsx", sheets)
    context = {
        "choices": [Choice(name, str(LABELS[name]), CHOICES[name], getattr(question, name)) for name in CHOICES],
        "refused": refused,
        "title": title(found, lang),
        "ways": [way_view(way, why, lang) for way, why in found.ways],
        "best": str(WAYS[best.policy.name]) if best else "",
        "binds": bound(best.plan, lang) if best else [],
        "norms": [norm_label(norm, lang) for norm in found.problem.norms],
        "travel": found.problem.travel,
        "years": (found.problem.start, found.problem.start + found.problem.years - 1),
        **(more_context(question, lang) if request.GET.get("more") else {}),
    }
    return render(request, "capacity/allocation.html", context, status=400 if refused else 200)


def question_of(request: HttpRequest) -> tuple[Question, list[str]]:
    """What the address asks, and the names of the numbers that cannot be asked."""
    values, refused = {}, []
    for name, options in CHOICES.items():
        told = request.GET.get(name)
        if told is None:
            continue
        if told in map(str, options):
            values[name] = int(told)
        else:
            refused.append(f"{LABELS[name]}: {', '.join(map(str, options))}")
    return Question(**values), refused


def title(found: Answer, lang: str) -> str:
    """The answer in one line."""
    if found.best is None:
        return _("No way of dividing the care satisfies every norm")
    words = {"way": WAYS[found.best.policy.name], "minutes": number(round(journeys(found.best.plan).mean), lang)}
    return _("%(way)s costs least; a patient then travels %(minutes)s minutes on average") % words


def way_view(way: Compared, why: Conflict | None, lang: str) -> WayView:
    """One policy in words."""
    plan, there = way.plan, way.plan.found
    trips = journeys(plan) if there else Journeys(0, 0, 0)
    return WayView(
        name=str(WAYS[way.policy.name]),
        what=what_words(way.policy),
        found=there,
        cost=number(round(plan.cost), lang) if there else "",
        mean=number(round(trips.mean), lang),
        p95=number(round(trips.p95), lang),
        longest=number(round(trips.longest), lang),
        added=round(float(plan.added.sum())) if there else 0,
        proof=proof(plan, lang),
        matrix=matrix(plan, ABOUT) if there else None,
        conflict=[norm_label(norm, lang) for norm in why.norms] if why else [],
        enough=[norm_label(norm, lang) for norm in why.enough] if why else [],
    )


def what_words(policy: Policy) -> str:
    """What a way of organising care asks."""
    if policy.name == "today":
        return _("no centre starts what it does not offer today; it may stop")
    few = next((round(norm.amount) for norm in policy.norms if norm.kind == "at_most"), 0)
    if few:
        return ngettext("at most %(n)s centre per group", "at most %(n)s centres per group", few) % {"n": few}
    return _("every centre offers every group")


def proof(plan: Plan, lang: str) -> str:
    """How much better any other plan could be."""
    if not plan.found:
        return ""
    if plan.gap < 0.0005:
        return _("proven: no plan is cheaper")
    percent = number(Fraction(max(1, round(1000 * plan.gap)), 10), lang)
    return _("another plan can be at most %(n)s %% cheaper") % {"n": percent}


def norm_label(norm: Norm, lang: str) -> str:
    """A norm with its group in words."""
    return norm_words(Norm(norm.kind, about(norm.about), norm.amount), lang)


def about(name: str) -> str:
    return str(ABOUT.get(name, name))


def bound(plan: Plan, lang: str) -> list[str]:
    """What is full or just met in a plan, the dearest first."""
    found = sorted(bindings(plan), key=lambda one: -(one.price or 0))[:BINDING]
    return [binding_words(replace(one, about=about(one.about)), lang) for one in found]


def more_context(question: Question, lang: str) -> dict[str, object]:
    """The front of cost against travel, and what each norm costs."""
    found = more(question)
    return {
        "more": True,
        "front": [front_row(one, lang) for one in found.front],
        "front_chart": drawn(found.front, lang),
        "prices": [price_row(one, lang) for one in found.prices],
    }


def front_row(plan: Plan, lang: str) -> tuple[str, str, str]:
    """Cost, mean minutes and proof of one plan."""
    return number(round(plan.cost), lang), number(round(journeys(plan).mean), lang), proof(plan, lang)


def drawn(plans: Sequence[Plan], lang: str) -> SafeString:
    """The plans as points."""
    return front_chart([(journeys(one).mean, one.cost) for one in plans], lang)


def price_row(price: Price, lang: str) -> tuple[str, str, str]:
    """A norm, what lifting it saves, and what one step looser saves."""
    saves = _saves(price.saves, lang)
    looser = norm_label(price.looser, lang) if price.looser else ""
    step = f"{looser}: {_saves(price.step_saves or 0.0, lang)}" if looser else ""
    return norm_label(price.norm, lang), saves, step


def _saves(amount: float, lang: str) -> str:
    return _("nothing") if amount < 0.05 else number(Fraction(round(amount * 10), 10), lang)
