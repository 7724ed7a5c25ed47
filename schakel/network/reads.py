# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What others ask about the network. Never writes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from typing import Any

from django.db.models import Count, F, FloatField, QuerySet
from django.db.models.expressions import ExpressionWrapper

from schakel.network.engine.activity import Working
from schakel.network.engine.chart import Spot
from schakel.network.engine.exchange import row_of
from schakel.network.engine.places import Place, Places
from schakel.network.engine.terms import Term as TermValue
from schakel.network.engine.terms import Terms
from schakel.network.models import (
    Bottleneck,
    Capability,
    Cited,
    City,
    Initiative,
    InitiativeTag,
    OrganisationEntry,
    Outline,
    Statement,
    Term,
    TimelineEvent,
    Version,
)
from schakel.search.engine.folding import words
from schakel.sources.engine.citation import Citation
from schakel.values import plain
from schakel.values.labels import Label


def organisations() -> QuerySet[OrganisationEntry]:
    """The organisations that have an entry now, by name."""
    return OrganisationEntry.objects.filter(removed_at=None)


def organisation(slug: str) -> OrganisationEntry | None:
    """The organisation of this slug, None when it has no entry (any more)."""
    return organisations().filter(slug=slug).first()


def organisations_with(capability: str) -> QuerySet[OrganisationEntry]:
    """The organisations that have a capability, such as `car_t_centre`, whoever says so."""
    return organisations().filter(capabilities__name=capability).distinct()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list of organisations is asked for; empty means all. `past`: those to be looked at again by this day."""

    text: str = ""
    group: str = ""
    kind: str = ""
    capability: str = ""
    city: str = ""
    past: date | None = None
    near: Place | None = None


def found(asked: Asked) -> QuerySet[OrganisationEntry]:
    """The organisations that this leaves, in the order of their file, or nearest first (unknown place: last)."""
    rows = organisations()
    for word in words(asked.text):
        rows = rows.filter(words__contains=word)
    if asked.group:
        kinds = [one.id for one in terms().sections.get("kinds", {}).values() if one.of == asked.group]
        rows = rows.filter(kind__in=kinds)
    for name, value in (("kind", asked.kind), ("capabilities__name", asked.capability), ("city", asked.city)):
        rows = rows.filter(**{name: value}) if value else rows
    rows = rows.filter(review_on__lt=asked.past) if asked.past else rows
    rows = rows.distinct() if asked.capability else rows
    return _nearest(rows, asked.near) if asked.near else rows.order_by("place", "name", "slug")


def _nearest(rows: QuerySet[OrganisationEntry], here: Place) -> QuerySet[OrganisationEntry]:
    """Nearest first. A flat map around the place keeps the order that the globe gives, and the database can sort it."""
    north = F("latitude") - here.latitude
    east = (F("longitude") - here.longitude) * cos(radians(here.latitude))
    away = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    return rows.annotate(away=away).order_by(F("away").asc(nulls_last=True), "name", "slug")


def by_city(rows: QuerySet[OrganisationEntry]) -> list[Spot]:
    """How many of these have their seat in each city whose place is known."""
    # Counting apart is dear, and only needed where a capability doubles rows.
    each = Count("slug", distinct=rows.query.distinct)
    counted = rows.exclude(latitude=None).order_by().values("city", "latitude", "longitude")
    return [Spot(one["city"], one["latitude"], one["longitude"], one["n"]) for one in counted.annotate(n=each)]


def counts_by(field: str) -> dict[str, int]:
    """How many organisations have each `kind` or `city`."""
    rows = organisations().order_by().values_list(field).annotate(n=Count("slug"))
    return {name: n for name, n in rows if name}


def counts_by_capability() -> dict[str, int]:
    """How many organisations have each capability, whoever says so."""
    rows = Capability.objects.filter(organisation__removed_at=None).order_by().values_list("name")
    return dict(rows.annotate(n=Count("organisation_id", distinct=True)))


def initiatives() -> QuerySet[Initiative]:
    """The initiatives that have an entry now, in the order of their file."""
    return Initiative.objects.filter(removed_at=None)


def initiative(slug: str) -> Initiative | None:
    """The initiative of this slug, None when it has no entry (any more)."""
    return initiatives().filter(slug=slug).first()


def working() -> list[Working]:
    """Every initiative as the activity map sees it, in the order of the list."""
    reach = {one.id: one.of for one in terms().sections.get("levels", {}).values()}
    tags: dict[tuple[str, str], set[str]] = {}
    for slug, section, name in InitiativeTag.objects.values_list("initiative_id", "section", "name"):
        tags.setdefault((slug, section), set()).add(name)
    empty: frozenset[str] = frozenset()
    return [
        Working(
            slug, reach.get(level, "abroad"), *(frozenset(tags.get((slug, s), empty)) for s in ("themes", "phases"))
        )
        for slug, level in initiatives().values_list("slug", "level")
    ]


def bottlenecks_by_theme() -> dict[str, int]:
    """How many bottlenecks are counted under each theme (our own reading of their categories)."""
    return {row["theme"]: row["n"] for row in bottlenecks().order_by().values("theme").annotate(n=Count("pk"))}


def bottlenecks() -> QuerySet[Bottleneck]:
    """The bottlenecks that the sources name, in the order of their file."""
    return Bottleneck.objects.filter(removed_at=None)


def bottleneck(id: str) -> Bottleneck | None:  # noqa: A002
    """The bottleneck of this id, None when there is none."""
    return bottlenecks().filter(pk=id).first()


def timeline() -> list[TimelineEvent]:
    """What happened and was planned, oldest first; without a date last."""
    return sorted(TimelineEvent.objects.all(), key=lambda event: (not event.date, event.date, event.place))


def terms() -> Terms:
    """Every word of the landscape by section: also `themes`, `phases` and `categories` (whose theme is in `of`)."""
    sections: dict[str, dict[str, TermValue]] = {}
    for row in Term.objects.all():
        sections.setdefault(row.section, {})[row.name] = TermValue(row.name, Label(row.nl, row.en), row.of)
    return Terms(sections)


def themes() -> Mapping[str, TermValue]:
    """The themes by id."""
    return terms().sections.get("themes", {})


def phases() -> Mapping[str, TermValue]:
    """The phases of a product's life by id."""
    return terms().sections.get("phases", {})


def categories() -> Mapping[str, TermValue]:
    """The categories of bottlenecks by id; `of` is the theme under which each is counted (our own reading)."""
    return terms().sections.get("categories", {})


def short_words(section: str) -> Mapping[str, Label]:
    """The short names of themes or phases, for narrow columns."""
    rows = Term.objects.filter(section=section)
    return {row.name: Label(row.short_nl or row.nl, row.short_en or row.en) for row in rows}


def actors(slugs: Iterable[str]) -> dict[str, Label]:
    """What recommendations and actions call the one who should act: an organisation's, initiative's or group's name.

    A name that nobody has is shown as its own words.
    """
    wanted = set(slugs)
    found = {row.name: Label(row.nl, row.en) for row in Term.objects.filter(section="actors", name__in=wanted)}
    for row in initiatives().filter(slug__in=wanted):
        found[row.slug] = Label(row.short_nl, row.short_en)
    for entry in organisations().filter(slug__in=wanted):
        found[entry.slug] = Label(entry.short or entry.name, entry.short or entry.name)
    return {slug: found.get(slug) or terms().label("actors", slug) for slug in wanted}


def citations(subject: str, keys: Iterable[str] | None = None) -> dict[str, dict[str, list[Citation]]]:
    """What is cited by key, then by part ("" for the entry as a whole). `subject`: organisation, initiative,
    bottleneck, event, national or field; no keys means all."""
    rows = Cited.objects.filter(subject=subject).select_related("document")
    rows = rows if keys is None else rows.filter(key__in=list(keys))
    found: dict[str, dict[str, list[Citation]]] = {}
    for row in rows:
        found.setdefault(row.key, {}).setdefault(row.part, []).append(Citation(row.document.value, row.section))
    return found


def cited(subject: str, key: str) -> list[Citation]:
    """What one entry as a whole cites."""
    return citations(subject, [key]).get(key, {}).get("", [])


def statements(section: str) -> list[tuple[Statement, list[Citation]]]:
    """Sourced sentences about the whole: `national` or `field`."""
    found = citations(section)
    return [(row, found.get(str(row.place), {}).get("", [])) for row in Statement.objects.filter(section=section)]


def places() -> Places:
    """The cities and the outline of the country."""
    cities = {c.name: Place(c.name, c.name_nl, c.latitude, c.longitude, c.country) for c in City.objects.all()}
    outline = {row.part: tuple((a, b) for a, b in json.loads(row.points)) for row in Outline.objects.all()}
    return Places(cities, outline)


def versions(subject: str, key: str) -> list[Version]:
    """What an entry said over time, newest first."""
    return list(Version.objects.filter(subject=subject, key=key).order_by("-recorded_at", "-id"))


def entry(subject: str, slug: str) -> dict[str, Any] | None:
    """What is said of an organisation or initiative, as plain data; None when it has no entry."""
    row = organisation(slug) if subject == "organisation" else initiative(slug)
    return dict(plain.loads(row.data)) if row else None


def rows(subject: str, slugs: Iterable[str] | None = None) -> dict[str, dict[str, str]]:
    """Entries as rows of the template that goes out and comes in, by slug; no slugs means all."""
    found: QuerySet[Any] = organisations().order_by("place", "name") if subject == "organisation" else initiatives()
    found = found if slugs is None else found.filter(slug__in=list(slugs))
    cited_by = citations(subject)
    return {
        slug: row_of(subject, plain.loads(data), cited_by.get(slug, {}).get("", []))
        for slug, data in found.values_list("slug", "data")
    }


def subjects_citing(document: Any) -> list[Cited]:
    """Where this room cites a document."""
    return list(Cited.objects.filter(document=document))
