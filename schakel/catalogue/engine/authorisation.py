# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every ATMP that was ever authorised centrally in the EU: one entry each, whether or not we hold its requirements."""

from datetime import date
from typing import Any

from schakel.values.located import FactsError, Fault, read
from schakel.values.schema import Line, Model, checked

FILE = "products/_authorisations.yaml"


class AuthorisationModel(Model):
    """An entry of `data/products/_authorisations.yaml`; None = not seen."""

    brand: Line
    inn: Line
    authorised_on: date | None = None
    authorised_year: int | None = None
    opinion_on: date | None = None
    withdrawn_on: date | None = None
    suspended_on: date | None = None
    status: Line
    kind: Line
    car_t: bool
    product_number: Line | None = None
    holder: Line | None = None
    kind_source: Line | None = None
    withdrawn_source: Line | None = None
    source: Line
    note: Line | None = None
    note_nl: Line | None = None


def read_authorisations(text: str | bytes) -> list[AuthorisationModel]:
    """The entries of the file in its order; FactsError with every fault."""
    located = read(FILE, text)
    if not isinstance(located.data, list):
        raise FactsError([located.fault((), "the file is not a list", "one entry per authorisation")])
    faults: list[Fault] = []
    found = []
    for place, data in enumerate(located.data):
        try:
            found.append(checked(located, AuthorisationModel, data, (place,)))
        except FactsError as error:
            faults.extend(error.faults)
    if faults:
        raise FactsError(faults)
    return found


def entry_of(data: Any) -> AuthorisationModel:
    """An entry from data that was checked before."""
    return AuthorisationModel.model_validate(data)
