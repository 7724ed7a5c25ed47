# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published form of a simulation's answer."""

from dataclasses import fields
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from schakel.capacity.engine.simulation.result import Estimate, FlowRow, ResourceRow, Result, StepRow


class Published(BaseModel):
    """Base of every published answer: made here, never read."""

    model_config = ConfigDict(frozen=True, serialize_by_alias=True)


class PublishedEstimate(Published):
    """Mean over replications, and the bounds of its confidence interval."""

    mean: float
    low: float
    high: float


Value = PublishedEstimate | None


class PublishedStep(Published):
    """A step (or station). centre null: all together; year null: all years together. Waits in the time unit."""

    centre: str | None
    step: str
    year: int | None
    served: Value = Field(description="how many started")
    wait_mean: Value
    wait_median: Value
    wait_p95: Value
    queue: Value = Field(description="mean number waiting")
    refused: Value = Field(description="turned away because the room to wait was full")
    lost: Value = Field(description="deteriorated while waiting for it, or during it")


class PublishedResource(Published):
    """A resource (or a station's servers)."""

    centre: str | None
    resource: str
    year: int | None
    utilisation: Value = Field(description="share of places x working time in use, or of weekly slots")
    hours: Value = Field(description="hours in use; of a network: servers x time units; null for slots")


class PublishedFlow(Published):
    """Patients (or customers) of one flow; flow null: all. Fates are counted in the year they were met."""

    flow: str | None
    centre: str | None
    year: int | None
    arrived: Value
    finished: Value
    died: Value
    dropped_out: Value
    failed: Value
    refused: Value
    vein_mean: Value
    vein_median: Value
    vein_p95: Value
    wait_total: Value = Field(description="mean of all waits of one patient together, of those who finished")
    time_total: Value = Field(description="mean time from arrival to the end, of those who finished")


class PublishedOverload(Published):
    """A station that gets more work than its servers can do."""

    station: str
    load: float


class PublishedSimulation(Published):
    """Answer of `simulate`. `unstable` is not empty: waits grow for ever, and there are no other numbers."""

    name: str
    seed: int
    replications: int
    events: int
    precise: bool | None = Field(description="whether the precision asked was reached; null: none was asked")
    confidence: float
    present: float = Field(description="mean number still in the system at the end")
    unstable: list[PublishedOverload]
    steps: list[PublishedStep]
    resources: list[PublishedResource]
    flows: list[PublishedFlow]


def published_result(name: str, seed: int, found: Result) -> PublishedSimulation:
    """The published form."""
    return PublishedSimulation(
        name=name,
        seed=seed,
        replications=found.replications,
        events=found.events,
        precise=found.precise,
        confidence=found.confidence,
        present=found.present,
        unstable=[PublishedOverload(station=station, load=load) for station, load in found.unstable],
        steps=[PublishedStep(**_row(each)) for each in found.steps],
        resources=[PublishedResource(**_row(each)) for each in found.resources],
        flows=[PublishedFlow(**_row(each)) for each in found.flows],
    )


def _row(found: StepRow | ResourceRow | FlowRow) -> dict[str, Any]:
    return {each.name: _value(getattr(found, each.name)) for each in fields(found)}


def _value(found: Any) -> Any:
    if not isinstance(found, Estimate):
        return found
    return PublishedEstimate(mean=found.mean, low=found.low, high=found.high)
