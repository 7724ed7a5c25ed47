# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of scenarios: the examples of all, one's own, each with its answer in a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.capacity import reads
from schakel.capacity.models import Scenario, ScenarioVersion
from schakel.capacity.views.words import Words, bare_words, digits, headline
from schakel.people.door import open_to_all, visitor_of
from schakel.values import plain


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario in a list. `answer` is empty while there is none; `kind`: "breaks", "holds" or ""."""

    key: str
    title: str
    about: str
    answer: str
    kind: str
    wait: str
    sight: str
    at: Any


@open_to_all
@require_safe
def scenarios(request: HttpRequest) -> HttpResponse:
    """Show the public examples and one's own scenarios."""
    person = visitor_of(request)
    rows = reads.scenarios_for(person)
    examples = list(rows.filter(owner=None))
    own = Paginator(rows.filter(owner=person), settings.SCHAKEL_PAGE_SIZE) if person else None
    page = own.get_page(request.GET.get("page")) if own else None
    context = {
        "examples": lines(examples),
        "own": lines(list(page)) if page else [],
        "page": page,
    }
    return render(request, "capacity/scenarios.html", context)


def lines(rows: Sequence[Scenario]) -> list[ScenarioLine]:
    """The lines of these scenarios, with three queries for all of them."""
    versions = reads.newest_of(rows)
    found = reads.headlines(list(versions.values()))
    words = bare_words()
    return [_line(row, versions[row.pk], found.get(versions[row.pk].digest), words) for row in rows]


def _line(row: Scenario, version: ScenarioVersion, found: Mapping[str, Any] | None, words: Words) -> ScenarioLine:
    lang = "nl" if words.lang.startswith("nl") else "en"
    about = plain.loads(version.data).get("about") or {}
    return ScenarioLine(
        row.key,
        version.title_nl if lang == "nl" else version.title_en,
        about.get(lang, ""),
        headline(words, found) if found else "",
        "" if found is None else "breaks" if found["name"] else "holds",
        digits(found["wait"]) if found and found["wait"] is not None else "",
        row.sight,
        version.at,
    )
