# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The whole fact base at once: make the database say what the files say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import BaseModel

from schakel.audit.actions import record
from schakel.catalogue.actions import keep_authorisations, keep_products, keep_terms
from schakel.catalogue.engine.authorisation import AuthorisationModel
from schakel.catalogue.engine.terms import CatalogueTermsModel
from schakel.pathway.actions.index import index_facts
from schakel.pathway.actions.profiles import keep_profiles
from schakel.pathway.actions.requirements import close_version, trail_object, version_row
from schakel.pathway.actions.standards import keep_standards_possible
from schakel.pathway.actions.version import hold, move_on
from schakel.pathway.actions.words import keep_heads, keep_words
from schakel.pathway.engine.item import content_digest
from schakel.pathway.engine.requirement import Facts
from schakel.pathway.engine.requirement import Requirement as RequirementValue
from schakel.pathway.models import Requirement, RequirementVersion
from schakel.sources.actions import keep_documents
from schakel.sources.engine.citation import Document as DocumentValue
from schakel.sources.models import Document

Identity = tuple[str, str, str, str]
Rows = Mapping[Identity, Requirement]


@dataclass(frozen=True, slots=True)
class FactBase:
    """Everything that the files say. `heads`: the reviewer's words above each file; `digest`: over all files."""

    facts: Facts
    words: Mapping[str, BaseModel]
    terms: CatalogueTermsModel
    authorisations: Sequence[AuthorisationModel]
    heads: Mapping[str, str]
    digest: str


@dataclass(slots=True)
class Outcome:
    """What a load changed: names of products and requirements, and whether the words changed."""

    products: dict[str, list[str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    overruled: list[str] = field(default_factory=list)
    reread: list[str] = field(default_factory=list)
    reordered: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        lists = (self.added, self.changed, self.ended, self.reread, self.reordered, self.words, *self.products.values())
        return any(lists)

    @property
    def counts(self) -> dict[str, int]:
        products = {f"products_{name}": len(found) for name, found in self.products.items()}
        told = ("added", "changed", "ended", "overruled", "reordered")
        return products | {f"requirements_{name}": len(getattr(self, name)) for name in told}


@transaction.atomic
def load_facts(*, by: str, base: FactBase, at: datetime | None = None) -> Outcome:
    """Makes the database say what the files say, or nothing at all when anything fails.

    A requirement that was changed here since the last load keeps that change as long as its file still says what it
    said then; once the file says something new, the file holds and the change is told as overruled.
    """
    hold()
    at = at or timezone.now()
    outcome = Outcome(products=keep_products(products=[p.product for p in base.facts.profiles], at=at))
    outcome.words = keep_words(words=base.words)
    keep_standards_possible(words=base.facts.vocabulary)
    if keep_terms(terms=base.terms):
        outcome.words.append("catalogue")
    if keep_authorisations(authorisations=base.authorisations):
        outcome.words.append("authorisations")
    keep_heads(heads=base.heads)
    documents = keep_documents(documents=_documents(base.facts))
    outcome.reread = keep_profiles(profiles=base.facts.profiles, documents=documents)
    first = not RequirementVersion.objects.exists()
    _keep_requirements(_Load(by, at, documents, outcome, told=not first), base.facts)
    if outcome.any:
        _tell(by, base, outcome, at)
    return outcome


def _tell(by: str, base: FactBase, outcome: Outcome, at: datetime) -> None:
    totals = {
        "products": len(base.facts.profiles),
        "requirements": sum(len(p.requirements) for p in base.facts.profiles),
    }
    details: dict[str, Any] = {"digest": base.digest, "totals": totals, "words": outcome.words, **outcome.counts}
    record(by=by, action="facts.load", object="facts:all", details=details, at=at)
    move_on(at=at)
    index_facts()


def _documents(facts: Facts) -> Iterable[DocumentValue]:
    return dict.fromkeys(document for profile in facts.profiles for document in profile.documents)


@dataclass(frozen=True, slots=True)
class _Load:
    """What every step of one load needs. `told`: single requirements get their own trail entry (not at the first load,
    whose one entry vouches for all of them)."""

    by: str
    at: datetime
    documents: Mapping[DocumentValue, Document]
    outcome: Outcome
    told: bool


def _keep_requirements(load: _Load, facts: Facts) -> None:
    asked = {_identity(r): (place, r) for p in facts.profiles for place, r in enumerate(p.requirements)}
    rows = _rows(asked)
    current = {v.requirement_id: v for v in RequirementVersion.objects.filter(replaced_at=None)}
    fresh: list[RequirementVersion] = []
    for identity, row in rows.items():
        place, wanted = asked.get(identity, (row.place, None))
        said = content_digest(wanted) if wanted else ""
        if said != row.loaded:
            _keep_one(load, row, wanted, current.get(row.pk), fresh)
        if place != row.place:
            load.outcome.reordered.append(row.name)
        if (place, said) != (row.place, row.loaded):
            row.place, row.loaded = place, said
            row.save(update_fields=["place", "loaded"])
    RequirementVersion.objects.bulk_create(fresh)


def _rows(asked: Mapping[Identity, tuple[int, RequirementValue]]) -> Rows:
    """Every lasting row there is, with new ones for what is asked for the first time."""
    known = {_row_identity(row): row for row in Requirement.objects.all()}
    missing = [
        Requirement(product_id=r.product, step=r.step, aspect=r.aspect, scope=r.scope.key, place=place)
        for identity, (place, r) in asked.items()
        if identity not in known
    ]
    if missing:
        Requirement.objects.bulk_create(missing)
        known = {_row_identity(row): row for row in Requirement.objects.all()}
    return known


def _identity(requirement: RequirementValue) -> Identity:
    return (requirement.product, requirement.step, requirement.aspect, requirement.scope.key)


def _row_identity(row: Requirement) -> Identity:
    return (row.product_id, row.step, row.aspect, row.scope)


def _keep_one(
    load: _Load,
    row: Requirement,
    wanted: RequirementValue | None,
    current: RequirementVersion | None,
    fresh: list[RequirementVersion],
) -> None:
    """The file says something else than at the last load."""
    said = content_digest(wanted) if wanted else ""
    now = current.digest if current else ""
    if now == said:
        return
    if now != row.loaded:
        load.outcome.overruled.append(row.name)
    close_version(by=load.by, version=current, at=load.at)
    if wanted:
        document = load.documents[wanted.citation.document]
        fresh.append(version_row(row=row, requirement=wanted, document=document, by=load.by, at=load.at))
    kind = "added" if not now else "changed" if said else "ended"
    getattr(load.outcome, kind).append(row.name)
    if load.told:
        action = "requirement.record" if said else "requirement.end"
        details = {"before": now or None, "after": said or None}
        record(by=load.by, action=action, object=trail_object(row), details=details, at=load.at)
