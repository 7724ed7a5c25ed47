# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of one document: what it is, how it was seen, and every fact that rests on it."""

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from schakel.catalogue.reads import terms
from schakel.pathway import reads
from schakel.pathway.views.told import Told, told
from schakel.people.door import may, open_to_all
from schakel.people.permissions import Permission
from schakel.sources import reads as documents
from schakel.sources.citing import elsewhere
from schakel.sources.engine.citation import Citation


@dataclass(frozen=True, slots=True)
class CitedBy:
    """The facts of one product that cite the document. `seen_via`: through whom it was seen."""

    slug: str
    brand: str
    seen_via: str
    facts: tuple[Told, ...]


@open_to_all
@require_safe
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Show a document and what rests on it."""
    document = documents.document(key)
    if document is None:
        raise Http404(key)
    value, lang = document.value, get_language() or "nl"
    cited = cited_by(key, lang)
    facts = sum(len(one.facts) for one in cited)
    others = [(one.title.in_(lang), one.section, one.url) for one in elsewhere(document)]
    context = {
        "key": key,
        "document": value,
        "citation": Citation(value, ""),
        "country": terms().label("jurisdictions", value.jurisdiction).in_(lang) if value.jurisdiction else "",
        "cited": cited,
        "facts": facts,
        "others": others,
        "all_facts": facts + len(others),
        "checked": sum(fact.citation.checked_by is not None for one in cited for fact in one.facts),
        "seen_via": sorted({one.seen_via for one in cited if one.seen_via}),
        "may_propose": facts and may(request, Permission.REQUIREMENT_PROPOSE),
    }
    return render(request, "pathway/source.html", context)


def cited_by(key: str, lang: str) -> list[CitedBy]:
    """Per product the facts that cite the document; products that only consulted it have none."""
    facts, words = reads.facts(), terms()
    via = {row.profile_id: row.seen_via for row in reads.consulted(key)}
    found = {
        slug: tuple(told(requirement, facts, words, lang) for requirement in requirements)
        for slug, requirements in groupby(reads.citing(key), key=lambda r: r.product)
    }
    return [
        CitedBy(p.slug, p.product.brand, via.get(p.slug, ""), found.get(p.slug, ()))
        for p in facts.profiles
        if p.slug in via or p.slug in found
    ]
