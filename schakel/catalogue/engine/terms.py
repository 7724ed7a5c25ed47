# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of the catalogue: what modalities, kinds, routes, indications and jurisdictions are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import StringConstraints

from schakel.values.labels import Label
from schakel.values.located import read
from schakel.values.schema import LabelModel, Model, checked

SECTIONS = ("modalities", "kinds", "routes", "indications", "jurisdictions")
FILE = "catalogue/terms.yaml"


class CatalogueTermModel(Model):
    """One word. `tag` is its short form where there is no room, such as VS for the United States."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.]*$", max_length=80)]
    label: LabelModel
    tag: LabelModel | None = None
    note: LabelModel | None = None


class CatalogueTermsModel(Model):
    """`data/catalogue/terms.yaml`."""

    modalities: list[CatalogueTermModel] = []
    kinds: list[CatalogueTermModel] = []
    routes: list[CatalogueTermModel] = []
    indications: list[CatalogueTermModel] = []
    jurisdictions: list[CatalogueTermModel] = []


@dataclass(frozen=True, slots=True)
class CatalogueTerm:
    id: str
    label: Label
    tag: Label | None = None
    note: Label | None = None


@dataclass(frozen=True)
class CatalogueTerms:
    """Words by section, then by id, in the order of the file."""

    sections: Mapping[str, Mapping[str, CatalogueTerm]] = field(default_factory=dict)

    def label(self, section: str, name: str) -> Label:
        """The words of a term; a name without words is shown as its own words, in both languages."""
        term = self.sections.get(section, {}).get(name)
        words = name.replace("_", " ")
        return term.label if term else Label(words, words)

    def tag(self, section: str, name: str) -> Label:
        """The short form of a term, its words where it has none."""
        term = self.sections.get(section, {}).get(name)
        return term.tag if term and term.tag else self.label(section, name)

    def words(self, section: str, lang: str) -> dict[str, str]:
        """Words by id in one language."""
        return {name: term.label.in_(lang) for name, term in self.sections.get(section, {}).items()}

    def tags(self, section: str, lang: str) -> dict[str, str]:
        """Short forms by id in one language."""
        return {name: self.tag(section, name).in_(lang) for name in self.sections.get(section, {})}


def read_terms(text: str | bytes) -> CatalogueTermsModel:
    """The catalogue's words of their file, none when there is no file; FactsError with every fault."""
    return checked(read(FILE, text), CatalogueTermsModel) if text else CatalogueTermsModel()


def terms_of(model: CatalogueTermsModel) -> CatalogueTerms:
    return CatalogueTerms({name: {t.id: _term(t) for t in getattr(model, name)} for name in SECTIONS})


def _term(model: CatalogueTermModel) -> CatalogueTerm:
    tag = model.tag.label() if model.tag else None
    note = model.note.label() if model.note else None
    return CatalogueTerm(model.id, model.label.label(), tag, note)
