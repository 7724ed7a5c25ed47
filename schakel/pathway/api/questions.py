# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The five questions: compare, standard, leverage, checklist and windows."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from schakel.pathway.api.asked import Products, ProductsAtSteps, only, profiles_of, steps_of
from schakel.pathway.api.reply import Compute, answers, reply
from schakel.pathway.engine import published
from schakel.pathway.engine.checklist import checklist as checklist_of
from schakel.pathway.engine.compare import compare as comparison_of
from schakel.pathway.engine.leverage import leverage as leverage_of
from schakel.pathway.engine.requirement import Facts
from schakel.pathway.engine.standard import standard as standard_of
from schakel.pathway.engine.windows import windows as windows_of
from schakel.people.door import open_to_all

router = Router()
TWO = "product=kymriah&product=yescarta"


@router.get(
    "/compare",
    response=answers(published.PublishedComparison),
    by_alias=True,
    operation_id="compare",
    summary="What differs between products",
    openapi_extra={"x-example": f"compare?{TWO}&step=storage"},
)
@open_to_all
def compare(request: HttpRequest, asked: Query[ProductsAtSteps]) -> HttpResponse:
    """Per method a verdict, the rule that serves all where there is one, what each product asks, and its source."""
    only(request, ProductsAtSteps)

    def make(facts: Facts) -> Compute:
        profiles, steps = profiles_of(facts, asked), steps_of(facts, asked.step)
        return lambda: published.published_comparison(
            comparison_of(profiles, facts.vocabulary, steps=steps or None, natures=asked.nature or None)
        )

    return reply(request, make)


@router.get(
    "/standard",
    response=answers(published.PublishedStandard),
    by_alias=True,
    operation_id="standard",
    summary="The fewest rules that serve every product",
    openapi_extra={"x-example": f"standard?{TWO}&step=preparation"},
)
@open_to_all
def standard(request: HttpRequest, asked: Query[ProductsAtSteps]) -> HttpResponse:
    """Per method the rules that are left, whom each serves, who sets it, and what it asks of whom."""
    only(request, ProductsAtSteps)

    def make(facts: Facts) -> Compute:
        profiles, steps = profiles_of(facts, asked), steps_of(facts, asked.step)
        natures = tuple(asked.nature) or ("procedure",)
        return lambda: published.published_standard(
            standard_of(profiles, facts.vocabulary, steps=steps or None, natures=natures)
        )

    return reply(request, make)


@router.get(
    "/leverage",
    response=answers(published.PublishedLeverage),
    by_alias=True,
    operation_id="leverage",
    summary="Which requirement, relaxed, would remove most",
    openapi_extra={"x-example": "leverage?modality=car_t&step=preparation"},
)
@open_to_all
def leverage(request: HttpRequest, asked: Query[ProductsAtSteps]) -> HttpResponse:
    """Per product and method what would vanish if its firm relaxed it, the strongest first."""
    only(request, ProductsAtSteps)

    def make(facts: Facts) -> Compute:
        profiles, steps = profiles_of(facts, asked), steps_of(facts, asked.step)
        natures = tuple(asked.nature) or ("procedure",)
        return lambda: published.published_leverage(
            leverage_of(profiles, facts.vocabulary, steps=steps or None, natures=natures)
        )

    return reply(request, make)


@router.get(
    "/checklist/{step}",
    response=answers(published.PublishedChecklist),
    by_alias=True,
    operation_id="checklist",
    summary="One checklist for several products",
    openapi_extra={"x-example": f"checklist/receipt?{TWO}"},
)
@open_to_all
def checklist(request: HttpRequest, step: str, asked: Query[Products]) -> HttpResponse:
    """The lines of one step, common ones first; every requirement stands on at least one line."""
    only(request, Products)

    def make(facts: Facts) -> Compute:
        (known,) = steps_of(facts, [step])
        profiles = profiles_of(facts, asked)
        return lambda: published.published_checklist(checklist_of(known, profiles, facts.vocabulary))

    return reply(request, make)


@router.get(
    "/windows",
    response=answers(published.PublishedWindows),
    by_alias=True,
    operation_id="windows",
    summary="What follows from all time limits together",
    openapi_extra={"x-example": f"windows?{TWO}"},
)
@open_to_all
def windows(request: HttpRequest, asked: Query[Products]) -> HttpResponse:
    """The implied windows between events, and the chain of requirements that cannot hold where there is one."""
    only(request, Products)

    def make(facts: Facts) -> Compute:
        profiles = profiles_of(facts, asked)
        return lambda: published.published_windows(windows_of(profiles, facts.vocabulary))

    return reply(request, make)
