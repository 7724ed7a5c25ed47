# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the pages of this room share: words in the language of the page, citations as they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from schakel.network.engine.terms import Terms
from schakel.sources.engine.citation import Citation


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a filter, with how many entries it leaves (none: not counted)."""

    id: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and their language when it is not the page's (empty: it is)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with the address of its document."""

    citation: Citation
    url: str


def language() -> str:
    return get_language() or "nl"


def said(entry: Mapping[str, Any], key: str, lang: str) -> Said:
    """The words of an entry's field; English ones are marked where no Dutch exists."""
    dutch = lang.startswith("nl")
    own = str(entry.get(f"{key}_nl") or "") if dutch else str(entry.get(key) or "")
    if own:
        return Said(own)
    other = str(entry.get(key) or "") if dutch else str(entry.get(f"{key}_nl") or "")
    return Said(other, ("en" if dutch else "nl") if other else "")


def sources(citations: Iterable[Citation]) -> list[Source]:
    """Citations with the page of each document; a fact that nobody verified leads nowhere."""
    return [Source(one, "" if one.unverified else reverse("source", args=[one.document.key])) for one in citations]


def choices(terms: Terms, section: str, counts: Mapping[str, int], lang: str) -> list[Choice]:
    """The words of a section that something has, with how much has it."""
    known = terms.sections.get(section, {})
    return [Choice(one.id, one.label.in_(lang), counts[one.id]) for one in known.values() if counts.get(one.id)]


def paged(request: HttpRequest, rows: QuerySet[Any], size: int) -> Page[Any]:
    """The page that the address asks for; a number that is not there gives the nearest."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
