# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A capacity scenario as it is written (YAML or JSON, `kind: scenario`): this is its published schema.

Every number may stand bare, or with a range and with a `source` or an `assumption` in words.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from schakel.capacity.engine.forecast.file import GrowthModel, IndicationModel, OfferModel
from schakel.capacity.engine.forecast.written import EstimateModel, Spelled, Uncertain
from schakel.capacity.engine.scenario.durations import DurationModel
from schakel.values.schema import LabelModel, Line, Model, Name

Share = Annotated[float, Field(ge=0, le=1)]
Year = Annotated[int, Field(ge=1990, le=2150)]
# JSON has no numbers for keys: there a year is written in quotes.
YearKey = Annotated[Year, BeforeValidator(lambda key: int(key) if isinstance(key, str) and key.isdecimal() else key)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Measure = Literal["load", "utilisation", "wait_mean", "wait_p95", "lost_share"]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]


class ForecastPart(Model):
    """Who will come: as in a forecast file, over the years of the scenario."""

    indications: dict[Line, IndicationModel] = {}
    offers: list[OfferModel] = []
    growth: list[GrowthModel] = []


class HoursModel(Model):
    """When work on a resource goes on; outside these hours it rests."""

    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    open: Uncertain
    close: Uncertain


class ResourceModel(Model):
    """A kind of place, room or skill. `step`: the step of the pathway it is shown under. `staff`: people's hours."""

    id: Name
    label: LabelModel
    step: Name | None = None
    hours: HoursModel | None = None
    staff: bool = False


class UseModel(Model):
    """A step needs `amount` of a resource, until its own end or until the end of a later step."""

    resource: Name
    amount: Annotated[int, Field(ge=1, le=1000)] = 1
    until: Name | None = None


class FailureModel(Model):
    """What the step yields fails with `probability`; a share `again` starts anew at `back_to`, the rest leaves."""

    probability: Uncertain
    again: Uncertain
    back_to: Name


class StepModel(Model):
    """A step of the pathway.

    `room`: how many may wait. `at_risk`: patients can deteriorate during it. `slot`: takes a weekly slot of the firm.
    """

    step: Name
    duration: DurationModel
    uses: list[UseModel] = []
    room: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    at_risk: bool = False
    slot: bool = False
    failure: FailureModel | None = None


class FlowModel(Model):
    """Patients who take the same steps. `products`: of the forecast (none: every product that no other flow names).

    `part`: the part of those products' patients who take this flow; over all flows of a product parts add up to 1.
    `urgent`: share that goes first. `hazard`: chance per day of waiting to deteriorate; `death_share` of those dies.
    `slots_per_week`: what the firm gives the nation. `vein`: from the start of the one step to that of the other.
    """

    id: Name
    label: LabelModel
    products: list[Line] = []
    part: Uncertain | None = None
    steps: Annotated[list[StepModel], Field(min_length=1, max_length=40)]
    urgent: Uncertain | None = None
    hazard: Uncertain | None = None
    death_share: Uncertain | None = None
    slots_per_week: Uncertain | None = None
    vein: Annotated[list[Name], Field(min_length=2, max_length=2)] | None = None


class CompetingModel(Model):
    """Other patients who use the same resources: transplants, trials. `per_year` in the nation, `growth` per year."""

    id: Name
    label: LabelModel
    sort: Literal["transplant", "trial", "other"]
    per_year: Uncertain
    growth: Uncertain | None = None
    steps: Annotated[list[StepModel], Field(min_length=1, max_length=40)]


class CapacityModel(EstimateModel):
    """How many of a resource a centre has; `changes`: from a year on, another number."""

    changes: dict[YearKey, Annotated[int, Field(ge=0, le=100_000)]] = {}


class CentreModel(Model):
    """A hospital. `weight`: its part of the patients against the others'; `offers`: products it gives (none: all)."""

    id: Key
    name: Line
    weight: Uncertain
    offers: list[Line] | None = None
    weights: dict[Line, Uncertain] = {}
    capacity: dict[Name, Annotated[CapacityModel, Spelled()]]


class HandOverModel(Model):
    """A `share` of the patients spends the rest of a step elsewhere, after `after` of it; `to` none: outside."""

    step: Name
    share: Uncertain
    after: Uncertain
    centres: list[Key] | None = None
    to: Key | None = None
    flow: Name | None = None


class BreakModel(Model):
    """When a step has broken: `measure` is at least so much (shares as 0.85, waits in days)."""

    measure: Measure = "load"
    at_least: Uncertain = EstimateModel.model_validate({"value": 1})


class RunModel(Model):
    """How it is computed. `half_width`: stop once the total wait is known so precisely, relative to its mean."""

    replications: Annotated[int, Field(ge=2, le=2000)] = 20
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    antithetic: bool = True
    half_width: Uncertain | None = None
    draws: Annotated[int, Field(ge=100, le=20_000)] = 1000


class ScenarioFile(Model):
    """All of one scenario."""

    kind: Literal["scenario"]
    key: Key
    title: LabelModel
    about: LabelModel | None = None
    start: Year
    years: Annotated[int, Field(ge=1, le=30)]
    forecast: ForecastPart
    resources: Annotated[list[ResourceModel], Field(min_length=1, max_length=60)]
    centres: Annotated[list[CentreModel], Field(min_length=1, max_length=200)]
    flows: Annotated[list[FlowModel], Field(min_length=1, max_length=100)]
    competing: Annotated[list[CompetingModel], Field(max_length=50)] = []
    hand_over: Annotated[list[HandOverModel], Field(max_length=200)] = []
    breaks: BreakModel = BreakModel()
    run: RunModel = RunModel()
