# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of one product: all it requires."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.pathway.views.question import UnknownError, unknown
from schakel.people.door import open_to_all


@open_to_all
@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a product with its requirements."""
    facts = reads.facts()
    if slug not in facts.by_slug:
        return unknown(request, UnknownError("product", slug, ()))
    return render(request, "pathway/product.html", {"profile": facts.by_slug[slug]})
