# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A sweep gives the numbers that each model gives by itself: on threads, and on two processes of a Dask cluster."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from distributed import LocalCluster

from schakel.capacity.engine.simulation.durations import Exponential
from schakel.capacity.engine.simulation.model import ModelError, Network, Source, Station
from schakel.capacity.engine.simulation.plan import Plan, Precision
from schakel.capacity.engine.simulation.run import simulate
from schakel.capacity.sweep import Case, sweep
from schakel.capacity.tests.nation import nation


def queue(load: float) -> Network:
    desk = Station("desk", 1, Exponential(load))
    return Network((desk,), (Source("desk", Exponential(1.0)),), warm_up=100.0, length=1000.0)


CASES: dict[str, Case] = {
    "nation": (nation(), Plan(seed=3, replications=13)),
    "calm": (queue(0.5), Plan(seed=4, replications=24, antithetic=True)),
    "until precise": (queue(0.6), Plan(seed=5, replications=400, precision=Precision("wait_mean:desk", 0.1))),
    "unstable": (queue(1.1), Plan()),
}


def alone() -> dict[str, object]:
    return {name: simulate(*case) for name, case in CASES.items()}


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as found:
        yield found.scheduler_address


def rows(found: dict[str, object]) -> dict[str, object]:
    """All but the count of events, which in a sweep includes what was done in vain."""
    return {name: replace(each, events=0, present=0.0) for name, each in found.items()}  # type: ignore[type-var]


def test_on_threads() -> None:
    assert rows(dict(sweep(CASES, workers=2))) == rows(alone())


def test_on_a_cluster_of_two(cluster: str) -> None:
    assert rows(dict(sweep(CASES, cluster=cluster))) == rows(alone())


def test_stops_early_where_it_can() -> None:
    found = sweep(CASES)
    assert found["until precise"].precise
    assert found["until precise"].replications < 400
    assert found["unstable"].unstable == (("desk", 1.1),)


def test_a_plan_that_cannot_be_run_is_refused() -> None:
    with pytest.raises(ModelError, match="replications"):
        sweep({"one": (queue(0.5), Plan(replications=1))})
