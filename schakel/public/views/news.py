# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""News: what editors wrote, and what happened here by itself, in one list."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.contributions.engine.markdown import plain, rendered
from schakel.following.models import Happening
from schakel.following.reads import happened
from schakel.people.door import may, open_to_all, person_of, requires
from schakel.people.permissions import Permission
from schakel.people.reads import names_of
from schakel.public import actions, reads
from schakel.public.forms import NewsForm
from schakel.public.models import NewsItem, NewsVersion, State

DEEPEST = 200  # pages; older news is found by searching


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in the list. `lang` is the language of its words; `key` tells a written one from what happened."""

    title: str
    text: str
    lang: str
    url: str
    at: datetime
    key: str

    @property
    def written(self) -> bool:
        return self.key.startswith("news:")


@open_to_all
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Show what is new, newest first, in pages."""
    number, size = _page(request.GET.get("page", "")), settings.SCHAKEL_PAGE_SIZE
    found = lines(get_language() or "nl", number * size + 1)
    writes = may(request, Permission.NEWS_WRITE)
    context = {
        "lines": found[(number - 1) * size : number * size],
        "newer": number - 1,
        "older": number + 1 if len(found) > number * size else 0,
        "writes": writes,
        "unpublished": reads.unpublished()[:size] if writes else [],
    }
    return render(request, "public/news.html", context)


def _page(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < int(text[:6]) <= DEEPEST else 1


def lines(lang: str, limit: int, topic: str = "") -> list[Line]:
    """The newest lines; about one topic where given."""
    items = reads.published()
    written = [one for one in items[: None if topic else limit] if not topic or topic in one.topics][:limit]
    told = happened([topic] if topic else None, limit=limit)
    # A published item is announced too, and would stand here twice.
    start = reverse("news")
    found = [_written(one, lang) for one in written]
    found += [_happened(one, lang) for one in told if not one.url.startswith(start)]
    return sorted(found, key=lambda line: line.at, reverse=True)[:limit]


def _written(one: NewsItem, lang: str) -> Line:
    title, text, said = words_of(one, lang)
    assert one.published_at is not None
    return Line(title, plain(text), said, reverse("news_item", args=[one.pk]), one.published_at, f"news:{one.pk}")


def _happened(one: Happening, lang: str) -> Line:
    title = one.title_nl if lang.startswith("nl") else one.title_en
    return Line(title, "", lang, one.url, one.at, f"happening:{one.pk}")


def words_of(one: NewsItem, lang: str) -> tuple[str, str, str]:
    """Title, text and their language: English where it is asked for and there is any."""
    if not lang.startswith("nl") and one.title_en:
        return one.title_en, one.text_en, "en"
    return one.title_nl, one.text_nl, "nl"


@open_to_all
@require_safe
def news_item(request: HttpRequest, number: int) -> HttpResponse:
    """Show one item; what is not published only to who writes news."""
    item, writes = reads.news_item(number), may(request, Permission.NEWS_WRITE)
    if item is None or (item.state != State.PUBLISHED and not writes):
        raise Http404("no such news")
    title, text, said = words_of(item, get_language() or "nl")
    context = {
        "item": item,
        "title": title,
        "body": html(text),
        "said": said,
        "summary": plain(text),
        "writes": writes,
        "versions": _versions(item) if writes else [],
    }
    return render(request, "public/news_item.html", context)


def _versions(item: NewsItem) -> list[tuple[NewsVersion, str, str]]:
    """Every version with who wrote it and its state in words."""
    rows = list(item.versions.all())
    names = names_of(row.by for row in rows)
    words = {State.DRAFT: _("draft"), State.PUBLISHED: _("published"), State.WITHDRAWN: _("withdrawn")}
    return [(row, names[row.by], words[State(row.state)]) for row in rows]


def html(text: str) -> SafeString:
    """Markdown as harmless HTML."""
    return mark_safe(rendered(text))  # noqa: S308 - cleaned by the function named


@requires(Permission.NEWS_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def write_news(request: HttpRequest) -> HttpResponse:
    """Write a new draft."""
    return _write(request, None)


@requires(Permission.NEWS_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_news(request: HttpRequest, number: int) -> HttpResponse:
    """Write the next version of an item."""
    return _write(request, _item(number))


def _item(number: int) -> NewsItem:
    item = reads.news_item(number)
    if item is None:
        raise Http404("no such news")
    return item


def _write(request: HttpRequest, item: NewsItem | None) -> HttpResponse:
    start = {name: getattr(item, name) for name in actions.FIELDS} if item else {}
    if item:
        start["topics"] = ", ".join(item.topics)
    form = NewsForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        kept = actions.write_news(by=person_of(request), item=item, **form.cleaned_data)
        return redirect("news_item", kept.pk)
    status = 422 if form.is_bound else 200
    return render(request, "public/write_news.html", {"form": form, "item": item}, status=status)


@requires(Permission.NEWS_WRITE)
@require_POST
def publish_news(request: HttpRequest, number: int) -> HttpResponse:
    """Make an item public."""
    actions.publish_news(by=person_of(request), item=_item(number))
    return redirect("news_item", number)


@requires(Permission.NEWS_WRITE)
@require_POST
def withdraw_news(request: HttpRequest, number: int) -> HttpResponse:
    """Take an item off the public pages."""
    actions.withdraw_news(by=person_of(request), item=_item(number))
    return redirect("news_item", number)
