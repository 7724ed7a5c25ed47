# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Bad input: exit code 2, one clear line per fault, never a traceback, nothing changed."""

import os
from pathlib import Path

import pytest

from schakel.cli.tests.run import Ran, Runner
from schakel.pathway import reads
from schakel.pathway.tests.small import asked, product, text
from schakel.values.located import MAX_BYTES

BOMB = "a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n"
CASES = {
    "not YAML": (b"{", "not YAML"),
    "empty": (b"", "the file is empty"),
    "a list": (b"- a\n", "not a mapping"),
    "tabs": (b"brand:\tx\n\tinn: y\n", "not YAML"),
    "alias bomb": (BOMB.encode(), "anchor &a"),
    "tag": (b"brand: !!python/object/apply:os.system [echo]\n", "tag"),
    "deep": (b"brand: " + b"[" * 500 + b"]" * 500, "nested too deeply"),
    "doubled key": (b"brand: a\nbrand: b\n", "key 'brand' stands twice"),
    "second document": (b"brand: a\n---\nbrand: b\n", "a second document begins"),
    "not UTF-8": (b"brand: caf\xe9\n", "not UTF-8"),
    "null byte": (b"brand: a\0b\n", "not YAML"),
    "too large": (b"#" + b"x" * (10 * 1024 * 1024), f"at most {MAX_BYTES:,}"),
    "unknown key": (text(product(colour="red")), "unknown key 'colour'"),
    "unknown step": (text(product(asked("nowhere", "temperature", {"max": 1, "unit": "Cel"}))), "unknown step"),
    "unknown aspect": (text(product(asked("storage", "temprature", {"max": 1, "unit": "Cel"}))), "such as temperature"),
    "other dimension": (text(product(asked("storage", "temperature", {"max": 1, "unit": "kg"}))), "measures"),
    "unknown unit": (text(product(asked("storage", "temperature", {"max": 1, "unit": "Celsius"}))), "Celsius"),
    "empty range": (text(product(asked("storage", "temperature", {"min": 9, "max": 1, "unit": "Cel"}))), "above"),
    "no source": (
        text(product({"step": "storage", "aspect": "temperature", "must": {"max": 1, "unit": "Cel"}})),
        "'source' is missing",
    ),
    "endless number": (b"brand: a\nautologous: 1e999999999\n", "1e999999999"),
}


def refused(ran: Ran) -> str:
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err
    assert all(line.startswith("schakel: ") for line in ran.err.splitlines())
    assert "Traceback" not in ran.err
    return ran.err


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_is_not_as_it_should_be(schakel: Runner, data: Path, name: str) -> None:
    content, told = CASES[name]
    (data / "products" / "cold.yaml").write_bytes(content)
    err = refused(schakel("--data", data, "compare", "cold", "warm"))
    assert "products/cold.yaml:" in err
    assert told in err


def test_every_fault_of_every_file_in_one_run(schakel: Runner, data: Path) -> None:
    for slug in ("cold", "warm"):
        (data / "products" / f"{slug}.yaml").write_bytes(text(product(asked("a", "b", {}), asked("c", "d", {}))))
    err = refused(schakel("--data", data, "compare", "cold", "warm"))
    assert {line.split(":")[1].strip() for line in err.splitlines()} == {"products/cold.yaml", "products/warm.yaml"}
    assert len(err.splitlines()) >= 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["compare", "colt"], "unknown product 'colt'; did you mean cold?"),
        (["compare", "../../etc/passwd"], "unknown product"),
        (["compare", "cold", "--step", "stoage"], "unknown step 'stoage'"),
        (["compare", "cold", "--nature", "wild"], "schakel: 'wild' is not one of"),
        (["compare"], "name products, or give --modality"),
        (["compare", "cold", "--modality", "car_t"], "name products, or give --modality"),
        (["standard", "--modality", "wings"], "no product of modality 'wings'"),
        (["windows", "cold", "--lang", "fr"], "fr"),
        (["compare", "cold", "--colour"], "--colour"),
        (["dance"], "dance"),
    ],
)
def test_a_question_that_cannot_be_asked(schakel: Runner, data: Path, arguments: list[str], told: str) -> None:
    assert told in refused(schakel("--data", data, *arguments))


def test_a_folder_that_is_not_there_or_holds_nothing(schakel: Runner, tmp_path: Path) -> None:
    assert "is not a folder" in refused(schakel("--data", tmp_path / "none", "compare", "cold"))
    assert "holds no product files" in refused(schakel("--data", tmp_path, "compare", "cold"))


def test_links_and_pipes_are_not_read(schakel: Runner, data: Path) -> None:
    cold = data / "products" / "cold.yaml"
    cold.unlink()
    cold.symlink_to("/etc/passwd")
    assert "a link to elsewhere" in refused(schakel("--data", data, "compare", "cold"))
    cold.unlink()
    os.mkfifo(cold)
    assert "not a plain file" in refused(schakel("--data", data, "compare", "cold"))
    cold.unlink()
    cold.mkdir()
    assert "Is a directory" in refused(schakel("--data", data, "compare", "cold"))


def test_a_file_name_that_no_product_can_have(schakel: Runner, data: Path) -> None:
    (data / "products" / "Big Name.yaml").write_text("", encoding="utf-8")
    assert "no name for a product file" in refused(schakel("--data", data, "compare", "cold"))


def test_scopes_made_to_keep_a_machine_busy(schakel: Runner, data: Path) -> None:
    asks = [
        asked("preparation", "after_thaw", {"max": 9, "unit": "min"}, applies_to={f"way_{n}": [*"abcdefgh"]})
        for n in range(9)
    ]
    (data / "products" / "cold.yaml").write_bytes(text(product(*asks)))
    assert "make 134,217,728 situations" in refused(schakel("--data", data, "windows", "cold"))


def test_a_vocabulary_that_points_nowhere(schakel: Runner, data: Path) -> None:
    path = data / "pathway" / "events.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("after: [thaw_start]", "after: [dawn]"), encoding="utf-8")
    assert "unknown event 'dawn'" in refused(schakel("--data", data, "compare", "cold"))


@pytest.mark.django_db
def test_a_load_that_fails_changes_nothing(schakel: Runner, data: Path) -> None:
    assert schakel("load", data).code == 0
    before = reads.facts()
    (data / "products" / "warm.yaml").write_bytes(CASES["other dimension"][0])
    (data / "products" / "cold.yaml").unlink()
    refused(schakel("load", data))
    assert reads.facts() == before


@pytest.mark.django_db
def test_questions_to_a_database_without_facts(schakel: Runner, tmp_path: Path) -> None:
    assert "no facts are loaded yet" in refused(schakel("compare", "cold"))
    assert "no facts are loaded yet" in refused(schakel("export", tmp_path / "out"))
