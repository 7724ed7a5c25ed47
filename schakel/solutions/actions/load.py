# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The solutions that the sources name: one published solution each, of no organisation."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from schakel.audit.actions import record
from schakel.solutions.actions.index import index_solutions
from schakel.solutions.actions.solutions import keep_content
from schakel.solutions.engine.solution import Told
from schakel.solutions.models import Solution, SolutionSource
from schakel.sources.actions import keep_documents
from schakel.values import plain


@transaction.atomic
def load_solutions(*, by: str, solutions: Sequence[Told], at: datetime | None = None) -> dict[str, list[str]]:
    """Makes the database say what the file says; what people wrote is left alone. Answers what changed, by key."""
    at = at or timezone.now()
    changes: dict[str, list[str]] = {"added": [], "changed": [], "ended": []}
    known = {row.key: row for row in Solution.objects.exclude(key="")}
    for told in solutions:
        _keep(by, told, known.get(told.key), at, changes)
    gone = [key for key in known if key not in {told.key for told in solutions}]
    ended = Solution.objects.filter(key__in=gone, state=Solution.State.PUBLISHED)
    changes["ended"] = sorted(ended.values_list("key", flat=True))
    ended.update(state=Solution.State.WITHDRAWN, loaded="", changed_at=at)
    if any(changes.values()):
        details = {name: len(keys) for name, keys in changes.items()}
        record(by=by, action="solutions.load", object="solution:all", details=details, at=at)
        index_solutions()
    return changes


def _keep(by: str, told: Told, row: Solution | None, at: datetime, changes: dict[str, list[str]]) -> None:
    cited = [[citation.document.key, citation.section] for citation in told.citations]
    said = plain.digest({**told.content.plain(), "cited": cited})
    if row is not None and row.loaded == said:
        return
    changes["changed" if row is not None and row.loaded else "added"].append(told.key)
    row = row or Solution(key=told.key, by=by, written_at=at)
    row.loaded, row.state = said, Solution.State.PUBLISHED
    keep_content(row=row, content=told.content, by=by, at=at)
    row.sources.all().delete()
    documents = keep_documents(documents=[citation.document for citation in told.citations])
    SolutionSource.objects.bulk_create(
        SolutionSource(solution=row, place=n, document=documents[one.document], section=one.section)
        for n, one in enumerate(told.citations)
    )
