# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Initiatives, the phases and themes they are sorted by, and who leads or takes part."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from re import fullmatch
from typing import Literal

from schakel.network.engine.organisation import collected, doubled, later
from schakel.network.engine.terms import Slug, Term, Terms
from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, read
from schakel.values.schema import LabelModel, Line, Model, Name, WebAddress, checked

FILE = "landscape/initiatives.yaml"
SLUG = r"[a-z0-9][a-z0-9-]*"


class WordModel(Model):
    """A phase or theme. `short`: its name on the narrow columns of the map."""

    id: Name
    nl: Line
    en: Line
    short: LabelModel | None = None


class StatementModel(Model):
    text: Line
    text_nl: Line | None = None
    source: CitedModel | list[CitedModel]


class SchemeModel(Model):
    source: CitedModel | list[CitedModel]
    note: Line
    note_nl: Line | None = None
    phases: list[WordModel]
    found_statements: list[StatementModel] = []


class PhasesModel(Model):
    """`basis`: the source itself names the phases, or they are our own reading of what the initiative does."""

    ids: list[Name]
    basis: Literal["source", "reading"]


class InitiativeModel(Model):
    """An entry of `data/landscape/initiatives.yaml`. A partner is a slug, or words where it has no entry."""

    slug: Slug
    name: Line
    name_nl: Line | None = None
    short: LabelModel | None = None
    level: Name
    lead: Line
    lead_nl: Line | None = None
    led_by: list[Slug] = []
    partners: list[Line | LabelModel] = []
    period: Line
    period_nl: Line | None = None
    themes: list[Name]
    phases: PhasesModel
    what: Line
    what_nl: Line | None = None
    url: WebAddress | None = None
    review_on: date | None = None
    source: CitedModel | list[CitedModel]

    @property
    def partner_slugs(self) -> list[str]:
        """The partners that are named by slug."""
        return [one for one in self.partners if isinstance(one, str) and fullmatch(SLUG, one)]


class InitiativesModel(Model):
    """`data/landscape/initiatives.yaml`."""

    compiled_on: date
    review_after_months: int
    phase_scheme: SchemeModel
    themes_used_here: list[WordModel]
    initiatives: list[InitiativeModel]


@dataclass(frozen=True, slots=True)
class Initiative:
    model: InitiativeModel
    review_on: date
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says of the field as a whole."""

    text: str
    text_nl: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Initiatives:
    entries: tuple[Initiative, ...]
    themes: Mapping[str, Term]
    phases: Mapping[str, Term]
    short: Mapping[str, Label]
    statements: tuple[Statement, ...]


def read_initiatives(
    text: str | bytes, register: Mapping[str, Document], terms: Terms, organisations: Collection[str]
) -> Initiatives:
    """The initiatives of the file; FactsError with every fault: unknown level, theme, phase, partner or source."""
    located = read(FILE, text)
    model = checked(located, InitiativesModel)
    faults = doubled(located, "initiatives", [one.slug for one in model.initiatives])
    faults += _word_faults(located, model, terms) + _who_faults(located, model, organisations)
    entries, statements = [], []
    for place, one in enumerate(model.initiatives):
        cited, wrong = collected(located, ("initiatives", place, "source"), one.source, register)
        faults += wrong
        entries.append(Initiative(one, one.review_on or later(model.compiled_on, model.review_after_months), cited))
    for place, said in enumerate(model.phase_scheme.found_statements):
        cited, wrong = collected(located, ("phase_scheme", "found_statements", place), said.source, register)
        faults += wrong
        statements.append(Statement(said.text, said.text_nl or said.text, cited))
    if faults:
        raise FactsError(faults)
    words = [*model.themes_used_here, *model.phase_scheme.phases]
    short = {one.id: one.short.label() if one.short else Label(one.nl, one.en) for one in words}
    themes, phases = _terms(model.themes_used_here), _terms(model.phase_scheme.phases)
    return Initiatives(tuple(entries), themes, phases, short, tuple(statements))


def _terms(words: list[WordModel]) -> dict[str, Term]:
    return {one.id: Term(one.id, Label(one.nl, one.en)) for one in words}


def _word_faults(located: Located, model: InitiativesModel, terms: Terms) -> list[Fault]:
    themes = {one.id for one in model.themes_used_here}
    phases = {one.id for one in model.phase_scheme.phases}
    faults = []
    for place, one in enumerate(model.initiatives):
        path = ("initiatives", place)
        if not terms.has("levels", one.level):
            faults.append(
                located.fault((*path, "level"), f"unknown level {one.level!r}", "an id of levels in terms.yaml")
            )
        if lost := [name for name in one.themes if name not in themes]:
            faults.append(
                located.fault((*path, "themes"), f"unknown theme {', '.join(lost)}", "an id of themes_used_here")
            )
        if lost := [name for name in one.phases.ids if name not in phases]:
            faults.append(located.fault((*path, "phases"), f"unknown phase {', '.join(lost)}", "an id of phase_scheme"))
    return faults


def _who_faults(located: Located, model: InitiativesModel, organisations: Collection[str]) -> list[Fault]:
    """A name written as a slug must be somebody's: a slip of the pen would otherwise become a partner."""
    known = {*organisations, *(one.slug for one in model.initiatives)}
    faults = []
    for place, one in enumerate(model.initiatives):
        for key, named in (("led_by", one.led_by), ("partners", one.partner_slugs)):
            if lost := [name for name in named if name not in known]:
                expected = "a slug of organisations.yaml or initiatives.yaml, or words with a capital"
                faults.append(
                    located.fault(("initiatives", place, key), f"nobody is called {', '.join(lost)}", expected)
                )
    return faults
