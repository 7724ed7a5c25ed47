# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the public pages ask of their own tables. Never writes."""

from functools import lru_cache

from django.db.models import QuerySet

from schakel.public.engine.plain import FILE, Plain, read_plain
from schakel.public.models import NewsItem, PlainFile, State

NONE = Plain({}, (), (), ())


def plain() -> Plain:
    """The plain texts; none where no file of them was loaded."""
    row = PlainFile.objects.filter(name=FILE).first()
    return _read(row.digest, row.text) if row else NONE


@lru_cache(maxsize=2)
def _read(_digest: str, text: str) -> Plain:
    """Reading takes longer than a page may; a file that did not change is read once."""
    return read_plain(text)


def published() -> QuerySet[NewsItem]:
    """The news that everyone may read, newest first."""
    return NewsItem.objects.filter(state=State.PUBLISHED)


def news_item(number: int) -> NewsItem | None:
    """An item, whatever its state; None when there is none."""
    return NewsItem.objects.filter(pk=number).first()


def unpublished() -> QuerySet[NewsItem]:
    """Drafts and what was withdrawn, last changed first."""
    return NewsItem.objects.exclude(state=State.PUBLISHED).order_by("-changed_at")
