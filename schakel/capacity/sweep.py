# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Many models at once, on all cores of this machine or on a Dask cluster: the same numbers on either.

The work is cut into stretches of replications. Each depends on its model, the seed and its own numbers only, and they
are folded in order; so it does not matter where or when they are done.
"""

import os
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from schakel.capacity.engine.simulation.model import Model, Network
from schakel.capacity.engine.simulation.plan import Fold, Plan, check
from schakel.capacity.engine.simulation.result import Result
from schakel.capacity.engine.simulation.run import Cancel, Runner, blueprint_of, overloaded

if TYPE_CHECKING:
    from distributed import Client

Case: TypeAlias = tuple[Model | Network, Plan]
STRETCH = 10


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of measures of some replications, with their events and who was present at their ends."""

    rows: NDArray[np.float64]
    events: int
    present: int


class _Gathering:
    """What has come in of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.fold = Fold(Runner(blueprint_of(case[0]), Cancel()).layout, case[1])
        self.events, self.present = 0, 0

    def add(self, found: Stretch) -> None:
        if self.fold.satisfied:
            return
        for row in found.rows:
            self.fold.add(row)
            if self.fold.satisfied:
                break
        self.events, self.present = self.events + found.events, self.present + found.present


def sweep(cases: Mapping[str, Case], *, workers: int | None = None, cluster: str | None = None) -> dict[str, Result]:
    """The result of every case by its name. `cluster`: address of a Dask scheduler (needs the extra `cluster`).

    ModelError for the first model or plan that cannot be run. `Plan.workers` is not looked at.
    """
    for _, plan in cases.values():
        check(plan)
    unstable = {name: overloaded(model) for name, (model, _) in cases.items()}
    open_cases = {name: _Gathering(case) for name, case in cases.items() if not unstable[name]}
    with _executor(workers, cluster) as (executor, width):
        for name, found in _in_order(executor, open_cases, 4 * width):
            open_cases[name].add(found)
    results = {name: each.fold.result(each.events, each.present) for name, each in open_cases.items()}
    return {name: results.get(name) or Result(0, 0, None, unstable=unstable[name]) for name in cases}


def stretch(model: Model | Network, plan: Plan, first: int, last: int) -> Stretch:
    """The rows of replications first up to last; what a worker does."""
    runner = Runner(blueprint_of(model), Cancel())
    rows = np.array(list(runner.rows(replace(plan, workers=1), first, last)))
    return Stretch(rows, runner.events, runner.present)


def _in_order(executor: Executor, cases: dict[str, _Gathering], ahead: int) -> Iterator[tuple[str, Stretch]]:
    """Stretches in order, with at most so many begun ahead; those that are no longer needed are not begun."""
    jobs = _jobs(cases)
    begun: deque[tuple[str, Future[Stretch]]] = deque()
    try:
        while True:
            for name, first, last in islice(jobs, ahead - len(begun)):
                begun.append((name, executor.submit(stretch, *cases[name].case, first, last)))
            if not begun:
                return
            name, future = begun.popleft()
            yield name, future.result()
    finally:
        for _, future in begun:
            future.cancel()


def _jobs(cases: dict[str, _Gathering]) -> Iterator[tuple[str, int, int]]:
    for name, case in cases.items():
        for first in range(0, case.fold.of, STRETCH):
            if case.fold.satisfied:
                break
            yield name, first, min(first + STRETCH, case.fold.of)


@contextmanager
def _executor(workers: int | None, cluster: str | None) -> Iterator[tuple[Executor, int]]:
    """Where the work is done, and how many workers are there."""
    if cluster is None:
        width = workers or os.cpu_count() or 1
        with ThreadPoolExecutor(width) as pool:
            yield pool, width
        return
    with _client(cluster) as client:
        yield client.get_executor(), max(1, len(client.ncores()))


def _client(cluster: str) -> "Client":
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise ModuleNotFoundError("a cluster needs the extra: pip install schakel[cluster]") from None
    return Client(cluster)  # type: ignore[no-untyped-call]  # it has no types
