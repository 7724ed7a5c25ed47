# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A requirement: who asks what at which step, in which scope, and where that stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from schakel.catalogue.engine.product import Product
from schakel.pathway.engine.constraints import Constraint
from schakel.pathway.engine.measured import share
from schakel.pathway.engine.vocabulary import AspectKey, Vocabulary
from schakel.sources.engine.citation import Citation, Document, DocumentModel
from schakel.values.labels import Label

OBLIGATIONS = ("required", "guidance", "document", "report")
PRODUCT, STANDARD = "product", "standard"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a requirement applies, as sorted (dimension, values) pairs; empty is everywhere.

    Values of a list dimension are its ids; of a measured one its written bounds, such as `max=100 kg`.
    """

    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def overlaps(self, other: "Scope") -> bool:
        """Whether some patient or situation can fall under both: no shared dimension keeps them apart."""
        mine = dict(self.parts)
        return all(dimension not in mine or share(mine[dimension], values) for dimension, values in other.parts)

    @property
    def key(self) -> str:
        """A stable text for addresses and identity: `indication=dlbcl+fl;weight=max 100 kg`."""
        return ";".join(f"{dimension}={'+'.join(values)}" for dimension, values in self.parts)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One sourced, typed fact. `must` is the constraint as written in the facts (plain data), for export and forms.

    `issuer` says who asks: a product's firm, or an adopted Dutch standard, whose key then stands in `product`.
    """

    product: str
    step: str
    aspect: str
    constraint: Constraint
    citation: Citation
    must: Mapping[str, object]
    scope: Scope = Scope()
    applies_to: Mapping[str, object] | None = None
    obligation: str = "required"
    note: str | None = None
    note_nl: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    issuer: str = PRODUCT

    @property
    def key(self) -> AspectKey:
        return (self.step, self.aspect)

    @property
    def id(self) -> str:
        """`kymriah:storage.temperature` with the scope behind it where there is one."""
        tail = f":{self.scope.key}" if self.scope.parts else ""
        return f"{self.product}:{self.step}.{self.aspect}{tail}"

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True)
class Profile:
    """A product with all it prescribes, and which sections of its texts were read."""

    product: Product
    requirements: tuple[Requirement, ...]
    documents: tuple[Document, ...] = ()
    sections_read: frozenset[str] = frozenset()
    sections_unread: frozenset[str] = frozenset()
    consulted: tuple[DocumentModel, ...] = ()  # the file's own list of sources, for export
    sections: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # read and unread in the file's order

    @property
    def slug(self) -> str:
        return self.product.slug

    def __hash__(self) -> int:
        return hash(self.slug)

    def steps(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The steps of this product's pathway."""
        identity = self.product.identity
        names = ("kind", "modality", "route_of_manufacture", "autologous")
        return vocabulary.steps_of({name: getattr(identity, name) for name in names})

    @cached_property
    def written(self) -> Mapping[str, object]:
        """The data of the product's file without its requirements, in the order of the schema."""
        read, unread = self.sections
        sources = [source.model_dump(exclude_none=True) for source in self.consulted]
        # That no section was left unread is said, not left out.
        sections = {"sections_read": list(read), "sections_unread": list(unread)}
        return {
            **self.product.identity.model_dump(exclude_unset=True),
            **({"sources": sources} if sources else {}),
            **sections,
        }

    @cached_property
    def by_aspect(self) -> Mapping[AspectKey, tuple[Requirement, ...]]:
        grouped: dict[AspectKey, list[Requirement]] = {}
        for requirement in self.requirements:
            grouped.setdefault(requirement.key, []).append(requirement)
        return {key: tuple(found) for key, found in grouped.items()}


@dataclass(frozen=True, slots=True)
class AdoptedLine:
    """A rule of an adopted standard and the products it holds for."""

    requirement: Requirement
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adopted:
    """A Dutch standard in force: the adopted version, and the address of its page on this site."""

    key: str
    title: Label
    number: int
    url: str
    adopted_on: date
    lines: tuple[AdoptedLine, ...]


@dataclass(frozen=True)
class Facts:
    """Everything the engine works on: the words, and the products in the order of their brands.

    Adopted standards stand beside the products and are never compared with them: they are made of what those ask, so
    counting them would count agreement twice.
    """

    vocabulary: Vocabulary
    profiles: tuple[Profile, ...]
    standards: tuple[Adopted, ...] = ()

    @cached_property
    def by_slug(self) -> Mapping[str, Profile]:
        return {profile.slug: profile for profile in self.profiles}

    def of_modality(self, modality: str) -> tuple[Profile, ...]:
        """Products of a modality that prescribe anything and were not withdrawn."""
        return tuple(
            p
            for p in self.profiles
            if p.product.modality == modality and p.requirements and p.product.status != "withdrawn"
        )

    def chosen(self, slugs: Iterable[str]) -> tuple[Profile, ...]:
        """The profiles of these slugs in the given order, each once; KeyError names an unknown one."""
        return tuple(self.by_slug[slug] for slug in dict.fromkeys(slugs))

    def adopted(self, key: AspectKey, slugs: Iterable[str]) -> tuple[tuple[Adopted, AdoptedLine], ...]:
        """The lines of adopted standards about this aspect that hold for any of these products."""
        wanted = set(slugs)
        return tuple(
            (standard, line)
            for standard in self.standards
            for line in standard.lines
            if line.requirement.key == key and not wanted.isdisjoint(line.products)
        )
