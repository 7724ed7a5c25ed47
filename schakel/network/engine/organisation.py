# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the landscape says of an organisation: the entry of its file, checked, with what it cites."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schakel.network.engine.terms import Slug, Terms
from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel, citations
from schakel.values.located import FactsError, Fault, Located, Path, read
from schakel.values.schema import Line, Model, Name, WebAddress, checked

FILE = "landscape/organisations.yaml"


class CapabilityModel(Model):
    """Something an organisation has or does that others look for."""

    cap: Name
    note: Line | None = None
    note_nl: Line | None = None
    source: CitedModel | list[CitedModel]


class ContactModel(Model):
    """A way in, by role and never by a person's name, as the organisation gives it."""

    role: Line
    role_nl: Line | None = None
    mail: Line | None = None
    phone: Line | None = None
    source: CitedModel | list[CitedModel]


class OrganisationModel(Model):
    """An entry of `data/landscape/organisations.yaml`."""

    slug: Slug
    name: Line
    en: Line | None = None
    short: Line | None = None
    kind: Name
    city: Line | None = None
    role: Line
    role_nl: Line | None = None
    products: list[Line] = []
    capabilities: list[CapabilityModel] = []
    contacts: list[ContactModel] = []
    url: WebAddress | None = None
    url_verified: bool = False
    review_on: date | None = None
    source: CitedModel | list[CitedModel]


class NationalFactModel(Model):
    fact: Line
    fact_nl: Line | None = None
    source: CitedModel | list[CitedModel]


class OrganisationsModel(Model):
    """`data/landscape/organisations.yaml`. `compiled_on`: when its entries were last looked at all together."""

    compiled_on: date
    review_after_months: int
    organisations: list[OrganisationModel]
    national_facts: list[NationalFactModel] = []


@dataclass(frozen=True, slots=True)
class Organisation:
    """An entry with what it cites: `citations` by part, "" for the role and `capability:<id>` for a capability."""

    model: OrganisationModel
    review_on: date
    citations: Mapping[str, tuple[Citation, ...]]


@dataclass(frozen=True, slots=True)
class NationalFact:
    fact: str
    fact_nl: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Organisations:
    entries: tuple[Organisation, ...]
    facts: tuple[NationalFact, ...]


def read_organisations(
    text: str | bytes, register: Mapping[str, Document], terms: Terms, cities: Mapping[str, Any]
) -> Organisations:
    """The entries of the file; FactsError with every fault: unknown kind, capability, city or source, doubled slug."""
    located = read(FILE, text)
    model = checked(located, OrganisationsModel)
    faults = _word_faults(located, model, terms, cities) + doubled(
        located, "organisations", [o.slug for o in model.organisations]
    )
    entries, facts = [], []
    for place, one in enumerate(model.organisations):
        cited, wrong = _cited(located, ("organisations", place), one, register)
        faults += wrong
        entries.append(Organisation(one, one.review_on or later(model.compiled_on, model.review_after_months), cited))
    for place, fact in enumerate(model.national_facts):
        found, wrong = collected(located, ("national_facts", place, "source"), fact.source, register)
        faults += wrong
        facts.append(NationalFact(fact.fact, fact.fact_nl or fact.fact, found))
    if faults:
        raise FactsError(faults)
    return Organisations(tuple(entries), tuple(facts))


def _word_faults(located: Located, model: OrganisationsModel, terms: Terms, cities: Mapping[str, Any]) -> list[Fault]:
    faults = []
    for place, one in enumerate(model.organisations):
        path: Path = ("organisations", place)
        if not terms.has("kinds", one.kind):
            faults.append(located.fault((*path, "kind"), f"unknown kind {one.kind!r}", "an id of kinds in terms.yaml"))
        if one.city and one.city not in cities:
            faults.append(located.fault((*path, "city"), f"unknown city {one.city!r}", "a name of places.yaml"))
        for n, capability in enumerate(one.capabilities):
            if not terms.has("capabilities", capability.cap):
                where = (*path, "capabilities", n)
                faults.append(
                    located.fault(
                        where, f"unknown capability {capability.cap!r}", "an id of capabilities in terms.yaml"
                    )
                )
    return faults


def _cited(
    located: Located, path: Path, one: OrganisationModel, register: Mapping[str, Document]
) -> tuple[dict[str, tuple[Citation, ...]], list[Fault]]:
    asked: list[tuple[str, Path, CitedModel | list[CitedModel]]] = [("", (*path, "source"), one.source)]
    asked += [(f"capability:{c.cap}", (*path, "capabilities", n), c.source) for n, c in enumerate(one.capabilities)]
    asked += [(f"contact:{n}", (*path, "contacts", n), c.source) for n, c in enumerate(one.contacts)]
    found, faults = {}, []
    for part, where, cited in asked:
        found[part], wrong = collected(located, where, cited, register)
        faults += wrong
    return found, faults


def collected(
    located: Located, path: Path, cited: CitedModel | list[CitedModel], register: Mapping[str, Document]
) -> tuple[tuple[Citation, ...], list[Fault]]:
    """What a fact cites, or the fault in it, so that one run tells every fault."""
    try:
        return citations(located, path, cited, register), []
    except FactsError as error:
        return (), list(error.faults)


def doubled(located: Located, section: str, ids: list[str]) -> list[Fault]:
    """A fault for every id that was there before."""
    return [
        located.fault((section, n), f"{one!r} stands twice", "each id once")
        for n, one in enumerate(ids)
        if one in ids[:n]
    ]


def later(day: date, months: int) -> date:
    """The day so many months later; the last of the month where that month is shorter."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
