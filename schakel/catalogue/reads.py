# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Rows of the catalogue as values. Never writes."""

from django.db.models import QuerySet

from schakel.catalogue.engine.authorisation import AuthorisationModel, entry_of
from schakel.catalogue.engine.terms import SECTIONS, CatalogueTerms, CatalogueTermsModel, terms_of
from schakel.catalogue.models import Authorisation, Product, Term
from schakel.values import plain


def present() -> QuerySet[Product]:
    """The products whose facts are there, by brand."""
    return Product.objects.filter(removed_at=None)


def terms_model() -> CatalogueTermsModel:
    """The words of the catalogue in the form of their file."""
    sections: dict[str, list[object]] = {name: [] for name in SECTIONS}
    for term in Term.objects.all():
        sections[term.section].append(plain.loads(term.data))
    return CatalogueTermsModel.model_validate({name: found for name, found in sections.items() if found})


def terms() -> CatalogueTerms:
    """The words of the catalogue by section and id."""
    return terms_of(terms_model())


def authorisations() -> list[AuthorisationModel]:
    """Every authorisation, in the order of the file (oldest first)."""
    return [entry_of(plain.loads(row.data)) for row in Authorisation.objects.all()]
