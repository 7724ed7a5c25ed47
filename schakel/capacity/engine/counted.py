# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was counted: treatments per year in Europe and in the Netherlands, each year with where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from schakel.capacity.engine.forecast.backtest import Count
from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel, citations, read_register
from schakel.values.located import FactsError, Located, Path, read
from schakel.values.schema import Line, Model, Number, checked

FILE = "landscape/market_status.yaml"
REGISTER = "landscape/sources.yaml"


class CountModel(Model):
    """A year. `derived`: worked out from other numbers, `how` says it; `not_found`: no number."""

    year: int
    patients: Number | None
    basis: Literal["reported", "derived", "not_found"]
    how: Line | None = None
    note: Line | None = None
    preliminary: Any = None
    source: CitedModel | None = None


class SeriesModel(Model):
    """One place over the years; what else the file tells of it is read by nobody here."""

    unit: Line
    counts: list[CountModel]
    note: Line | None = None
    by_indication_2023: Any = None
    growth: Any = None
    registry_total: Any = None
    tumour_board_axi_cel: Any = None
    source: CitedModel | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A year: `patients` None where no number was found; `derived` and in which way (`how`)."""

    year: int
    patients: float | None
    basis: str
    how: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """What was counted in one place."""

    unit: str
    years: tuple[Counted, ...]
    note: str

    @property
    def counts(self) -> tuple[Count, ...]:
        """The years with a number, as the back-test takes them."""
        return tuple(Count(one.year, one.patients, one.basis) for one in self.years if one.patients is not None)


def read_counted(text: str | bytes, register: str | bytes) -> Mapping[str, Series]:
    """The series by key; FactsError for a number without a source."""
    documents = read_register(read(REGISTER, register))
    located = read(FILE, text)
    found = located.data.get("treatments") if isinstance(located.data, dict) else None
    if not isinstance(found, dict):
        raise FactsError([located.fault((), "no mapping 'treatments'", "series of counts by name")])
    return {key: _series(located, ("treatments", key), data, documents) for key, data in found.items()}


def _series(located: Located, path: Path, data: Any, documents: Mapping[str, Document]) -> Series:
    model = checked(located, SeriesModel, data, path)
    years = [_year(located, (*path, "counts", n), one, documents) for n, one in enumerate(model.counts)]
    return Series(model.unit, tuple(sorted(years, key=lambda one: one.year)), model.note or "")


def _year(located: Located, path: Path, one: CountModel, documents: Mapping[str, Document]) -> Counted:
    if one.patients is None:
        return Counted(one.year, None, one.basis, one.note or "", ())
    cited: Sequence[CitedModel] = [one.source] if one.source else []
    return Counted(one.year, float(one.patients), one.basis, one.how or "", citations(located, path, cited, documents))
