# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published JSON of a forecast and of a back-test."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from schakel.capacity.engine.forecast.backtest import Count, MethodJudged
from schakel.capacity.engine.forecast.result import COVERAGES, Assumption, Forecast, Series, Spread


class _Published(BaseModel):
    model_config = ConfigDict(frozen=True)


class PublishedSpread(_Published):
    """A number of one year; `within_80` holds the ends of the middle 80 % of all draws."""

    year: int
    mean: float
    median: float
    within_50: tuple[float, float]
    within_80: tuple[float, float]
    within_95: tuple[float, float]


class PublishedSeries(_Published):
    """A total, or the units of other care."""

    name: str
    years: list[PublishedSpread]


class PublishedCell(_Published):
    """Patients per year for a product in a line of an indication; line 0 is a series without lines."""

    product: str
    indication: str
    line: int
    setting: str
    years: list[PublishedSpread]


class PublishedEligible(_Published):
    """Patients per year who reach a line of treatment, treated or not."""

    indication: str
    line: int
    years: list[PublishedSpread]


class PublishedAssumption(_Published):
    """A number that the answer rests on. `replaced`: what was given first and was not used."""

    what: str
    shape: str
    low: float
    middle: float
    high: float
    basis: str
    assumption: bool
    date: str | None
    replaced: str | None


class PublishedForecast(_Published):
    """Answer of `forecast`: expected patients per year; intervals are over `draws` draws from `seed`."""

    title: str
    seed: int
    draws: int
    years: list[int]
    patients: list[PublishedCell]
    products: list[PublishedSeries]
    indications: list[PublishedSeries]
    eligible: list[PublishedEligible]
    replaced: list[PublishedSeries] = Field(description="units of other care replaced or avoided per year")
    total: PublishedSeries
    assumptions: list[PublishedAssumption]


class PublishedCount(_Published):
    """A count of the past with its source."""

    year: int
    patients: float
    basis: str
    source: str


class PublishedJudged(_Published):
    """A year held out: predicted from the earlier years only, beside what came."""

    year: int
    actual: float
    predicted: float
    error: float
    within_50: tuple[float, float]
    within_80: tuple[float, float]
    within_95: tuple[float, float]


class PublishedMethod(_Published):
    """A method and its miss (mean absolute error as a share); `coverage`: share of years inside the interval."""

    method: str
    miss: float
    coverage: dict[str, float]
    years: list[PublishedJudged]


class PublishedBacktest(_Published):
    """Answer of `forecast --backtest`."""

    counts: list[PublishedCount]
    methods: list[PublishedMethod]


def published_forecast(found: Forecast) -> PublishedForecast:
    """The published form."""
    model = found.model
    settings = {offer.key: offer.setting for offer in model.offers}
    settings |= {growth.key: growth.setting for growth in model.growths}
    return PublishedForecast(
        title=model.title,
        seed=model.seed,
        draws=model.draws,
        years=list(found.years),
        patients=[
            PublishedCell(
                product=key.product,
                indication=key.indication,
                line=key.line,
                setting=settings[key],
                years=_years(row, found.years),
            )
            for key, row in found.cells.items()
        ],
        products=[_series(row, found.years) for row in found.products],
        indications=[_series(row, found.years) for row in found.indications],
        eligible=[
            PublishedEligible(indication=name, line=line, years=_years(row, found.years))
            for (name, line), row in found.eligible.items()
        ],
        replaced=[_series(row, found.years) for row in found.replaced],
        total=_series(found.total, found.years),
        assumptions=list(map(_assumption, found.assumptions)),
    )


def published_backtest(counts: Sequence[Count], found: Sequence[MethodJudged]) -> PublishedBacktest:
    """The published form."""
    return PublishedBacktest(
        counts=[PublishedCount(year=c.year, patients=c.patients, basis=c.basis, source=c.source) for c in counts],
        methods=[
            PublishedMethod(
                method=each.method,
                miss=each.miss,
                coverage={str(nominal): each.coverage(nominal) for nominal in COVERAGES},
                years=[
                    PublishedJudged(
                        year=year.year,
                        actual=year.actual,
                        predicted=year.predicted,
                        error=year.error,
                        within_50=year.within[50],
                        within_80=year.within[80],
                        within_95=year.within[95],
                    )
                    for year in each.years
                ],
            )
            for each in found
        ],
    )


def _series(row: Series, years: Sequence[int]) -> PublishedSeries:
    return PublishedSeries(name=row.name, years=_years(row, years))


def _years(row: Series, years: Sequence[int]) -> list[PublishedSpread]:
    return [_spread(year, spread) for year, spread in zip(years, row.spreads, strict=True)]


def _spread(year: int, spread: Spread) -> PublishedSpread:
    ends = spread.within
    return PublishedSpread(
        year=year,
        mean=spread.mean,
        median=spread.median,
        within_50=ends[50],
        within_80=ends[80],
        within_95=ends[95],
    )


def _assumption(each: Assumption) -> PublishedAssumption:
    estimate, basis = each.estimate, each.basis
    return PublishedAssumption(
        what=each.what,
        shape=estimate.shape,
        low=estimate.low,
        middle=estimate.middle,
        high=estimate.high,
        basis=basis.text,
        assumption=basis.assumption,
        date=basis.date,
        replaced=basis.replaced,
    )
