# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The horizon as values. Never writes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, F, QuerySet, When
from django.db.models.expressions import OrderBy

from schakel.catalogue.engine.horizon import (
    Entry,
    EntryModel,
    Estimate,
    EstimateModel,
    KnownModel,
    NoteModel,
    TermModel,
    in_order,
)
from schakel.catalogue.engine.horizon_rules import Measure, measure
from schakel.catalogue.engine.horizon_table import rows_of
from schakel.catalogue.models import Cited, HorizonEntry, HorizonEstimate, HorizonPart
from schakel.search.engine.folding import folded
from schakel.sources.engine.citation import Citation
from schakel.values import plain
from schakel.values.labels import Label
from schakel.values.periods import decimal_year

SORTS: Mapping[str, tuple[OrderBy | str, ...]] = {
    # What has passed without newer word stands behind what is still to come.
    "moment": ("passed", F("begins").asc(nulls_last=True), "place"),
    "patients": (F("patients").desc(nulls_last=True), "place"),
    "name": ("words", "place"),
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An estimate as it was kept: when, by whom, and since when its file no longer tells it."""

    estimate: Estimate
    at: datetime
    by: str
    gone_at: datetime | None


def present() -> QuerySet[HorizonEntry]:
    """The entries that are there, in the order of the file."""
    return HorizonEntry.objects.filter(removed_at=None)


def filtered(
    today: date, *, text: str = "", kind: str = "", stage: str = "", struck: bool = False
) -> QuerySet[HorizonEntry]:
    """The entries that these filters leave."""
    passed = Case(When(ends__lt=decimal_year(today), then=1), When(begins=None, then=2), default=0)
    rows = present().annotate(passed=passed)
    for word in folded(text).split():
        rows = rows.filter(words__contains=word)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(stage=stage) if stage else rows
    return rows.filter(struck__gt=0) if struck else rows


def entries(rows: Iterable[HorizonEntry]) -> list[Entry]:
    """These rows as values with all that is told of them, in three queries."""
    rows = list(rows)
    ids = [row.pk for row in rows]
    told = list(HorizonEstimate.objects.filter(entry__in=ids, gone_at=None))
    cited, sources = _cited("estimate", [str(one.pk) for one in told]), _cited("horizon", ids)
    estimates = defaultdict(list)
    for one in told:
        estimates[one.entry_id].append(_estimate(one, cited))
    return [Entry(entry_model(row), sources[row.pk], in_order(estimates[row.pk])) for row in rows]


def recorded(row: HorizonEntry) -> list[Recorded]:
    """Every estimate there ever was of one entry, newest first, also those that are gone."""
    told = list(row.estimates.all())
    cited = _cited("estimate", [str(one.pk) for one in told])
    return [Recorded(_estimate(one, cited), one.recorded_at, one.recorded_by, one.gone_at) for one in reversed(told)]


def entry_model(row: HorizonEntry) -> EntryModel:
    """What is told of an entry itself."""
    return EntryModel.model_validate(plain.loads(row.data))


def _estimate(row: HorizonEstimate, cited: Mapping[str, tuple[Citation, ...]]) -> Estimate:
    return Estimate(EstimateModel.model_validate(plain.loads(row.data)), cited[str(row.pk)], row.number)


def words(section: str) -> dict[str, Label]:
    """The kinds or the stages by id, in the order of the file."""
    found = HorizonPart.objects.filter(section=section)
    return {row.name: TermModel.model_validate(plain.loads(row.data)).label.label() for row in found}


def known() -> dict[str, tuple[KnownModel, tuple[Citation, ...]]]:
    """The yearly numbers that diseases are known to have, by id."""
    rows = list(HorizonPart.objects.filter(section="known"))
    cited = _cited("known", [row.name for row in rows])
    return {row.name: (KnownModel.model_validate(plain.loads(row.data)), cited[row.name]) for row in rows}


def notes() -> list[tuple[Label, tuple[Citation, ...]]]:
    """What the sources say of the numbers as a whole."""
    rows = list(HorizonPart.objects.filter(section="notes"))
    cited = _cited("horizon_note", [row.name for row in rows])
    found = [(NoteModel.model_validate(plain.loads(row.data)), cited[row.name]) for row in rows]
    return [(Label(note.nl, note.en), cites) for note, cites in found]


def held_against(every: Iterable[Entry], today: date) -> Measure:
    """What estimates are held against, of all these entries."""
    return measure(every, [model for model, _cited in known().values()], decimal_year(today))


def measure_now(today: date) -> Measure:
    """The same, of every entry that tells a yearly number."""
    asked = present().filter(estimates__of="patients", estimates__gone_at=None).distinct()
    return held_against(entries(asked), today)


def table_rows() -> dict[str, list[dict[str, str]]]:
    """Every entry as rows of the template, by id."""
    return {one.told.id: rows_of(one) for one in entries(present())}


def _cited(subject: str, keys: list[str]) -> Mapping[str, tuple[Citation, ...]]:
    found: dict[str, tuple[Citation, ...]] = defaultdict(tuple)
    for row in Cited.objects.filter(subject=subject, key__in=keys).select_related("document"):
        found[row.key] += (Citation(row.document.value, row.section),)
    return found
