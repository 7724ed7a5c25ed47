# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel classify` over a file of facts, without a database."""

from pathlib import Path

import pytest

from schakel.cli.tests.run import Runner

TRANSPLANT = """
medicinal_claim: yes
recombinant_nucleic_acid: no
contains_cells: yes
viable_cells: 'yes'
substantial_manipulation: no
same_essential_function: yes
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(TRANSPLANT, encoding="utf-8")
    return path


def test_it_tells_outcome_path_and_law(schakel: Runner, facts: Path) -> None:
    ran = schakel("classify", facts)
    assert ran.code == 0
    assert ran.out.startswith("Not an ATMP: cell or tissue transplant")
    assert "same_essential_function: yes" in ran.out
    assert "Art. 2(1)(c)" in ran.out
    assert "competent authority decides" in ran.out


def test_in_dutch(schakel: Runner, facts: Path) -> None:
    assert schakel("classify", facts, "--lang", "nl").out.startswith("Geen ATMP: transplantaat")


def test_json_holds_the_same(schakel: Runner, facts: Path) -> None:
    told = schakel("classify", facts, "--json").json
    assert (told["outcome"], told["is_atmp"], told["asks"]) == ("soho_transplant", False, None)
    assert [step["fact"] for step in told["path"]][-1] == "same_essential_function"
    assert all(step["legal"] and step["sources"] for step in told["path"])


@pytest.mark.parametrize("rest", ["", "substantial_manipulation: unknown"])
def test_what_is_not_settled_is_no_success(schakel: Runner, facts: Path, rest: str) -> None:
    facts.write_text(TRANSPLANT.split("substantial")[0] + rest, encoding="utf-8")
    ran = schakel("classify", facts)
    assert ran.code == 1
    assert "Still possible:" in ran.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("viable: yes", "facts.yaml:1: unknown fact 'viable'"),
        ("\nviable_cells: perhaps", "facts.yaml:2: viable_cells: 'perhaps' is no answer"),
        ("- viable_cells", "not a list of facts"),
        ("viable_cells: {a: 1}", "is no answer"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(schakel: Runner, facts: Path, text: str, told: str) -> None:
    facts.write_text(text, encoding="utf-8")
    ran = schakel("classify", facts)
    assert ran.code == 2
    assert told in ran.err
    assert schakel("classify", facts.parent / "nowhere.yaml").code == 2
