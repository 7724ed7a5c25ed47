# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register of trials and hospital exemptions: what an entry says, what changed, and what needs attention when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field, model_validator

from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel, citations
from schakel.values.located import FactsError, Fault, Located, read
from schakel.values.schema import Edition, Line, Model, WebAddress, checked

FILE = "regulatory/register.yaml"
KEY = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"
# What an outsider does not see: numbers of patients at one site may point to persons, the rest is between parties.
CLOSED = ("treated", "treated_on", "contact", "remarks")
NEAR_END = timedelta(days=90)
NEARLY_FULL = 0.8


class EntryModel(Model):
    """One trial or hospital exemption. None = not seen. `allowed` patients count `per` year, permission or in total."""

    key: Line = Field(pattern=KEY)
    kind: Literal["trial", "hospital_exemption"]
    name: Line
    name_nl: Line | None = None
    product: Line | None = None
    holder: Line | None = None
    sites: list[Line] = []
    indication: Line | None = None
    indication_nl: Line | None = None
    phase: Line | None = None
    status: Literal["planned", "running", "paused", "ended", "unknown"] = "unknown"
    allowed: int | None = Field(default=None, ge=1, le=100_000)
    per: Literal["year", "permission", "total", "worldwide"] | None = None
    start: date | None = None
    end: date | None = None
    as_of: Edition | None = None
    url: WebAddress | None = None
    note: Line | None = None
    note_nl: Line | None = None
    treated: int | None = Field(default=None, ge=0, le=100_000)
    treated_on: date | None = None
    contact: Line | None = None
    remarks: Line | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "EntryModel":
        if self.start and self.end and self.end < self.start:
            raise ValueError("ends before it starts")
        if (self.per is None) != (self.allowed is None):
            raise ValueError("a number of patients allowed and what it counts per stand together")
        return self


class EntryInFileModel(EntryModel):
    """An entry of `data/regulatory/register.yaml`: with the documents it rests on."""

    source: CitedModel | list[CitedModel]


@dataclass(frozen=True, slots=True)
class Sourced:
    """An entry and what it rests on."""

    entry: EntryModel
    cited: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; None where there is nothing."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - the word is taken
    """Why an entry needs attention: `code` for words, `days` from today (negative: ago), `share` of the places used."""

    code: Literal["ended", "ends_soon", "over", "full", "nearly_full", "no_end"]
    days: int | None = None
    share: float | None = None


def read_entries(text: str | bytes, register: Mapping[str, Document]) -> list[Sourced]:
    """The entries of the file in its order; FactsError with every fault."""
    located = read(FILE, text)
    entries = located.data.get("entries") if isinstance(located.data, dict) else None
    if not isinstance(entries, list):
        raise FactsError([located.fault((), "no list of entries", "a key 'entries' with one entry per trial")])
    faults: list[Fault] = []
    found = []
    for place, data in enumerate(entries):
        try:
            found.append(_sourced(located, data, place, register))
        except FactsError as error:
            faults.extend(error.faults)
    faults.extend(_doubled(located, found))
    if faults:
        raise FactsError(faults)
    return found


def _sourced(located: Located, data: Any, place: int, register: Mapping[str, Document]) -> Sourced:
    path = ("entries", place)
    model = checked(located, EntryInFileModel, data, path)
    cited = citations(located, (*path, "source"), model.source, register)
    return Sourced(EntryModel.model_validate(model.model_dump(exclude={"source"}, exclude_unset=True)), cited)


def _doubled(located: Located, found: list[Sourced]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, one in enumerate(found):
        if one.entry.key in seen:
            yield located.fault(("entries", place, "key"), f"key {one.entry.key!r} stands twice", "each key once")
        seen.add(one.entry.key)


def public(entry: EntryModel) -> EntryModel:
    """The entry without its closed fields."""
    return entry.model_copy(update=dict.fromkeys(CLOSED))


def differences(before: EntryModel | None, after: EntryModel) -> tuple[Change, ...]:
    """The fields that differ, in the order of the model."""
    old = before.model_dump() if before else {}
    return tuple(
        Change(name, old.get(name), value)
        for name, value in after.model_dump().items()
        if (old.get(name), value) not in ((value, value), (None, []))
    )


def warnings(entry: EntryModel, today: date) -> tuple[Warning_, ...]:
    """What a holder must see: an end that is near or past, places that are nearly or wholly used, no end known."""
    return tuple(_of_time(entry, today)) + tuple(_of_places(entry))


def _of_time(entry: EntryModel, today: date) -> Iterator[Warning_]:
    if entry.status == "ended":
        return
    if entry.end is None:
        # A permission lasts a set time: not knowing until when is worth a question. A trial may have no end yet.
        if entry.kind == "hospital_exemption":
            yield Warning_("no_end")
    elif entry.end < today:
        yield Warning_("ended", days=(entry.end - today).days)
    elif entry.end - today <= NEAR_END:
        yield Warning_("ends_soon", days=(entry.end - today).days)


def _of_places(entry: EntryModel) -> Iterator[Warning_]:
    if entry.allowed is None or entry.treated is None or entry.status == "ended":
        return
    share = entry.treated / entry.allowed
    if share > 1:
        yield Warning_("over", share=share)
    elif share == 1:
        yield Warning_("full", share=share)
    elif share >= NEARLY_FULL:
        yield Warning_("nearly_full", share=share)
