# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether a product can be had in the Netherlands, per indication and over time, as the sources tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel, citations, read_register
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, Path, read
from schakel.values.schema import Edition, LabelModel, Line, Model, Name, checked

FILE = "landscape/market_status.yaml"
REGISTER = "landscape/sources.yaml"

Confidence = Literal["high", "medium", "low"]


class StatusTermModel(Model):
    """A status: whether it means that someone who needs the product can get it, and what it means in plain words."""

    id: Name
    available: Literal["yes", "no", "unknown"]
    label: LabelModel
    meaning: LabelModel


class EventModel(Model):
    """Something that happened. `date` as the source tells it: a day, a month, a year, or words around one."""

    date: Edition
    what: Line
    what_nl: Line


class PatientsModel(Model):
    """Patients a year: one number, or bounds, with what the source says it is. `flag`: why to doubt it."""

    value: int | None = None
    min: int | None = None
    max: int | None = None
    qualifier: Line
    qualifier_nl: Line
    flag: Line | None = None
    flag_nl: Line | None = None


class OtherNumberModel(Model):
    """A number of another source beside the first: it disagrees, or counts something else."""

    value: int | Line | None = None
    min: int | None = None
    max: int | None = None
    what: Line | None = None
    what_nl: Line | None = None
    source: CitedModel


class StatusModel(Model):
    """A status of one product for one indication, also in `plain` words; `product` None: one we have no file of."""

    id: Name
    product: Name | None
    brand: Line | None
    inn: Line
    conditions: list[Name]
    indication: Line
    indication_nl: Line
    plain: LabelModel
    status: Name
    confidence: Confidence
    as_of: Edition
    arrangement_until: Edition | None = None
    events: list[EventModel] = []
    patients_per_year: PatientsModel | None = None
    patients_other: OtherNumberModel | None = None
    prevalence_nl: OtherNumberModel | None = None
    price_eur: int | None = None
    price_note: Line | None = None
    price_note_nl: Line | None = None
    note: Line | None = None
    note_nl: Line | None = None
    conflict: Line | None = None
    conflict_nl: Line | None = None
    sites: list[Line] = []


class WrittenStatusModel(StatusModel):
    source: list[CitedModel]


class ShareModel(Model):
    """A figure that a source states, to lay beside what the facts add up to."""

    id: Name
    count: int | None = None
    of: int | None = None
    share_percent: int | None = None
    year: int | None = None
    fact: Line
    fact_nl: Line


class WrittenShareModel(ShareModel):
    source: CitedModel


class FileModel(Model):
    """The whole of the file; entries are checked one by one, `treatments` by the room that reads it."""

    terms: list[StatusTermModel]
    statuses: list[Any]
    shares: list[Any] = []
    treatments: Any = None


Cited = tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StatusFile:
    """Everything in the file, each entry with what it cites."""

    terms: tuple[StatusTermModel, ...]
    statuses: tuple[tuple[StatusModel, Cited], ...]
    shares: tuple[tuple[ShareModel, Cited], ...]


@dataclass(frozen=True, slots=True)
class StatusTerm:
    """`available` is "yes", "no" or "unknown"."""

    id: str
    available: str
    label: Label
    meaning: Label


@dataclass(frozen=True, slots=True)
class DutchStatus:
    """One status with its term and what it cites."""

    told: StatusModel
    term: StatusTerm
    citations: Cited

    @property
    def indication(self) -> Label:
        return Label(self.told.indication_nl, self.told.indication)

    @property
    def plain(self) -> Label:
        """What it is for, as a patient says it."""
        return self.told.plain.label()

    @property
    def name(self) -> str:
        """What the product is called: its brand, or its substance where it has none."""
        return self.told.brand or self.told.inn


def term_of(model: StatusTermModel) -> StatusTerm:
    return StatusTerm(model.id, model.available, model.label.label(), model.meaning.label())


def read_status(text: str | bytes, register: str | bytes) -> StatusFile:
    """The file of statuses with the register of sources beside it; FactsError with every fault."""
    documents = read_register(read(REGISTER, register))
    located = read(FILE, text)
    whole = checked(located, FileModel)
    faults: list[Fault] = []
    statuses = _entries(located, WrittenStatusModel, "statuses", whole.statuses, documents, faults)
    shares = _entries(located, WrittenShareModel, "shares", whole.shares, documents, faults)
    faults += _unknown(located, whole.terms, [model for model, _cited in statuses])
    if faults:
        raise FactsError(faults)
    return StatusFile(
        tuple(whole.terms),
        tuple((StatusModel.model_validate(_bare(model)), cited) for model, cited in statuses),
        tuple((ShareModel.model_validate(_bare(model)), cited) for model, cited in shares),
    )


def _entries(
    located: Located,
    model: type[Any],
    name: str,
    listed: Sequence[Any],
    documents: Mapping[str, Document],
    faults: list[Fault],
) -> list[tuple[Any, Cited]]:
    """Each entry checked, with its citations; faults are added to `faults`."""
    found = []
    for place, data in enumerate(listed):
        path: Path = (name, place)
        try:
            one = checked(located, model, data, path)
            cited = citations(located, path, one.source, documents)
            found.append((one, cited + _others(located, path, one, documents)))
        except FactsError as error:
            faults.extend(error.faults)
    return found


def _others(located: Located, path: Path, one: Any, documents: Mapping[str, Document]) -> Cited:
    """What the numbers beside the status cite."""
    beside = [getattr(one, name, None) for name in ("patients_other", "prevalence_nl")]
    return tuple(found for other in beside if other for found in citations(located, path, other.source, documents))


def _unknown(located: Located, terms: Sequence[StatusTermModel], statuses: Sequence[StatusModel]) -> list[Fault]:
    known, ids = {term.id for term in terms}, [one.id for one in statuses]
    faults = []
    for place, one in enumerate(statuses):
        if one.status not in known:
            faults.append(located.fault(("statuses", place), f"unknown status {one.status!r}", "an id of 'terms'"))
        if ids.count(one.id) > 1:
            faults.append(located.fault(("statuses", place), f"id {one.id!r} stands twice", "each id once"))
    return faults


def _bare(model: Model) -> Any:
    return model.model_dump(exclude={"source"}, exclude_unset=True)


def ended(until: str, today: date) -> bool:
    """Whether a day, month or year as the sources write it lies before `today`; words without a date never do."""
    return until[:4].isdigit() and until < today.isoformat()[: len(until)]
