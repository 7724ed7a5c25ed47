# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Small scenarios for tests, and the examples of the project."""

from functools import cache
from pathlib import Path
from typing import Any

from schakel.capacity.engine.scenario.read import Scenario, read_scenario
from schakel.capacity.load import examples
from schakel.values.located import Located, read

HOME = Path(__file__).resolve().parents[3] / "data" / "capacity" / "scenarios"

TINY = """
kind: scenario
key: tiny
title: {nl: Klein, en: Tiny}
start: 2026
years: 2
forecast:
  growth:
  - product: T
    base_year: 2026
    base: {value: 300, source: made for a test}
    rate: {value: 0.5, assumption: made for a test}
resources:
- id: place
  label: {nl: Plaats, en: Place}
  step: collection
  hours: {days: [mon, tue, wed, thu, fri], open: 8, close: 18}
- {id: bed, label: {nl: Bed, en: Bed}, step: monitoring}
centres:
- {id: north, name: North, weight: 2, capacity: {place: 1, bed: 3}}
- {id: south, name: South, weight: 1, capacity: {place: 1, bed: 4}}
flows:
- id: all
  label: {nl: Allen, en: All}
  vein: [collection, administration]
  steps:
  - {step: collection, duration: {constant: 4, unit: h}, uses: [{resource: place}]}
  - step: manufacture
    duration: {constant: 20}
    failure: {probability: 0.1, again: 0.5, back_to: collection}
  - {step: administration, duration: {constant: 1, unit: h}, uses: [{resource: bed, until: monitoring}]}
  - {step: monitoring, duration: {constant: 4}}
run: {replications: 4, seed: 3, draws: 100}
"""


def tiny() -> dict[str, Any]:
    """The data of a scenario that runs in a moment: two centres, two resources, one flow of four steps."""
    return dict(read("tiny.yaml", TINY).data)


def scenario(data: dict[str, Any]) -> Scenario:
    """The scenario that these data say."""
    return read_scenario(Located("test", data, {}))


@cache
def _examples() -> tuple[dict[str, Any], ...]:
    return tuple(examples({path.stem: path.read_bytes() for path in sorted(HOME.glob("*.yaml"))}))


def example(key: str) -> dict[str, Any]:
    """The whole data of an example of the project."""
    return next(dict(each) for each in _examples() if each["key"] == key)


def example_keys() -> list[str]:
    """The keys of the examples."""
    return [each["key"] for each in _examples()]
