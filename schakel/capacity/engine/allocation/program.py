# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A mixed-integer programme in blocks of columns and rows, and HiGHS that solves it.

Every answer carries the bound that HiGHS proved, so that the gap to the best possible answer is always known. One
thread and a fixed seed: the same programme gives the same answer, unless a time limit cuts the search off.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Status = Literal["optimal", "feasible", "infeasible", "unbounded", "unknown"]
INFINITE = float("inf")
FEASIBILITY = 1e-6


@dataclass(frozen=True, slots=True)
class Solved:
    """What came out. `gap`: (objective - bound) / |objective|, 0 when proven optimal; endless without an answer."""

    status: Status
    objective: float
    bound: float
    values: Floats
    row_duals: Floats
    seconds: float = 0.0

    @property
    def found(self) -> bool:
        return self.status in ("optimal", "feasible")

    @property
    def gap(self) -> float:
        return gap(self.objective, self.bound) if self.found else INFINITE


def gap(objective: float, bound: float) -> float:
    """How much of the objective could still be saved at most, as a share of it."""
    missed = max(objective - bound, 0.0)
    return 0.0 if missed <= 1e-9 * max(1.0, abs(objective)) else missed / max(abs(objective), 1e-12)


@dataclass(slots=True)
class Program:
    """Minimise cost · x under row_low <= A x <= row_high and the bounds of x; built block by block."""

    cost: list[Floats] = field(default_factory=list)
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    integer: list[Bools] = field(default_factory=list)
    row_low: list[Floats] = field(default_factory=list)
    row_high: list[Floats] = field(default_factory=list)
    entries: list[tuple[Places, Places, Floats]] = field(default_factory=list)
    n_columns: int = 0
    n_rows: int = 0

    def columns(
        self,
        shape: tuple[int, ...],
        *,
        cost: Any = 0.0,
        low: Any = 0.0,
        high: Any = INFINITE,
        integer: bool = False,
        where: Any = True,
    ) -> Places:
        """New columns `where` that is true; answers their numbers in `shape`, -1 elsewhere. The rest broadcasts."""
        used = np.broadcast_to(where, shape)
        numbers = _numbered(used, self.n_columns)
        for parts, value in ((self.cost, cost), (self.low, low), (self.high, high)):
            parts.append(np.broadcast_to(np.asarray(value, dtype=np.float64), shape)[used].ravel())
        count = int(used.sum())
        self.integer.append(np.full(count, integer))
        self.n_columns += count
        return numbers

    def rows(
        self,
        shape: tuple[int, ...],
        *terms: tuple[Any, Any],
        low: Any = -INFINITE,
        high: Any = INFINITE,
        where: Any = True,
    ) -> Places:
        """New rows `where` that is true; answers their numbers in `shape`, -1 elsewhere.

        A term is (columns, factors): both broadcast to `shape` plus any further axes, and those are summed over. A
        column of -1 is left out.
        """
        used = np.broadcast_to(where, shape)
        numbers = _numbered(used, self.n_rows)
        for columns, factors in terms:
            self._term(numbers, np.asarray(columns), np.asarray(factors, dtype=np.float64))
        for parts, value in ((self.row_low, low), (self.row_high, high)):
            parts.append(np.broadcast_to(np.asarray(value, dtype=np.float64), shape)[used].ravel())
        self.n_rows += int(used.sum())
        return numbers

    def _term(self, numbers: Places, columns: Places, factors: Floats) -> None:
        further = max(columns.ndim, factors.ndim) - numbers.ndim
        rows = numbers.reshape(numbers.shape + (1,) * further)
        rows, columns, factors = np.broadcast_arrays(rows, columns, factors)
        used = (rows.ravel() >= 0) & (columns.ravel() >= 0) & (factors.ravel() != 0)
        self.entries.append((rows.ravel()[used], columns.ravel()[used], factors.ravel()[used]))

    def solve(
        self,
        *,
        seconds: float = INFINITE,
        rel_gap: float = 0.0,
        start: Floats | None = None,
        relaxed: bool = False,
        method: str = "choose",
    ) -> Solved:
        """The best answer within the time, or proven optimal; `relaxed` drops the integers and brings row duals."""
        highspy: Any = import_module("highspy")
        solver = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", rel_gap),
            ("time_limit", seconds),
            ("solver", method),
        ):
            solver.setOptionValue(option, value)
        solver.passModel(self._model(highspy, relaxed=relaxed))
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.tolist()
            solver.setSolution(solution)
        solver.run()
        return self._answer(highspy, solver, relaxed=relaxed)

    def _model(self, highspy: Any, *, relaxed: bool) -> Any:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.n_columns, self.n_rows
        model.col_cost_, model.col_lower_, model.col_upper_ = map(_joined, (self.cost, self.low, self.high))
        model.row_lower_, model.row_upper_ = _joined(self.row_low), _joined(self.row_high)
        starts, index, value = self._by_row()
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, index, value
        integer = np.concatenate(self.integer) if self.integer else np.zeros(0, dtype=bool)
        if not relaxed and integer.any():
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[each] for each in integer.astype(int)]
        return model

    def _by_row(self) -> tuple[Any, Any, Floats]:
        rows, columns, factors = (
            np.concatenate(parts) if parts else np.zeros(0)
            for parts in (list(zip(*self.entries, strict=True)) or [(), (), ()])
        )
        order = np.argsort(rows, kind="stable")
        counts = np.bincount(rows.astype(np.int64), minlength=self.n_rows)
        starts = np.concatenate([[0], np.cumsum(counts)])
        return starts.astype(np.int32), columns[order].astype(np.int32), factors[order]

    def _answer(self, highspy: Any, solver: Any, *, relaxed: bool) -> Solved:
        status, info, solution = solver.getModelStatus(), solver.getInfo(), solver.getSolution()
        kinds, took = highspy.HighsModelStatus, float(solver.getRunTime())
        empty = np.zeros(0)
        if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
            return Solved("infeasible", INFINITE, INFINITE, empty, empty, took)
        if status == kinds.kUnbounded:
            return Solved("unbounded", -INFINITE, -INFINITE, empty, empty, took)
        whole = not relaxed and any(part.any() for part in self.integer)
        objective = float(info.objective_function_value)
        # A linear programme cut off by time has a value, and no bound.
        proof = objective if status == kinds.kOptimal else -INFINITE
        bound = float(info.mip_dual_bound) if whole else proof
        if info.primal_solution_status != 2:
            return Solved("unknown", INFINITE, bound if whole else -INFINITE, empty, empty, took)
        proven: Status = "optimal" if status == kinds.kOptimal else "feasible"
        duals = np.asarray(solution.row_dual) if not whole else empty
        return Solved(proven, objective, bound, np.asarray(solution.col_value), duals, took)

    def limit(self, columns: Places, high: Floats) -> None:
        """Lower the upper bounds of columns; a column of -1 is left out."""
        used = columns >= 0
        bounds = _joined(self.high).copy()
        bounds[columns[used]] = np.minimum(bounds[columns[used]], high[used])
        self.high = [bounds]

    def value(self, values: Floats) -> float:
        """The objective at these values."""
        return float(_joined(self.cost) @ values)

    def fixed(self, columns: Places, values: Floats) -> "Program":
        """A copy in which the columns have these values and no column is integer any more."""
        copy = self.held(columns, values)
        copy.integer = [np.zeros(self.n_columns, dtype=bool)]
        return copy

    def held(self, columns: Places, values: Floats) -> "Program":
        """A copy in which the columns have these values; others may still be integer."""
        low, high = _joined(self.low).copy(), _joined(self.high).copy()
        low[columns] = high[columns] = values
        return Program(
            [_joined(self.cost)],
            [low],
            [high],
            list(self.integer),
            list(self.row_low),
            list(self.row_high),
            list(self.entries),
            self.n_columns,
            self.n_rows,
        )


def _numbered(used: Bools, first: int) -> Places:
    """Counts on from `first` where `used`, -1 elsewhere."""
    found = np.full(used.shape, -1, dtype=np.int64)
    found[used] = np.arange(first, first + int(used.sum()))
    return found


def _joined(parts: Sequence[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros(0)
