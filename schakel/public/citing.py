# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which facts of which rooms rest on a document: shown on its page. This room may ask all of them."""

from collections.abc import Iterator

from django.urls import reverse

from schakel.catalogue import reads as catalogue
from schakel.catalogue.models import Cited as CatalogueCited
from schakel.followup.models import Item
from schakel.network import reads as network
from schakel.public import reads
from schakel.regulatory.engine.register import public
from schakel.regulatory.models import RegisterEntry
from schakel.solutions import reads as solutions
from schakel.sources.citing import CitedElsewhere
from schakel.sources.models import Document
from schakel.values.labels import Label

OTHER = Label("Tijdlijn en uitspraken over het veld", "Timeline and statements on the field")
HORIZON = Label("Wat er aankomt", "What is coming")
WORDS = 120  # of a long text, as its name in the list


def citing(document: Document) -> list[CitedElsewhere]:
    """Every fact besides the requirements that cites the document, room by room."""
    rooms = (_catalogue, _network, _followup, _solutions, _register, _plain)
    return list(dict.fromkeys(one for room in rooms for one in room(document)))


def _catalogue(document: Document) -> Iterator[CitedElsewhere]:
    statuses = {one.told.id: one for one in catalogue.dutch_statuses()}
    conditions = catalogue.conditions()
    shares = {model.id: model for model, _cited in catalogue.shares()}
    for row in CatalogueCited.objects.filter(document=document):
        if row.subject == "status":
            one = statuses[row.key]
            title = Label(f"{one.name}: {one.plain.nl}", f"{one.name}: {one.plain.en}")
            yield CitedElsewhere(title, row.section, _therapy(one.told.product))
        elif row.subject == "condition":
            yield CitedElsewhere(conditions[row.key].label, row.section, reverse("condition", args=[row.key]))
        elif row.subject == "share":
            title = Label(shares[row.key].fact_nl, shares[row.key].fact)
            yield CitedElsewhere(title, row.section, reverse("therapies"))
        else:
            yield CitedElsewhere(HORIZON, row.section, reverse("horizon"))


def _therapy(slug: str | None) -> str:
    return reverse("therapy", args=[slug]) if slug else reverse("conditions")


def _network(document: Document) -> Iterator[CitedElsewhere]:
    rows = network.subjects_citing(document)
    pages = {
        "organisation": ("organisation", {one.slug: Label(one.name, one.name) for one in network.organisations()}),
        "initiative": ("initiative", {one.slug: Label(one.name_nl, one.name_en) for one in network.initiatives()}),
        "bottleneck": ("bottleneck", {one.pk: Label(one.nl[:WORDS], one.en[:WORDS]) for one in network.bottlenecks()}),
    }
    for row in rows:
        page, titles = pages.get(row.subject, ("", {}))
        if row.key in titles:
            yield CitedElsewhere(titles[row.key], row.section, reverse(page, args=[row.key]))
        else:
            yield CitedElsewhere(OTHER, row.section, reverse("timeline"))


def _solutions(document: Document) -> Iterator[CitedElsewhere]:
    for one in solutions.published().filter(sources__document=document).distinct():
        title = Label(one.title_nl or one.title_en, one.title_en or one.title_nl)
        yield CitedElsewhere(title, "", reverse("solution", args=[one.pk]))


def _followup(document: Document) -> Iterator[CitedElsewhere]:
    for one in Item.objects.filter(document=document, removed_at=None):
        title = Label(one.nl[:WORDS], one.en[:WORDS])
        yield CitedElsewhere(title, one.section, reverse("followup_item", args=[one.key]))


def _register(document: Document) -> Iterator[CitedElsewhere]:
    for row in RegisterEntry.objects.filter(cited__document=document).distinct():
        one = public(row.value)
        yield CitedElsewhere(Label(one.name_nl or one.name, one.name), "", reverse("register_entry", args=[row.key]))


def _plain(document: Document) -> Iterator[CitedElsewhere]:
    plain, terms = reads.plain(), catalogue.terms()
    for name, told in plain.kinds.items():
        if any(one.document == document.value for one in told.citations):
            yield CitedElsewhere(terms.label("modalities", name), "", reverse("therapies"))
    for step in plain.steps:
        if any(one.document == document.value for one in step.told.citations):
            yield CitedElsewhere(step.title, "", reverse("therapies"))
