# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The whole landscape at once: make the database say what the files say."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from schakel.audit.actions import record
from schakel.network.actions.entries import keep_cited, keep_initiative, keep_organisation, keep_version
from schakel.network.actions.index import index_network
from schakel.network.engine.entry import Entry, initiative_entry, organisation_entry
from schakel.network.engine.landscape import Landscape
from schakel.network.engine.terms import SECTIONS
from schakel.network.models import (
    Bottleneck,
    Cited,
    City,
    Initiative,
    Loaded,
    OrganisationEntry,
    Outline,
    Statement,
    Term,
    TimelineEvent,
)
from schakel.sources.actions import keep_documents
from schakel.sources.engine.citation import Citation
from schakel.values import plain


@dataclass(slots=True)
class Outcome:
    """What a load changed: entries by what happened to them, and which other parts of the files said something new."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    overruled: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return any((self.added, self.changed, self.ended, self.parts))


@transaction.atomic
def load_landscape(*, by: str, landscape: Landscape, at: datetime | None = None) -> Outcome:
    """Makes the database say what the files say, or nothing at all when anything fails.

    An entry that was changed here keeps that change as long as its file still says what it said then; once the file
    says something new, the file holds and the change is told as overruled. What an organisation says itself is not in
    the files, and no load touches it.
    """
    at, outcome = at or timezone.now(), Outcome()
    keep_documents(documents=_documents(landscape))
    _keep_words(landscape, outcome)
    _keep_bottlenecks(landscape, outcome, at)
    _keep_timeline(landscape, outcome)
    _keep_statements(landscape, outcome)
    cities = {row.name: row for row in City.objects.all()}
    load = _Load(by, at, outcome)
    _keep_organisations(load, landscape, cities)
    _keep_initiatives(load, landscape)
    if outcome.any:
        details = {name: len(getattr(outcome, name)) for name in ("added", "changed", "ended", "overruled")}
        record(
            by=by, action="landscape.load", object="landscape:all", details={**details, "parts": outcome.parts}, at=at
        )
        index_network()
    return outcome


@dataclass(frozen=True, slots=True)
class _Load:
    by: str
    at: datetime
    outcome: Outcome


def _documents(landscape: Landscape) -> list[Any]:
    cited: list[Iterable[Citation]] = [
        *(found for one in landscape.organisations.entries for found in one.citations.values()),
        *(one.citations for one in landscape.organisations.facts),
        *(one.citations for one in landscape.initiatives.entries),
        *(one.citations for one in landscape.initiatives.statements),
        *(one.citations for one in landscape.bottlenecks.entries),
        *(one.citations for one in landscape.timeline),
    ]
    return list(dict.fromkeys(citation.document for found in cited for citation in found))


def _says_something_new(name: str, value: object, outcome: Outcome) -> bool:
    """Whether this part of the files differs from the last load; remembers what it says now."""
    digest = sha256(repr(value).encode()).hexdigest()
    row = Loaded.objects.filter(name=name).first()
    if row and row.digest == digest:
        return False
    Loaded(name=name, digest=digest).save(force_insert=row is None, force_update=row is not None)
    outcome.parts.append(name)
    return True


def _replace(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    model._default_manager.all().delete()
    model._default_manager.bulk_create(rows)


def _keep_words(landscape: Landscape, outcome: Outcome) -> None:
    sections = {name: landscape.terms.sections[name] for name in SECTIONS}
    sections["themes"], sections["phases"] = landscape.initiatives.themes, landscape.initiatives.phases
    sections["categories"] = landscape.bottlenecks.categories
    short = landscape.initiatives.short
    if _says_something_new("words", (sections, short), outcome):
        _replace(
            Term,
            [
                _term(section, place, one, short)
                for section, found in sections.items()
                for place, one in enumerate(found.values())
            ],
        )
    if _says_something_new("places", landscape.places, outcome):
        _replace(
            City,
            [
                City(name=c.name, name_nl=c.name_nl, latitude=c.latitude, longitude=c.longitude, country=c.country)
                for c in landscape.places.cities.values()
            ],
        )
        _replace(
            Outline, [Outline(part=part, points=json.dumps(ring)) for part, ring in landscape.places.outline.items()]
        )


def _term(section: str, place: int, one: Any, short: Mapping[str, Any]) -> Term:
    brief = short.get(one.id) if section in ("themes", "phases") else None
    return Term(
        section=section, place=place, name=one.id, nl=one.label.nl, en=one.label.en, of=one.of,
        short_nl=brief.nl if brief else "", short_en=brief.en if brief else "",
    )  # fmt: skip


def _pairs(citations: Iterable[Citation]) -> list[list[str]]:
    return [[one.document.key, one.section] for one in citations]


def _keep_bottlenecks(landscape: Landscape, outcome: Outcome, at: datetime) -> None:
    if not _says_something_new("bottlenecks", landscape.bottlenecks, outcome):
        return
    for place, one in enumerate(landscape.bottlenecks.entries):
        said, theme = one.model, landscape.bottlenecks.categories[one.model.category].of
        Bottleneck(
            id=said.id, place=place, category=said.category, theme=theme, evidence=said.evidence,
            steps=said.steps, nl=said.nl, en=said.en,
        ).save()  # fmt: skip
        keep_cited(subject="bottleneck", key=said.id, cited={"": _pairs(one.citations)})
    here = {one.model.id for one in landscape.bottlenecks.entries}
    Bottleneck.objects.filter(removed_at=None).exclude(pk__in=here).update(removed_at=at)


def _keep_timeline(landscape: Landscape, outcome: Outcome) -> None:
    if not _says_something_new("timeline", landscape.timeline, outcome):
        return
    Cited.objects.filter(subject="event").delete()
    rows = []
    for place, one in enumerate(landscape.timeline):
        said = one.model
        rows.append(TimelineEvent(
            place=place, date=said.date or "", precision_en=said.precision or "", nl=said.what_nl, en=said.what_en,
            precision_nl=said.precision_nl or said.precision or "", status=said.status, track=said.track,
        ))  # fmt: skip
        keep_cited(subject="event", key=str(place), cited={"": _pairs(one.citations)})
    _replace(TimelineEvent, rows)


def _keep_statements(landscape: Landscape, outcome: Outcome) -> None:
    facts = [(one.fact_nl, one.fact, one.citations) for one in landscape.organisations.facts]
    said = [(one.text_nl, one.text, one.citations) for one in landscape.initiatives.statements]
    if not _says_something_new("statements", (facts, said), outcome):
        return
    Cited.objects.filter(subject__in=["national", "field"]).delete()
    rows = []
    for section, found in (("national", facts), ("field", said)):
        for place, (nl, en, citations) in enumerate(found):
            rows.append(Statement(section=section, place=place, nl=nl, en=en))
            keep_cited(subject=section, key=str(place), cited={"": _pairs(citations)})
    _replace(Statement, rows)


def _keep_organisations(load: _Load, landscape: Landscape, cities: Mapping[str, City]) -> None:
    asked = {one.model.slug: organisation_entry(one) for one in landscape.organisations.entries}
    known = {row.slug: row for row in OrganisationEntry.objects.all()}
    for place, (slug, entry) in enumerate(asked.items()):
        row = known.get(slug) or OrganisationEntry(slug=slug)
        if _is_news(load, "organisation", row, place, entry):
            keep_organisation(row=row, entry=entry, cities=cities)
    _end(load, "organisation", known, asked)


def _keep_initiatives(load: _Load, landscape: Landscape) -> None:
    asked = {one.model.slug: initiative_entry(one) for one in landscape.initiatives.entries}
    known = {row.slug: row for row in Initiative.objects.all()}
    for place, (slug, entry) in enumerate(asked.items()):
        row = known.get(slug) or Initiative(slug=slug)
        if _is_news(load, "initiative", row, place, entry):
            keep_initiative(row=row, entry=entry)
    _end(load, "initiative", known, asked)


def _is_news(load: _Load, subject: str, row: Any, place: int, entry: Entry) -> bool:
    """Whether the file says something else than at the last load; then the next version has begun."""
    said = plain.digest(entry)
    if said == row.loaded and row.removed_at is None:
        if row.place != place:
            row.place = place
            row.save(update_fields=["place"])
        return False
    now = plain.digest(plain.loads(row.data)) if row.data else ""
    if now not in ("", row.loaded, said):
        load.outcome.overruled.append(row.slug)
    (load.outcome.changed if row.data and row.removed_at is None else load.outcome.added).append(row.slug)
    row.place, row.loaded, row.removed_at = place, said, None
    keep_version(by=load.by, subject=subject, key=row.slug, entry=entry, at=load.at)
    return True


def _end(load: _Load, subject: str, known: Mapping[str, Any], asked: Mapping[str, Entry]) -> None:
    """What came from a file and is in none any more; what was added here stays."""
    for slug, row in known.items():
        if slug not in asked and row.loaded and row.removed_at is None:
            row.removed_at = load.at
            row.save(update_fields=["removed_at"])
            keep_version(by=load.by, subject=subject, key=slug, entry=None, at=load.at)
            load.outcome.ended.append(slug)
