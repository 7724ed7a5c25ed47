# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a scenario cannot say: each fault is told with the field it is about."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from schakel.capacity.engine.scenario.answer import seconds_of
from schakel.capacity.engine.scenario.read import read_scenario
from schakel.capacity.engine.scenario.variant import made, read_variant
from schakel.capacity.tests.scenarios import TINY, scenario, tiny
from schakel.values.located import FactsError, read

# What is written instead of what, what is said about it, and at the line of which text.
BAD: list[tuple[str, str, str]] = [
    ("constant: 4, unit: h", "constant: -4, unit: h", "constant: -4"),
    ("constant: 20", "triangular: [9, 5, 7]", "triangular"),
    ("constant: 20", "lognormal: {mean: 0, sd: 1}", "lognormal"),
    ("probability: 0.1", "probability: 1.5", "probability: 1.5"),
    ("probability: 0.1", "probability: {min: 0.5, max: 0.99}", "probability"),
    ("again: 0.5", "again: 2", "again: 2"),
    ("back_to: collection", "back_to: monitoring", "back_to: monitoring"),
    ("back_to: collection", "back_to: nowhere", "back_to: nowhere"),
    ("uses: [{resource: place}]", "uses: [{resource: theatre}]", "theatre"),
    ("until: monitoring", "until: collection", "until: collection"),
    ("capacity: {place: 1, bed: 3}}\n- {id: south", "capacity: {place: 1}}\n- {id: south", "id: north"),
    ("weight: 2, ", "weight: -2, ", "weight: -2"),
    ("weight: 2, ", "weight: 2, offers: [X], ", "offers: [X]"),
    ("weight: 2, ", "weight: 2, offers: [], weights: {T: 3}, ", "weights: {T: 3}"),
    ("open: 8, close: 18", "open: 18, close: 8", "open: 18"),
    ("open: 8, close: 18", "open: 8, close: 30", "close: 30"),
    ("id: south, name", "id: north, name", "id: north"),
    ("  vein: [collection, administration]", "  vein: [collection, thawing]", "thawing"),
    ("  vein:", "  products: [X]\n  vein:", "products: [X]"),
    ("  vein:", "  part: 0.9\n  vein:", "flows:"),
    ("years: 2", "years: 200", "years: 200"),
    ("replications: 4", "replications: 1", "replications: 1"),
    ("base: {value: 300, source: made for a test}", "base: {value: -300, source: made}", "value: -300"),
    ("run: {", "hand_over: [{step: thawing, share: 0.5, after: 0.3}]\nrun: {", "thawing"),
    ("run: {", "hand_over: [{step: monitoring, share: 1.5, after: 0.3}]\nrun: {", "share: 1.5"),
    ("run: {", "hand_over: [{step: monitoring, share: 0.5, after: 0.3, to: moon}]\nrun: {", "to: moon"),
    ("run: {", "breaks: {measure: load, at_least: 0}\nrun: {", "at_least: 0"),
]


@pytest.mark.parametrize(("good", "bad", "place"), BAD, ids=[bad for _good, bad, _place in BAD])
def test_a_fault_is_told_at_its_line(good: str, bad: str, place: str) -> None:
    assert good in TINY
    text = TINY.replace(good, bad, 1)
    with pytest.raises(FactsError) as found:
        read_scenario(read("tiny.yaml", text))
    lines = text.splitlines()
    told = {fault.line for fault in found.value.faults}
    wanted = {number for number, line in enumerate(lines, 1) if place in line}
    # A fault of the whole list may be told at its head.
    assert told & {line + near for line in wanted for near in (0, -1)}, (told, wanted, str(found.value))


def test_every_fault_is_told_at_once() -> None:
    text = TINY.replace("probability: 0.1", "probability: 7").replace("weight: 1", "weight: -1")
    with pytest.raises(FactsError) as found:
        read_scenario(read("tiny.yaml", text))
    assert len(found.value.faults) == 2


def test_a_product_that_no_centre_offers() -> None:
    data = tiny()
    for centre in data["centres"]:
        centre["offers"] = []
    with pytest.raises(FactsError, match="no centre offers 'T'"):
        scenario(data)


def test_parts_of_a_product_add_up_to_one() -> None:
    data = tiny()
    data["flows"] = [{**data["flows"][0], "id": name, "part": "0.4"} for name in ("a", "b")]
    data["flows"] = [{**flow, "part": {"value": 1, "assumption": "x"}} for flow in data["flows"]]
    with pytest.raises(FactsError, match=re.escape("the parts of 'T' are 1 + 1")):
        scenario(data)


def test_a_run_of_hours_is_seen_before_it_starts() -> None:
    data = tiny()
    quick = seconds_of(scenario(data))
    data["forecast"]["growth"][0]["base"] = {"value": 3_000_000, "source": "made"}
    data["run"]["replications"] = 2000
    assert quick < 1
    assert seconds_of(scenario(data)) > 7200


def variant(changes: str) -> Callable[[], dict[str, Any]]:
    text = f"kind: variant\nof: tiny\nkey: other\ntitle: {{nl: A, en: B}}\nchanges:\n{changes}"
    located = read("v.yaml", text)
    return lambda: made(read_variant(located), located, tiny())


def test_a_variant_says_only_what_differs() -> None:
    data = variant("- {at: [centres, south, capacity, bed], to: 9}\n- {at: [hand_over], to: []}")()
    assert (data["centres"][1]["capacity"]["bed"], data["centres"][0]["capacity"]["bed"]) == (9, 3)
    assert (data["key"], data["hand_over"]) == ("other", [])


@pytest.mark.parametrize(
    "at", ["[centres, west, capacity]", "[nothing, here]", "[flows, all, steps, thawing, duration]"]
)
def test_a_variant_of_what_is_not_there(at: str) -> None:
    with pytest.raises(FactsError, match="the base 'tiny' has no") as found:
        variant(f"- {{at: {at}, to: 1}}")()
    assert found.value.faults[0].line == 6
