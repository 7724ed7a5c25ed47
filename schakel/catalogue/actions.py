# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of this room. The trail entry stands with the load that calls these, in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from schakel.catalogue.engine.authorisation import AuthorisationModel
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
    """Makes the list of authorisations exactly this one; answers whether anything changed."""
    rows = [
        Authorisation(place=place, brand=one.brand, data=plain.dumps(one.model_dump(exclude_unset=True)))
        for place, one in enumerate(authorisations)
    ]
    if list(Authorisation.objects.values_list("place", "data")) == [(row.place, row.data) for row in rows]:
        return False
    Authorisation.objects.all().delete()
    Authorisation.objects.bulk_create(rows)
    return True
