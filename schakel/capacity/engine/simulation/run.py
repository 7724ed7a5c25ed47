# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Replications: how many, on how many cores, with which random numbers, and when it is enough.

Replications are folded in their own order, so an answer depends on the seed and not on the number of cores. Threads
suffice: the compiled loop lets go of the interpreter.
"""

import queue
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from schakel.capacity.engine.simulation import national, plain
from schakel.capacity.engine.simulation.blueprint import Blueprint
from schakel.capacity.engine.simulation.model import Model, ModelError, Network
from schakel.capacity.engine.simulation.plan import Fold, Plan, Precision, check
from schakel.capacity.engine.simulation.result import Result
from schakel.capacity.engine.simulation.size import expected_events as _expected
from schakel.capacity.engine.simulation.size import expected_present

if TYPE_CHECKING:
    from schakel.capacity.engine.simulation.statistics import Floats

__all__ = [
    "Cancel",
    "CancelledError",
    "Plan",
    "Precision",
    "Progress",
    "Runner",
    "blueprint_of",
    "check",
    "compare",
    "expected_events",
    "expected_seconds",
    "simulate",
]

Subject: TypeAlias = Model | Network
# Measured on two shared cores in November 2026, rounded down; only for warnings.
EVENTS_PER_SECOND = 5e6
_ALL_BITS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Progress:
    """`half_width`: of the output that decides when to stop, in its own unit; None without one or before two."""

    done: int
    of: int
    half_width: float | None


class CancelledError(RuntimeError):
    """Somebody asked to stop; there is no answer."""


class Cancel:
    """Shared with a run: after `set()` it stops within a fraction of a second and raises CancelledError."""

    def __init__(self) -> None:
        self.flag = np.zeros(1, np.uint8)

    def set(self) -> None:
        self.flag[0] = 1

    @property
    def asked(self) -> bool:
        return bool(self.flag[0])


Tell: TypeAlias = Callable[[Progress], None]


def simulate(model: Subject, plan: Plan, *, progress: Tell | None = None, cancel: Cancel | None = None) -> Result:
    """The answer; ModelError when the model or the plan cannot be run, CancelledError when asked to stop."""
    check(plan)
    if unstable := overloaded(model):
        return Result(0, 0, None, unstable=unstable, confidence=plan.confidence)
    runner = Runner(blueprint_of(model), cancel or Cancel())
    fold = Fold(runner.layout, plan)
    for row in runner.rows(plan, 0, fold.of):
        fold.add(row)
        if progress:
            progress(Progress(fold.done * plan.size, plan.replications, fold.half))
        if fold.satisfied:
            break
    return fold.result(runner.events, runner.present)


def compare(base: Subject, other: Subject, plan: Plan, *, cancel: Cancel | None = None) -> Result:
    """Other minus base, row by row: both meet the same luck, so only what differs between them is left.

    Rows that only one of the two has are left out. ModelError as for `simulate`, and when either is unstable.
    """
    check(plan)
    for which, model in (("base", base), ("other", other)):
        if unstable := overloaded(model):
            raise ModelError([(which, f"unstable at {unstable[0][0]!r}: load {unstable[0][1]:.3g}")])
    flag = cancel or Cancel()
    runners = [Runner(blueprint_of(each), flag) for each in (base, other)]
    from schakel.capacity.engine.simulation.measures import common

    layout, picks = common(runners[0].layout, runners[1].layout)
    fold = Fold(layout, plan)
    for one, two in zip(*(runner.rows(plan, 0, fold.of) for runner in runners), strict=True):
        fold.add(two[picks[1]] - one[picks[0]])
        if fold.satisfied:
            break
    return fold.result(sum(runner.events for runner in runners), sum(runner.present for runner in runners))


def blueprint_of(model: Subject) -> Blueprint:
    """ModelError with every fault."""
    return national.blueprint(model) if isinstance(model, Model) else plain.blueprint(model)


def expected_events(model: Subject) -> float:
    """How many events one replication has, about."""
    return _expected(blueprint_of(model))


def expected_seconds(model: Subject, plan: Plan) -> float:
    """How long a run takes, about, when every replication is needed."""
    return expected_events(model) * plan.replications / (EVENTS_PER_SECOND * max(1, plan.workers))


def overloaded(model: Subject) -> tuple[tuple[str, float], ...]:
    """(station, load) of a network that cannot keep up, heaviest first; a national model is never called unstable."""
    if isinstance(model, Model):
        return ()
    plain.check(model)
    return tuple((each.station, each.load) for each in plain.overloads(model))


class Runner:
    """One blueprint made ready; its rows come in order whatever the number of workers."""

    def __init__(self, found: Blueprint, cancel: Cancel) -> None:
        from schakel.capacity.engine.simulation.measures import Layout
        from schakel.capacity.engine.simulation.parts import parts
        from schakel.capacity.engine.simulation.program import program

        self.blueprint, self.cancel = found, cancel
        self.program, self.parts = program(found), parts(found)
        self.layout = Layout(found, self.program)
        # Three buckets of the agenda to an event: measured to be best.
        self.density = 3 * _expected(found) / found.ends[-1] / max(1, len(self.parts.origins_at) - 1)
        self.room = 256 + 2 * int(expected_present(found))
        self.desks: queue.SimpleQueue[tuple[Any, Any]] = queue.SimpleQueue()
        self.events, self.present = 0, 0

    def rows(self, plan: Plan, first: int, last: int) -> "Iterator[Floats]":
        """The measures of replications first up to last; of each pair, averaged, when antithetic."""
        for group in _ahead(self._pair, plan, range(first, last)):
            for _, events, present in group:
                self.events, self.present = self.events + events, self.present + present
            total: Floats = np.sum([row for row, _, _ in group], axis=0)
            yield total / plan.size

    def _pair(self, plan: Plan, number: int) -> "list[tuple[Floats, int, int]]":
        return [self.replicate(plan.seed, number, mirrored=bool(half)) for half in range(plan.size)]

    def replicate(self, seed: int, number: int, *, mirrored: bool = False) -> "tuple[Floats, int, int]":
        """Measures, events, and how many were still in the system at the end."""
        from schakel.capacity.engine.simulation.draws import name_key
        from schakel.capacity.engine.simulation.kernel import FULL
        from schakel.capacity.engine.simulation.loop import replicate

        key, flip = np.uint64(name_key(f"{seed}/{number}")), np.uint64(_ALL_BITS if mirrored else 0)
        state, counts = self._desk()
        while True:
            for each in counts:
                each.fill(0)
            status = replicate(self.program, state, counts, self.parts, key, flip, self.cancel.flag)
            if status != FULL:
                break
            state = self._state(2 * len(state.spare))
        if self.cancel.asked:
            raise CancelledError("stopped")
        found = self.layout.row(counts), int(state.cursor[3]), int(counts.present[0])
        self.desks.put((state, counts))
        return found

    def _desk(self) -> tuple[Any, Any]:
        """Memory to work in: what an earlier replication left, or new."""
        from schakel.capacity.engine.simulation.state import counts

        try:
            return self.desks.get_nowait()
        except queue.Empty:
            return self._state(self.room), counts(self.blueprint)

    def _state(self, room: int) -> Any:
        from schakel.capacity.engine.simulation.state import state

        return state(self.blueprint, self.program, room, self.density)


def _ahead(work: Callable[[Plan, int], Any], plan: Plan, numbers: range) -> Iterator[Any]:
    """The answers of the work for each number in order; with more workers some are begun before they are asked for."""
    if plan.workers == 1:
        yield from (work(plan, each) for each in numbers)
        return
    with ThreadPoolExecutor(plan.workers) as pool:
        begun: deque[Future[Any]] = deque()
        try:
            for each in numbers:
                begun.append(pool.submit(work, plan, each))
                if len(begun) > 2 * plan.workers:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for future in begun:
                future.cancel()
