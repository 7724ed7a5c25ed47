# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What must hold of any scenario: patients are conserved, arithmetic agrees with counting and with the simulation."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.capacity.engine.forecast.result import forecast
from schakel.capacity.engine.scenario.advice import advice, first_broken
from schakel.capacity.engine.scenario.answer import answer, means
from schakel.capacity.engine.scenario.build import capacities, model_of, others, patients
from schakel.capacity.engine.scenario.diff import differences
from schakel.capacity.engine.scenario.leaves import Leaf, NumberError, leaves, replaced
from schakel.capacity.engine.scenario.load import loads, visits_of
from schakel.capacity.engine.scenario.read import flows_of
from schakel.capacity.engine.simulation.run import Plan, simulate
from schakel.capacity.tests.scenarios import example, example_keys, scenario, tiny

EXAMPLES = ("as-today", "autoimmune", "centralise", "stay-elsewhere", "five-times")


def test_the_examples_are_these() -> None:
    assert set(example_keys()) == set(EXAMPLES)


@pytest.mark.parametrize("key", EXAMPLES)
def test_patients_are_conserved_over_centres_and_flows(key: str) -> None:
    one = scenario(example(key))
    rates = means(forecast(one.forecast))
    found = [
        sum(centre[year] for flow in one.file.flows for centre in patients(one, rates, flow.id)) for year in range(8)
    ]
    wanted = [sum(per_year[year] for per_year in rates.values()) for year in range(8)]
    assert found == pytest.approx(wanted)
    for competing in one.file.competing:
        first = competing.per_year.estimate().middle
        assert sum(centre[0] for centre in others(one.file, competing)) == pytest.approx(first)


def counted(data: dict[str, Any], per_year: list[float]) -> dict[tuple[str, str, int], float]:
    """Load by the definition, for deterministic durations: walks patient by patient through the steps."""
    one = scenario(data)
    weights = {centre.id: float(centre.weight.estimate().middle) if centre.weight else 0 for centre in one.file.centres}
    open_share = {"place": 5 * 10 / 168, "bed": 1.0}
    work: dict[tuple[str, str, int], float] = {}
    for year, number in enumerate(per_year):
        for centre in one.file.centres:
            mine = number * weights[centre.id] / sum(weights.values())
            # 0.1 fails, half of those goes round again: 1/(1 - 0.05) collections, 0.9/0.95 infusions.
            collections, infused = mine / 0.95, mine * 0.9 / 0.95
            days = {"place": collections * 4 / 24, "bed": infused * (1 / 24 + 4)}
            for of, used in days.items():
                have = capacities(one.file, centre)[of][year] * 365 * open_share[of]
                work[centre.id, of, one.file.start + year] = used / have
    return work


def test_load_is_what_a_count_gives() -> None:
    data = tiny()
    one = scenario(data)
    per_year = [sum(each) for each in zip(*means(forecast(one.forecast)).values(), strict=True)]
    model = model_of(one, means(forecast(one.forecast)))
    found = {(row.centre, row.resource, row.year): row.share for row in loads(model) if row.centre}
    assert found == pytest.approx(counted(data, per_year))


def test_use_and_load_are_one_number_while_nobody_is_lost() -> None:
    one = scenario(tiny())
    model = model_of(one, means(forecast(one.forecast)))
    result = simulate(model, Plan(seed=5, replications=40))
    used = {(row.centre, row.resource): row.utilisation for row in result.resources if row.year == 2026}
    for row in loads(model):
        if row.year == 2026 and row.centre and row.share is not None and row.share < 0.9:
            estimate = used[row.centre, row.resource]
            assert estimate is not None
            assert estimate.mean == pytest.approx(row.share, rel=0.08), (row, estimate)


def test_a_failed_step_is_visited_as_often_as_a_series_says() -> None:
    flow = model_of(scenario(tiny()), means(forecast(scenario(tiny()).forecast))).flows[0]
    series = sum((0.1 * 0.5) ** again for again in range(60))
    assert visits_of(flow.steps)[:2] == pytest.approx([series, series])
    assert visits_of(flow.steps)[2] == pytest.approx(series * 0.9)


def texts(data: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(leaf.name, leaf.text, leaf.unit, leaf.shape) for leaf in leaves(scenario(data).file)]


@pytest.mark.parametrize("key", EXAMPLES)
def test_every_number_typed_over_by_itself_gives_the_same(key: str) -> None:
    data = example(key)
    before = texts(data)
    for leaf in leaves(scenario(data).file):
        if "p95" not in leaf.text:
            data = replaced(data, leaf, leaf.text, "the same")
    assert texts(data) == before


def doubled(leaf: Leaf) -> str:
    return "..".join(f"{float(part) / 2:.6f}".rstrip("0").rstrip(".") for part in leaf.text.split(".."))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 111))
def test_one_number_changed_is_one_difference(place: int) -> None:
    data = example("as-today")
    before = scenario(data).file
    leaf = [one for one in leaves(before) if one.shape or one.name[0] == "forecast"][place % 30]
    changed = replaced(copy.deepcopy(data), leaf, doubled(leaf), "halved")
    found = differences(before, scenario(changed).file, "en", {})
    assert [(one.before, one.after) for one in found] == [(leaf.text, doubled(leaf))]
    assert differences(before, before, "en", {}) == ()


@pytest.mark.parametrize("typed", ["", "many", "1..2..3..4", "1e400", "nan", "1..x"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    data = tiny()
    leaf = next(one for one in leaves(scenario(data).file) if one.name[-1] == "rate")
    with pytest.raises(NumberError):
        replaced(data, leaf, typed, "x")


def test_products_find_their_flow() -> None:
    data = tiny()
    own = {**data["flows"][0], "id": "own", "products": ["U"]}
    data["forecast"]["growth"].append({**data["forecast"]["growth"][0], "product": "U"})
    data["flows"].append(own)
    assert flows_of(scenario(data).file) == {"T": {"all": 1.0}, "U": {"own": 1.0}}


def test_what_touches_the_first_to_break_gains_and_the_rest_does_not() -> None:
    data = tiny()
    data["forecast"]["growth"][0]["rate"] = {"value": 1, "assumption": "made"}
    data["years"] = 4
    one = scenario(data)
    tried = advice(model_of(one, means(forecast(one.forecast))), 1.0)
    gained = {measure.about: measure.gained for measure in tried}
    first = first_broken(loads(model_of(one, means(forecast(one.forecast)))), 1.0)
    assert first is not None
    assert {about for about, years in gained.items() if years} <= {first.resource, "monitoring"}
    assert max(gained.values()) > 0
    assert all(measure.gained >= 0 for measure in tried)


def test_the_same_seed_gives_the_same_answer_on_any_number_of_cores() -> None:
    one = scenario(tiny())
    assert answer(one, workers=1).result == answer(one, workers=2).result
