# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What cannot be run is refused before it runs, with the field named."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from schakel.capacity.engine.simulation.durations import (
    Constant,
    Duration,
    Empirical,
    Exponential,
    Gamma,
    Lognormal,
    Triangular,
    Uniform,
)
from schakel.capacity.engine.simulation.faults import check
from schakel.capacity.engine.simulation.model import (
    Arrivals,
    Centre,
    Failure,
    HandOver,
    Hours,
    ModelError,
    Resource,
    Use,
)
from schakel.capacity.engine.simulation.network_file import read_network
from schakel.capacity.engine.simulation.published import PublishedSimulation
from schakel.capacity.tests.nation import PRODUCT, nation
from schakel.values.located import FactsError, read

FILE = """\
kind: network
name: Desk and lab
classes:
  urgent: {priority: 0}
stations:
  desk: {servers: 2, service: {distribution: exponential, mean: 0.8}}
  lab: {servers: 1, service: {distribution: gamma, mean: 0.5, shape: 4}, room: 5}
arrivals:
  - {station: desk, every: {distribution: exponential, mean: 1}}
  - {station: desk, class: urgent, every: {distribution: deterministic, value: 5}}
routing:
  desk: {lab: 0.7, exit: 0.3}
  lab: {desk: 0.1, exit: 0.9}
run: {length: 500, replications: 5, seed: 7}
"""


def _flow(**changes: Any) -> dict[str, Any]:
    return {"flows": (replace(PRODUCT, **changes), nation().flows[1])}


def _step(number: int, **changes: Any) -> dict[str, Any]:
    steps = list(PRODUCT.steps)
    steps[number] = replace(steps[number], **changes)
    return _flow(steps=tuple(steps))


@pytest.mark.parametrize(
    ("changes", "field", "what"),
    [
        ({"years": ()}, "years", "one year or more"),
        ({"warm_up": -1.0}, "warm_up", "zero or more"),
        ({"arrivals": ()}, "arrivals", "nobody comes"),
        ({"resources": (*nation().resources, Resource("bed"))}, "resources", "'bed' stands twice"),
        ({"resources": (Resource("bed", Hours((None,) * 7)),)}, "resources[0].hours", "never open"),
        ({"centres": (Centre("north", {"bed": (1,)}),)}, "centres[0].capacity.bed", "1 numbers for 3 years"),
        ({"centres": (Centre("north", {"oven": (1, 1, 1)}),)}, "centres[0].capacity.oven", "unknown resource"),
        (_step(1, duration=Triangular(3, 2, 4)), "flows[0].steps[1].duration.mode", "less than low"),
        (_step(1, duration=Constant(-1)), "flows[0].steps[1].duration.value", "negative"),
        (_step(1, uses=(Use("oven"),)), "flows[0].steps[1].uses[0].resource", "unknown resource"),
        (_step(1, uses=(Use("bed", 0),)), "flows[0].steps[1].uses[0].amount", "1 or more"),
        (_step(4, uses=(Use("bed", until="referral"),)), "flows[0].steps[4].uses[0].until", "or a later one"),
        (_step(2, failure=Failure(1.0, 1.0, "collection")), "flows[0].steps[2].failure", "for ever"),
        (_step(2, failure=Failure(0.1, 1.0, "stay")), "flows[0].steps[2].failure.back_to", "or an earlier one"),
        (_step(4, failure=Failure(0.1, 0.5, "referral")), "flows[0].steps[4].failure", "never be given back"),
        (_flow(priorities=((0, 0.5),)), "flows[0].priorities", "sum to 0.5"),
        (_flow(hazard=-0.1), "flows[0].hazard", "zero or more"),
        (_flow(death_share=1.2), "flows[0].death_share", "between 0 and 1"),
        (_flow(slots_per_week=(1,)), "flows[0].slots_per_week", "1 numbers for 3 years"),
        (_flow(vein=("stay", "collection")), "flows[0].vein", "does not come before"),
        ({"arrivals": (Arrivals("product", "west", (1, 1, 1)),)}, "arrivals[0].centre", "unknown: 'west'"),
        ({"arrivals": (Arrivals("product", "north", (1, -1, 1)),)}, "arrivals[0].per_year", "negative"),
        ({"arrivals": (Arrivals("product", "north"),)}, "arrivals[0].per_year", "one of the two"),
        ({"hand_overs": (HandOver("north", "stay", 0.5, 0.5, "north"),)}, "hand_overs[0].to", "the centre itself"),
        ({"hand_overs": (HandOver("north", "stay", 1.5, 0.5),)}, "hand_overs[0].share", "between 0 and 1"),
        ({"hand_overs": (HandOver("north", "dance", 0.5, 0.5),)}, "hand_overs[0].step", "unknown step"),
        ({"hand_overs": (HandOver("north", "referral", 0.5, 0.5),)}, "hand_overs[0].step", "first step"),
        ({"hand_overs": (HandOver("north", "stay", 0.7, 0.5),) * 2}, "hand_overs", "more than 1"),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_run_names_the_field(changes: dict[str, Any], field: str, what: str) -> None:
    with pytest.raises(ModelError) as refused:
        check(nation(**changes))
    assert [True for where, told in refused.value.faults if where == field and what in told], refused.value.faults


def test_demand_at_a_centre_without_the_product_is_refused() -> None:
    north, south = nation().centres
    bare = Centre("south", {name: number for name, number in south.capacity.items() if name != "apheresis"})
    with pytest.raises(ModelError, match=r"arrivals\[1\]\.centre: 'south' has patients but not 1 'apheresis'"):
        check(nation(centres=(north, bare)))


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("mean: 0.8", "mean: -0.8", 6, "mean: must be more than zero"),
        ("servers: 2", "servers: 0", 6, "must be 1 or more"),
        ("mean: 0.8", "rate: 1, mean: 1", 6, "one of the two"),
        ("shape: 4", "shapes: 4", 7, "unknown key"),
        ("exit: 0.3", "exit: 0.2", 12, "sum to 0.9"),
        ("{lab: 0.7", "{labs: 0.7", 12, "unknown station"),
        ("lab: {desk: 0.1, exit: 0.9}", "lab: {desk: 1}\n  desk2: {exit: 1}", 14, "unknown station"),
        ("{desk: 0.1, exit: 0.9}", "{lab: 1}", 13, "go round for ever"),
        ("{lab: 0.7, exit: 0.3}", "{exit: 1}", 7, "nobody can ever come here"),
        ("  urgent:", "  rare:", 4, "nobody of class 'rare'"),
        ("length: 500", "length: 0", 14, "more than zero"),
        ("replications: 5", "replications: 1", 14, "2 or more"),
        ("deterministic, value: 5", "deterministic, value: 0", 10, "mean time between arrivals is zero"),
        ("distribution: gamma", "distribution: pareto", 7, "gamma"),
    ],
)
def test_a_file_that_cannot_be_run_names_the_line(old: str, new: str, line: int, what: str) -> None:
    assert old in FILE
    with pytest.raises(FactsError) as refused:
        read_network(read("f.yaml", FILE.replace(old, new)))
    assert [True for fault in refused.value.faults if fault.line == line and what in str(fault)], str(refused.value)


def test_distributions_check_themselves() -> None:
    wrong: list[Duration] = [
        Exponential(0), Uniform(2, 1), Lognormal(1, 0), Gamma(1, 0.001), Empirical(()), Empirical((1.0, -1.0)),
        Empirical((1.0,), (0.5, 0.5)), Empirical((1.0,), (0.0,)), Constant(float("nan")), Triangular(-1, 0, 1),
    ]  # fmt: skip
    assert all(list(each.faults()) for each in wrong)


def run(*arguments: str) -> Result:
    from schakel.cli.main import app

    return CliRunner().invoke(app, ["simulate", *arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "network.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_the_command_answers_in_the_published_form(file: Path) -> None:
    done = run(str(file), "--json", "--seed", "9", "--replications", "6")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    jsonschema.validate(answer, PublishedSimulation.model_json_schema(mode="serialization"))
    assert (answer["seed"], answer["replications"], answer["unstable"]) == (9, 6, [])
    assert {row["step"] for row in answer["steps"]} == {"desk", "lab"}
    assert run(str(file), "--json", "--seed", "9", "--replications", "6", "--workers", "2").output == done.output


def test_the_command_says_unstable(file: Path) -> None:
    file.write_text(FILE.replace("servers: 2", "servers: 1"), encoding="utf-8")
    done = run(str(file), "--lang", "nl")
    assert done.exit_code == 1
    assert "Instabiel" in done.output
    assert "desk: belasting 1.032" in done.output
    assert json.loads(run(str(file), "--json").output)["steps"] == []


def test_the_command_refuses_what_would_take_hours(file: Path) -> None:
    done = run(str(file), "--replications", "1000000000")
    assert done.exit_code != 0
    assert "add --yes" in str(done.exception)


def test_the_command_tells_people_lines(file: Path) -> None:
    done = run(str(file))
    assert done.exit_code == 0
    assert "5 replications" in done.output
    assert "utilisation" in done.output


def test_a_file_is_checked_without_the_compiler(file: Path) -> None:
    """A page may import what checks and describes a model; only a run needs numba."""
    code = (
        "import sys; from schakel.capacity.engine.simulation import network_file, published, run;"
        "import schakel.capacity.sweep;"
        "from schakel.values.located import read;"
        f"network_file.read_network(read('f', open({str(file)!r}).read()));"
        "print(sorted({'numba', 'django', 'distributed'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
