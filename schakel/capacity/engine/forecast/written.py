# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How an uncertain number is written in a file, and how it becomes an Estimate.

A bare number is certain. `{min, max}` is uniform, with `likely` a triangle; `{median, p95}` is lognormal. Beside it a
`source` or an `assumption` in words. A number flagged as implausible, or as a stock of patients and not a yearly
demand, is refused unless `instead` says what the user puts in its place: never used in silence, never lost from sight.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import core_schema

from schakel.capacity.engine.forecast.estimate import Basis, Estimate, around, between, fixed, skewed
from schakel.values.periods import WANTED, period
from schakel.values.schema import Edition, Line, Model, Number

Flag = Literal["implausible", "prevalence_not_demand"]
SHAPES = ({"value"}, {"min", "max"}, {"min", "likely", "max"}, {"median", "p95"})
FLAGS = {
    "implausible": "is flagged as implausible",
    "prevalence_not_demand": "counts patients who exist, not patients per year",
}


class Spelled:
    """Lets a bare number (or, for moments, a written period) stand where a mapping is meant."""

    def __init__(self, *, moment: bool = False) -> None:
        self.moment = moment

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._spelled, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        bare = ["number", "string"] if self.moment else ["number"]
        return {"anyOf": [{"type": bare}, handler(schema)]}

    def _spelled(self, written: Any) -> Any:
        if written is None or isinstance(written, dict | Model):
            return written
        if self.moment and (isinstance(written, date) or type(written) is str):
            return _period(written)
        return {"value": written}


def _period(written: Any) -> dict[str, Any]:
    found = period(written)
    if found is None:
        raise ValueError(f"not a moment; expected {WANTED}")
    low, high = found
    return {"value": low} if low == high else {"min": low, "max": high}


class EstimateModel(Model):
    """A number with its range and where it comes from."""

    value: Number | None = None
    min: Number | None = None
    likely: Number | None = None
    max: Number | None = None
    median: Number | None = None
    p95: Number | None = None
    source: Line | None = None
    assumption: Line | None = None
    date: Edition | None = None
    flag: Flag | None = None
    instead: "EstimateModel | None" = None

    @model_validator(mode="after")
    def _one_shape(self) -> "EstimateModel":
        given = {name for name in ("value", "min", "likely", "max", "median", "p95") if getattr(self, name) is not None}
        if given not in SHAPES:
            raise ValueError("expected value, or min and max (with likely), or median and p95")
        if self.source and self.assumption:
            raise ValueError("expected a source or an assumption, not both")
        if not self._ordered():
            raise ValueError("the numbers are not in order: min, likely, max; or median above 0 and p95 above it")
        if self.flag and self.instead is None:
            raise ValueError(f"{self._amount()} {FLAGS[self.flag]} and is not used; expected `instead` with a number")
        if self.instead is not None and self.instead.flag:
            raise ValueError("`instead` is flagged itself; expected a number that can be used")
        return self

    def _ordered(self) -> bool:
        if self.median is not None and self.p95 is not None:
            return 0 < self.median < self.p95
        ends = [each for each in (self.min, self.likely, self.max) if each is not None]
        return ends == sorted(ends)

    def _amount(self) -> str:
        return " to ".join(f"{float(each):,g}" for each in (self.value, self.min, self.max) if each is not None)

    def low(self) -> float:
        """The smallest number it can be (0 for a lognormal), of `instead` when that is used."""
        if self.instead is not None:
            return self.instead.low()
        return float(self.value if self.value is not None else self.min if self.min is not None else 0)

    def high(self) -> float:
        """The largest number it can be (the 95th percentile of a lognormal), of `instead` when that is used."""
        if self.instead is not None:
            return self.instead.high()
        return float(next(each for each in (self.value, self.max, self.p95) if each is not None))

    def endless(self) -> bool:
        """True for a lognormal: no number is too large for it."""
        return self.instead.endless() if self.instead is not None else self.p95 is not None

    def estimate(self) -> Estimate:
        """The value to draw from."""
        if self.instead is not None:
            return self.instead._made(f"{self._amount()} {FLAGS[self.flag]}" if self.flag else self._amount())
        return self._made(None)

    def _made(self, replaced: str | None) -> Estimate:
        text = self.source or self.assumption or "given without a source"
        basis = Basis(text, self.source is None, self.date, replaced)
        if self.value is not None:
            return fixed(float(self.value), basis)
        if self.median is not None and self.p95 is not None:
            return skewed(float(self.median), float(self.p95), basis)
        low, high = float(self.min or 0), float(self.max or 0)
        return between(low, high, basis) if self.likely is None else around(low, float(self.likely), high, basis)


Uncertain = Annotated[EstimateModel, Spelled()]
Moment = Annotated[EstimateModel, Spelled(moment=True)]
