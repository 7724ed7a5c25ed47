# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What others ask about solutions. Never writes."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import QuerySet

from schakel.solutions.models import Solution


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
