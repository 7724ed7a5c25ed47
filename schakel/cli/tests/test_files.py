# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel load` and `schakel export` on the command line."""

from pathlib import Path

import pytest

from schakel.cli.tests.run import Runner
from schakel.pathway.tests.small import product, text

pytestmark = pytest.mark.django_db


def test_load_shows_that_what_came_in_is_there(schakel: Runner, data: Path) -> None:
    told = schakel("load", data).out
    assert "in the files:    2 products, 5 requirements, 1 document, 7 aspects" in told
    assert "in the database: 2 products, 5 requirements, 1 document, 7 aspects" in told
    assert "products added: cold, warm" in told
    assert schakel("load", data).out.endswith("nothing changed\n")


def test_load_names_what_changed(schakel: Runner, data: Path) -> None:
    schakel("load", data)
    (data / "products" / "warm.yaml").write_bytes(text(product(brand="Warm")))
    told = schakel("load", data).out
    assert "requirements ended: warm:storage.temperature, warm:preparation.after_thaw" in told
    assert "products changed" not in told


def test_the_same_questions_over_the_database(schakel: Runner, data: Path) -> None:
    schakel("load", data)
    for command in ("compare", "standard", "leverage", "windows"):
        over_files = schakel("--data", data, command, "cold", "warm", "--json").json
        assert schakel(command, "cold", "warm", "--json").json == over_files


def test_export_writes_a_folder_that_asks_and_loads_the_same(schakel: Runner, data: Path, tmp_path: Path) -> None:
    schakel("load", data)
    out = tmp_path / "out"
    assert "8 files written" in schakel("export", out).out
    assert schakel("load", out).out.endswith("nothing changed\n")
    assert schakel("--data", out, "compare", "cold", "warm").code == 0


def test_export_leaves_a_folder_that_holds_something_alone(schakel: Runner, data: Path, tmp_path: Path) -> None:
    schakel("load", data)
    kept = tmp_path / "out" / "letter.txt"
    kept.parent.mkdir()
    kept.write_text("dear", encoding="utf-8")
    ran = schakel("export", kept.parent)
    assert (ran.code, [*kept.parent.iterdir()]) == (2, [kept])
    assert "not empty" in ran.err
    assert schakel("export", kept.parent, "--force").code == 0
    assert kept.read_text(encoding="utf-8") == "dear"
