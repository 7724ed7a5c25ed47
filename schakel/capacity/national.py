# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The example of dividing care over centres: the question that a visitor may ask of it, and its answer.

Only a few values of each number can be asked, every solve has a time limit, one runs at a time in a process, and
answers are remembered: an open page must not be a way to keep the server busy.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock

from schakel.capacity.engine.allocation.compare import Compared, compared, front
from schakel.capacity.engine.allocation.file import read_allocation
from schakel.capacity.engine.allocation.plan import Plan
from schakel.capacity.engine.allocation.problem import Centre, Norm, Problem, policies
from schakel.capacity.engine.allocation.why import Conflict, Price, conflict, prices
from schakel.capacity.facts import ALLOCATION
from schakel.pathway.folder import BUILT_IN, read_file
from schakel.values.located import read

CHOICES: Mapping[str, tuple[int, ...]] = {
    "patients": (50, 100, 150, 200, 300, 500),
    "beds": (50, 100, 150, 200),
    "volume": (0, 50, 100, 200, 400),
    "travel": (60, 90, 120, 150, 180, 240),
    "few": (1, 2, 3, 4),
}
"""What may be asked: patients, beds and volume norms in percent of the file, the longest journey, how few centres."""
SECONDS, FRONT_SECONDS, WHY_SECONDS = 2.0, 2.0, 0.3
GAP = 0.01
POINTS = 4
_one_at_a_time = Lock()


class BusyError(RuntimeError):
    """Another question is being computed. Nobody waits for it here: a few readers who did would stop the whole site."""


@contextmanager
def _alone() -> Iterator[None]:
    if not _one_at_a_time.acquire(blocking=False):
        raise BusyError
    try:
        yield
    finally:
        _one_at_a_time.release()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the example; each a value of CHOICES."""

    patients: int = 100
    beds: int = 100
    volume: int = 100
    travel: int = 180
    few: int = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """Per policy its plan, or the norms that cannot hold together."""

    problem: Problem
    ways: tuple[tuple[Compared, Conflict | None], ...]

    @property
    def best(self) -> Compared | None:
        """The cheapest policy that there is a plan for."""
        found = [way for way, _why in self.ways if way.plan.found]
        return min(found, key=lambda way: way.plan.cost, default=None)


@dataclass(frozen=True, slots=True)
class More:
    """Plans from the cheapest to the nearest when every centre may do what it wants, and what each norm costs there."""

    front: tuple[Plan, ...]
    prices: tuple[Price, ...]


def example(root: Path = BUILT_IN) -> Problem:
    """The problem as the file has it; FactsError when the file has faults."""
    path = root / ALLOCATION
    return _example(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _example(path: Path, _changed: int) -> Problem:
    problem, _named = read_allocation(read(ALLOCATION, read_file(path)))
    return problem


def asked(question: Question) -> Problem:
    """The example with the numbers of a question."""
    problem = example()
    norms = tuple(
        Norm("travel", "", float(question.travel))
        if norm.kind == "travel"
        else replace(norm, amount=norm.amount * question.volume / 100)
        if norm.kind == "volume"
        else norm
        for norm in problem.norms
    )
    return replace(
        problem,
        demand=problem.demand * question.patients / 100,
        centres=tuple(_with_beds(centre, question.beds / 100) for centre in problem.centres),
        norms=tuple(norm for norm in norms if norm.amount),
    )


def _with_beds(centre: Centre, times: float) -> Centre:
    return replace(
        centre, capacity={kind: tuple(one * times for one in years) for kind, years in centre.capacity.items()}
    )


@lru_cache(maxsize=200)
def answer(question: Question) -> Answer:
    """The three ways side by side; BusyError while another question is computed."""
    problem = asked(question)
    with _alone():
        found = compared(problem, policies(problem, few=question.few), seconds=SECONDS, rel_gap=GAP)
        ways = tuple(
            (way, None if way.plan.found else conflict(way.plan.problem, seconds=WHY_SECONDS)) for way in found
        )
    return Answer(problem, ways)


@lru_cache(maxsize=200)
def more(question: Question) -> More:
    """What takes longer: the front of cost against travel, and the price of each norm; BusyError as for `answer`."""
    problem = asked(question)
    with _alone():
        plans = front(problem, points=POINTS, seconds=FRONT_SECONDS, rel_gap=GAP)
        told = prices(plans[0], seconds=WHY_SECONDS, rel_gap=GAP) if plans else ()
    return More(plans, told)
