# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published form of the products: what each is, which of its texts were read, and what it asks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import Field

from schakel.catalogue.engine.product import IndicationModel
from schakel.pathway.engine.published.parts import Published, PublishedPosition, position
from schakel.pathway.engine.requirement import Facts, Profile, Requirement
from schakel.pathway.engine.vocabulary import Vocabulary


class PublishedProductLine(Published):
    """One product. `requirements` counts what it asks; 0: nobody wrote its requirements down yet."""

    slug: str = Field(description="its name in addresses")
    brand: str
    inn: str
    atc: str | None
    mah: str = Field(description="the firm that holds the authorisation")
    kind: str
    modality: str
    autologous: bool
    status: str = Field(description="authorised, withdrawn or unknown (no date was seen)")
    authorised_on: date | None
    withdrawn_on: date | None
    requirements: int


class PublishedProducts(Published):
    """Answer of `products`, by brand."""

    products: list[PublishedProductLine]


class PublishedIndication(Published):
    text: str
    text_nl: str | None
    line: str | None
    population: str | None


class PublishedRequirement(PublishedPosition):
    """A requirement with its place on the pathway, and the period in which it holds (null: no end)."""

    step: str
    aspect: str
    note_nl: str | None
    valid_from: date | None
    valid_to: date | None


class PublishedProduct(PublishedProductLine):
    """Answer of `products/{slug}`. `asked`: everything this product asks, in the order of its file."""

    steps: list[str] = Field(description="the steps of its pathway")
    indications: list[PublishedIndication]
    sections_read: list[str] = Field(
        description="sections of its texts that were read: there, saying nothing is silence"
    )
    sections_unread: list[str]
    asked: list[PublishedRequirement]


def published_products(facts: Facts) -> PublishedProducts:
    """The published form."""
    return PublishedProducts(products=[PublishedProductLine(**_line(profile)) for profile in facts.profiles])


def published_product(found: Profile, vocabulary: Vocabulary) -> PublishedProduct:
    """The published form."""
    return PublishedProduct(
        **_line(found),
        steps=list(found.steps(vocabulary)),
        indications=list(map(_indication, found.product.identity.indications)),
        sections_read=sorted(found.sections_read),
        sections_unread=sorted(found.sections_unread),
        asked=list(_asked(found.requirements)),
    )


def _line(found: Profile) -> dict[str, Any]:
    identity = found.product.identity
    return {
        "slug": found.slug,
        "brand": identity.brand,
        "inn": identity.inn,
        "atc": identity.atc,
        "mah": identity.mah,
        "kind": identity.kind,
        "modality": identity.modality,
        "autologous": identity.autologous,
        "status": found.product.status,
        "authorised_on": identity.ema.authorised_on,
        "withdrawn_on": identity.ema.withdrawn_on,
        "requirements": len(found.requirements),
    }


def _indication(found: IndicationModel) -> PublishedIndication:
    return PublishedIndication(text=found.text, text_nl=found.text_nl, line=found.line, population=found.population)


def _asked(requirements: Iterable[Requirement]) -> Iterable[PublishedRequirement]:
    for requirement in requirements:
        yield PublishedRequirement(
            **dict(position(requirement)),
            step=requirement.step,
            aspect=requirement.aspect,
            note_nl=requirement.note_nl,
            valid_from=requirement.valid_from,
            valid_to=requirement.valid_to,
        )
