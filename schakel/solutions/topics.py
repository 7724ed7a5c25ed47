# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of this room can be followed and written about."""

from django.urls import reverse

from schakel.following.topics import Topic
from schakel.people.models import Person
from schakel.solutions import reads


def solution(key: str) -> Topic | None:
    """The topic of a published solution."""
    row = reads.published().filter(pk=int(key)).first() if key.isdecimal() and len(key) < 12 else None
    if row is None:
        return None
    return Topic(f"solution:{key}", row.said("title", "nl")[0], row.said("title", "en")[0], _address(row.pk))


def solution_address(key: str, person: Person | None) -> str | None:
    """Where comments and files of a solution stand, for who may read it."""
    row = reads.solution_for(person, int(key)) if key.isdecimal() and len(key) < 12 else None
    return _address(row.pk) if row else None


def _address(id: int) -> str:  # noqa: A002
    return reverse("solution", args=[id])
