# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Sending digests so that nothing is mailed twice, whatever breaks in between.

Each notification is claimed by one digest, in a transaction. A digest is marked `sending` before it goes; one found
so in a later run may have gone and is left alone. Only when the mail server refused is it `prepared` again.
"""

import logging
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from schakel.audit.actions import record
from schakel.following.engine.periods import due_before
from schakel.following.mail import digest_mail
from schakel.following.models import PERSONAL, Digest, Notification, Rhythm, Subscription

BY = "system:digest"
TOO_OLD = timedelta(days=30)
"""Mail about something older is of no use; it stays to see on the site."""
GIVE_UP = timedelta(days=3)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did: mails that went, mails the server refused, and mails that an earlier run left uncertain."""

    mails: int
    refused: int
    uncertain: int


def send_digests(*, at: datetime | None = None) -> Sent:
    """Mail everyone what is due at this moment; running it again sends nothing twice."""
    at = at or timezone.now()
    for person, ids in _due(at).items():
        _prepare(person, ids, at)
    waiting = Digest.objects.filter(state=Digest.State.PREPARED, made_at__gt=at - GIVE_UP).order_by("made_at", "id")
    outcomes = [_send(digest, at) for digest in waiting.select_related("person")]
    uncertain = Digest.objects.filter(state=Digest.State.SENDING, made_at__gt=at - GIVE_UP).count()
    return Sent(outcomes.count("sent"), outcomes.count("refused"), uncertain)


def _due(at: datetime) -> dict[int, list[int]]:
    """Person → the unread notifications to mail now: those from before the day, or the week, that has begun."""
    bounds = due_before(timezone.localtime(at))
    rows = Notification.objects.filter(digest__isnull=True, read_at__isnull=True, at__gt=at - TOO_OLD)
    rows = rows.filter(at__lt=bounds["daily"], person__is_active=True, person__is_demo=False).order_by("id")
    found = list(rows.values_list("id", "person_id", "topic", "at"))
    rhythms = _rhythms({person for _, person, _, _ in found})
    due: dict[int, list[int]] = {}
    for id_, person, topic, happened in found:
        bound = bounds.get(_rhythm(rhythms, person, topic))
        if bound is not None and happened < bound:
            due.setdefault(person, []).append(id_)
    return due


def _rhythms(people: Iterable[int]) -> dict[tuple[int, str], str]:
    rows = Subscription.objects.filter(person__in=people, until__isnull=True)
    return {(person, topic): rhythm for person, topic, rhythm in rows.values_list("person_id", "topic", "rhythm")}


def _rhythm(rhythms: dict[tuple[int, str], str], person: int, topic: str) -> str:
    """How often mail goes about this topic; what is not followed any more is not mailed."""
    return rhythms.get((person, topic), Rhythm.DAILY.value if topic == PERSONAL else Rhythm.NEVER.value)


@transaction.atomic
def _prepare(person: int, ids: list[int], at: datetime) -> None:
    """Claim what nobody claimed; another run at the same time finds nothing left, and makes no digest."""
    free = Notification.objects.select_for_update().filter(pk__in=ids, digest__isnull=True)
    claimed = list(free.values_list("pk", flat=True))
    if claimed:
        digest = Digest.objects.create(person_id=person, made_at=at)
        Notification.objects.filter(pk__in=claimed).update(digest=digest)


def _send(digest: Digest, at: datetime) -> str:
    if not Digest.objects.filter(pk=digest.pk, state=Digest.State.PREPARED).update(state=Digest.State.SENDING):
        return "elsewhere"
    rhythms = _rhythms({digest.person_id})
    listed = [
        one
        for one in digest.notifications.order_by("at", "id")
        if _rhythm(rhythms, digest.person_id, one.topic) != Rhythm.NEVER
    ]
    if not listed:
        _close(digest, at, mailed=0)
        return "unwanted"
    try:
        with get_connection() as connection:
            digest_mail(digest, listed, connection).send()
    except (OSError, smtplib.SMTPException) as fault:
        # The name of the fault alone: its words may hold the address.
        logger.warning("digest %s was refused: %s", digest.pk, type(fault).__name__)
        Digest.objects.filter(pk=digest.pk).update(state=Digest.State.PREPARED)
        return "refused"
    _close(digest, at, mailed=len(listed))
    return "sent"


@transaction.atomic
def _close(digest: Digest, at: datetime, *, mailed: int) -> None:
    Digest.objects.filter(pk=digest.pk).update(state=Digest.State.SENT, sent_at=at)
    record(by=BY, action="digest.send", object=f"digest:{digest.pk}", details={"notifications": mailed}, at=at)
