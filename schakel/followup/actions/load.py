# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the files say: advice, promises and stated numbers, and the states that we read from sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from schakel.audit.actions import record
from schakel.followup.actions.state import keep_line
from schakel.followup.actions.tell import index_followup
from schakel.followup.engine.facts import Item as ItemValue
from schakel.followup.engine.facts import ReadState
from schakel.followup.engine.progress import State
from schakel.followup.models import Change, Figure, FigureSource, Found, Item, ItemActor, Patients
from schakel.network.reads import bottlenecks
from schakel.solutions.actions.unanswered import keep_unanswered
from schakel.sources.actions import keep_documents
from schakel.sources.engine.citation import Document as DocumentValue
from schakel.values import plain


@dataclass(slots=True)
class Outcome:
    """What a load changed, by the keys of items; whether the stated numbers did, and what needs a solution."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    overruled: list[str] = field(default_factory=list)
    figures: bool = False
    needs: bool = False

    @property
    def any(self) -> bool:
        return any((self.added, self.changed, self.ended, self.overruled, self.figures, self.needs))


@transaction.atomic
def load_followup(
    *,
    by: str,
    items: Sequence[ItemValue],
    figures: Mapping[str, Any],
    sources: Mapping[str, DocumentValue],
    patients: Mapping[int, int],
    at: datetime | None = None,
) -> Outcome:
    """Makes the database say what the files say; the history stays, and a state read from a source is added to it.

    `figures` are the entries of their file by id, as plain data; `sources` the documents they name, by key.
    """
    at, outcome = at or timezone.now(), Outcome()
    rows = keep_documents(documents=[*_documents(items), *sources.values()])
    known = {row.key: row for row in Item.objects.all()}
    for place, one in enumerate(items):
        _keep_item(known.get(one.key) or Item(key=one.key), place, one, rows, outcome)
        if one.read_state:
            _keep_read_state(by, one, one.read_state, rows, at, outcome)
    _end(known, {one.key for one in items}, at, outcome)
    outcome.figures = _keep_figures(figures, {ref: rows[value] for ref, value in sources.items()}, patients)
    outcome.needs = keep_unanswered(bottlenecks=_needing())
    if outcome.any:
        details = {name: len(getattr(outcome, name)) for name in ("added", "changed", "ended", "overruled")}
        record(by=by, action="followup.load", object="followup:all", details=details, at=at)
        index_followup()
    return outcome


def _documents(items: Iterable[ItemValue]) -> list[DocumentValue]:
    found = []
    for item in items:
        found += [item.citation.document, *(one.citation.document for one in item.found)]
        found += [item.read_state.citation.document] if item.read_state else []
    return found


def _keep_item(row: Item, place: int, one: ItemValue, rows: Mapping[DocumentValue, Any], outcome: Outcome) -> None:
    said = plain.digest(_plain(one))
    if row.loaded == said and row.removed_at is None and row.place == place:
        return
    news = row.loaded != said or row.removed_at is not None
    if news:
        (outcome.changed if row.loaded and row.removed_at is None else outcome.added).append(one.key)
    row.place, row.kind, row.part_of_id, row.loaded, row.removed_at = place, one.kind, one.part_of or None, said, None
    row.nl, row.en, row.origin, row.horizon = one.words.nl, one.words.en, one.origin, one.horizon
    row.theme_nl, row.theme_en, row.due_nl, row.due_en = one.theme.nl, one.theme.en, one.due.nl, one.due.en
    row.due_by, row.after, row.recurring = one.due_by, one.after, one.recurring
    row.note_nl, row.note_en = one.note.nl, one.note.en
    row.document, row.section = rows[one.citation.document], one.citation.section
    if row.recurring and not row.version:
        row.state = State.RECURRING
    row.save()
    _keep_parts(row, one, rows)


def _keep_parts(row: Item, one: ItemValue, rows: Mapping[DocumentValue, Any]) -> None:
    row.answers.set(one.answers)
    row.actors.all().delete()
    ItemActor.objects.bulk_create(ItemActor(item=row, place=n, actor=actor) for n, actor in enumerate(one.actors))
    row.found.all().delete()
    Found.objects.bulk_create(
        Found(
            item=row,
            place=n,
            nl=found.words.nl,
            en=found.words.en,
            document=rows[found.citation.document],
            section=found.citation.section,
        )
        for n, found in enumerate(one.found)
    )


def _plain(one: ItemValue) -> dict[str, Any]:
    """What the file says of an item, for telling whether it says something new; the state is judged apart."""
    found = [[each.words.nl, each.words.en, each.citation.document.key, each.citation.section] for each in one.found]
    texts = [[words.nl, words.en] for words in (one.words, one.theme, one.due, one.note)]
    cited = [one.citation.document.key, one.citation.section]
    rest = [one.kind, one.part_of, one.origin, one.horizon, one.due_by, one.after, one.recurring]
    lists = [list(one.actors), list(one.answers)]
    return {"texts": texts, "cited": cited, "rest": rest, "lists": lists, "found": found}


def _keep_read_state(
    by: str, one: ItemValue, read: ReadState, rows: Mapping[DocumentValue, Any], at: datetime, outcome: Outcome
) -> None:
    """Adds what the files read from a source, once; also over what people said, when the files say something new."""
    item = Item.objects.get(pk=one.key)
    lines = list(item.changes.all())
    ours = [line for line in lines if line.by == by]
    said = (read.state.value, read.happened_on, rows[read.citation.document].pk)
    if ours and (ours[-1].state, ours[-1].happened_on, ours[-1].document_id) == said:
        return
    if lines and lines[-1].by != by:
        outcome.overruled.append(one.key)
    line = Change(item=item, state=read.state.value, happened_on=read.happened_on, by=by, at=at)
    line.document, line.section = rows[read.citation.document], read.citation.section
    keep_line(item, line)
    if one.key not in (*outcome.added, *outcome.changed):
        outcome.changed.append(one.key)


def _end(known: Mapping[str, Item], asked: set[str], at: datetime, outcome: Outcome) -> None:
    gone = [key for key, row in known.items() if key not in asked and row.removed_at is None]
    Item.objects.filter(pk__in=gone).update(removed_at=at)
    outcome.ended.extend(gone)


def _keep_figures(figures: Mapping[str, Any], sources: Mapping[str, Any], patients: Mapping[int, int]) -> bool:
    """Makes the stated numbers exactly these; answers whether anything changed."""
    rows = [Figure(key=key, place=n, data=plain.dumps(data)) for n, (key, data) in enumerate(figures.items())]
    same = (
        list(Figure.objects.values_list("key", "data")) == [(row.key, row.data) for row in rows]
        and dict(FigureSource.objects.values_list("ref", "document_id")) == {r: d.pk for r, d in sources.items()}
        and dict(Patients.objects.values_list("year", "number")) == dict(patients)
    )
    if same:
        return False
    for model in (Figure, FigureSource, Patients):
        model.objects.all().delete()
    Figure.objects.bulk_create(rows)
    FigureSource.objects.bulk_create(FigureSource(ref=ref, document=row) for ref, row in sources.items())
    Patients.objects.bulk_create(Patients(year=year, number=number) for year, number in patients.items())
    return True


def _needing() -> list[str]:
    """The bottlenecks that no recommendation and no promised action answers."""
    standing = Item.objects.filter(removed_at=None)
    return list(bottlenecks().exclude(answered_by__in=standing).values_list("pk", flat=True))
