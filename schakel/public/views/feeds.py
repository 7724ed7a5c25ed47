# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The news as RSS and Atom, in Dutch and English; all of it, or what is about one therapy."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.catalogue.reads import present
from schakel.people.door import open_to_all
from schakel.public.views.news import Line, lines

NEWEST = 40
LANGUAGES = ("nl", "en")


class NewsFeed(Feed):  # type: ignore[type-arg]
    """The newest lines. `slug` narrows it to one therapy, `lang` is the language of its words."""

    author_name = "Schakel"

    def __init__(self, kind: type[Rss201rev2Feed] | type[Atom1Feed], lang: str, slug: str = "", name: str = "") -> None:
        self.feed_type, self.lang, self.slug, self.name = kind, lang, slug, name
        self.language = lang

    def title(self) -> str:
        return _("News on %(name)s") % {"name": self.name} if self.slug else _("News of Schakel")

    def description(self) -> str:
        return _("What changed in cell and gene therapies in the Netherlands.")

    subtitle = description

    def link(self) -> str:
        return reverse("therapy", args=[self.slug]) if self.slug else reverse("news")

    def items(self) -> list[Line]:
        return lines(self.lang, NEWEST, f"product:{self.slug}" if self.slug else "")

    def item_title(self, item: Line) -> str:
        return item.title

    def item_description(self, item: Line) -> str:
        return item.text

    def item_link(self, item: Line) -> str:
        return item.url

    def item_guid(self, item: Line) -> str:
        # The same page may be in the news twice, so its address does not tell two lines apart.
        return f"{settings.SCHAKEL_SITE}/#{item.key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Line) -> datetime:
        return item.at

    def item_updateddate(self, item: Line) -> datetime:
        return item.at


def _feed(request: HttpRequest, kind: type[Any], slug: str = "") -> HttpResponse:
    asked = request.GET.get("lang", "")
    lang = asked if asked in LANGUAGES else (get_language() or "nl")[:2]
    row = present().filter(slug=slug).first() if slug else None
    if slug and row is None:
        raise Http404("no such therapy")
    with override(lang):
        return NewsFeed(kind, lang, slug, row.brand if row else "")(request)


@open_to_all
@require_safe
def news_rss(request: HttpRequest) -> HttpResponse:
    """The news as RSS 2.0."""
    return _feed(request, Rss201rev2Feed)


@open_to_all
@require_safe
def news_atom(request: HttpRequest) -> HttpResponse:
    """The news as Atom."""
    return _feed(request, Atom1Feed)


@open_to_all
@require_safe
def therapy_rss(request: HttpRequest, slug: str) -> HttpResponse:
    """The news on one therapy as RSS 2.0."""
    return _feed(request, Rss201rev2Feed, slug)


@open_to_all
@require_safe
def therapy_atom(request: HttpRequest, slug: str) -> HttpResponse:
    """The news on one therapy as Atom."""
    return _feed(request, Atom1Feed, slug)
