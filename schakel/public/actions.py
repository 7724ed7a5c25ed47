# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every write of this room: the plain texts, and the news."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from schakel.audit.actions import record
from schakel.following.actions import announce
from schakel.people.models import Person
from schakel.public.engine.plain import FILE, Plain
from schakel.public.index import entries
from schakel.public.models import NewsItem, NewsVersion, PlainFile, State
from schakel.search.actions import index
from schakel.sources.actions import keep_documents

INDEX = "index"
FIELDS = ("title_nl", "title_en", "text_nl", "text_en", "topics")


@transaction.atomic
def load_plain(*, by: str, text: str, plain: Plain, at: datetime | None = None) -> bool:
    """Keeps the file of plain texts; answers whether it says something new."""
    digest = sha256(text.encode()).hexdigest()
    if PlainFile.objects.filter(name=FILE, digest=digest).exists():
        return False
    every = [*plain.kinds.values(), *(step.told for step in plain.steps)]
    keep_documents(documents=dict.fromkeys(one.document for told in every for one in told.citations))
    PlainFile.objects.update_or_create(name=FILE, defaults={"text": text, "digest": digest})
    record(by=by, action="plain.load", object=f"file:{FILE}", details={"digest": digest}, at=at)
    return True


@transaction.atomic
def index_pages() -> bool:
    """Makes the search find the public pages as they are; answers whether anything was new."""
    found = entries()
    digest = sha256(repr(found).encode()).hexdigest()
    if PlainFile.objects.filter(name=INDEX, digest=digest).exists():
        return False
    index(room="public", entries=found)
    PlainFile.objects.update_or_create(name=INDEX, defaults={"text": "", "digest": digest})
    return True


@transaction.atomic
def write_news(
    *,
    by: Person,
    item: NewsItem | None,
    title_nl: str,
    text_nl: str,
    title_en: str = "",
    text_en: str = "",
    topics: Sequence[str] = (),
    at: datetime | None = None,
) -> NewsItem:
    """Writes a new draft, or the next version of an item, in whatever state it is."""
    at = at or timezone.now()
    held = _held(item)
    before = {name: getattr(held, name) for name in FIELDS}
    after = {"title_nl": title_nl, "title_en": title_en, "text_nl": text_nl, "text_en": text_en}
    for name, value in {**after, "topics": list(topics)}.items():
        setattr(held, name, value)
    if held.pk and before == {name: getattr(held, name) for name in FIELDS}:
        return held
    held.changed_at = at
    held.save()
    _version(held, by, at, "news.write")
    return held


@transaction.atomic
def publish_news(*, by: Person, item: NewsItem, at: datetime | None = None) -> NewsItem:
    """Makes an item public and tells who follows its topics; twice is once."""
    at, held = at or timezone.now(), _held(item)
    if held.state == State.PUBLISHED:
        return held
    again = held.published_at is not None
    held.state, held.published_at, held.changed_at = State.PUBLISHED, held.published_at or at, at
    held.save()
    _version(held, by, at, "news.publish")
    if not again and held.topics:
        title_en = held.title_en or held.title_nl
        url = reverse("news_item", args=[held.pk])
        announce(topics=held.topics, title_nl=held.title_nl, title_en=title_en, url=url, by=by.actor, at=at)
    return held


@transaction.atomic
def withdraw_news(*, by: Person, item: NewsItem, at: datetime | None = None) -> NewsItem:
    """Takes an item off the public pages; it stays with its history for those who write."""
    at, held = at or timezone.now(), _held(item)
    if held.state == State.WITHDRAWN:
        return held
    held.state, held.changed_at = State.WITHDRAWN, at
    held.save()
    _version(held, by, at, "news.withdraw")
    return held


def _held(item: NewsItem | None) -> NewsItem:
    """The item, held until the transaction ends, so that two people cannot write the same version."""
    return NewsItem.objects.select_for_update().get(pk=item.pk) if item else NewsItem()


def _version(item: NewsItem, by: Person, at: datetime, action: str) -> None:
    number = item.versions.count() + 1
    said = {name: getattr(item, name) for name in FIELDS}
    NewsVersion.objects.create(item=item, number=number, state=item.state, at=at, by=by.actor, **said)
    record(by=by.actor, action=action, object=f"news:{item.pk}", details={"version": number}, at=at)
    index_pages()
