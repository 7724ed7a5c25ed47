# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Bottlenecks that the sources name, by category; each category is counted under one theme."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from schakel.network.engine.organisation import collected, doubled
from schakel.network.engine.terms import Term, Terms
from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, read
from schakel.values.schema import Line, Model, Name, checked

FILE = "landscape/bottlenecks.yaml"


class CategoryModel(Model):
    id: Name
    theme: Name
    nl: Line
    en: Line


class BottleneckModel(Model):
    """An entry of `data/landscape/bottlenecks.yaml`. `steps`: ids of the reference pathway, none where none fits."""

    id: Name
    category: Name
    evidence: Name
    steps: list[Name]
    nl: Line
    en: Line
    source: CitedModel | list[CitedModel]


class BottlenecksModel(Model):
    """`data/landscape/bottlenecks.yaml`. The link from category to theme is our own reading."""

    theme_basis: Literal["reading"]
    categories: list[CategoryModel]
    bottlenecks: list[BottleneckModel]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    model: BottleneckModel
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """`categories`: each with the theme it is counted under in `of`."""

    entries: tuple[Bottleneck, ...]
    categories: Mapping[str, Term]


def read_bottlenecks(
    text: str | bytes,
    register: Mapping[str, Document],
    terms: Terms,
    themes: Collection[str],
    steps: Collection[str],
) -> Bottlenecks:
    """The bottlenecks of the file; FactsError with every fault: unknown category, theme, step, evidence or source."""
    located = read(FILE, text)
    model = checked(located, BottlenecksModel)
    faults = doubled(located, "bottlenecks", [one.id for one in model.bottlenecks])
    faults += [
        located.fault(
            ("categories", n), f"unknown theme {one.theme!r}", "an id of themes_used_here in initiatives.yaml"
        )
        for n, one in enumerate(model.categories)
        if one.theme not in themes
    ]
    entries = []
    for place, one in enumerate(model.bottlenecks):
        faults += _faults(located, place, one, model, terms, steps)
        cited, wrong = collected(located, ("bottlenecks", place, "source"), one.source, register)
        faults += wrong
        entries.append(Bottleneck(one, cited))
    if faults:
        raise FactsError(faults)
    return Bottlenecks(tuple(entries), {c.id: Term(c.id, Label(c.nl, c.en), c.theme) for c in model.categories})


def _faults(
    located: Located, place: int, one: BottleneckModel, model: BottlenecksModel, terms: Terms, steps: Collection[str]
) -> list[Fault]:
    path = ("bottlenecks", place)
    faults = []
    if one.category not in {category.id for category in model.categories}:
        faults.append(located.fault((*path, "category"), f"unknown category {one.category!r}", "an id of categories"))
    if not terms.has("evidences", one.evidence):
        faults.append(
            located.fault((*path, "evidence"), f"unknown evidence {one.evidence!r}", "an id of evidences in terms.yaml")
        )
    if steps and (lost := [step for step in one.steps if step not in steps]):
        faults.append(located.fault((*path, "steps"), f"unknown step {', '.join(lost)}", "a step of the pathway"))
    return faults
