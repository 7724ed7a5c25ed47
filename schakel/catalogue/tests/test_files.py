# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The catalogue's own files: words, and every authorisation there was."""

from datetime import UTC, datetime

import pytest

from schakel.catalogue import reads
from schakel.catalogue.actions import keep_authorisations, keep_products, keep_terms
from schakel.catalogue.engine.authorisation import read_authorisations
from schakel.catalogue.engine.product import IdentityModel, Product
from schakel.catalogue.engine.terms import read_terms, terms_of
from schakel.values.located import FactsError

TERMS = b"""jurisdictions:
- {id: UK, label: {nl: Verenigd Koninkrijk, en: United Kingdom}, tag: {nl: VK, en: UK}}
modalities:
- {id: car_t, label: {nl: CAR-T, en: CAR T}}
"""
ENTRY = "{brand: A, inn: a, status: authorised, kind: gene_therapy, car_t: true, source: list}"
AT = datetime(2026, 11, 22, tzinfo=UTC)


def product(slug: str = "a", **more: object) -> Product:
    identity = {
        "brand": "A",
        "inn": "a",
        "mah": "A B.V.",
        "kind": "gene_therapy",
        "modality": "car_t",
        "route_of_manufacture": "ex_vivo",
        "autologous": True,
        "ema": {},
    }
    return Product(slug, IdentityModel.model_validate(identity | more))


def test_words_have_a_label_and_perhaps_a_short_form() -> None:
    terms = terms_of(read_terms(TERMS))
    assert terms.label("jurisdictions", "UK").nl == "Verenigd Koninkrijk"
    assert terms.tag("jurisdictions", "UK").nl == "VK"
    assert terms.tag("modalities", "car_t").en == "CAR T"
    assert terms.label("modalities", "new_kind").nl == "new kind"
    assert terms.words("modalities", "nl") == {"car_t": "CAR-T"}


def test_no_file_means_no_words() -> None:
    assert terms_of(read_terms(b"")).words("modalities", "nl") == {}


def test_every_fault_in_the_list_of_authorisations_is_told() -> None:
    with pytest.raises(FactsError) as told:
        read_authorisations(f"- {ENTRY}\n- {{brand: B}}\n- {{brand: C, colour: red}}\n")
    assert {fault.line for fault in told.value.faults} == {2, 3}
    with pytest.raises(FactsError, match="not a list"):
        read_authorisations("brand: A\n")


@pytest.mark.django_db
def test_words_and_authorisations_are_kept_as_they_are_told() -> None:
    terms, entries = read_terms(TERMS), read_authorisations(f"- {ENTRY}\n")
    assert keep_terms(terms=terms)
    assert not keep_terms(terms=terms)
    assert keep_authorisations(authorisations=entries)
    assert not keep_authorisations(authorisations=entries)
    assert reads.terms_model() == terms
    assert reads.authorisations() == entries


@pytest.mark.django_db
def test_products_come_change_go_and_return() -> None:
    none: list[str] = []
    assert keep_products(products=[product()], at=AT) == {"added": ["a"], "changed": none, "removed": none}
    assert keep_products(products=[product()], at=AT) == {"added": none, "changed": none, "removed": none}
    assert keep_products(products=[product(mah="B B.V.")], at=AT)["changed"] == ["a"]
    assert keep_products(products=[], at=AT)["removed"] == ["a"]
    assert not reads.present().exists()
    assert keep_products(products=[product()], at=AT)["added"] == ["a"]
    assert reads.present().get().mah == "A B.V."
