# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A national model, resolved: centres × patient flows × years, as plain values. Times are in days.

What a value must obey is checked in `faults.py`, with the field named, before anything runs. What each word does to a
patient is told in docs/explanation/simulation.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from schakel.capacity.engine.simulation.durations import Duration


class ModelError(ValueError):
    """The model cannot be run; `faults` are (field, message) pairs, all that were found."""

    def __init__(self, faults: "list[tuple[str, str]]") -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{where}: {what}" for where, what in faults))


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours per weekday, Monday first: (open, close) in hours of the day, or None when closed."""

    days: tuple[tuple[float, float] | None, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of place, room or skill. Outside its hours work on it rests. `staff`: its hours in use are people's."""

    name: str
    hours: Hours | None = None
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Centre:
    """A hospital: how many of each resource it has in each year of the model."""

    name: str
    capacity: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Use:
    """A step needs `amount` of a resource, until its own end or until the end of the later step `until`."""

    resource: str
    amount: int = 1
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """What a step yields fails with `probability`: a share `again` restarts at `back_to`, the rest leaves."""

    probability: float
    again: float
    back_to: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a flow.

    `room`: how many may wait for it at one centre; who comes when it is full is refused. `at_risk`: the patient can
    deteriorate during the step too, not only while waiting. `slot`: it takes one of the firm's weekly slots to start.
    """

    name: str
    duration: Duration
    uses: tuple[Use, ...] = ()
    room: int | None = None
    at_risk: bool = False
    slot: bool = False
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Patients who take the same steps: of one product, or a competing load (transplants, trials).

    `priorities`: (class, share) pairs; class 0 goes first, nobody is interrupted. `hazard`: chance per day of
    deteriorating while waiting; a share `death_share` of those dies, the others drop out. `slots_per_week`: what the
    firm gives the nation per week, per year of the model (empty: no limit). `vein`: the steps between whose starts
    vein-to-vein time is measured.
    """

    name: str
    steps: tuple[Step, ...]
    kind: str = "product"
    priorities: tuple[tuple[int, float], ...] = ((0, 1.0),)
    hazard: float = 0.0
    death_share: float = 0.0
    slots_per_week: tuple[int, ...] = ()
    vein: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Patients of a flow at a centre: a Poisson stream of so many per year, or given moments in days from the start."""

    flow: str
    centre: str
    per_year: tuple[float, ...] = ()
    times: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOver:
    """A `share` of the patients of a centre spends the rest of a step elsewhere, after a part `after` of its duration.

    `to` is another centre of the model, which needs the same resources for it, or None: outside the model. The place
    here is kept until the other one is free. `flow` None: every flow that has the step.
    """

    centre: str
    step: str
    share: float
    after: float
    to: str | None = None
    flow: str | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A nation. `warm_up` days with the first year's numbers come before the first year and are not counted."""

    years: tuple[int, ...]
    resources: tuple[Resource, ...]
    centres: tuple[Centre, ...]
    flows: tuple[Flow, ...]
    arrivals: tuple[Arrivals, ...]
    hand_overs: tuple[HandOver, ...] = ()
    warm_up: float = 365.0
    year_days: float = 365.0


@dataclass(frozen=True, slots=True)
class Station:
    """A station of a plain queueing network; `room`: waiting places (None: without limit)."""

    name: str
    servers: int
    service: Duration
    room: int | None = None
    by_class: Mapping[str, Duration] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Customers of a class who come to a station from outside, with `every` as time between two of them."""

    station: str
    every: Duration
    customers: str = "all"


@dataclass(frozen=True, slots=True)
class Route:
    """Where customers go after a station: (station or "exit", probability) pairs. `customers` None: every class."""

    station: str
    to: tuple[tuple[str, float], ...]
    customers: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """A plain queueing network. `priorities`: class 0 goes first. Who finds a full room is lost ("refused")."""

    stations: tuple[Station, ...]
    sources: tuple[Source, ...]
    routes: tuple[Route, ...] = ()
    priorities: Mapping[str, int] = field(default_factory=dict)
    warm_up: float = 0.0
    length: float = 10_000.0
