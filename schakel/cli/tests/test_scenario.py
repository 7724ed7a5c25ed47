# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel simulate` over a scenario, without a database."""

import json
from pathlib import Path

import pytest

from schakel.capacity.tests.scenarios import TINY
from schakel.cli.tests.run import Runner

VARIANT = """kind: variant
of: tiny
key: more
title: {nl: Meer, en: More beds}
changes:
- {at: [centres, north, capacity, bed], to: 40}
- {at: [centres, south, capacity, bed], to: 40}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_it_tells_what_breaks_and_what_helps(schakel: Runner, file: Path) -> None:
    ran = schakel("simulate", file)
    assert ran.code == 1
    assert "Bed breaks in 2027 (north)" in ran.out
    assert "helps: one more Bed in every centre (2027 → –)" in ran.out
    assert "numbers are assumptions" in ran.out
    assert "Bed loopt vast in 2027 (north)" in schakel("simulate", file, "--lang", "nl").out


def test_a_variant_finds_its_base_beside_it(schakel: Runner, file: Path) -> None:
    other = file.with_name("more.yaml")
    other.write_text(VARIANT, encoding="utf-8")
    ran = schakel("simulate", other)
    assert (ran.code, "Nothing breaks up to and including 2027" in ran.out) == (0, True)
    file.unlink()
    ran = schakel("simulate", other)
    assert ran.code == 2
    assert "more.yaml:2: no scenario 'tiny' to vary" in ran.err


def test_json_is_the_published_answer(schakel: Runner, file: Path) -> None:
    told = schakel("simulate", file, "--json", "--seed", "7").json
    assert (told["kind"], told["seed"], told["years"]) == ("answer", 7, [2026, 2027])
    assert {one["name"] for one in told["breaks"]} == {"bed"}
    again = schakel("simulate", file, "--json", "--seed", "7", "--workers", "1").json
    assert again == told


def test_a_fault_is_told_with_its_line(schakel: Runner, file: Path) -> None:
    file.write_text(TINY.replace("probability: 0.1", "probability: 2"), encoding="utf-8")
    ran = schakel("simulate", file)
    line = 1 + TINY.splitlines().index("    failure: {probability: 0.1, again: 0.5, back_to: collection}")
    assert (ran.code, f"tiny.yaml:{line}:" in ran.err) == (2, True)


def test_what_would_take_hours_is_refused(schakel: Runner, file: Path) -> None:
    text = TINY.replace("value: 300", "value: 3000000").replace("replications: 4", "replications: 2000")
    file.write_text(text, encoding="utf-8")
    ran = schakel("simulate", file)
    assert (ran.code, "--yes" in ran.err) == (2, True)


def test_forecast_tells_whom_a_scenario_expects(schakel: Runner, file: Path) -> None:
    ran = schakel("forecast", file)
    assert ran.code == 0
    assert "2026" in ran.out
    again = schakel("forecast", file, "--json", "--seed", "5")
    assert '"seed": 5' in again.out or '"seed":5' in again.out


def test_a_sweep_answers_every_combination(schakel: Runner, file: Path) -> None:
    ran = schakel("sweep", file, "--vary", "breaks.at_least=0.1,90", "--workers", "1")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:]] == ["tiny, breaks.at_least=0.1", "tiny, breaks.at_least=90"]
    assert "2026" in lines[1]
    assert "–" in lines[2]
    cases = json.loads(schakel("sweep", file, "--json").out)["cases"]
    assert [case["name"] for case in cases] == ["tiny"]
    assert cases[0]["simulation"]["flows"]


@pytest.mark.parametrize(
    ("vary", "told"),
    [
        ("nothing=1", "no number 'nothing'"),
        ("breaks.at_least", "expected NAME=VALUE"),
        ("breaks.at_least=much", "expected a number"),
        ("breaks.at_least=-1", "at_least"),
        ("breaks.at_least=" + ",".join(map(str, range(1, 1003))), "at most 1,000"),
    ],
)
def test_a_sweep_names_what_cannot_be_varied(schakel: Runner, file: Path, vary: str, told: str) -> None:
    ran = schakel("sweep", file, "--vary", vary)
    assert ran.code == 2
    assert told in ran.err
