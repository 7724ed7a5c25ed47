# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The requirements of one product by step, each with what others ask."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from schakel.catalogue.engine.terms import CatalogueTerms
from schakel.pathway.engine.requirement import Facts, Profile
from schakel.pathway.views.others import Beside, Others
from schakel.pathway.views.told import Told, told
from schakel.sources.engine.citation import Document

SHORT = 44


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement in words. `short`: its words fit a headline; `note`: the number of its document."""

    told: Told
    help: str
    others: Others | None
    short: bool
    obligation: str
    note: int


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with its lines; `silent` and `unread`: what others speak of there and this product does not."""

    id: str
    label: str
    lines: tuple[Line, ...]
    total: int
    silent: tuple[str, ...]
    unread: tuple[str, ...]

    def only(self, natures: Collection[str]) -> "StepView":
        """The same step with the lines of these natures; all of them where none is named."""
        if not natures:
            return self
        return replace(self, lines=tuple(line for line in self.lines if line.told.nature in natures))


def step_views(profile: Profile, facts: Facts, terms: CatalogueTerms, lang: str, beside: Beside) -> list[StepView]:
    """Every step where this product speaks or where others do and it does not."""
    vocabulary = facts.vocabulary
    by_step: dict[str, list[Line]] = {}
    notes: dict[Document, int] = {}
    ordered = sorted(profile.requirements, key=lambda r: vocabulary.aspect_order.get(r.key, len(vocabulary.aspects)))
    for requirement in ordered:
        one = told(requirement, facts, terms, lang)
        aspect = vocabulary.aspect(*requirement.key)
        words = aspect.help.in_(lang) if aspect and aspect.help else ""
        note = notes.setdefault(requirement.citation.document, len(notes) + 1)
        line = Line(one, words, beside.others(requirement), len(one.says) <= SHORT, requirement.obligation, note)
        by_step.setdefault(requirement.step, []).append(line)
    found = []
    for step in vocabulary.steps:
        silent, unread = beside.quiet(step.id)
        lines = tuple(by_step.get(step.id, ()))
        if lines or silent or unread:
            found.append(StepView(step.id, step.label.in_(lang), lines, len(lines), tuple(silent), tuple(unread)))
    return found


def notes_of(steps: Iterable[StepView]) -> list[tuple[int, Told]]:
    """Each document of these lines once, by its number, with a line that cites it; for paper, which has no links."""
    first: dict[int, Told] = {}
    for line in (line for step in steps for line in step.lines):
        first.setdefault(line.note, line.told)
    return sorted(first.items(), key=lambda one: one[0])
