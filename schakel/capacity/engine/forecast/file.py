# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A forecast file (YAML or JSON, `kind: forecast`): the written form, its checks, and the model made from it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from schakel.capacity.engine.forecast import model as parts
from schakel.capacity.engine.forecast.estimate import DEFAULT, Estimate, fixed
from schakel.capacity.engine.forecast.uptake import ASKS, Curve, Uptake
from schakel.capacity.engine.forecast.written import EstimateModel, Moment, Uncertain
from schakel.values.located import FactsError, Located, Path
from schakel.values.schema import Line, Model, Number, checked

MAX_CELLS = 60_000_000
ENDLESS = float("inf")
Year = Annotated[int, Field(ge=1990, le=2150)]


class LineModel(Model):
    """One line of treatment: `eligible` patients per year in the first year, `growth` per year, share that `leaves`."""

    eligible: Uncertain
    growth: Uncertain | None = None
    leaves: Uncertain | None = None


class IndicationModel(Model):
    """A disease; its lines of treatment in order. `apart`: 0 products replace one another, 1 each adds its own."""

    label: Line | None = None
    apart: Uncertain | None = None
    lines: Annotated[list[LineModel], Field(min_length=1, max_length=10)]


class UptakeModel(Model):
    """`peak`: share in the end, if alone. Each curve asks its own numbers (years, or per year for bass)."""

    curve: Curve = "at_once"
    peak: Uncertain | None = None
    years: Uncertain | None = None
    middle: Uncertain | None = None
    width: Uncertain | None = None
    innovation: Uncertain | None = None
    imitation: Uncertain | None = None


class ReplacesModel(Model):
    """Other care that one treatment replaces or avoids, again each year for `years` years."""

    care: Line
    per_treatment: Uncertain
    years: Annotated[int, Field(ge=1, le=50)] = 1


class OfferModel(Model):
    """A product for one line of an indication. `delay`: years from `access` to Dutch patients (sluis)."""

    product: Line
    indication: Line
    line: Annotated[int, Field(ge=1, le=10)] = 1
    setting: parts.Setting = "registered"
    access: Moment
    delay: Uncertain | None = None
    until: Moment | None = None
    admitted: Number | None = None
    uptake: UptakeModel = UptakeModel()
    preference: Uncertain | None = None
    replaces: list[ReplacesModel] = []


class GrowthModel(Model):
    """A series that grows by `rate` a year from `base` patients in `base_year`, up to `ceiling`."""

    product: Line
    indication: Line = "all"
    setting: parts.Setting = "registered"
    base_year: Year
    base: Uncertain
    rate: Uncertain
    ceiling: Uncertain | None = None
    replaces: list[ReplacesModel] = []


class ForecastFile(Model):
    """All of one forecast."""

    kind: Literal["forecast"]
    title: Line
    start: Year
    years: Annotated[int, Field(ge=1, le=50)]
    draws: Annotated[int, Field(ge=100, le=100_000)] = 4000
    seed: Annotated[int, Field(ge=0)] = 1
    indications: dict[Line, IndicationModel] = {}
    offers: list[OfferModel] = []
    growth: list[GrowthModel] = []


def read_forecast(located: Located) -> parts.ForecastModel:
    """The model of a forecast file; FactsError with every fault and its line."""
    return model_of(checked(located, ForecastFile), located)


def model_of(file: ForecastFile, located: Located, path: Path = ()) -> parts.ForecastModel:
    """The model of a written forecast that stands at `path` of a file; FactsError with every fault and its line."""
    if faults := [located.fault((*path, *where), what, wanted) for where, what, wanted in _wrong(file)]:
        raise FactsError(faults)
    return parts.ForecastModel(
        file.title,
        file.start,
        file.years,
        tuple(_indication(key, each) for key, each in file.indications.items()),
        tuple(map(_offer, file.offers)),
        tuple(map(_growth, file.growth)),
        file.draws,
        file.seed,
    )


def _indication(key: str, written: IndicationModel) -> parts.Indication:
    lines = tuple(
        parts.Line(each.eligible.estimate(), _or(each.growth, 0), _or(each.leaves, 0)) for each in written.lines
    )
    return parts.Indication(key, lines, _or(written.apart, 0.5))


def _offer(written: OfferModel) -> parts.Offer:
    return parts.Offer(
        parts.Key(written.product, written.indication, written.line),
        written.access.estimate(),
        _or(written.delay, 0),
        1.0 if written.admitted is None else float(written.admitted),
        parts.NEVER if written.until is None else written.until.estimate(),
        _uptake(written.uptake),
        _or(written.preference, 1),
        _replaces(written.replaces),
        written.setting,
    )


def _uptake(written: UptakeModel) -> Uptake:
    numbers = {name: _or(getattr(written, name), 0) for name in ASKS[written.curve]}
    return Uptake(written.curve, _or(written.peak, 1), numbers)


def _growth(written: GrowthModel) -> parts.Growth:
    return parts.Growth(
        parts.Key(written.product, written.indication, 0),
        written.base_year,
        written.base.estimate(),
        written.rate.estimate(),
        written.ceiling.estimate() if written.ceiling else None,
        _replaces(written.replaces),
        written.setting,
    )


def _replaces(written: list[ReplacesModel]) -> tuple[parts.Replaced, ...]:
    return tuple(parts.Replaced(each.care, each.per_treatment.estimate(), each.years) for each in written)


def _or(written: EstimateModel | None, otherwise: float) -> Estimate:
    return fixed(otherwise, DEFAULT) if written is None else written.estimate()


Wrong = tuple[Path, str, str]


def _wrong(file: ForecastFile) -> Iterator[Wrong]:
    """What no single number shows: names that lead nowhere, doubles, numbers outside their meaning."""
    if not file.offers and not file.growth:
        yield (), "nothing to forecast", "offers or growth"
    for key, indication in file.indications.items():
        yield from _wrong_indication(("indications", key), indication)
    seen: set[parts.Key] = set()
    for place, offer in enumerate(file.offers):
        yield from _wrong_offer(("offers", place), offer, file, seen)
    for place, growth in enumerate(file.growth):
        yield from _wrong_growth(("growth", place), growth, seen)
    cells = file.draws * file.years * (len(file.offers) + len(file.growth))
    if cells > MAX_CELLS:
        yield ("draws",), f"{cells:,} numbers to draw", f"at most {MAX_CELLS:,}: fewer draws, years or offers"


def _wrong_indication(path: Path, written: IndicationModel) -> Iterator[Wrong]:
    yield from _outside((*path, "apart"), written.apart, 0, 1, "0 to 1")
    for place, line in enumerate(written.lines):
        here = (*path, "lines", place)
        yield from _outside((*here, "eligible"), line.eligible, 0, ENDLESS, "patients per year, 0 or more")
        yield from _outside((*here, "growth"), line.growth, -0.9, 10, "a rate per year such as 0.02, above -0.9")
        yield from _outside((*here, "leaves"), line.leaves, 0, 1, "a share from 0 to 1")


def _wrong_offer(path: Path, written: OfferModel, file: ForecastFile, seen: set[parts.Key]) -> Iterator[Wrong]:
    yield from _double(path, parts.Key(written.product, written.indication, written.line), seen)
    indication = file.indications.get(written.indication)
    if indication is None:
        known = ", ".join(file.indications) or "none are given"
        yield (*path, "indication"), f"unknown indication {written.indication!r}", f"one of: {known}"
    elif written.line > len(indication.lines):
        lines = f"1 to {len(indication.lines)}"
        yield (*path, "line"), f"{written.indication!r} has no line {written.line}", lines
    yield from _outside((*path, "access"), written.access, 1990, 2150, "a year from 1990 to 2150")
    yield from _outside((*path, "delay"), written.delay, 0, 30, "0 to 30 years")
    if written.admitted is not None and not 0 <= written.admitted <= 1:
        yield (*path, "admitted"), f"a chance of {float(written.admitted):g}", "0 to 1"
    yield from _outside((*path, "preference"), written.preference, 1e-6, 1e6, "a weight above 0")
    yield from _wrong_uptake((*path, "uptake"), written.uptake)
    yield from _wrong_replaces(path, written.replaces)


def _wrong_uptake(path: Path, written: UptakeModel) -> Iterator[Wrong]:
    yield from _outside((*path, "peak"), written.peak, 0, 1, "a share from 0 to 1")
    asked = ASKS[written.curve]
    for name in ("years", "middle", "width", "innovation", "imitation"):
        given = getattr(written, name)
        if given is None and name in asked:
            yield path, f"{name!r} is missing", f"the curve {written.curve!r} asks: {', '.join(asked)}"
        if given is not None and name not in asked:
            wanted = ", ".join(asked) or "no numbers"
            yield (*path, name), f"{name!r} does not belong to the curve {written.curve!r}", wanted
        lowest = 1e-6 if name == "innovation" else 0
        yield from _outside((*path, name), given, lowest, 100, "above 0" if lowest else "0 to 100")


def _wrong_growth(path: Path, written: GrowthModel, seen: set[parts.Key]) -> Iterator[Wrong]:
    yield from _double(path, parts.Key(written.product, written.indication, 0), seen)
    yield from _outside((*path, "base"), written.base, 1e-9, ENDLESS, "patients per year, above 0")
    yield from _outside((*path, "rate"), written.rate, -0.9, 10, "a rate per year such as 0.44, above -0.9")
    yield from _outside((*path, "ceiling"), written.ceiling, 1e-9, ENDLESS, "patients per year, above 0")
    yield from _wrong_replaces(path, written.replaces)


def _wrong_replaces(path: Path, written: list[ReplacesModel]) -> Iterator[Wrong]:
    for place, each in enumerate(written):
        here = (*path, "replaces", place, "per_treatment")
        yield from _outside(here, each.per_treatment, 0, ENDLESS, "units per treatment, 0 or more")


def _double(path: Path, key: parts.Key, seen: set[parts.Key]) -> Iterator[Wrong]:
    if key in seen:
        yield path, f"{key} stands twice", "each product once per indication and line"
    seen.add(key)


def _outside(path: Path, written: EstimateModel | None, low: float, high: float, wanted: str) -> Iterator[Wrong]:
    if written is None:
        return
    if written.low() < low and not written.endless():
        yield path, f"{path[-1]!r} can be {written.low():g}", wanted
    elif written.high() > high:
        yield path, f"{path[-1]!r} can be {written.high():g}", wanted
    elif written.endless() and high == 1:
        yield path, f"{path[-1]!r} has no end: its median and 95th percentile are given", f"{wanted}, as min and max"
