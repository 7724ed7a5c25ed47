# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of this room. The trail entry stands with the load that calls these, in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from schakel.audit.actions import record
from schakel.catalogue.engine.authorisation import AuthorisationModel, entry_of
from schakel.catalogue.engine.product import Product as ProductValue
from schakel.catalogue.engine.terms import SECTIONS, CatalogueTermsModel
from schakel.catalogue.models import Authorisation, Product, Term
from schakel.values import plain

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
    if list(Authorisation.objects.values_list("place", "data", "loaded")) == [(r.place, r.data, r.loaded) for r in rows]:
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
