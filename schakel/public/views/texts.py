# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages of text, written in Markdown in both languages: how the facts come about, accessibility, privacy."""

import re
from functools import cache
from pathlib import Path

import nh3
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

from schakel.people.door import open_to_all

TEXTS = Path(__file__).resolve().parents[1] / "texts"
TAGS = {"h2", "h3", "p", "ul", "ol", "li", "a", "strong", "em", "code", "table", "thead", "tbody", "tr", "th", "td"}

# A link to a page of ours is written as #page-<name>: the texts know no addresses.
PAGE = re.compile(r'href="#page-([a-z_]+)"')


@cache
def rendered(name: str, lang: str) -> tuple[str, SafeString]:
    """The title and the rest of a text as harmless HTML; Dutch or English."""
    text = (TEXTS / ("nl" if lang.startswith("nl") else "en") / f"{name}.md").read_text(encoding="utf-8")
    title, _, rest = text[text.index("# ") + 2 :].partition("\n")
    html = PAGE.sub(lambda found: f'href="{reverse(found[1])}"', MarkdownIt("js-default").render(rest))
    return title, mark_safe(nh3.clean(html, tags=TAGS, link_rel="noreferrer"))  # noqa: S308 - cleaned one word before


def _page(request: HttpRequest, name: str) -> HttpResponse:
    title, body = rendered(name, get_language() or "nl")
    return render(request, "public/text.html", {"title": title, "body": body})


@open_to_all
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say how the facts come about and what the figures do not say."""
    return _page(request, "about")


@open_to_all
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was checked, and what was not."""
    return _page(request, "accessibility")


@open_to_all
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about whom."""
    return _page(request, "privacy")
