# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions about following: what happened, what a person follows, what they have not seen. Never writes."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from schakel.following.models import PERSONAL, Happening, Notification, Rhythm, Subscription
from schakel.people.models import Person


def happened(topics: Iterable[str] | None = None, since: datetime | None = None, limit: int = 50) -> list[Happening]:
    """Public happenings, newest first; about one of the topics, and after `since`, where given."""
    rows = Happening.objects.prefetch_related("topics")
    if topics is not None:
        rows = rows.filter(topics__topic__in=list(topics)).distinct()
    if since is not None:
        rows = rows.filter(at__gt=since)
    return list(rows[:limit])


def following(person: Person) -> QuerySet[Subscription]:
    """What the person follows, newest first."""
    return person.subscriptions.filter(until__isnull=True).exclude(topic=PERSONAL)


def follows(person: Person, topic: str) -> bool:
    """Whether the person follows this topic."""
    return following(person).filter(topic=topic).exists()


def unread(person: Person) -> int:
    """How many notifications the person has not read."""
    return person.notifications.filter(read_at__isnull=True).count()


def notifications(person: Person) -> QuerySet[Notification]:
    """Everything the person was told, unread first, then newest first."""
    return person.notifications.annotate(seen=Q(read_at__isnull=False)).order_by("seen", "-at", "-id")


def personal_rhythm(person: Person) -> str:
    """How often mail comes about what concerns the person alone; daily until they choose otherwise."""
    row = person.subscriptions.filter(until__isnull=True, topic=PERSONAL).first()
    return row.rhythm if row is not None else Rhythm.DAILY.value
