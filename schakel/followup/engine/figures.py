# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Numbers that sources state beside the same numbers from our own facts; disagreement is kept, never averaged.

A stated number fits every value that rounds to it. What words such as "about half" mean is a reading in the fact file.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import erfc, sqrt

from schakel.followup.engine.due import last_day
from schakel.sources.engine.citation import Citation
from schakel.values.labels import Label

Value = Fraction | float


class Unit(StrEnum):
    COUNT = "count"
    SHARE = "share"
    GROWTH = "growth"
    CHANCE = "chance"
    YEAR = "year"


# Half of the last digit that is shown: whole numbers, whole percents.
HALF = {Unit.COUNT: Fraction(1, 2), Unit.YEAR: Fraction(1, 2)}
HALF_PERCENT = Fraction(1, 200)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source states. `low` and `high`: the values that fit it; both None when it gives no number."""

    words: Label
    counts: Label
    low: Fraction | None
    high: Fraction | None
    citation: Citation

    def fits(self, value: Value) -> bool | None:
        """Whether the value fits; None when the source gives no number."""
        return None if self.low is None or self.high is None else self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Asked:
    """A computation over our facts, and what it counts. Periods as in `due.last_day`."""

    compute: str
    counts: Label
    document: str = ""
    section: str = ""
    basis: str = "decision"
    first: str = ""
    last: str = ""
    states: tuple[str, ...] = ()
    among: str = ""
    of: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One question with what the sources say and what we ask of our facts."""

    id: str
    unit: Unit
    title: Label
    said: tuple[Claim, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """What is counted of a bottleneck: key of its document, section, and whether anything answers it."""

    document: str
    section: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Authorised:
    """What is counted of an authorisation; a year alone counts as its last day."""

    brand: str
    decided: date | None
    opinion: date | None
    standing: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that figures are computed from. `statuses`: product and status, one per indication."""

    bottlenecks: tuple[Bottleneck, ...] = ()
    themes: int = 0
    authorised: tuple[Authorised, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()
    patients: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Ours:
    """A computed number. `of`: part and whole of a share; `fits`: one per claim, None without a number."""

    asked: Asked
    value: Value | None
    of: tuple[int, int] | None
    fits: tuple[bool | None, ...]


class Verdict(StrEnum):
    """AGREE: all fit. DEPENDS: some do, by what is counted. DIFFER: none. SOURCES_DIFFER: claims exclude each other.

    NO_NUMBER: we hold none to compare with. OURS_ONLY: no source states it.
    """

    AGREE = "agree"
    DEPENDS = "depends"
    DIFFER = "differ"
    SOURCES_DIFFER = "sources_differ"
    NO_NUMBER = "no_number"
    OURS_ONLY = "ours_only"


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure with our numbers and the verdict."""

    figure: Figure
    ours: tuple[Ours, ...]
    verdict: Verdict


def around(value: Fraction, unit: Unit) -> tuple[Fraction, Fraction]:
    """The values that round to a stated number: whole numbers for counts and years, whole percents otherwise."""
    half = HALF.get(unit, HALF_PERCENT)
    return value - half, value + half


def compared(figure: Figure, counted: Counted) -> Compared:
    """The figure beside our own numbers."""
    ours = tuple(_ours(figure, asked, counted) for asked in figure.asked)
    return Compared(figure, ours, _verdict(figure, ours))


def _ours(figure: Figure, asked: Asked, counted: Counted) -> Ours:
    value, of = COMPUTED[asked.compute](asked, counted)
    fits = tuple(None if value is None else claim.fits(value) for claim in figure.said)
    return Ours(asked, value, of, fits)


def _verdict(figure: Figure, ours: Sequence[Ours]) -> Verdict:
    if not figure.said:
        return Verdict.OURS_ONLY
    if _exclude(figure.said):
        return Verdict.SOURCES_DIFFER
    fits = [fit for one in ours for fit in one.fits if fit is not None]
    if not fits:
        return Verdict.NO_NUMBER
    return Verdict.AGREE if all(fits) else Verdict.DEPENDS if any(fits) else Verdict.DIFFER


def _exclude(said: Sequence[Claim]) -> bool:
    """Whether no value fits all that is stated."""
    lows = [claim.low for claim in said if claim.low is not None]
    highs = [claim.high for claim in said if claim.high is not None]
    return bool(lows and highs) and max(lows) > min(highs)


Answer = tuple[Value | None, tuple[int, int] | None]


def _bottlenecks(asked: Asked, counted: Counted) -> Answer:
    found = [
        one
        for one in counted.bottlenecks
        if asked.document in ("", one.document) and one.section.startswith(asked.section)
    ]
    return Fraction(len(found)), None


def _unanswered_share(_: Asked, counted: Counted) -> Answer:
    return _share(sum(not one.answered for one in counted.bottlenecks), len(counted.bottlenecks))


def _themes(_: Asked, counted: Counted) -> Answer:
    return Fraction(counted.themes), None


def _authorised(asked: Asked, counted: Counted) -> Answer:
    first, last = date(int(asked.first), 1, 1), last_day(asked.last)
    return Fraction(sum(first <= day <= last for day in _days(asked, counted))), None


def _busiest_count(asked: Asked, counted: Counted) -> Answer:
    years = _per_year(asked, counted)
    return (Fraction(max(years.values())) if years else None), None


def _busiest_year(asked: Asked, counted: Counted) -> Answer:
    """The year with most; None when two years have as many."""
    years = _per_year(asked, counted)
    best = [year for year, number in years.items() if number == max(years.values())]
    return (Fraction(best[0]) if len(best) == 1 else None), None


def _chance_of_rise(asked: Asked, counted: Counted) -> Answer:
    years = _per_year(asked, counted)
    series = [years[year] for year in range(int(asked.first), int(asked.last) + 1)]
    return (chance_of_rise(series) if years else None), None


def _ratio(asked: Asked, _: Counted) -> Answer:
    return _share(*asked.of) if asked.of else (None, None)


def _products_share(asked: Asked, counted: Counted) -> Answer:
    """Products with an indication in one of the states, of: those followed, all authorised, those still authorised."""
    having = {product for product, status in counted.statuses if status in asked.states}
    among = {
        "followed": {product for product, _ in counted.statuses},
        "authorised": {one.brand for one in counted.authorised},
        "standing": {one.brand for one in counted.authorised if one.standing},
    }[asked.among]
    return _share(len(having & among), len(among))


def _indications_share(asked: Asked, counted: Counted) -> Answer:
    return _share(sum(status in asked.states for _, status in counted.statuses), len(counted.statuses))


def _growth(asked: Asked, counted: Counted) -> Answer:
    """The mean growth a year: the root of the quotient of the last and the first count, minus one."""
    counts, first, last = counted.patients or {}, int(asked.first), int(asked.last)
    if not counts.get(first) or last not in counts:
        return None, None
    return (counts[last] / counts[first]) ** (1 / (last - first)) - 1, None


def _patients(asked: Asked, counted: Counted) -> Answer:
    found = (counted.patients or {}).get(int(asked.first))
    return (None if found is None else Fraction(found)), None


COMPUTED: Mapping[str, Callable[[Asked, Counted], Answer]] = {
    "bottlenecks": _bottlenecks,
    "unanswered_share": _unanswered_share,
    "themes": _themes,
    "authorised": _authorised,
    "busiest_count": _busiest_count,
    "busiest_year": _busiest_year,
    "chance_of_rise": _chance_of_rise,
    "ratio": _ratio,
    "products_share": _products_share,
    "indications_share": _indications_share,
    "growth": _growth,
    "patients": _patients,
}


def _share(part: int, whole: int) -> Answer:
    return (Fraction(part, whole), (part, whole)) if whole else (None, None)


def _days(asked: Asked, counted: Counted) -> Iterable[date]:
    days = (one.opinion if asked.basis == "opinion" else one.decided for one in counted.authorised)
    return (day for day in days if day is not None)


def _per_year(asked: Asked, counted: Counted) -> Counter[int]:
    return Counter(day.year for day in _days(asked, counted))


def chance_of_rise(series: Sequence[int]) -> float:
    """The one-sided p-value of the Mann-Kendall test for a rising series, with ties, normal approximation.

    Method: M. G. Kendall, Rank Correlation Methods (1975), variance with the correction for ties and for continuity.
    """
    n = len(series)
    score = sum(_sign(later - earlier) for place, earlier in enumerate(series) for later in series[place + 1 :])
    ties = sum(size * (size - 1) * (2 * size + 5) for size in Counter(series).values())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    if variance <= 0:
        return 1.0
    return erfc((score - _sign(score)) / sqrt(2 * variance)) / 2


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
