# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Products, what they require, their authorisations and their status in the Netherlands, as tables."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from schakel.catalogue import reads as catalogue
from schakel.catalogue.engine.dutch_status import DutchStatus
from schakel.pathway.engine.words import requirement_words
from schakel.pathway.reads import facts
from schakel.public.datasets.dataset import Column, Dataset, Row, cited, day, listed
from schakel.public.views.told import today
from schakel.sources.reads import documents

SLUG = Column("product", _("the product's name in addresses"))
BRAND = Column("brand", _("brand name"))
SUBSTANCE = Column("inn", _("active substance"))
SOURCES = Column("sources", _("documents that say so, with | between them"))
AS_OF = Column("as_of", _("the latest date that the sources speak to"))
NOTE_NL, NOTE_EN = Column("note_nl", _("note in Dutch")), Column("note_en", _("note in English"))


def _products() -> Iterator[Row]:
    answers = catalogue.availabilities(today())
    for row in catalogue.present():
        answer = answers[row.slug]
        dates = day(row.authorised_on), day(row.withdrawn_on)
        kinds = row.kind, row.modality, row.route_of_manufacture, row.autologous
        said = answer.verdict.value, answer.as_of, answer.certain
        yield (row.slug, row.brand, row.inn, row.mah, *kinds, *dates, *said)


PRODUCTS = Dataset(
    "products",
    _("Products"),
    _("Every therapy with what it is, its EU dates, and whether it can be had in the Netherlands."),
    "products",
    (
        SLUG,
        BRAND,
        SUBSTANCE,
        Column("holder", _("firm that holds the authorisation")),
        Column("kind", _("legal kind")),
        Column("modality", _("kind of therapy")),
        Column("route_of_manufacture", _("made outside the body, or acting inside it")),
        Column("autologous", _("whether it is made from the patient's own cells")),
        Column("authorised_on", _("day of the EU authorisation, empty where it was not seen")),
        Column("withdrawn_on", _("day on which the EU authorisation ended")),
        Column("available_nl", _("whether it can be had in the Netherlands: yes, partly, no, unknown")),
        AS_OF,
        Column("certain", _("whether every status behind it rests on a decision that was seen")),
    ),
    _products,
)


def _requirements() -> Iterator[Row]:
    held = facts()
    for profile in held.profiles:
        for one in profile.requirements:
            citation, document = one.citation, one.citation.document
            words = [requirement_words(one, held.vocabulary, lang) for lang in ("nl", "en")]
            place = profile.slug, one.step, one.aspect
            source = document.title, citation.section, document.version, document.url, document.jurisdiction
            yield (one.id, *place, *words, *(part or "" for part in source), citation.unverified, one.obligation)


def _documents() -> Iterator[Row]:
    for row in documents():
        yield (row.key, row.title, row.version, row.url, row.jurisdiction, row.second_best)


DOCUMENT = (
    Column("title", _("title of the document")),
    Column("version", _("its version or date")),
    Column("url", _("where it was seen")),
    Column("jurisdiction", _("country, empty for the EU")),
)
DOCUMENTS = Dataset(
    "sources",
    _("Sources"),
    _("Every document that any fact rests on."),
    "sources",
    (
        Column("key", _("the document's name in addresses")),
        *DOCUMENT,
        Column("second_best", _("why it is not the best source there could be")),
    ),
    _documents,
)
REQUIREMENTS = Dataset(
    "requirements",
    _("Requirements"),
    _("What each product asks of a hospital, with the document and the section that say so."),
    "compare",
    (
        Column("id", _("identifier of the requirement")),
        SLUG,
        Column("step", _("step of the pathway")),
        Column("aspect", _("what is regulated")),
        Column("rule_nl", _("the rule in Dutch")),
        Column("rule_en", _("the rule in English")),
        Column("source_title", _("title of the document")),
        Column("source_section", _("section of the document")),
        Column("source_version", _("its version or date")),
        Column("source_url", _("where it was seen")),
        Column("source_jurisdiction", _("country, empty for the EU")),
        Column("unverified", _("whether no document was seen for it")),
        Column("obligation", _("required, guidance, document or report")),
    ),
    _requirements,
)


def _authorisations() -> Iterator[Row]:
    for one in catalogue.authorisations():
        dates = day(one.authorised_on) or one.authorised_year, day(one.opinion_on), day(one.withdrawn_on)
        yield (one.product_number or "", one.brand, one.inn, one.holder or "", one.kind, one.car_t, *dates, one.source)


AUTHORISATIONS = Dataset(
    "authorisations",
    _("Authorisations"),
    _("Every central EU authorisation of an advanced therapy there ever was, as far as found."),
    "authorisations",
    (
        Column("number", _("product number of the EMA")),
        BRAND,
        SUBSTANCE,
        Column("holder", _("firm that holds the authorisation")),
        Column("kind", _("legal kind")),
        Column("car_t", _("whether it is a CAR T product")),
        Column("authorised_on", _("day or year of the Commission's decision")),
        Column("opinion_on", _("day of the CHMP's opinion")),
        Column("withdrawn_on", _("day on which the EU authorisation ended")),
        SOURCES,
    ),
    _authorisations,
)


def _statuses() -> Iterator[Row]:
    for one in catalogue.dutch_statuses():
        told = one.told
        names = told.id, told.product or "", told.brand or "", told.inn, listed(told.conditions)
        status = told.status, one.term.label.nl, one.term.label.en, one.term.available, told.confidence, told.as_of
        notes = (
            " ".join(filter(None, pair)) for pair in ((told.note_nl, told.conflict_nl), (told.note, told.conflict))
        )
        uses = told.indication_nl, told.indication
        yield (*names, *uses, *status, told.arrangement_until or "", *_patients(one), *notes, cited(one.citations))


def _patients(one: DutchStatus) -> tuple[int | None, int | None, str]:
    found = one.told.patients_per_year
    if found is None:
        return None, None, ""
    return (found.min or found.value, found.max or found.value, found.qualifier)


STATUSES = Dataset(
    "dutch-status",
    _("Status in the Netherlands"),
    _("Whether the basic package holds a therapy, per use, with dates, certainty and sources."),
    "therapies",
    (
        Column("id", _("identifier of the status")),
        SLUG,
        BRAND,
        SUBSTANCE,
        Column("conditions", _("diseases, with | between them")),
        Column("use_nl", _("what it is for, in Dutch")),
        Column("use_en", _("what it is for, in English")),
        Column("status", _("identifier of the status as such")),
        Column("status_nl", _("the status in Dutch")),
        Column("status_en", _("the status in English")),
        Column("available", _("whether that means it can be had: yes, no, unknown")),
        Column("confidence", _("high: a decision or advice was seen; medium: press or a report; low: weak")),
        AS_OF,
        Column("arrangement_until", _("when the agreement ends, as the source tells")),
        Column("patients_min", _("patients a year, at least")),
        Column("patients_max", _("patients a year, at most")),
        Column("patients_are", _("what the source says the number is")),
        NOTE_NL,
        NOTE_EN,
        SOURCES,
    ),
    _statuses,
)


def _conditions() -> Iterator[Row]:
    for one in catalogue.conditions().values():
        what = (one.what.nl, one.what.en) if one.what else ("", "")
        yield (one.id, one.label.nl, one.label.en, *what, listed(one.products), cited(one.citations))


CONDITIONS = Dataset(
    "conditions",
    _("Diseases"),
    _("Diseases in plain words, and which products are for them."),
    "conditions",
    (
        Column("id", _("the disease's name in addresses")),
        Column("name_nl", _("name in Dutch")),
        Column("name_en", _("name in English")),
        Column("what_nl", _("what it is, in plain Dutch")),
        Column("what_en", _("what it is, in plain English")),
        Column("products", _("products that are for it, with | between them")),
        SOURCES,
    ),
    _conditions,
)

EVERY = (PRODUCTS, REQUIREMENTS, DOCUMENTS, AUTHORISATIONS, STATUSES, CONDITIONS)
