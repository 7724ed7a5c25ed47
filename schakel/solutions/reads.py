# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What others ask about solutions. Never writes."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from schakel.people.models import Organisation, Person
from schakel.people.reads import roles_of
from schakel.solutions.engine.solution import Content, content_of
from schakel.solutions.models import Solution, SolutionStep, SolutionVersion, Unanswered, Use
from schakel.values import plain


def published() -> QuerySet[Solution]:
    """The solutions that everyone may read; what answers an unanswered bottleneck first."""
    return Solution.objects.filter(state=Solution.State.PUBLISHED)


def solving() -> Mapping[str, list[int]]:
    """The ids of the published solutions of each bottleneck, for the bottlenecks that have any."""
    links = Solution.bottlenecks.through.objects.filter(solution__state=Solution.State.PUBLISHED)
    found: dict[str, list[int]] = defaultdict(list)
    for bottleneck, solution in links.order_by("-solution__used", "solution_id").values_list(
        "bottleneck_id", "solution_id"
    ):
        found[bottleneck].append(solution)
    return found


def organisations_of(person: Person | None) -> list[Organisation]:
    """The organisations that a person acts for now, in whatever role."""
    if person is None or not roles_of(person):
        return []
    now = timezone.now()
    held = Q(memberships__until=None) | Q(memberships__until__gt=now)
    found = Organisation.objects.filter(held, memberships__person=person, memberships__since__lte=now)
    return list(found.distinct())


def visible_to(person: Person | None) -> QuerySet[Solution]:
    """What a person may read: what is published, and everything of one's own organisations."""
    mine = organisations_of(person)
    allowed = Q(state=Solution.State.PUBLISHED)
    return Solution.objects.filter(allowed | Q(organisation__in=mine) if mine else allowed)


def solution_for(person: Person | None, id: int) -> Solution | None:  # noqa: A002
    """The solution of this number, None when it is not there or not for this person's eyes."""
    return visible_to(person).select_related("organisation").filter(pk=id).first()


def may_change(person: Person | None, solution: Solution) -> bool:
    """Whether the person acts for the organisation whose solution it is."""
    return solution.organisation_id is not None and solution.organisation_id in {
        organisation.pk for organisation in organisations_of(person)
    }


def content(of: Solution) -> Content:
    """What a solution says now."""
    newest = of.versions.order_by("-number").first()
    return content_of(plain.loads(newest.data)) if newest else Content({})


def history(of: Solution) -> list[SolutionVersion]:
    """Every version, newest first."""
    return list(of.versions.order_by("-number"))


def uses(of: Solution) -> list[Use]:
    """Who uses it too, the longest first."""
    return list(of.uses.filter(ended_at=None).select_related("organisation"))


def step_counts() -> Mapping[str, int]:
    """How many published solutions there are per step."""
    rows = SolutionStep.objects.filter(solution__state=Solution.State.PUBLISHED).order_by()
    return dict(rows.values("step").annotate(n=Count("pk")).values_list("step", "n"))


def waiting() -> int:
    """How many bottlenecks nobody answers: no advice, no promise and no published solution."""
    solved = Solution.bottlenecks.through.objects.filter(solution__state=Solution.State.PUBLISHED)
    return Unanswered.objects.exclude(pk__in=solved.values("bottleneck_id")).count()
