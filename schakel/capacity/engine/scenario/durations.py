# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How a duration is written in a scenario, and the distribution of the simulation that it means."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from schakel.capacity.engine.simulation import durations as shapes
from schakel.values.schema import Line, Model, Number

DAYS = {"min": 1 / 1440, "h": 1 / 24, "d": 1.0, "wk": 7.0}
Unit = Literal["min", "h", "d", "wk"]


class LognormalModel(Model):
    mean: Number
    sd: Number


class GammaModel(Model):
    mean: Number
    shape: Number


class EmpiricalModel(Model):
    values: Annotated[list[Number], Field(min_length=1, max_length=10_000)]
    weights: list[Number] = []


class DurationModel(Model):
    """One distribution with its unit, and where it comes from: a source, or an assumption in words."""

    constant: Number | None = None
    exponential: Number | None = None
    uniform: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    triangular: Annotated[list[Number], Field(min_length=3, max_length=3)] | None = None
    lognormal: LognormalModel | None = None
    gamma: GammaModel | None = None
    empirical: EmpiricalModel | None = None
    unit: Unit = "d"
    source: Line | None = None
    assumption: Line | None = None

    @model_validator(mode="after")
    def _one_shape(self) -> "DurationModel":
        if sum(getattr(self, name) is not None for name in SHAPES) != 1:
            raise ValueError(f"expected one of: {', '.join(SHAPES)}")
        if self.source and self.assumption:
            raise ValueError("expected a source or an assumption, not both")
        if faults := [f"{where}: {what}" for where, what in self.duration().faults()]:
            raise ValueError("; ".join(faults))
        return self

    @property
    def shape(self) -> str:
        """The name of the distribution."""
        return next(name for name in SHAPES if getattr(self, name) is not None)

    def numbers(self) -> tuple[float, ...]:
        """The numbers of the distribution in their order, in the written unit."""
        found = getattr(self, self.shape)
        if isinstance(found, list):
            return tuple(map(float, found))
        if isinstance(found, EmpiricalModel):
            return tuple(map(float, found.values))
        if isinstance(found, Model):
            return tuple(float(getattr(found, name)) for name in type(found).model_fields)
        return (float(found),)

    def duration(self) -> shapes.Duration:
        """The distribution in days."""
        scale = DAYS[self.unit]
        first, *rest = self.numbers()
        if self.constant is not None:
            return shapes.Constant(first * scale)
        if self.exponential is not None:
            return shapes.Exponential(first * scale)
        if self.uniform is not None:
            return shapes.Uniform(first * scale, rest[0] * scale)
        if self.triangular is not None:
            return shapes.Triangular(first * scale, rest[0] * scale, rest[1] * scale)
        if self.lognormal is not None:
            return shapes.Lognormal(first * scale, rest[0] * scale)
        if self.gamma is not None:
            return shapes.Gamma(first * scale, rest[0])
        weights = self.empirical.weights if self.empirical else []
        return shapes.Empirical(tuple(each * scale for each in (first, *rest)), tuple(map(float, weights)))


SHAPES = ("constant", "exponential", "uniform", "triangular", "lognormal", "gamma", "empirical")
