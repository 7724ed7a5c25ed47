# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Following, what happened, and notifications."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.following.models import PERSONAL, Happening, HappeningTopic, Notification, Rhythm, Subscription
from schakel.following.topics import topic as found_topic
from schakel.people.models import Person

MOST_TOPICS = 200
FOLLOWS_PER_TEN_MINUTES = 60
WINDOW = timedelta(minutes=10)
LONGEST_TITLE = 300
ALL = "*"


class RefusedError(Exception):
    """The action is refused by a rule of the room; the message says which."""

    status = 422


class TooOftenError(RefusedError):
    """The person did this too often in a short time; HTTP 429."""

    status = 429


class NoSuchTopicError(RefusedError):
    """There is nothing of this name that can be followed; HTTP 404."""

    status = 404


@transaction.atomic
def follow(*, person: Person, topic: str, rhythm: str = "weekly", at: datetime | None = None) -> Subscription:
    """Follow a topic, or change how often mail about it comes. The mail speaks the language of this moment."""
    at = at or timezone.now()
    if rhythm not in Rhythm.values or (topic != PERSONAL and found_topic(topic) is None):
        raise NoSuchTopicError(_("There is nothing of this name to follow."))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    held = person.subscriptions.filter(topic=topic, until__isnull=True).first()
    if held is not None and held.rhythm == rhythm:
        return held
    _require_room(person, at, more=held is None and topic != PERSONAL)
    return _hold(person, topic, rhythm, at)


@transaction.atomic
def unfollow(*, person: Person, topic: str, at: datetime | None = None) -> bool:
    """Stop following; answers whether it was followed."""
    at = at or timezone.now()
    ended = person.subscriptions.filter(topic=topic, until__isnull=True).update(until=at)
    if ended:
        record(by=person.actor, action="topic.unfollow", object=topic, details={}, at=at)
    return bool(ended)


@transaction.atomic
def stop_mail(*, person: Person, topic: str = ALL, at: datetime | None = None) -> None:
    """End the mail about one topic by ending the following, or all mail, after which all stays to see on this site."""
    if topic not in {ALL, PERSONAL}:
        unfollow(person=person, topic=topic, at=at)
        return
    if topic == ALL:
        person.subscriptions.filter(until__isnull=True).update(rhythm=Rhythm.NEVER)
    # No limit here: whoever wants no mail is not made to wait.
    _hold(person, PERSONAL, Rhythm.NEVER, at or timezone.now())


@transaction.atomic
def announce(
    *,
    topics: Iterable[str],
    title_nl: str,
    title_en: str,
    url: str,
    by: str,
    at: datetime | None = None,
    only: Iterable[Person] | None = None,
) -> Happening | None:
    """Tell what happened: as public news and to who follows one of the topics, except to who did it.

    With `only` it is closed: these persons are notified, nobody else, and nothing is public; answers None then.
    """
    at, about = at or timezone.now(), list(dict.fromkeys(topics))
    what = {"title_nl": title_nl[:LONGEST_TITLE], "title_en": title_en[:LONGEST_TITLE], "url": _path(url), "at": at}
    if only is not None:
        _notify_all({person.pk: PERSONAL for person in only if person.actor != by}, what)
        return None
    happening = Happening.objects.create(by=by, **what)
    HappeningTopic.objects.bulk_create(HappeningTopic(happening=happening, topic=topic) for topic in about)
    _notify_all(_followers(about, by), what)
    record(by=by, action="news.announce", object=f"happening:{happening.pk}", details={"topics": about}, at=at)
    return happening


def notify(*, person: Person, title_nl: str, title_en: str, url: str, at: datetime | None = None) -> None:
    """Tell one person something, as a part of an action that records why; nothing is public."""
    what = {"title_nl": title_nl[:LONGEST_TITLE], "title_en": title_en[:LONGEST_TITLE], "url": _path(url)}
    _notify_all({person.pk: PERSONAL}, what | {"at": at or timezone.now()})


def mark_read(*, person: Person, id: int | None = None, at: datetime | None = None) -> int:  # noqa: A002
    """Mark one notification of the person, or all, as read; no trail entry, since reading is nobody else's business."""
    unread = person.notifications.filter(read_at__isnull=True)
    return (unread if id is None else unread.filter(pk=id)).update(read_at=at or timezone.now())


def _hold(person: Person, topic: str, rhythm: str, at: datetime) -> Subscription:
    """The subscription as from now; the one before ends, and what ended long ago is forgotten."""
    person.subscriptions.filter(until__lt=at - WINDOW).delete()
    person.subscriptions.filter(topic=topic, until__isnull=True).update(until=at)
    language = (get_language() or "nl")[:2]
    held = Subscription(person=person, topic=topic, rhythm=rhythm, language=language, since=at)
    held.save(force_insert=True)
    record(by=person.actor, action="topic.follow", object=topic, details={"rhythm": rhythm}, at=at)
    return held


def _require_room(person: Person, at: datetime, *, more: bool) -> None:
    """Few enough topics when there will be one more, and not too many choices in a short time, ended ones included."""
    rows = person.subscriptions
    if more and rows.filter(until__isnull=True).exclude(topic=PERSONAL).count() >= MOST_TOPICS:
        raise RefusedError(_("You follow 200 subjects. Stop following one before you follow another."))
    if rows.filter(since__gt=at - WINDOW).count() >= FOLLOWS_PER_TEN_MINUTES:
        raise TooOftenError(_("You followed 60 subjects in ten minutes. Wait a little before the next one."))


def _followers(topics: list[str], by: str) -> dict[int, str]:
    """Person → the topic through which they hear of it; the first named, and what is mailed before what is not."""
    rows = Subscription.objects.filter(topic__in=topics, until__isnull=True, person__is_active=True)
    order = {topic: place for place, topic in enumerate(topics)}
    ranked = sorted(
        rows.values_list("person_id", "topic", "rhythm"),
        key=lambda row: (row[2] == Rhythm.NEVER, row[2] == Rhythm.WEEKLY, order[row[1]]),
        reverse=True,
    )
    return {person: topic for person, topic, _rhythm in ranked if f"person:{person}" != by}


def _notify_all(people: dict[int, str], what: dict[str, object]) -> None:
    rows = (Notification(person_id=person, topic=topic, **what) for person, topic in people.items())
    Notification.objects.bulk_create(rows, batch_size=500)


def _path(url: str) -> str:
    """The path of a page of this site; anything else would make a mail of ours lead elsewhere."""
    if not url.startswith("/") or url.startswith(("//", "/\\")):
        raise ValueError(f"not a path of this site: {url}")
    return url
