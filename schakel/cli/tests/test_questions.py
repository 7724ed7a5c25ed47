# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions over a folder of fact files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import validate

from schakel.cli.tests.run import Runner
from schakel.pathway.engine.published import ANSWERS
from schakel.pathway.tests.small import asked, product, text


def test_compare_says_what_differs_and_who_is_silent(schakel: Runner, data: Path) -> None:
    answer = schakel("--data", data, "compare", "cold", "warm", "--json").json
    assert answer["products"] == ["cold", "warm"]
    rows = {(row["step"], row["aspect"]): row for row in answer["rows"]}
    assert rows["storage", "temperature"]["verdict"] == "conflicting"
    assert rows["storage", "temperature"]["rule"] is None
    assert rows["storage", "vapour_phase"]["silent"] == ["warm"]
    window = rows["preparation", "after_thaw"]
    assert window["rule"]["spans"] == [{"from": "thaw_end", "to": "given", "max": 30, "unit": "min"}]
    assert window["positions"][0]["source"]["document"] == "Example SmPC"
    assert answer["counts"] == {"equal": 0, "compatible": 1, "conflicting": 1, "judgement": 0, "single": 1}


def test_compare_reads_to_a_person_in_both_languages(schakel: Runner, data: Path) -> None:
    dutch = schakel("--data", data, "compare", "cold", "warm", "--lang", "nl").out
    english = schakel("--data", data, "compare", "cold", "warm").out
    assert "Bewaartemperatuur: ≠ botst" in dutch
    assert "Storage temperature: ≠ conflicts" in english


def test_steps_and_natures_narrow_the_question(schakel: Runner, data: Path) -> None:
    by_step = schakel("--data", data, "compare", "cold", "warm", "--step", "preparation", "--json").json
    assert [row["aspect"] for row in by_step["rows"]] == ["after_thaw"]
    by_nature = schakel("--data", data, "compare", "cold", "--nature", "clinical", "--json").json
    assert by_nature["rows"] == []


def test_standard_gives_variants_with_members_sources_and_what_they_ask_beyond(schakel: Runner, data: Path) -> None:
    answer = schakel("--data", data, "standard", "--modality", "car_t", "--json").json
    lines = {line["aspect"]: line for line in answer["standard"]}
    assert [variant["products"] for variant in lines["temperature"]["variants"]] == [["cold"], ["warm"]]
    (variant,) = lines["after_thaw"]["variants"]
    assert (variant["binding"], [extra["product"] for extra in variant["beyond"]]) == (["cold"], ["warm"])
    assert variant["sources"][0]["section"] == "SmPC 6.4"
    storage = answer["coverage"][0]
    assert (storage["step"], storage["aspects"], storage["conflicting"], storage["single"]) == ("storage", 2, 1, 1)


def test_leverage_ranks_what_would_vanish(schakel: Runner, data: Path) -> None:
    answer = schakel("--data", data, "leverage", "cold", "warm", "--json").json
    assert (answer["conflicts"], answer["levers"][0]["conflict_gone"]) == (1, True)
    assert "1  Cold" in schakel("--data", data, "leverage", "cold", "warm").out


def test_windows_that_can_hold_together_answer_yes(schakel: Runner, data: Path) -> None:
    ran = schakel("--data", data, "windows", "cold", "warm", "--json")
    assert (ran.code, ran.json["possible"]) == (0, True)
    (window,) = [w for w in ran.json["cases"][0]["windows"] if (w["from"], w["to"]) == ("thaw_end", "given")]
    assert (window["max"], window["stated_by"]) == (30, ["cold:preparation.after_thaw", "warm:preparation.after_thaw"])


def test_windows_that_contradict_answer_no_with_their_cause(schakel: Runner, data: Path) -> None:
    late = asked("preparation", "after_thaw", {"min": 2, "unit": "h"})
    (data / "products" / "late.yaml").write_bytes(text(product(late, brand="Late")))
    ran = schakel("--data", data, "windows", "cold", "late", "--json")
    assert ran.code == 1
    chain = [name for link in ran.json["cases"][0]["contradiction"] for name in link["requirements"]]
    assert sorted(chain) == ["cold:preparation.after_thaw", "late:preparation.after_thaw"]
    told = schakel("--data", data, "windows", "cold", "late", "--lang", "nl")
    assert told.code == 1
    assert "Deze eisen kunnen niet samen gelden" in told.out
    assert "late:preparation.after_thaw (SmPC 6.4)" in told.out


def test_a_checklist_holds_every_requirement_of_the_step_with_its_source(schakel: Runner, data: Path) -> None:
    answer = schakel("--data", data, "checklist", "storage", "cold", "warm", "--json").json
    landed = {one["requirement"] for line in answer["lines"] for one in line["requirements"]}
    asks = {"cold:storage.temperature", "warm:storage.temperature", "cold:storage.vapour_phase"}
    assert (landed, answer["requirements"]) == (asks, 3)
    told = schakel("--data", data, "checklist", "storage", "cold", "warm", "--lang", "en")
    assert (told.code, "[____] Storage temperature: 2–8\xa0°C" in told.out) == (0, True)


def test_a_step_at_which_nothing_is_asked_answers_no(schakel: Runner, data: Path) -> None:
    (data / "products" / "still.yaml").write_bytes(text(product(brand="Still")))
    ran = schakel("--data", data, "checklist", "storage", "still")
    assert (ran.code, "stelt hier een eis" in ran.out) == (1, True)
    assert schakel("--data", data, "checklist", "nowhere", "still").code == 2


@pytest.mark.parametrize("command", sorted(ANSWERS))
def test_every_answer_keeps_to_its_published_schema(schakel: Runner, data: Path, command: str) -> None:
    step = ["storage"] if command == "checklist" else []
    answer = schakel("--data", data, command, *step, "cold", "warm", "--json").json
    validate(answer, ANSWERS[command].model_json_schema(mode="serialization"))


def test_only_the_files_asked_for_are_read(schakel: Runner, data: Path) -> None:
    (data / "products" / "broken.yaml").write_text("{", encoding="utf-8")
    assert schakel("--data", data, "compare", "cold", "warm").code == 0
    assert schakel("--data", data, "standard", "--modality", "car_t").code == 2


def test_a_folder_of_product_files_alone_uses_the_words_of_the_installation(schakel: Runner, tmp_path: Path) -> None:
    cold = asked("storage", "storage_temperature_never_heard_of", {"max": -120, "unit": "Cel"})
    (tmp_path / "mine.yaml").write_bytes(text(product(cold)))
    ran = schakel("--data", tmp_path, "compare", "mine")
    assert ran.code == 2
    assert "unknown aspect storage.storage_temperature_never_heard_of" in ran.err
    must = {"one_of": ["a_way_nobody_listed"]}
    (tmp_path / "mine.yaml").write_bytes(text(product(asked("preparation", "thaw_method", must))))
    assert "a way nobody listed" in schakel("--data", tmp_path, "compare", "mine").out


def test_nothing_of_django_is_imported_for_a_question_over_files(data: Path) -> None:
    asks = f"sys.argv = ['schakel', '--data', {str(data)!r}, 'compare', 'cold', 'warm']"
    code = f"import sys; {asks}; from schakel.cli.main import main; main(); print('django' in sys.modules)"
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=kept)
    assert ran.stdout.endswith("False\n")
