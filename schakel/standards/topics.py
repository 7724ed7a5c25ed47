# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What can be followed here: questions to firms and standards that the field has seen."""

from schakel.following.topics import Topic
from schakel.people.models import Person
from schakel.standards import reads
from schakel.standards.actions.shared import question_title
from schakel.standards.engine.state import PUBLIC
from schakel.standards.models import Question, Standard


def question(key: str) -> Topic | None:
    found = Question.objects.filter(pk=int(key)).first() if _number(key) else None
    if found is None:
        return None
    title = question_title(reads.difference_then(found))
    return Topic(f"question:{found.pk}", title.nl, title.en, f"/questions/{found.pk}/")


def standard(key: str) -> Topic | None:
    shown = [state.value for state in PUBLIC]
    rows = Standard.objects.filter(versions__state__in=shown)
    found = rows.filter(pk=int(key)).first() if _number(key) else None
    if found is None:
        return None
    return Topic(f"standard:{found.pk}", found.title_nl, found.title_en, f"/standards/{found.pk}/")


def standard_address(key: str, _person: Person | None) -> str | None:
    """Where comments about a standard stand; drafts have none."""
    found = standard(key)
    return f"{found.url}reactions/" if found else None


def question_address(key: str, _person: Person | None) -> str | None:
    """Where evidence about a question stands."""
    found = question(key)
    return found.url if found else None


def _number(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) < 16
