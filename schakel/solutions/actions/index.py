# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the search box finds of this room: published solutions."""

from django.db import transaction

from schakel.search.actions import Indexed, change, index
from schakel.solutions.engine.solution import TEXTS
from schakel.solutions.models import Solution

KIND = "solution"


@transaction.atomic
def index_solutions() -> int:
    """Brings the whole index of this room up to date; answers how many entries it holds."""
    return index(room="solutions", entries=map(indexed, Solution.objects.filter(state=Solution.State.PUBLISHED)))


@transaction.atomic
def keep_indexed(*, solution: Solution) -> None:
    """Puts one solution into the index when it is published, and takes it out otherwise."""
    shown = solution.state == Solution.State.PUBLISHED
    change(room="solutions", kind=KIND, key=str(solution.pk), entry=indexed(solution) if shown else None)


def indexed(row: Solution) -> Indexed:
    title = [row.said("title", lang)[0] for lang in ("nl", "en")]
    body = [" · ".join(filter(None, (row.said(name, lang)[0] for name in TEXTS[1:]))) for lang in ("nl", "en")]
    return Indexed(KIND, str(row.pk), f"/solutions/{row.pk}/", *title, *body)
