# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""From the long row of means to the rows of a result, and from the name of an output to its place."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from schakel.capacity.engine.simulation.measures import FLOW, RESOURCE, STEP, Block, Layout
from schakel.capacity.engine.simulation.model import ModelError
from schakel.capacity.engine.simulation.result import Estimate, FlowRow, ResourceRow, Result, StepRow, Value
from schakel.capacity.engine.simulation.statistics import Running


def told(layout: Layout, running: Running, result: Result) -> Result:
    """The result with its rows."""
    half = running.half_width(result.confidence)
    low, high = running.mean - half, running.mean + half
    tables = [layout.split(each) for each in (running.mean, low, high, running.number.astype(np.float64))]
    steps, resources, flows = (list(zip(*each, strict=True)) for each in zip(*tables, strict=True))
    return replace(
        result,
        steps=tuple(StepRow(*each) for each in _rows(layout, layout.steps, steps)),
        resources=tuple(ResourceRow(*each) for each in _rows(layout, layout.resources, resources)),
        flows=tuple(FlowRow(*_swapped(each)) for each in _rows(layout, layout.flows, flows)),
    )


def _rows(layout: Layout, blocks: tuple[Block, ...], tables: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Centre, name, year and the values. A single period has no years to tell apart: only its whole is told."""
    labels = (*(layout.blueprint.labels if layout.periods > 1 or layout.blueprint.places else ()), None)
    for block, four in zip(blocks, tables, strict=True):
        for column, label in enumerate(labels, start=layout.periods + 1 - len(labels)):
            yield (block.place, block.name, label, *map(_value, *(table[column] for table in four)))


def _swapped(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (row[1], row[0], *row[2:])


def _value(mean: float, low: float, high: float, number: float) -> Value:
    return Estimate(float(mean), float(low), float(high)) if number > 0 else None


def watched(layout: Layout, output: str) -> int:
    """The place of `measure` or `measure:name` for all centres and years; ModelError when there is none such."""
    measure, _, name = output.partition(":")
    start = 0
    for (blocks, columns, measures), names, found in zip(
        layout.shapes, (STEP, RESOURCE, FLOW), layout.tables(), strict=True
    ):
        for number, block in enumerate(found):
            if measure in names and block.place is None and block.name == (name or None):
                return start + (number * columns + columns - 1) * measures + names.index(measure)
        start += blocks * columns * measures
    raise ModelError([("precision.output", f"unknown: {output!r}; such as wait_total or wait_mean:STEP")])
