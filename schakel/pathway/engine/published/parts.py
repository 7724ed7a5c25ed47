# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the published answers share: sources, scopes, positions and chains of time limits."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from schakel.pathway.engine.requirement import Requirement, Scope
from schakel.pathway.engine.windows import Link
from schakel.pathway.engine.written import as_json, number
from schakel.sources.engine.citation import Citation


class Published(BaseModel):
    """Base of every published answer: made here, never read."""

    model_config = ConfigDict(frozen=True, serialize_by_alias=True)


class PublishedSource(Published):
    """Where a fact stands. `doubtful`: another country's text, a second-best source, or no source seen."""

    document: str
    section: str
    version: str | None
    url: str | None
    jurisdiction: str | None = Field(description="null: the EU, or no country at all")
    second_best: str | None = Field(description="why a better source was not used")
    unverified: bool
    doubtful: bool
    checked_by: str | None
    checked_on: date | None
    key: str = Field(description="the document's name in addresses")


class PublishedPosition(Published):
    """What one product asks, and where that stands."""

    requirement: str
    product: str
    scope: dict[str, list[str]] | None = Field(description="where it applies; null: everywhere")
    obligation: str
    constraint: dict[str, Any]
    source: PublishedSource
    note: str | None


class PublishedLink(Published):
    """One bound of a chain: `to` comes at most `at_most_minutes` after `from` (negative: at least that long before)."""

    start: str = Field(serialization_alias="from")
    end: str = Field(serialization_alias="to")
    at_most_minutes: int | float
    requirements: list[str] = Field(description="who set it; empty: the order of events")


def source(citation: Citation) -> PublishedSource:
    document = citation.document
    return PublishedSource(
        document=document.title,
        section=citation.section,
        version=document.version,
        url=document.url,
        jurisdiction=document.jurisdiction,
        second_best=document.second_best,
        unverified=citation.unverified,
        doubtful=citation.doubtful,
        checked_by=citation.checked_by,
        checked_on=citation.checked_on,
        key=document.key,
    )


def sources(requirements: Iterable[Requirement]) -> list[PublishedSource]:
    """The different places these requirements stand in, in their order."""
    return [source(citation) for citation in dict.fromkeys(r.citation for r in requirements)]


def scope(found: Scope) -> dict[str, list[str]] | None:
    return {dimension: list(values) for dimension, values in found.parts} or None


def position(requirement: Requirement) -> PublishedPosition:
    return PublishedPosition(
        requirement=requirement.id,
        product=requirement.product,
        scope=scope(requirement.scope),
        obligation=requirement.obligation,
        constraint=as_json(requirement.constraint),
        source=source(requirement.citation),
        note=requirement.note,
    )


def minutes(value: Fraction | None) -> int | float | None:
    return number(value)


def link(found: Link) -> PublishedLink:
    return PublishedLink(
        start=found.start,
        end=found.end,
        at_most_minutes=number(found.minutes) or 0,
        requirements=[r.id for r in found.requirements],
    )
