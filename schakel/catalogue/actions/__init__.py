# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of this room. The trail entry stands with the load that calls these, in the same transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models, transaction
from django.urls import reverse

from schakel.audit.actions import record
from schakel.catalogue.engine.authorisation import AuthorisationModel, entry_of
from schakel.catalogue.engine.conditions import ConditionModel
from schakel.catalogue.engine.dutch_status import StatusFile, StatusModel, StatusTermModel
from schakel.catalogue.engine.product import Product as ProductValue
from schakel.catalogue.engine.terms import SECTIONS, CatalogueTermsModel
from schakel.catalogue.models import (
    Authorisation,
    Cited,
    Condition,
    DutchStatus,
    Product,
    Share,
    StatusTerm,
    Term,
)
from schakel.following.actions import announce
from schakel.sources.actions import keep_documents
from schakel.sources.engine.citation import Citation
from schakel.values import plain
from schakel.values.schema import Model

Changes = dict[str, list[str]]


@transaction.atomic
def keep_products(*, products: Sequence[ProductValue], at: datetime) -> Changes:
    """Makes the catalogue hold exactly these products; answers the slugs added, changed and removed."""
    known = {row.slug: row for row in Product.objects.all()}
    changes: Changes = {"added": [], "changed": [], "removed": []}
    for product in products:
        row, before = product_row(product), known.pop(product.slug, None)
        if before is None or before.removed_at is not None:
            changes["added"].append(product.slug)
        elif before.identity != row.identity:
            changes["changed"].append(product.slug)
        else:
            continue
        row.save(force_insert=before is None, force_update=before is not None)
    gone = [slug for slug, row in known.items() if row.removed_at is None]
    Product.objects.filter(slug__in=gone).update(removed_at=at)
    changes["removed"].extend(gone)
    return changes


def product_row(product: ProductValue) -> Product:
    """The row of a product, not saved."""
    identity = product.identity
    return Product(
        slug=product.slug,
        brand=identity.brand,
        inn=identity.inn,
        mah=identity.mah,
        kind=identity.kind,
        modality=identity.modality,
        route_of_manufacture=identity.route_of_manufacture,
        autologous=identity.autologous,
        status=product.status,
        authorised_on=identity.ema.authorised_on,
        withdrawn_on=identity.ema.withdrawn_on,
        identity=plain.dumps(identity.model_dump(exclude_unset=True)),
    )


@transaction.atomic
def keep_terms(*, terms: CatalogueTermsModel) -> bool:
    """Makes the words of the catalogue exactly these; answers whether anything changed."""
    rows = [
        Term(section=name, place=place, name=term.id, data=plain.dumps(term.model_dump(exclude_unset=True)))
        for name in SECTIONS
        for place, term in enumerate(getattr(terms, name))
    ]
    present = set(Term.objects.values_list("section", "place", "name", "data"))
    if present == {(row.section, row.place, row.name, row.data) for row in rows}:
        return False
    Term.objects.all().delete()
    Term.objects.bulk_create(rows)
    return True


@transaction.atomic
def keep_authorisations(*, authorisations: Sequence[AuthorisationModel]) -> bool:
    """Makes the list of authorisations what the file says; answers whether anything changed.

    What was taken over from the EMA's table since the last load stays, until the file itself says something new.
    """
    known = {row.number or row.brand: row for row in Authorisation.objects.all()}
    rows = []
    for one in authorisations:
        said = plain.dumps(one.model_dump(exclude_unset=True))
        before = known.pop(one.product_number or one.brand, None)
        kept = before.data if before and before.loaded == said else said
        rows.append(authorisation_row(entry_of(plain.loads(kept)), loaded=said))
    rows += [authorisation_row(entry_of(plain.loads(row.data))) for row in known.values() if not row.loaded]
    for place, row in enumerate(rows):
        row.place = place
    if list(Authorisation.objects.values_list("place", "data", "loaded")) == [
        (r.place, r.data, r.loaded) for r in rows
    ]:
        return False
    Authorisation.objects.all().delete()
    Authorisation.objects.bulk_create(rows)
    return True


def authorisation_row(one: AuthorisationModel, *, loaded: str = "") -> Authorisation:
    """The row of an authorisation, not saved and without its place."""
    data = plain.dumps(one.model_dump(exclude_unset=True))
    return Authorisation(brand=one.brand, number=one.product_number or "", data=data, loaded=loaded)


@transaction.atomic
def take_authorisation(*, by: str, one: AuthorisationModel, at: datetime | None = None) -> Authorisation:
    """Puts what another list says in the place of what we had, or adds it; the trail tells which fields."""
    row = Authorisation.objects.select_for_update().filter(number=one.product_number).first()
    fresh = authorisation_row(one, loaded=row.loaded if row else "")
    fresh.pk = row.pk if row else None
    fresh.place = row.place if row else Authorisation.objects.count()
    before = plain.loads(row.data) if row else {}
    after = plain.loads(fresh.data)
    fresh.save(force_insert=row is None)
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    object_ = f"authorisation:{one.product_number}"
    record(by=by, action="authorisation.take", object=object_, details={"fields": changed, "new": row is None}, at=at)
    return fresh


@dataclass(frozen=True, slots=True)
class Moved:
    """A status that became another one: which entry, and from what to what."""

    id: str
    before: str
    after: str


@dataclass(slots=True)
class Outcome:
    """What a load of the Dutch statuses changed. `first`: there were none before."""

    first: bool
    parts: list[str] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)


Entries = Sequence[tuple[ConditionModel, tuple[Citation, ...]]]


@transaction.atomic
def load_status(*, by: str, conditions: Entries, statuses: StatusFile, at: datetime | None = None) -> Outcome:
    """Makes conditions and Dutch statuses exactly what the files say; the trail tells which parts were new."""
    before = dict(DutchStatus.objects.values_list("id", "status_id"))
    outcome = Outcome(first=not before)
    _keep_cited("condition", [(model.id, cited) for model, cited in conditions], outcome)
    _keep_cited("status", [(model.id, cited) for model, cited in statuses.statuses], outcome)
    _keep_cited("share", [(model.id, cited) for model, cited in statuses.shares], outcome)
    told = [model for model, _cited in statuses.statuses]
    _keep_entries(Condition, [model for model, _cited in conditions], outcome)
    terms = _rows(StatusTerm, statuses.terms)
    if not _same(StatusTerm, terms):
        DutchStatus.objects.all().delete()
        _replace(StatusTerm, terms, outcome)
    _keep_statuses(told, outcome)
    _keep_entries(Share, [model for model, _cited in statuses.shares], outcome)
    outcome.moved = [Moved(o.id, before[o.id], o.status) for o in told if before.get(o.id, o.status) != o.status]
    if outcome.moved:
        _tell(outcome.moved, {one.id: one for one in told}, {t.id: t for t in statuses.terms}, by, at)
    if outcome.parts:
        details = {"parts": sorted(set(outcome.parts)), "moved": [[m.id, m.before, m.after] for m in outcome.moved]}
        record(by=by, action="status.load", object="status:all", details=details, at=at)
    return outcome


def _tell(
    moved: Iterable[Moved],
    told: Mapping[str, StatusModel],
    terms: Mapping[str, StatusTermModel],
    by: str,
    at: datetime | None,
) -> None:
    """The news that a status became another one, for who follows the product or the disease."""
    for one in moved:
        entry, label = told[one.id], terms[one.after].label
        name = entry.brand or entry.inn
        product = [f"product:{entry.product}"] if entry.product else []
        page = reverse("therapy", args=[entry.product]) if entry.product else reverse("therapies")
        announce(
            topics=[*product, *(f"condition:{disease}" for disease in entry.conditions)],
            title_nl=f"{name} voor {entry.plain.nl}: nu {label.nl}",
            title_en=f"{name} for {entry.plain.en}: now {label.en}",
            url=page,
            by=by,
            at=at,
        )


def _rows(model: type[models.Model], entries: Iterable[Model]) -> list[models.Model]:
    told = [(one.id, plain.dumps(one.model_dump(exclude_unset=True))) for one in entries]  # type: ignore[attr-defined]
    return [model(id=name, place=place, data=data) for place, (name, data) in enumerate(told)]


def _keep_entries(model: type[models.Model], entries: Iterable[Model], outcome: Outcome) -> None:
    rows = _rows(model, entries)
    if not _same(model, rows):
        _replace(model, rows, outcome)


def _keep_statuses(told: Iterable[Model], outcome: Outcome) -> None:
    rows = _rows(DutchStatus, told)
    for row, one in zip(rows, told, strict=True):
        row.product, row.status_id = one.product or "", one.status  # type: ignore[attr-defined]
    if not _same(DutchStatus, rows):
        _replace(DutchStatus, rows, outcome)


def _same(model: type[models.Model], rows: Sequence[models.Model]) -> bool:
    held = model._default_manager.values_list("id", "place", "data").order_by("place")
    return list(held) == [(row.pk, row.place, row.data) for row in rows]  # type: ignore[attr-defined]


def _replace(model: type[models.Model], rows: Sequence[models.Model], outcome: Outcome) -> None:
    model._default_manager.all().delete()
    model._default_manager.bulk_create(rows)
    outcome.parts.append(model._meta.model_name or "")


def _keep_cited(subject: str, cited: Sequence[tuple[str, Sequence[Citation]]], outcome: Outcome) -> None:
    """What the facts of one kind cite, exactly this."""
    documents = keep_documents(documents=dict.fromkeys(one.document for _key, found in cited for one in found))
    rows = [
        Cited(subject=subject, key=key, place=place, document=documents[one.document], section=one.section)
        for key, found in cited
        for place, one in enumerate(found)
    ]
    held = Cited.objects.filter(subject=subject)
    present = set(held.values_list("key", "place", "document_id", "section"))
    if present != {(row.key, row.place, row.document_id, row.section) for row in rows}:
        held.delete()
        Cited.objects.bulk_create(rows)
        outcome.parts.append(f"sources of {subject}")
