# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Therapies and diseases as the public pages show them: words ready, nothing left to compute."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.catalogue import reads
from schakel.catalogue.engine.availability import Availability, Verdict, Why, lapsed
from schakel.catalogue.engine.conditions import Condition
from schakel.catalogue.engine.dutch_status import DutchStatus
from schakel.catalogue.models import Product
from schakel.sources.engine.citation import Citation


@dataclass(frozen=True, slots=True)
class Therapy:
    """A product in a list. `kind`: what sort of therapy; `conditions`: what it is for, as patients call it."""

    slug: str
    name: str
    substance: str
    kind: str
    conditions: tuple[Condition, ...]
    answer: Availability
    withdrawn_on: date | None

    @property
    def verdict(self) -> str:
        return self.answer.verdict.value


@dataclass(frozen=True, slots=True)
class StatusTold:
    """A status in words. `product`: empty where there is no page of it."""

    product: str
    name: str
    plain: str
    indication: str
    verdict: str
    status: str
    meaning: str
    as_of: str
    confidence: str
    lapsed: bool
    until: str
    events: tuple[tuple[str, str], ...]
    note: str
    patients: str
    citations: tuple[Citation, ...]


def therapies(lang: str) -> list[Therapy]:
    """Every product of the catalogue with the answer for the Netherlands."""
    answers, terms, conditions = reads.availabilities(today()), reads.terms(), list(reads.conditions().values())
    return [
        therapy(row, answers[row.slug], terms.label("modalities", row.modality).in_(lang), conditions)
        for row in reads.present()
    ]


def therapy(row: Product, answer: Availability, kind: str, conditions: Iterable[Condition]) -> Therapy:
    named = tuple(one for one in conditions if row.slug in one.products)
    return Therapy(row.slug, row.brand, row.inn, kind, named, answer, row.withdrawn_on)


def today() -> date:
    """The day of the reader."""
    return timezone.localdate()


def sentence(name: str, answer: Availability) -> str:
    """The answer to "can I get it here?" as a sentence: the title of a page."""
    told = {
        Verdict.YES: _("You can get %(name)s in the Netherlands"),
        Verdict.PARTLY: _("You can get %(name)s in the Netherlands, but not for every disease"),
        Verdict.UNKNOWN: _("It is not known whether you can get %(name)s in the Netherlands"),
        Verdict.NO: _("You cannot get %(name)s in the Netherlands"),
    }
    return told[answer.verdict] % {"name": name}


def reason(answer: Availability, withdrawn_on: date | None) -> str:
    """Why the answer is what it is, in one plain sentence; empty where the statuses say it themselves."""
    if answer.why is Why.ENDED and withdrawn_on:
        return _("The medicine is no longer allowed in Europe.")
    if answer.why is Why.NOTHING_FOUND:
        return _("We found no source that says so. That does not mean that you cannot get it.")
    if answer.verdict is Verdict.UNKNOWN:
        return _("There is advice to the minister. We found no decision.")
    if answer.verdict in (Verdict.YES, Verdict.PARTLY) and not answer.certain:
        return _("This is not fully certain. Ask your doctor.")
    return ""


def told(statuses: Sequence[DutchStatus], lang: str) -> list[StatusTold]:
    """Statuses in the words of a page."""
    return [_told(one, lang) for one in statuses]


def _told(one: DutchStatus, lang: str) -> StatusTold:
    model, dutch = one.told, lang.startswith("nl")
    note = " ".join(filter(None, (model.note_nl, model.conflict_nl) if dutch else (model.note, model.conflict)))
    return StatusTold(
        product=model.product or "",
        name=one.name,
        plain=one.plain.in_(lang),
        indication=one.indication.in_(lang),
        verdict=one.term.available,
        status=one.term.label.in_(lang),
        meaning=one.term.meaning.in_(lang),
        as_of=model.as_of,
        confidence=model.confidence,
        lapsed=lapsed(one, today()),
        until=model.arrangement_until or "",
        events=tuple((event.date, event.what_nl if dutch else event.what) for event in model.events),
        note=note,
        patients=_patients(one, dutch=dutch),
        citations=tuple(dict.fromkeys(one.citations)),
    )


def _patients(one: DutchStatus, *, dutch: bool) -> str:
    """How many patients a year, with what the source says the number is."""
    found = one.told.patients_per_year
    if found is None:
        return ""
    bounds = [str(n) for n in (found.min, found.max) if n is not None] if found.value is None else [str(found.value)]
    words = found.qualifier_nl if dutch else found.qualifier
    flag = found.flag_nl if dutch else found.flag
    return f"{'–'.join(bounds)} ({words}{f'; {flag}' if flag else ''})"


def by_verdict(found: Sequence[Therapy]) -> Mapping[str, int]:
    """How many therapies have each answer."""
    return {verdict.value: sum(one.answer.verdict is verdict for one in found) for verdict in Verdict}


def documents(citations: Iterable[Citation]) -> list[Citation]:
    """The citations of a page, one for each document, in the order in which they are used."""
    return list({one.document: one for one in reversed(list(citations))}.values())[::-1]


def missing(request: HttpRequest, name: str, known: Mapping[str, str], page: str) -> HttpResponse:
    """Say that nothing has this name and what comes near, with status 404. `known`: names by id, `page`: their page."""
    near = [(one, known[one]) for one in get_close_matches(name.lower(), known, n=3, cutoff=0.5)]
    context = {
        "name": name[:80],
        "near": near,
        "page": page,
        "all": "conditions" if page == "condition" else "therapies",
    }
    return render(request, "public/missing.html", context, status=404)
