# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Server time of the pages of solutions with ten thousand synthetic ones, one of them with ten thousand comments.

A process of its own: Django is bound to one database per process.
"""

import random
import sys
from collections.abc import Iterator

from tools.bench import Row
from tools.bench_pages import print_times, rows_of_filled

RUNS, SOLUTIONS, COMMENTS = 20, 10_000, 10_000
PAGES = {
    "solutions": "/solutions/",
    "solutions by a word and a step": "/solutions/?q=doos+4242&step=receipt",
    "the last page of solutions": "/solutions/?page=200&sort=new",
    "one solution with its comments": "/solutions/1/",
    "search for a word of one solution": "/search/?q=doos+4242",
    "bottlenecks": "/bottlenecks/",
    "who promised what": "/followup/",
    "stated numbers": "/figures/",
}


def _fill() -> None:
    """Synthetic rows beside the three that the sources name."""
    from django.utils import timezone

    from schakel.contributions.models import Comment
    from schakel.network.reads import bottlenecks
    from schakel.people.models import Organisation, Person
    from schakel.solutions.actions.index import index_solutions
    from schakel.solutions.actions.unanswered import keep_urgent
    from schakel.solutions.models import Solution, SolutionStep

    pick, now = random.Random(1), timezone.now()
    keys = list(bottlenecks().values_list("pk", flat=True))
    hospital = Organisation.objects.create(id="synthetic", name="Synthetic", kind="hospital")
    rows = Solution.objects.bulk_create(
        [
            Solution(title_nl=f"Doos {n}", problem_nl="Verzonnen. " * 20, what_nl="Verzonnen. " * 40, by="system:bench",
                     folded=f"doos {n} verzonnen", organisation=hospital, written_at=now, changed_at=now,
                     state=Solution.State.PUBLISHED, used=pick.randrange(20))
            for n in range(SOLUTIONS)
        ],
        batch_size=500,
    )  # fmt: skip
    steps = ("receipt", "storage", "qualification")
    SolutionStep.objects.bulk_create((SolutionStep(solution=row, step=pick.choice(steps)) for row in rows), 500)
    link = Solution.bottlenecks.through
    link.objects.bulk_create((link(solution=row, bottleneck_id=pick.choice(keys)) for row in rows), 500)
    keep_urgent()
    index_solutions()
    author = Person.objects.create(name="Synthetic", email="synthetic@example.org", joined=now)
    said = (
        Comment(subject="solution:1", author=author, text=f"Verzonnen {n}", written_at=now) for n in range(COMMENTS)
    )
    made = Comment.objects.bulk_create(said, 500)
    for comment in made:
        comment.thread = comment.pk
    Comment.objects.bulk_update(made, ["thread"], 500)


def rows() -> Iterator[Row]:
    """p95 of each page."""
    yield from rows_of_filled("tools.bench_cases.solutions", f"{SOLUTIONS:,} solutions and {COMMENTS:,} comments")


if __name__ == "__main__":
    print_times(sys.argv[1], _fill, PAGES, RUNS)
