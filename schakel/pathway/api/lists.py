# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The facts themselves: products, one product, the documents they stand in, and the words."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from schakel.pathway.api.asked import Products, only, profiles_of
from schakel.pathway.api.reply import Compute, answers, reply
from schakel.pathway.engine import published
from schakel.pathway.engine.requirement import Facts
from schakel.people.door import open_to_all

router = Router()


@router.get(
    "/products",
    response=answers(published.PublishedProducts),
    by_alias=True,
    operation_id="products",
    summary="All products",
    openapi_extra={"x-example": "products"},
)
@open_to_all
def products(request: HttpRequest) -> HttpResponse:
    """What each product is, and how many requirements are known."""
    only(request, None)
    return reply(request, lambda facts: lambda: published.published_products(facts))


@router.get(
    "/products/{slug}",
    response=answers(published.PublishedProduct),
    by_alias=True,
    operation_id="product",
    summary="One product with everything it asks",
    openapi_extra={"x-example": "products/kymriah"},
)
@open_to_all
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Its indications, which sections of its texts were read, and each requirement with its source."""
    only(request, None)

    def make(facts: Facts) -> Compute:
        (profile,) = profiles_of(facts, Products(product=[slug]))
        return lambda: published.published_product(profile, facts.vocabulary)

    return reply(request, make)


@router.get(
    "/sources",
    response=answers(published.PublishedSources),
    by_alias=True,
    operation_id="sources",
    summary="The documents that facts stand in",
    openapi_extra={"x-example": "sources"},
)
@open_to_all
def sources(request: HttpRequest) -> HttpResponse:
    """Each document in its version, marked where it is not the norm, and how many requirements cite it."""
    only(request, None)
    return reply(request, lambda facts: lambda: published.published_sources(facts))


@router.get(
    "/vocabulary",
    response=answers(published.PublishedVocabulary),
    by_alias=True,
    operation_id="vocabulary",
    summary="What the ids mean",
    openapi_extra={"x-example": "vocabulary"},
)
@open_to_all
def vocabulary(request: HttpRequest) -> HttpResponse:
    """Steps, aspects, events, pathways and terms in Dutch and English."""
    only(request, None)
    return reply(request, lambda facts: lambda: published.published_vocabulary(facts.vocabulary))
