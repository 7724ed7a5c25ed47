# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A product: what it is, who holds it, its authorisation and its indications."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schakel.values.schema import Line, Model, Name, WebAddress

ProductKind = Literal["gene_therapy", "somatic_cell_therapy", "tissue_engineered", "combined"]


class EmaModel(Model):
    """`ema`: dates and marks as the EMA medicines table or product page gives them; None = not seen."""

    authorised_on: date | None = None
    withdrawn_on: date | None = None
    conditional: bool | None = None
    orphan: bool | None = None
    exceptional_circumstances: bool | None = None
    product_number: Line | None = None
    ma_numbers: list[Line] | None = None
    url: WebAddress | None = None
    status: Line | None = None
    note: Line | None = None
    note_nl: Line | None = None
    unverified: list[Line] | None = None


class IndicationModel(Model):
    text: Line
    text_nl: Line | None = None
    line: Line | None = None
    line_nl: Line | None = None
    population: Line | None = None


class CheckedModel(Model):
    """Which professional checked the file, and when."""

    by: Line
    on: date


class IdentityModel(Model):
    """The part of a product file that says what the product is."""

    brand: Line
    inn: Line
    atc: Line | None = None
    atc_note: Line | None = None
    mah: Line
    kind: ProductKind
    modality: Name
    route_of_manufacture: Name
    autologous: bool
    target: Line | None = None
    vector: Line | None = None
    ema: EmaModel
    indications: list[IndicationModel] = []
    status_note: Line | None = None
    status_note_nl: Line | None = None
    gaps: list[Line] | None = None
    seen_on: date | None = None
    checked: CheckedModel | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """`slug` is the file's name without ending and the product's address."""

    slug: str
    identity: IdentityModel

    @property
    def brand(self) -> str:
        return self.identity.brand

    @property
    def modality(self) -> str:
        return self.identity.modality

    @property
    def status(self) -> str:
        """`withdrawn`, `authorised`, or `unknown` where no date was seen."""
        if self.identity.ema.withdrawn_on:
            return "withdrawn"
        return "authorised" if self.identity.ema.authorised_on or self.identity.ema.status else "unknown"
