# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""All published solutions; what takes on a bottleneck that nobody answers comes first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.network import reads as network
from schakel.pathway.engine.vocabulary import Step
from schakel.pathway.reads import NoFactsError, facts
from schakel.people.door import may, open_to_all, visitor_of
from schakel.people.permissions import Permission
from schakel.search.engine.folding import folded
from schakel.solutions import reads
from schakel.solutions.models import Solution
from schakel.ui.files import Table, csv_response
from schakel.ui.templatetags.ui import Station, query

ACROSS = "across"
ASKED = ("q", "step", "bottleneck", "sort")
SORTS = {"new": ("-changed_at", "-id"), "used": ("-used", "-urgent", "-id")}
MOST = 10_000


@dataclass(frozen=True, slots=True)
class SolutionRow:
    """A solution in the list, in the reader's language where it has that."""

    id: int
    url: str
    title: str
    problem: str
    lang: str
    organisation: str
    steps: tuple[str, ...]
    urgent: int
    used: int
    hours: int | None


@open_to_all
@require_safe
def solutions(request: HttpRequest) -> HttpResponse:
    """Show the solutions that the filters leave, in pages, or send them as CSV or JSON."""
    lang, asked = get_language() or "nl", {name: request.GET.get(name, "").replace("\0", "").strip() for name in ASKED}
    steps = {step.id: step for step in pathway_steps()}
    found = leaves(asked).select_related("organisation").prefetch_related("steps")
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-solutions.csv", table(found[:MOST], steps, lang))
        case "json":
            return JsonResponse({"solutions": [as_json(row) for row in found.prefetch_related("bottlenecks")[:MOST]]})
    page = Paginator(found, settings.SCHAKEL_PAGE_SIZE).get_page(request.GET.get("page"))
    counts = reads.step_counts()
    chain = [(step, _station({"request": request}, step, counts, asked, lang)) for step in steps.values()]
    context = {
        "page": page,
        "rows": [solution_row(row, steps, lang) for row in page],
        "all": page.paginator.count if not any(asked.values()) else reads.published().count(),
        "waiting": reads.waiting(),
        "asked": asked,
        "filtered": any(asked[name] for name in ("q", "step", "bottleneck")),
        "bottleneck": network.bottleneck(asked["bottleneck"]),
        "stations": [station for step, station in chain if step.holder != ACROSS],
        "across": [station for step, station in chain if step.holder == ACROSS],
        "may_add": may(request, Permission.CONTRIBUTE) and bool(reads.organisations_of(visitor_of(request))),
        "drafts": _drafts(request, lang),
    }
    return render(request, "solutions/solutions.html", context)


def pathway_steps() -> tuple[Step, ...]:
    """The steps of the pathway; none before its facts are loaded."""
    try:
        return facts().vocabulary.steps
    except NoFactsError:
        return ()


def leaves(asked: Mapping[str, str]) -> QuerySet[Solution]:
    """The published solutions that the filters of the address leave, in the order that was asked."""
    found = reads.published()
    for word in folded(asked["q"]).split():
        found = found.filter(folded__contains=word)
    if asked["step"]:
        found = found.filter(steps__step=asked["step"])
    if asked["bottleneck"]:
        found = found.filter(bottlenecks=asked["bottleneck"])
    return found.order_by(*SORTS[asked["sort"]]) if asked["sort"] in SORTS else found


def solution_row(row: Solution, steps: Mapping[str, Step], lang: str) -> SolutionRow:
    title, spoken = row.said("title", lang)
    return SolutionRow(
        id=row.pk,
        url=reverse("solution", args=[row.pk]),
        title=title,
        problem=row.said("problem", lang)[0],
        lang=spoken,
        organisation=row.organisation.name if row.organisation else "",
        steps=tuple(steps[one.step].label.in_(lang) for one in row.steps.all() if one.step in steps),
        urgent=row.urgent,
        used=row.used,
        hours=row.hours,
    )


def _station(
    context: dict[str, object], step: Step, counts: Mapping[str, int], asked: Mapping[str, str], lang: str
) -> Station:
    chosen = asked["step"] == step.id
    number = counts.get(step.id, 0)
    return Station(
        id=step.id,
        label=step.label.in_(lang),
        count=number,
        url=query(context, step=None if chosen else step.id, page=None),
        state="chosen" if chosen else "" if number else "empty",
    )


def _drafts(request: HttpRequest, lang: str) -> list[tuple[int, str]]:
    """What one's own organisations wrote and nobody else sees yet."""
    mine = reads.organisations_of(visitor_of(request))
    rows = Solution.objects.filter(organisation__in=mine, state=Solution.State.DRAFT)[:50] if mine else []
    return [(row.pk, row.said("title", lang)[0]) for row in rows]


def table(rows: Iterable[Solution], steps: Mapping[str, Step], lang: str) -> Table:
    head = [
        *(_("Id"), _("Title"), _("Problem"), _("What you do"), _("Proof"), _("What it takes"), _("Hours")),
        *(_("Steps"), _("Organisation"), _("Used by others")),
    ]
    return [head, *(_cells(row, steps, lang) for row in rows)]


def _cells(row: Solution, steps: Mapping[str, Step], lang: str) -> list[object]:
    view = solution_row(row, steps, lang)
    texts = [row.said(name, lang)[0] for name in ("title", "problem", "what", "proof", "effort")]
    hours = "" if row.hours is None else row.hours
    return [row.pk, *texts, hours, ", ".join(view.steps), view.organisation, row.used]


def as_json(row: Solution) -> dict[str, object]:
    return {
        "id": row.pk,
        "title": {"nl": row.title_nl, "en": row.title_en},
        "problem": {"nl": row.problem_nl, "en": row.problem_en},
        "what": {"nl": row.what_nl, "en": row.what_en},
        "proof": {"nl": row.proof_nl, "en": row.proof_en},
        "effort": {"nl": row.effort_nl, "en": row.effort_en},
        "hours": row.hours,
        "steps": [one.step for one in row.steps.all()],
        "bottlenecks": [one.pk for one in row.bottlenecks.all()],
        "organisation": row.organisation.name if row.organisation else None,
        "used": row.used,
    }
