# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published form of the documents that facts stand in."""

from pydantic import Field

from schakel.pathway.engine.published.parts import Published
from schakel.pathway.engine.requirement import Facts
from schakel.sources.engine.citation import Document


class PublishedDocument(Published):
    """A document in one version, and how many requirements of which products cite it."""

    key: str = Field(description="its name in addresses")
    title: str
    version: str | None
    url: str | None
    jurisdiction: str | None = Field(description="null: the EU, or no country at all")
    second_best: str | None = Field(description="why a better source was not used")
    requirements: int = Field(description="how many requirements cite it; 0: it was consulted only")
    products: list[str]


class PublishedSources(Published):
    """Answer of `sources`, by title."""

    sources: list[PublishedDocument]


def published_sources(facts: Facts) -> PublishedSources:
    """The published form: every document that a requirement cites or a product's file lists."""
    cited: dict[Document, list[str]] = {}
    for profile in facts.profiles:
        for document in profile.documents:
            cited.setdefault(document, [])
        for requirement in profile.requirements:
            cited.setdefault(requirement.citation.document, []).append(requirement.product)
    ordered = sorted(cited, key=lambda document: (document.title.casefold(), document.version or "", document.key))
    return PublishedSources(sources=[_document(document, cited[document]) for document in ordered])


def _document(found: Document, products: list[str]) -> PublishedDocument:
    return PublishedDocument(
        key=found.key,
        title=found.title,
        version=found.version,
        url=found.url,
        jurisdiction=found.jurisdiction,
        second_best=found.second_best,
        requirements=len(products),
        products=list(dict.fromkeys(products)),
    )
