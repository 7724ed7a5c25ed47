# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How a model is to be run, and when it is enough."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from schakel.capacity.engine.simulation.model import ModelError
from schakel.capacity.engine.simulation.result import Result

if TYPE_CHECKING:
    from schakel.capacity.engine.simulation.measures import Layout
    from schakel.capacity.engine.simulation.statistics import Floats


@dataclass(frozen=True, slots=True)
class Precision:
    """Stop once the half width of `output` is small enough: relative to its mean, or in its own unit.

    `output`: a measure of all centres and years together, such as `wait_total`, `wait_mean:collection`,
    `utilisation:bed` or `vein_mean:product`.
    """

    output: str = "wait_total"
    half_width: float = 0.01
    relative: bool = True
    at_least: int = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run. With `antithetic`, replications come in pairs that mirror each other's random numbers."""

    seed: int = 1
    replications: int = 20
    precision: Precision | None = None
    antithetic: bool = False
    confidence: float = 0.95
    workers: int = 1

    @property
    def size(self) -> int:
        """How many replications make one row."""
        return 2 if self.antithetic else 1


def check(plan: Plan) -> None:
    """ModelError with every fault of the plan."""
    faults = []
    if plan.replications < 2 or (plan.antithetic and (plan.replications < 4 or plan.replications % 2)):
        faults.append(("replications", "must be 2 or more; in antithetic pairs an even number of 4 or more"))
    if not 0.5 <= plan.confidence < 1:
        faults.append(("confidence", f"must lie between 0.5 and 1, is {plan.confidence:g}"))
    if plan.workers < 1:
        faults.append(("workers", f"must be 1 or more, is {plan.workers}"))
    if plan.precision and not plan.precision.half_width > 0:
        faults.append(("precision.half_width", f"must be more than zero, is {plan.precision.half_width:g}"))
    if plan.precision and plan.precision.at_least < 2:
        faults.append(("precision.at_least", f"must be 2 or more, is {plan.precision.at_least}"))
    if faults:
        raise ModelError(faults)


class Fold:
    """Rows of measures, folded one by one in the order of their replications, until the plan is satisfied."""

    def __init__(self, layout: "Layout", plan: Plan) -> None:
        from schakel.capacity.engine.simulation.rows import watched
        from schakel.capacity.engine.simulation.statistics import Running

        self.layout, self.plan = layout, plan
        self.watch = watched(layout, plan.precision.output) if plan.precision else None
        self.running = Running(layout.width)
        self.done, self.satisfied = 0, False
        self.half: float | None = None

    @property
    def of(self) -> int:
        """How many rows there are at most."""
        return self.plan.replications // self.plan.size

    def add(self, row: "Floats") -> None:
        """One more; rows after the plan was satisfied must not come."""
        self.running.add(row)
        self.done += 1
        if self.plan.precision is not None and self.done > 1:
            self.half = float(self.running.half_width(self.plan.confidence)[self.watch])
            self.satisfied = self._enough(self.plan.precision, self.half)

    def _enough(self, asked: Precision, half: float) -> bool:
        mean = abs(float(self.running.mean[self.watch]))
        return self.done >= asked.at_least and half <= asked.half_width * (mean if asked.relative else 1.0)

    def result(self, events: int, present: int) -> Result:
        """What was found so far."""
        from schakel.capacity.engine.simulation.rows import told

        number = self.done * self.plan.size
        precise = self.satisfied if self.plan.precision else None
        bare = Result(number, events, precise, confidence=self.plan.confidence)
        return told(self.layout, self.running, replace(bare, present=present / max(1, number)))
