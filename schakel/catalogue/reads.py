# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Rows of the catalogue as values. Never writes."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from schakel.catalogue.engine.authorisation import AuthorisationModel, entry_of
from schakel.catalogue.engine.availability import Availability, availability
from schakel.catalogue.engine.conditions import Condition, ConditionModel, condition_of
from schakel.catalogue.engine.dutch_status import (
    DutchStatus,
    ShareModel,
    StatusModel,
    StatusTerm,
    StatusTermModel,
    term_of,
)
from schakel.catalogue.engine.terms import SECTIONS, CatalogueTerms, CatalogueTermsModel, terms_of
from schakel.catalogue.models import Authorisation, Cited, Product, Share, Term
from schakel.catalogue.models import Condition as ConditionRow
from schakel.catalogue.models import DutchStatus as StatusRow
from schakel.catalogue.models import StatusTerm as TermRow
from schakel.sources.engine.citation import Citation
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


def conditions() -> dict[str, Condition]:
    """Every disease by id, in the order of the file."""
    cited = _cited("condition")
    models = [ConditionModel.model_validate(plain.loads(row.data)) for row in ConditionRow.objects.all()]
    return {model.id: condition_of(model, cited[model.id]) for model in models}


def status_terms() -> dict[str, StatusTerm]:
    """What each status means, in the order of the file."""
    models = [StatusTermModel.model_validate(plain.loads(row.data)) for row in TermRow.objects.all()]
    return {model.id: term_of(model) for model in models}


def dutch_statuses(product: str | None = None) -> list[DutchStatus]:
    """The statuses in the Netherlands of one product, or of all, in the order of the file."""
    rows = StatusRow.objects.all() if product is None else StatusRow.objects.filter(product=product)
    terms, cited = status_terms(), _cited("status")
    models = [StatusModel.model_validate(plain.loads(row.data)) for row in rows]
    return [DutchStatus(model, terms[model.status], cited[model.id]) for model in models]


def shares() -> list[tuple[ShareModel, tuple[Citation, ...]]]:
    """The figures on the Netherlands that sources state, with their sources."""
    cited = _cited("share")
    models = [ShareModel.model_validate(plain.loads(row.data)) for row in Share.objects.all()]
    return [(model, cited[model.id]) for model in models]


def available(product: Product, today: date) -> Availability:
    """Whether one product can be had in the Netherlands."""
    return availability(dutch_statuses(product.slug), withdrawn_on=product.withdrawn_on, today=today)


def availabilities(today: date) -> Mapping[str, Availability]:
    """Whether each product can be had in the Netherlands, by slug."""
    by_product = defaultdict(list)
    for one in dutch_statuses():
        by_product[one.told.product].append(one)
    return {
        row.slug: availability(by_product[row.slug], withdrawn_on=row.withdrawn_on, today=today) for row in present()
    }


def _cited(subject: str) -> Mapping[str, tuple[Citation, ...]]:
    """What the facts of one kind cite, by their id."""
    found: dict[str, tuple[Citation, ...]] = defaultdict(tuple)
    for row in Cited.objects.filter(subject=subject).select_related("document"):
        found[row.key] += (Citation(row.document.value, row.section),)
    return found
