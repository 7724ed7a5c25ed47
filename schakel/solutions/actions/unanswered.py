# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which bottlenecks need a solution most. No trail entry of its own: it follows from a load, which is recorded."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from schakel.solutions.models import Solution, Unanswered


@transaction.atomic
def keep_unanswered(*, bottlenecks: Iterable[str]) -> bool:
    """Makes the list exactly these bottlenecks, and orders the solutions by it; answers whether anything changed."""
    asked = set(bottlenecks)
    if asked == set(Unanswered.objects.values_list("pk", flat=True)):
        return False
    Unanswered.objects.exclude(pk__in=asked).delete()
    Unanswered.objects.bulk_create((Unanswered(bottleneck_id=key) for key in sorted(asked)), ignore_conflicts=True)
    keep_urgent()
    return True


def keep_urgent(solution: Solution | None = None) -> None:
    """Counts anew how many unanswered bottlenecks each solution (or this one) takes on."""
    links = Solution.bottlenecks.through.objects.filter(
        solution=OuterRef("pk"), bottleneck_id__in=Unanswered.objects.values("pk")
    )
    number = links.values("solution").annotate(n=Count("pk")).values("n")
    rows = Solution.objects.all() if solution is None else Solution.objects.filter(pk=solution.pk)
    rows.update(urgent=Coalesce(Subquery(number), 0))
