# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published form of the standard and of leverage."""

from typing import Any

from pydantic import Field

from schakel.pathway.engine.compare import Verdict
from schakel.pathway.engine.leverage import Conversation, Lever, Leverage
from schakel.pathway.engine.published.compare import PublishedHarmonisation, harmonisation
from schakel.pathway.engine.published.parts import Published, PublishedSource, scope, sources
from schakel.pathway.engine.standard import Beyond, Coverage, Line, Standard, Variant
from schakel.pathway.engine.written import as_json, number


class PublishedBeyond(Published):
    """What a rule asks of a product beyond its own requirement.

    `what`: low, high (stricter by `amount` in `unit`, null: a bound where it had none), options (`values` no longer
    allowed), items (`values` extra), act, span (`values`: the events of a new window) or rule (another than its own).
    """

    product: str
    requirement: str
    what: str
    amount: int | float | None
    unit: str | None
    values: list[str]


class PublishedMember(Published):
    requirement: str
    product: str
    scope: dict[str, list[str]] | None


class PublishedVariant(Published):
    """One rule and whom it serves. `binding`: products whose own bound sets it."""

    rule: dict[str, Any]
    products: list[str]
    binding: list[str]
    sources: list[PublishedSource]
    beyond: list[PublishedBeyond]
    members: list[PublishedMember]


class PublishedLine(Published):
    """An aspect of the standard: the fewest rules that serve every product that speaks."""

    step: str
    aspect: str
    nature: str
    verdict: str
    certain: bool
    variants: list[PublishedVariant]


class PublishedCoverage(Published):
    """How many aspects of a step, by verdict; `certain` and `could_change` split those that one rule serves."""

    step: str
    aspects: int
    equal: int
    compatible: int
    conflicting: int
    judgement: int
    single: int
    certain: int
    could_change: int


class PublishedStandard(Published):
    """Answer of `standard`."""

    products: list[str]
    coverage: list[PublishedCoverage]
    standard: list[PublishedLine]
    harmonisation: PublishedHarmonisation


class PublishedLever(Published):
    """What goes when the firm of `product` relaxes its requirements on one aspect."""

    product: str
    step: str
    aspect: str
    requirements: list[str]
    verdict_now: str
    verdict_then: str | None = Field(description="null: nobody else speaks")
    variants_now: int
    variants_then: int
    conflict_gone: bool
    alone: bool = Field(description="this product stands by itself against all others")
    relieved: list[str] = Field(description="other products of which less is then asked beyond their own requirement")
    doubtful: bool = Field(description="the requirement itself is not certain")
    sources: list[PublishedSource]


class PublishedConversation(Published):
    """All levers of one product: the talk worth having with its firm."""

    product: str
    conflicts_gone: int
    variants_gone: int
    levers: int


class PublishedLeverage(Published):
    """Answer of `leverage`, strongest lever first; `conflicts` and `variants` are those of the standard now."""

    products: list[str]
    conflicts: int
    variants: int
    levers: list[PublishedLever]
    conversations: list[PublishedConversation]


def published_standard(found: Standard) -> PublishedStandard:
    """The published form."""
    return PublishedStandard(
        products=list(found.products),
        coverage=[_coverage(one) for one in found.coverage],
        standard=[_line(line) for line in found.lines],
        harmonisation=harmonisation(found.harmonisation),
    )


def published_leverage(found: Leverage) -> PublishedLeverage:
    """The published form."""
    return PublishedLeverage(
        products=list(found.products),
        conflicts=found.conflicts,
        variants=found.variants,
        levers=[_lever(one) for one in found.levers],
        conversations=[_conversation(one) for one in found.conversations],
    )


def _coverage(found: Coverage) -> PublishedCoverage:
    rows = found.comparison.rows
    fitting = [row for row in rows if row.verdict.fits]
    certain = sum(row.certain for row in fitting)
    return PublishedCoverage(
        step=found.step,
        aspects=len(rows),
        certain=certain,
        could_change=len(fitting) - certain,
        **{verdict.value: found.comparison.counts[verdict] for verdict in Verdict},
    )


def _line(found: Line) -> PublishedLine:
    aspect = found.row.aspect
    return PublishedLine(
        step=aspect.step,
        aspect=aspect.name,
        nature=aspect.nature,
        verdict=found.row.verdict.value,
        certain=found.row.certain,
        variants=[_variant(variant) for variant in found.variants],
    )


def _variant(found: Variant) -> PublishedVariant:
    return PublishedVariant(
        rule=as_json(found.rule),
        products=list(found.products),
        binding=list(dict.fromkeys(requirement.product for requirement in found.binding)),
        sources=sources(found.members),
        beyond=[_beyond(one) for one in found.beyond],
        members=[PublishedMember(requirement=m.id, product=m.product, scope=scope(m.scope)) for m in found.members],
    )


def _beyond(found: Beyond) -> PublishedBeyond:
    return PublishedBeyond(
        product=found.requirement.product,
        requirement=found.requirement.id,
        what=found.what,
        amount=number(found.amount),
        unit=found.unit,
        values=list(found.values),
    )


def _lever(found: Lever) -> PublishedLever:
    return PublishedLever(
        product=found.product,
        step=found.row.aspect.step,
        aspect=found.row.aspect.name,
        requirements=[requirement.id for requirement in found.requirements],
        verdict_now=found.row.verdict.value,
        verdict_then=found.verdict_then.value if found.verdict_then else None,
        variants_now=found.variants_now,
        variants_then=found.variants_then,
        conflict_gone=found.conflict_gone,
        alone=found.alone,
        relieved=list(found.relieved),
        doubtful=found.doubtful,
        sources=sources(found.requirements),
    )


def _conversation(found: Conversation) -> PublishedConversation:
    return PublishedConversation(
        product=found.product,
        conflicts_gone=found.conflicts_gone,
        variants_gone=found.variants_gone,
        levers=len(found.levers),
    )
