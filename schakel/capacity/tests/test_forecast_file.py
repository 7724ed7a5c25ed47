# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Forecast files: what they may say, and what is refused with its line."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from schakel.capacity.engine.forecast.file import ForecastFile, read_forecast
from schakel.capacity.engine.forecast.published import PublishedForecast
from schakel.capacity.engine.forecast.result import forecast
from schakel.values.located import FactsError, read
from schakel.values.periods import period

FILE = """
kind: forecast
title: invented for this test
start: 2026
years: 4
draws: 200
indications:
  disease:
    lines:
      - eligible: {min: 200, likely: 260, max: 400, source: "invented"}
offers:
  - product: alpha
    indication: disease
    access: "2026-H1"
    delay: {min: 0.5, max: 2, assumption: sluis}
    uptake: {curve: straight, peak: 0.5, years: 2}
growth:
  - {product: CAR T, base_year: 2023, base: 300, rate: {median: 0.3, p95: 0.5}}
"""


def faults(text: str) -> list[str]:
    with pytest.raises(FactsError) as caught:
        read_forecast(read("f.yaml", text))
    return [str(fault) for fault in caught.value.faults]


def test_a_file_becomes_a_model() -> None:
    found = forecast(read_forecast(read("f.yaml", FILE)))
    assert [str(key) for key in found.cells] == ["CAR T/all", "alpha/disease/1"]
    assert {each.basis.text for each in found.assumptions if not each.basis.assumption} == {"invented"}
    jsonschema.validate(yaml.safe_load(FILE), ForecastFile.model_json_schema())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{min: 200, likely: 260, max: 400,", "{min: 400, max: 200,", "f.yaml:10: 'eligible'"),
        ("peak: 0.5", "peak: 1.5", "f.yaml:16: 'peak' can be 1.5; expected a share from 0 to 1"),
        ("peak: 0.5", "peak: {median: 0.5, p95: 0.9}", "f.yaml:16: 'peak' has no end"),
        ("peak: 0.5, years: 2", "peak: 0.5", "f.yaml:16: 'years' is missing"),
        ("curve: straight", "curve: at_once", "f.yaml:16: 'years' does not belong to the curve 'at_once'"),
        ("indication: disease", "indication: diseaze", "f.yaml:13: unknown indication 'diseaze'; expected one of: dis"),
        ("indication: disease", "indication: disease\n    line: 2", "f.yaml:14: 'disease' has no line 2"),
        ('"2026-H1"', '"2026-H3"', "f.yaml:14: 'access'"),
        ("{min: 0.5, max: 2, assumption: sluis}", "-1", "f.yaml:15: 'delay' can be -1; expected 0 to 30 years"),
        ("years: 4", "years: 0", "f.yaml:5: 'years'"),
        ("draws: 200", "draws: 200\ncolour: red", "f.yaml:7: unknown key 'colour'"),
        ("base: 300", "base: 0", "f.yaml:18: 'base' can be 0; expected patients per year, above 0"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    assert any(fault.startswith(said) for fault in faults(FILE.replace(old, new))), faults(FILE.replace(old, new))


def test_an_estimate_keeps_its_date() -> None:
    dated = FILE.replace('source: "invented"}', 'source: "invented", date: 2026-04-01}')
    model = read_forecast(read("f.yaml", dated))
    assert model.indications[0].lines[0].eligible.basis.date == "2026-04-01"


def test_a_product_stands_once_per_line() -> None:
    twice = FILE.replace("growth:", "  - {product: alpha, indication: disease, access: 2027}\ngrowth:")
    assert faults(twice) == [
        "f.yaml:17: alpha/disease/1 stands twice; expected each product once per indication and line"
    ]


IMPLAUSIBLE = "{value: 80000, flag: prevalence_not_demand, source: an outlook}"
WRITTEN = '{min: 200, likely: 260, max: 400, source: "invented"}'


def test_an_implausible_estimate_is_never_used_in_silence() -> None:
    (fault,) = faults(FILE.replace(WRITTEN, IMPLAUSIBLE))
    assert fault.startswith("f.yaml:10:")
    assert "80,000 counts patients who exist, not patients per year and is not used" in fault


def test_what_takes_its_place_is_used_and_told() -> None:
    instead = IMPLAUSIBLE[:-1] + ", instead: {value: 40, assumption: our own guess}}"
    found = forecast(read_forecast(read("f.yaml", FILE.replace(WRITTEN, instead))))
    (told,) = [each for each in found.assumptions if each.basis.replaced]
    assert (told.what, told.basis.text, told.estimate.middle) == ("disease/1: eligible", "our own guess", 40)
    assert "80,000" in str(told.basis.replaced)


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("2027", (2027, 2028)),
        ("2027-H2", (2027.5, 2028)),
        ("2027-Q3", (2027.5, 2027.75)),
        ("2027-04", (2027.25, 2027 + 4 / 12)),
        ("soon", None),
    ],
)
def test_periods(written: str, ends: tuple[float, float] | None) -> None:
    assert period(written) == (pytest.approx(ends) if ends else None)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = (
        "import sys; from schakel.cli.main import main; code = main();"
        "sys.stderr.write(' '.join(sys.modules)); sys.exit(code)"
    )
    return subprocess.run([sys.executable, "-c", command, *arguments], capture_output=True, text=True, check=False)


def test_the_command_answers_the_published_json_without_django(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(FILE)
    first, again = (run("forecast", str(file), "--json", "--seed", "7") for _ in range(2))
    answer = json.loads(first.stdout)
    jsonschema.validate(answer, PublishedForecast.model_json_schema(mode="serialization"))
    assert first.stdout == again.stdout
    assert (answer["seed"], answer["years"]) == (7, [2026, 2027, 2028, 2029])
    assert "django" not in first.stderr.split()


@pytest.mark.parametrize("text", ["kind: other\n", "kind: forecast\n", "[1, 2]", "", "a: *b"])
def test_the_command_refuses_in_lines(tmp_path: Path, text: str) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(text)
    result = run("forecast", str(file))
    assert result.returncode == 2
    assert result.stderr.startswith(f"schakel: {file}:1: ")
    assert "Traceback" not in result.stderr


def test_the_command_tells_people(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(FILE)
    told = run("forecast", str(file), "--lang", "nl").stdout
    assert "alpha/disease/1" in told
    assert "Zonder bron aangenomen" in told
