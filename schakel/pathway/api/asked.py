# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an address of the API may ask: the same names as on the pages, so that one question serves both."""

from difflib import get_close_matches
from typing import Literal

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from schakel.pathway.api.reply import RefusedError
from schakel.pathway.engine.requirement import Facts, Profile
from schakel.pathway.views.question import UnknownError, chosen, known_steps

Nature = Literal["procedure", "product", "clinical", "record"]


class Products(Schema):
    """Which products: named, or all of a modality."""

    product: list[str] = Field(
        default=[], description="Name of a product, such as kymriah; may be given again. Without: see modality."
    )
    modality: str = Field(
        default="",
        description="All products of a modality that ask anything, such as car_t (also when nothing is named).",
    )


class ProductsAtSteps(Products):
    """Which products, at which steps, and which kinds of requirement."""

    step: list[str] = Field(
        default=[], description="Name of a step, such as storage; may be given again. Without: all steps."
    )
    nature: list[Nature] = Field(
        default=[],
        description="Kind of requirement; may be given again. Without: all kinds in compare, procedure elsewhere.",
    )


def profiles_of(facts: Facts, asked: Products) -> tuple[Profile, ...]:
    """The products asked for; RefusedError when one does not exist or the question contradicts itself."""
    if asked.product and asked.modality:
        raise RefusedError(422, "Name products or give a modality, not both.", parameter="modality")
    try:
        return chosen(facts, asked.product, asked.modality)
    except UnknownError as error:
        raise absent(error) from None


def steps_of(facts: Facts, steps: list[str]) -> tuple[str, ...]:
    """The steps asked for in pathway order; RefusedError when one does not exist."""
    try:
        return known_steps(facts, steps)
    except UnknownError as error:
        raise absent(error) from None


def only(request: HttpRequest, allowed: type[Schema] | None) -> None:
    """Refuse a parameter that is not asked: one letter amiss would otherwise answer another question."""
    names = list(allowed.model_fields) if allowed else []
    for name in request.GET:
        if name not in names:
            near = get_close_matches(name, names, n=3, cutoff=0.5)
            raise RefusedError(422, f"There is no parameter called “{name[:80]}” here.", parameter=name[:80], near=near)


def absent(error: UnknownError) -> RefusedError:
    what = "modality with requirements" if error.what == "modality" else error.what
    sentence = f"There is no {what} called “{error.name[:80]}”."
    return RefusedError(404, sentence, parameter=error.what, near=error.near)
