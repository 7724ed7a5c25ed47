# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of the horizon: estimates are only ever added; what follows from them is settled after each change."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.catalogue import horizon_reads as reads
from schakel.catalogue.engine.horizon import Entry, EntryModel, Estimate, EstimateModel, HorizonFile, plainly
from schakel.catalogue.engine.horizon_rules import struck, usable
from schakel.catalogue.engine.horizon_table import applied, citation_of, differences, estimate_of
from schakel.catalogue.models import Cited, HorizonEntry, HorizonEstimate, HorizonPart, HorizonUpload
from schakel.following.actions import announce
from schakel.search.actions import Indexed, index
from schakel.search.engine.folding import folded
from schakel.sources.actions import keep_documents
from schakel.sources.engine.citation import Citation
from schakel.values import plain
from schakel.values.schema import LabelModel, Model
from schakel.values.table import Row

CitedIn = dict[str, tuple[Citation, ...]]


class RefusedError(ValueError):
    """What was asked cannot be done; the text says why."""


@dataclass(slots=True)
class Outcome:
    """What changed: ids of entries, and how many estimates were added."""

    first: bool = False
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    estimates: dict[str, int] = field(default_factory=dict)
    words: bool = False

    @property
    def moved(self) -> list[str]:
        """Every entry that something happened to."""
        return list(dict.fromkeys([*self.added, *self.changed, *self.removed, *self.estimates]))


@dataclass(frozen=True, slots=True)
class _By:
    """Who writes, when, and whether a file does."""

    name: str
    at: datetime
    from_file: bool


@transaction.atomic
def load_horizon(*, by: str, file: HorizonFile, at: datetime | None = None) -> Outcome:
    """Makes the horizon say what the file says; what was sent in stays, and no estimate is ever lost."""
    who = _By(by, at or timezone.now(), from_file=True)
    rows = {row.pk: row for row in HorizonEntry.objects.all()}
    outcome = Outcome(first=not rows, words=_keep_parts(file))
    for place, entry in enumerate(file.entries):
        row = _keep_entry(entry.told, rows.pop(entry.told.id, None), place, outcome)
        _keep_cited("horizon", {row.pk: entry.citations})
        _add_estimates(row, entry.estimates, who, outcome)
    gone = [row for row in rows.values() if row.loaded and row.removed_at is None]
    HorizonEntry.objects.filter(pk__in=[row.pk for row in gone]).update(removed_at=who.at)
    outcome.removed += [row.pk for row in gone]
    if outcome.moved or outcome.words:
        _finish("horizon.load", who, outcome)
    return outcome


def _keep_entry(told: EntryModel, row: HorizonEntry | None, place: int, outcome: Outcome) -> HorizonEntry:
    """The row of an entry of the file. What was taken over since stays until the file says something new."""
    said = plain.dumps(plainly(told, EntryModel))
    if row is None:
        row = HorizonEntry(id=told.id, data=said)
        outcome.added.append(told.id)
    elif row.loaded != said or row.removed_at is not None:
        row.data = said
        outcome.changed.append(told.id)
    elif row.place == place:
        return row
    row.place, row.loaded, row.removed_at = place, said, None
    return _written(row)


def _written(row: HorizonEntry) -> HorizonEntry:
    told = reads.entry_model(row)
    row.product, row.kind, row.stage = told.product or "", told.kind, told.stage
    labels = [one for one in (told.indication, told.line) if one]
    said = [told.name, told.name_en or "", *(word for one in labels for word in (one.nl, one.en))]
    row.words = folded(" ".join(said))
    row.save()
    return row


def _mark(estimate: Estimate) -> str:
    cited = [[one.document.key, one.section] for one in estimate.citations]
    return plain.digest([plainly(estimate.told, EstimateModel), cited])


def _add_estimates(row: HorizonEntry, estimates: Sequence[Estimate], who: _By, outcome: Outcome) -> None:
    """Adds what is new; what a file no longer tells is marked as gone and kept."""
    held = {one.mark: one for one in row.estimates.filter(gone_at=None)}
    told = {_mark(one): one for one in estimates}
    if who.from_file:
        gone = [one.pk for mark, one in held.items() if one.from_file and mark not in told]
        HorizonEstimate.objects.filter(pk__in=gone).update(gone_at=who.at)
        if gone and row.pk not in outcome.changed:
            outcome.changed.append(row.pk)
    last = max((one.number for one in held.values()), default=-1)
    for mark, one in told.items():
        if mark not in held:
            last += 1
            _add(row, one, mark, last, who)
            outcome.estimates[row.pk] = outcome.estimates.get(row.pk, 0) + 1


def _add(row: HorizonEntry, one: Estimate, mark: str, number: int, who: _By) -> None:
    added = HorizonEstimate(entry=row, number=number, of=one.told.of, said_on=one.told.said_on, mark=mark)
    added.data, added.from_file = plain.dumps(plainly(one.told, EstimateModel)), who.from_file
    added.recorded_at, added.recorded_by = who.at, who.name
    added.save(force_insert=True)
    _keep_cited("estimate", {str(added.pk): one.citations})


def _keep_parts(file: HorizonFile) -> bool:
    """The kinds, stages, known numbers and notes exactly as the file has them; answers whether any changed."""
    terms = [
        HorizonPart(section=section, place=place, name=name, data=_term(name, label.nl, label.en))
        for section, found in (("kinds", file.kinds), ("stages", file.stages))
        for place, (name, label) in enumerate(found.items())
    ]
    known = [_part("known", place, one.id, one) for place, (one, _cited) in enumerate(file.known)]
    notes = [_part("notes", place, str(place), one) for place, (one, _cited) in enumerate(file.notes)]
    _keep_cited("known", {one.id: cited for one, cited in file.known})
    _keep_cited("horizon_note", {str(place): cited for place, (_one, cited) in enumerate(file.notes)})
    rows = [*terms, *known, *notes]
    present = set(HorizonPart.objects.values_list("section", "place", "name", "data"))
    if present == {(row.section, row.place, row.name, row.data) for row in rows}:
        return False
    HorizonPart.objects.all().delete()
    HorizonPart.objects.bulk_create(rows)
    return True


def _term(name: str, nl: str, en: str) -> str:
    return plain.dumps({"id": name, "label": LabelModel(nl=nl, en=en).model_dump()})


def _part(section: str, place: int, name: str, one: Model) -> HorizonPart:
    return HorizonPart(section=section, place=place, name=name, data=plain.dumps(plainly(one, type(one))))


def _keep_cited(subject: str, cited: CitedIn) -> None:
    """What these facts cite, exactly this; other facts of the kind stay as they are."""
    documents = keep_documents(documents=dict.fromkeys(one.document for found in cited.values() for one in found))
    rows = [
        Cited(subject=subject, key=key, place=place, document=documents[one.document], section=one.section)
        for key, found in cited.items()
        for place, one in enumerate(found)
    ]
    held = Cited.objects.filter(subject=subject, key__in=list(cited))
    if set(held.values_list("key", "place", "document_id", "section")) != {
        (row.key, row.place, row.document_id, row.section) for row in rows
    }:
        held.delete()
        Cited.objects.bulk_create(rows)


@transaction.atomic
def send_in(*, by: str, name: str, rows: Sequence[Row], at: datetime | None = None) -> HorizonUpload:
    """Keeps a checked table until who sent it confirms it; nothing else changes, so the trail holds no entry of it."""
    found = HorizonUpload(name=name[:200], rows=json.dumps([dict(row) for row in rows]), sent_by=by)
    found.sent_at = at or timezone.now()
    found.save(force_insert=True)
    return found


@transaction.atomic
def take_over(*, by: str, upload: HorizonUpload, at: datetime | None = None) -> list[str]:
    """Adds what a confirmed table says; answers the ids of the entries that changed."""
    who = _By(by, at or timezone.now(), from_file=False)
    held = HorizonUpload.objects.select_for_update().get(pk=upload.pk)
    if held.done_at is not None or held.sent_by != by:
        raise RefusedError(_("This table was taken over already."))
    outcome = Outcome()
    for found in differences(json.loads(held.rows), reads.table_rows()):
        if found.moves:
            rows = [row for row in json.loads(held.rows) if row["id"] == found.id]
            row = _taken(rows[0], outcome)
            estimates = [Estimate(estimate_of(one), (citation_of(one),)) for one in found.added]
            _add_estimates(row, estimates, who, outcome)
    held.done_at = who.at
    held.save(update_fields=["done_at"])
    if outcome.moved:
        _finish("horizon.take", who, outcome)
    return outcome.moved


def _taken(told: Row, outcome: Outcome) -> HorizonEntry:
    """The entry that a sent row is about, with what the row says."""
    row = HorizonEntry.objects.filter(pk=told["id"]).first()
    model = applied(reads.entry_model(row) if row else None, told)
    said = plain.dumps(plainly(model, EntryModel))
    if row is None:
        row = HorizonEntry(id=model.id, place=HorizonEntry.objects.count(), data=said)
        outcome.added.append(model.id)
        _keep_cited("horizon", {row.pk: (citation_of(told),)})
        return _written(row)
    if row.data != said or row.removed_at is not None:
        row.data, row.removed_at = said, None
        outcome.changed.append(model.id)
        _written(row)
    return row


def _finish(action: str, who: _By, outcome: Outcome) -> None:
    every = reads.entries(reads.present())
    _settle(every, who.at)
    index(room="horizon", entries=map(indexed, every))
    details = {name: getattr(outcome, name) for name in ("added", "changed", "removed", "estimates")}
    record(by=who.name, action=action, object="horizon:all", details=details, at=who.at)
    if not outcome.first:
        _tell([one for one in every if one.told.id in outcome.moved], who)


def _settle(every: Sequence[Entry], at: datetime) -> None:
    """Writes what follows from the estimates into the columns that pages filter and sort on."""
    by = reads.held_against(every, timezone.localdate(at))
    lost, rows = struck(every, by), {row.pk: row for row in HorizonEntry.objects.all()}
    for one in every:
        row, number, expected = rows[one.told.id], usable(one, by), one.expected
        row.begins, row.ends = expected or (None, None)
        row.patients = float(number.told.high or number.told.low or 0) if number else None
        row.struck = len(lost.get(one.told.id, ()))
    HorizonEntry.objects.bulk_update(list(rows.values()), ["begins", "ends", "patients", "struck"])


def _tell(moved: Iterable[Entry], who: _By) -> None:
    for one in moved:
        about, product = one.told.indication, one.told.product
        topics = ["horizon:all", f"horizon:{one.told.id}", *([f"product:{product}"] if product else [])]
        announce(
            topics=topics,
            title_nl=f"{one.name.nl} voor {about.nl}: de horizon is bijgewerkt",
            title_en=f"{one.name.en} for {about.en}: the horizon was updated",
            url=f"/horizon/{one.told.id}/",
            by=who.name,
            at=who.at,
        )


def indexed(one: Entry) -> Indexed:
    """What the search box finds of an entry."""
    about, line = one.told.indication, one.told.line
    titles = [f"{one.name.in_(lang)}: {getattr(about, lang)}" for lang in ("nl", "en")]
    bodies = [" · ".join(filter(None, [getattr(line, lang, ""), *_said(one, lang)])) for lang in ("nl", "en")]
    return Indexed("horizon", one.told.id, f"/horizon/{one.told.id}/", *titles, *bodies)


def _said(one: Entry, lang: str) -> list[str]:
    return [getattr(estimate.told.words, lang) for estimate in one.estimates if estimate.told.words]
