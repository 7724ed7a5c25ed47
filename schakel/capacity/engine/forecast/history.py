# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file of yearly counts (`kind: counts`), for judging methods on the past."""

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from schakel.capacity.engine.forecast.backtest import FEWEST, Count
from schakel.values.located import FactsError, Located
from schakel.values.schema import Line, Model, Number, checked


class CountModel(Model):
    """What was counted in a year; `basis` says whether it was reported or derived."""

    year: Annotated[int, Field(ge=1900, le=2150)]
    patients: Number
    basis: Line = "reported"
    source: Line = "given without a source"


class CountsFile(Model):
    """Counts of consecutive years, of which the last `held_out` are judged."""

    kind: Literal["counts"]
    title: Line
    held_out: Annotated[int, Field(ge=1, le=20)] = 1
    seed: Annotated[int, Field(ge=0)] = 1
    counts: list[CountModel]


def read_counts(located: Located) -> tuple[CountsFile, tuple[Count, ...]]:
    """The file and its counts in order of years; FactsError with every fault and its line."""
    file = checked(located, CountsFile)
    counts = tuple(Count(each.year, float(each.patients), each.basis, each.source) for each in file.counts)
    faults = [
        located.fault(("counts", place), f"{each.patients:g} patients", "a count above 0")
        for place, each in enumerate(counts)
        if each.patients <= 0
    ]
    faults += [
        located.fault(("counts", place), f"{each.year} after {before.year}", "consecutive years, oldest first")
        for place, (before, each) in enumerate(pairwise(counts), start=1)
        if each.year != before.year + 1
    ]
    if len(counts) - file.held_out < min(FEWEST.values()):
        wanted = f"at least {min(FEWEST.values())} years to fit on before those held out"
        faults.append(located.fault(("counts",), f"{len(counts)} years with {file.held_out} held out", wanted))
    if faults:
        raise FactsError(faults)
    return file, counts
