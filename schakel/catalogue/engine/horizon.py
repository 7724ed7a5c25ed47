# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is coming: entries (a product for an indication) and what was estimated about them, when and by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from re import fullmatch
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, model_validator

from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel, citations, read_register
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, Path, read
from schakel.values.periods import period
from schakel.values.schema import LabelModel, Line, Model, Name, Number, checked

FILE = "landscape/pipeline.yaml"
REGISTER = "landscape/sources.yaml"

Of = Literal["eu", "nl", "patients", "prevalence", "care", "capacity"]
SUBJECTS: tuple[Of, ...] = get_args(Of)
NUMBERS: tuple[Of, ...] = ("patients", "prevalence")
MOMENTS: tuple[Of, ...] = ("eu", "nl")
SAID = r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
MOMENT = "a moment such as 2027, 2027-H1, 2027-Q3, 2027-04 or 2027-04-15"


def _said(written: str) -> str:
    if not fullmatch(SAID, written) or moment(written) is None:
        raise ValueError("expected a year, a month or a day: 2026, 2026-11 or 2026-11-21")
    return written


# As precise as the source.
Said = Annotated[str, AfterValidator(_said)]

WRONG = {
    "negative": "a number below 0",
    "not_a_number_of": "numbers belong to patients and prevalence",
    "not_a_moment_of": "moments belong to eu and nl",
    "moment": f"not a moment; expected {MOMENT}",
    "value_or_range": "one number or a range, not both",
    "order": "the highest lies below the lowest",
    "one_moment": "a period or a moment from when, not both",
    "nothing_told": "says nothing: no number, no moment and no words",
}
"""What each code of `faults_of` means, for who writes a file."""


def moment(written: str) -> tuple[float, float] | None:
    """First and last moment of a written period in decimal years; None when it is not one."""
    try:
        return period(date.fromisoformat(written))
    except ValueError:
        return period(written)


class EstimateModel(Model):
    """One estimate. Numbers for patients and prevalence, a moment for eu and nl, words for all."""

    of: Of
    said_on: Said
    value: Number | None = None
    min: Number | None = None
    max: Number | None = None
    period: Line | None = None
    after: Line | None = None
    words: LabelModel | None = None

    @model_validator(mode="after")
    def _sense(self) -> "EstimateModel":
        if wrong := faults_of(self):
            raise ValueError(WRONG[wrong[0][1]])
        return self

    @property
    def low(self) -> Fraction | None:
        """The least it can be; None when no source tells that."""
        return self.value if self.value is not None else self.min

    @property
    def high(self) -> Fraction | None:
        return self.value if self.value is not None else self.max

    @property
    def begins(self) -> float | None:
        """The first moment it can be, in decimal years."""
        told = self.period or self.after
        found = moment(told) if told else None
        return found[0] if found else None

    @property
    def ends(self) -> float | None:
        """The last moment it can be; None without one."""
        found = moment(self.period) if self.period else None
        return found[1] if found else None


def faults_of(told: EstimateModel) -> list[tuple[str, str]]:
    """What is wrong with an estimate, as (field, what): a file and a sent table are judged by the same words."""
    numbers = [name for name in ("value", "min", "max") if getattr(told, name) is not None]
    moments = [name for name in ("period", "after") if getattr(told, name) is not None]
    found = [(name, "negative") for name in numbers if getattr(told, name) < 0]
    found += [(name, "not_a_number_of") for name in numbers if told.of not in NUMBERS]
    found += [(name, "not_a_moment_of") for name in moments if told.of not in MOMENTS]
    found += [(name, "moment") for name in moments if moment(getattr(told, name)) is None]
    if told.value is not None and len(numbers) > 1:
        found.append(("value", "value_or_range"))
    if told.min is not None and told.max is not None and told.min > told.max:
        found.append(("max", "order"))
    if len(moments) > 1:
        found.append(("after", "one_moment"))
    if not numbers and not moments and told.words is None:
        found.append(("words_nl", "nothing_told"))
    return found


class WrittenEstimateModel(EstimateModel):
    """The same as its file has it, with what it cites."""

    source: CitedModel | list[CitedModel]


class EntryModel(Model):
    """A product (`product`: the name of its file, if there is one) for an indication."""

    id: Name
    product: Name | None = None
    name: Line
    name_en: Line | None = None
    kind: Name
    indication: LabelModel
    line: LabelModel | None = None
    conditions: list[Name] = []
    stage: Name
    note: LabelModel | None = None


class WrittenEntryModel(EntryModel):
    """The same as its file has it, with what it cites and what was estimated."""

    source: CitedModel | list[CitedModel]
    estimates: list[WrittenEstimateModel] = []


class TermModel(Model):
    """A kind or a stage and what it is called."""

    id: Name
    label: LabelModel


class KnownModel(Model):
    """A yearly number that diseases are known to have; an estimate above it is doubted."""

    id: Name
    conditions: list[Name]
    value: Number
    what: LabelModel


class WrittenKnownModel(KnownModel):
    source: CitedModel | list[CitedModel]


class NoteModel(Model):
    """What the sources say of the numbers as a whole."""

    nl: Line
    en: Line


class WrittenNoteModel(NoteModel):
    source: CitedModel | list[CitedModel]


class HorizonModel(Model):
    """`data/landscape/pipeline.yaml`; entries are checked one by one."""

    kinds: list[TermModel]
    stages: list[TermModel]
    known: list[WrittenKnownModel] = []
    entries: list[Any]
    notes: list[WrittenNoteModel] = []


Cited = tuple[Citation, ...]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimate and what it cites; `number` tells them apart, in the order in which they were said."""

    told: EstimateModel
    citations: Cited
    number: int = 0

    @property
    def said(self) -> float:
        """When it was said, in decimal years: the first moment of a month or year."""
        found = moment(self.told.said_on)
        return found[0] if found else 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with everything that was ever estimated about it, oldest first."""

    told: EntryModel
    citations: Cited
    estimates: tuple[Estimate, ...]

    @property
    def name(self) -> Label:
        return Label(self.told.name, self.told.name_en or self.told.name)

    def of(self, subject: Of) -> tuple[Estimate, ...]:
        """What was estimated about one thing, oldest first."""
        return tuple(one for one in self.estimates if one.told.of == subject)

    def latest(self, subject: Of) -> Estimate | None:
        """What was said last."""
        found = self.of(subject)
        return found[-1] if found else None

    @property
    def expected(self) -> tuple[float, float | None] | None:
        """When it is expected here (or, without that, in the EU): first and last moment; None without either."""
        for latest in (self.latest("nl"), self.latest("eu")):
            if latest and latest.told.begins is not None:
                return latest.told.begins, latest.told.ends
        return None


@dataclass(frozen=True, slots=True)
class HorizonFile:
    """All of the file."""

    kinds: Mapping[str, Label]
    stages: Mapping[str, Label]
    known: tuple[tuple[KnownModel, Cited], ...]
    entries: tuple[Entry, ...]
    notes: tuple[tuple[NoteModel, Cited], ...]


def plainly(told: Model, like: type[Model]) -> dict[str, Any]:
    """What was written for the fields of `like`, as plain data; pydantic itself would make text of exact numbers."""
    named = [name for name in like.model_fields if name in told.model_fields_set]
    values = ((name, getattr(told, name)) for name in named)
    return {name: value.model_dump() if isinstance(value, Model) else value for name, value in values}


def in_order(estimates: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """Oldest first; of one date in the order in which they were written down."""
    return tuple(sorted(estimates, key=lambda one: (one.told.said_on[:10], one.number)))


def read_horizon(text: str | bytes, register: str | bytes) -> HorizonFile:
    """The file with the register of sources beside it; FactsError with every fault."""
    documents = read_register(read(REGISTER, register))
    located = read(FILE, text)
    whole = checked(located, HorizonModel)
    kinds, stages = _terms(whole.kinds), _terms(whole.stages)
    entries, faults = list[Entry](), list[Fault]()
    for place, data in enumerate(whole.entries):
        try:
            entry = _entry(located, ("entries", place), data, documents)
        except FactsError as error:
            faults.extend(error.faults)
            continue
        entries.append(entry)
        faults += _unknown(located, place, entry, kinds, stages, [one.told.id for one in entries])
    if faults:
        raise FactsError(faults)
    known = [_cited(located, ("known", n), one, KnownModel, documents) for n, one in enumerate(whole.known)]
    notes = [_cited(located, ("notes", n), one, NoteModel, documents) for n, one in enumerate(whole.notes)]
    return HorizonFile(kinds, stages, tuple(known), tuple(entries), tuple(notes))


def _terms(found: Sequence[TermModel]) -> Mapping[str, Label]:
    return {one.id: one.label.label() for one in found}


def _entry(located: Located, path: Path, data: Any, documents: Mapping[str, Document]) -> Entry:
    written = checked(located, WrittenEntryModel, data, path)
    cited = citations(located, path, written.source, documents)
    estimates = [
        Estimate(*_cited(located, (*path, "estimates", n), one, EstimateModel, documents), n)
        for n, one in enumerate(written.estimates)
    ]
    told = EntryModel.model_validate(plainly(written, EntryModel))
    return Entry(told, cited, in_order(estimates))


def _cited(located: Located, path: Path, one: Any, bare: type[M], documents: Mapping[str, Document]) -> tuple[M, Cited]:
    """A checked part without its source, and what it cites."""
    return bare.model_validate(plainly(one, bare)), citations(located, path, one.source, documents)


def _unknown(
    located: Located, place: int, entry: Entry, kinds: Mapping[str, Label], stages: Mapping[str, Label], ids: list[str]
) -> list[Fault]:
    told, path = entry.told, ("entries", place)
    faults = []
    if told.kind not in kinds:
        faults.append(located.fault((*path, "kind"), f"unknown kind {told.kind!r}", f"one of: {', '.join(kinds)}"))
    if told.stage not in stages:
        faults.append(located.fault((*path, "stage"), f"unknown stage {told.stage!r}", f"one of: {', '.join(stages)}"))
    if ids.count(told.id) > 1:
        faults.append(located.fault((*path, "id"), f"id {told.id!r} stands twice", "each id once"))
    return faults
