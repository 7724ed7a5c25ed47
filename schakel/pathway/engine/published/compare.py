# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published form of a comparison."""

from typing import Any

from pydantic import Field

from schakel.pathway.engine.compare import Comparison, Harmonisation, Row, Setting
from schakel.pathway.engine.published.parts import Published, PublishedPosition, position
from schakel.pathway.engine.written import as_json

Rule = dict[str, Any] | None


class PublishedSetting(Published):
    """The rule in some situations, where only scopes keep the products apart."""

    situations: list[dict[str, str]]
    rule: Rule
    requirements: list[str]


class PublishedRow(Published):
    """One aspect. `silent`: the text was read and says nothing; `unknown`: the sections were not read."""

    step: str
    aspect: str
    nature: str
    verdict: str
    certain: bool = Field(description="nothing that was not read yet could change whether one rule fits")
    rule: Rule = Field(description="what satisfies every position; null: no rule does")
    settings: list[PublishedSetting]
    positions: list[PublishedPosition]
    binding: list[str] = Field(description="requirements whose own bound sets the rule")
    clocks: list[PublishedPosition] = Field(description="facts that say where this window's clock starts or stops")
    silent: list[str]
    unknown: list[str]
    not_applicable: list[str]


class PublishedHarmonisation(Published):
    """For how many methods one rule fits: `fit` of `of`; `certain` of them cannot change by reading more."""

    fit: int
    certain: int
    could_change: int
    of: int
    single: int
    conflicting: int
    judgement: int


class PublishedComparison(Published):
    """Answer of `compare`. `counts`: rows per verdict."""

    products: list[str]
    rows: list[PublishedRow]
    counts: dict[str, int]
    harmonisation: PublishedHarmonisation


def published_comparison(found: Comparison) -> PublishedComparison:
    """The published form."""
    return PublishedComparison(
        products=list(found.products),
        rows=[row(one) for one in found.rows],
        counts={verdict.value: number for verdict, number in found.counts.items()},
        harmonisation=harmonisation(found.harmonisation),
    )


def row(found: Row) -> PublishedRow:
    return PublishedRow(
        step=found.aspect.step,
        aspect=found.aspect.name,
        nature=found.aspect.nature,
        verdict=found.verdict.value,
        certain=found.certain,
        rule=None if found.rule is None else as_json(found.rule),
        settings=[_setting(setting) for setting in found.settings],
        positions=[position(one) for one in found.positions],
        binding=sorted(found.binding),
        clocks=[position(clock) for clock in found.clocks],
        silent=list(found.silent),
        unknown=list(found.unknown),
        not_applicable=list(found.not_applicable),
    )


def harmonisation(found: Harmonisation) -> PublishedHarmonisation:
    return PublishedHarmonisation(
        fit=found.fit,
        certain=found.certain,
        could_change=found.could_change,
        of=found.of,
        single=found.single,
        conflicting=found.conflicting,
        judgement=found.judgement,
    )


def _setting(found: Setting) -> PublishedSetting:
    return PublishedSetting(
        situations=[dict(situation) for situation in found.situations],
        rule=None if found.rule is None else as_json(found.rule),
        requirements=[requirement.id for requirement in found.positions],
    )
