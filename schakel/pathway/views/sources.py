# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of sources: every document, who rests on it, and what is second-best about it."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.catalogue.reads import terms
from schakel.pathway import reads
from schakel.pathway.engine.requirement import Facts
from schakel.pathway.views.products import Choice
from schakel.people.door import open_to_all
from schakel.sources.engine.citation import UNVERIFIED, Citation, Document
from schakel.ui.files import Table, csv_response

EU = "EU"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document in the list. `slugs` and `brands`: products whose facts cite it or whose files name it."""

    key: str
    document: Document
    citation: Citation
    country: str
    slugs: tuple[str, ...]
    brands: str
    cited: int


@open_to_all
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show the documents that the filters leave, or send them as CSV."""
    facts, lang = reads.facts(), get_language() or "nl"
    every = source_rows(facts, lang)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "product", "jurisdiction", "doubtful")}
    rows = [row for row in every if leaves(row, asked)]
    if request.GET.get("format") == "csv":
        return csv_response("schakel-sources.csv", table(rows))
    context = {
        "rows": rows,
        "asked": asked,
        "filtered": any(asked.values()),
        "all": len(every),
        "facts": sum(row.cited for row in rows),
        "doubtful": sum(row.citation.doubtful for row in every),
        "products": [Choice(p.slug, p.product.brand, len(p.documents)) for p in facts.profiles if p.documents],
        "jurisdictions": _jurisdictions(every, lang),
    }
    return render(request, "pathway/sources.html", context)


def source_rows(facts: Facts, lang: str) -> list[SourceRow]:
    """Every document once, by title; those that most facts rest on do not come first, for a reader looks for a name."""
    named: dict[Document, list[str]] = defaultdict(list)
    cited: dict[Document, int] = defaultdict(int)
    for profile in facts.profiles:
        for document in profile.documents:
            named[document].append(profile.slug)
        for requirement in profile.requirements:
            cited[requirement.citation.document] += 1
    words, brand = terms(), {p.slug: p.product.brand for p in facts.profiles}
    return [
        SourceRow(
            key=document.key,
            document=document,
            citation=Citation(document, ""),
            country=words.label("jurisdictions", document.jurisdiction).in_(lang) if document.jurisdiction else "",
            slugs=tuple(slugs),
            brands=", ".join(brand[slug] for slug in slugs),
            cited=cited[document],
        )
        for document, slugs in sorted(named.items(), key=lambda one: (one[0].title.lower(), one[0].version or ""))
        if document.title != UNVERIFIED
    ]


def leaves(row: SourceRow, asked: dict[str, str]) -> bool:
    """Whether the filters of the address leave this document."""
    text = f"{row.document.title} {row.document.version or ''} {row.brands}".lower()
    return (
        all(word in text for word in asked["q"].lower().split())
        and (not asked["product"] or asked["product"] in row.slugs)
        and asked["jurisdiction"] in ("", row.document.jurisdiction or EU)
        and (not asked["doubtful"] or row.citation.doubtful)
    )


def _jurisdictions(rows: list[SourceRow], lang: str) -> list[Choice]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.document.jurisdiction or EU] += 1
    words = terms()
    known = {**dict.fromkeys(words.sections.get("jurisdictions", {})), **dict.fromkeys(counts)}
    label = {EU: _("EU, or no country")}
    return [
        Choice(name, label.get(name) or words.label("jurisdictions", name).in_(lang), counts[name])
        for name in known
        if counts[name]
    ]


def table(rows: list[SourceRow]) -> Table:
    head = [
        *(_("Document"), _("Version"), _("Jurisdiction"), _("Second best because"), _("Facts that cite it")),
        *(_("Products"), _("Address")),
    ]
    return [head, *(_cells(row) for row in rows)]


def _cells(row: SourceRow) -> list[object]:
    one = row.document
    return [
        one.title,
        one.version or "",
        one.jurisdiction or "",
        one.second_best or "",
        row.cited,
        row.brands,
        one.url or "",
    ]
