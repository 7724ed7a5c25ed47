# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The file of stated numbers: every claim with its source, every computation one that exists."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from schakel.followup.engine.due import last_day
from schakel.followup.engine.facts import WordsModel
from schakel.followup.engine.figures import COMPUTED, Asked, Claim, Figure, Unit, around
from schakel.sources.engine.citation import Document
from schakel.sources.engine.register import CitedModel, citations
from schakel.values.located import FactsError, Fault, Located, Path
from schakel.values.schema import Edition, Line, Model, Name, Number, checked

FIGURES, MARKET = "landscape/figures.yaml", "landscape/market_status.yaml"
# What a computation cannot do without.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "authorised": ("first", "last"),
    "chance_of_rise": ("first", "last"),
    "growth": ("first", "last"),
    "patients": ("first",),
    "ratio": ("of",),
    "products_share": ("states",),
    "indications_share": ("states",),
}
EUROPE: Path = ("treatments", "car_t_europe", "counts")


class ClaimModel(WordsModel):
    """What a source states: `value`, or `low` and `high`, or neither."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    counts: WordsModel
    source: CitedModel


class AskedModel(WordsModel):
    """A computation over our facts; its words say what it counts."""

    compute: Name
    source: Line | None = None
    section: Line = ""
    basis: Literal["decision", "opinion"] = "decision"
    first: Edition | None = None
    last: Edition | None = None
    states: list[Name] = []
    among: Literal["followed", "authorised", "standing"] = "followed"
    of: tuple[int, int] | None = Field(default=None, strict=False)


class FigureModel(WordsModel):
    id: Name
    unit: Literal["count", "share", "growth", "chance", "year"]
    said: list[ClaimModel] = []
    ours: list[AskedModel] = []


class FiguresModel(Model):
    figures: list[FigureModel]


class CountModel(Model):
    """Patients of one year."""

    year: int
    patients: int | None
    basis: Line
    how: Line | None = None
    note: Line | None = None
    preliminary: dict[str, Any] | None = None
    source: CitedModel | None = None


def read_figures(located: Located, register: Mapping[str, Document]) -> tuple[Figure, ...]:
    """The figures in the order of the file; FactsError with every fault."""
    faults: list[Fault] = []
    found: list[Figure] = []
    for place, one in enumerate(checked(located, FiguresModel).figures):
        try:
            found.append(_figure(located, ("figures", place), one, register))
        except FactsError as error:
            faults.extend(error.faults)
    if faults:
        raise FactsError(faults)
    return tuple(found)


def _figure(located: Located, path: Path, one: FigureModel, register: Mapping[str, Document]) -> Figure:
    unit = Unit(one.unit)
    said = tuple(_claim(located, (*path, "said", n), unit, each, register) for n, each in enumerate(one.said))
    asked = tuple(_asked(located, (*path, "ours", n), each, register) for n, each in enumerate(one.ours))
    return Figure(one.id, unit, one.label, said, asked)


def _claim(located: Located, path: Path, unit: Unit, one: ClaimModel, register: Mapping[str, Document]) -> Claim:
    cited = citations(located, (*path, "source"), one.source, register)[0]
    low, high = (one.low, one.high) if one.value is None else around(one.value, unit)
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        raise FactsError([located.fault(path, "a reading with one end", "`value`, or `low` and `high`, or neither")])
    return Claim(one.label, one.counts.label, low, high, cited)


def _asked(located: Located, path: Path, one: AskedModel, register: Mapping[str, Document]) -> Asked:
    if one.compute not in COMPUTED:
        raise FactsError([located.fault((*path, "compute"), f"unknown {one.compute!r}", ", ".join(COMPUTED))])
    if one.source and one.source not in register:
        raise FactsError([located.fault((*path, "source"), f"unknown source {one.source!r}", "a key of the register")])
    lacking = [name for name in NEEDS.get(one.compute, ()) if not getattr(one, name)]
    if lacking:
        raise FactsError([located.fault(path, f"{one.compute} without {', '.join(lacking)}", "its settings")])
    for name, period in (("first", one.first), ("last", one.last)):
        if period:
            _period(located, (*path, name), period, year=name == "first" or one.compute != "authorised")
    return Asked(
        compute=one.compute,
        counts=one.label,
        document=register[one.source].key if one.source else "",
        section=one.section,
        basis=one.basis,
        first=one.first or "",
        last=one.last or "",
        states=tuple(one.states),
        among=one.among,
        of=one.of,
    )


def _period(located: Located, path: Path, period: str, *, year: bool) -> None:
    """A year; where that makes sense also a part of one."""
    try:
        last_day(period)
        known = not year or (period.isdecimal() and len(period) == 4)
    except ValueError:
        known = False
    if not known:
        expected = "a year such as 2024" if year else "a year or a month such as 2024-03"
        raise FactsError([located.fault(path, f"period {period!r}", expected)])


def read_patients(located: Located) -> dict[int, int]:
    """First CAR T treatments in Europe by year, of the years whose number was found."""
    data: Any = located.data
    for part in EUROPE:
        data = data.get(part) if isinstance(data, dict) else None
    rows = [checked(located, CountModel, one, (*EUROPE, place)) for place, one in enumerate(data or [])]
    return {row.year: row.patients for row in rows if row.patients is not None}
