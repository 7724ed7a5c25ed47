# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Allocation files: what they may say, what is refused with its line, and what the command answers."""

import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import yaml

from schakel.capacity.engine.allocation.file import AllocationFile, read_allocation
from schakel.capacity.engine.allocation.published import PublishedAllocation
from schakel.capacity.tests.test_allocation_location import run
from schakel.values.located import FactsError, read

FILE = """
kind: allocation
title: invented for this test
start: 2026
years: 2
centres:
  - {name: north, lat: 53.2, lon: 6.6, offers: [alpha], capacity: {bed: 300}, hours: 200}
  - {name: middle, lat: 52.1, lon: 5.1, capacity: {bed: [200, 300]}, hours: 300}
  - {name: partner, lat: 52.0, lon: 5.9, may: [], capacity: {bed: 200}}
regions:
  - {name: a, lat: 53.0, lon: 6.5, people: 2}
  - {name: b, lat: 52.0, lon: 4.9, people: 5}
products:
  - {name: alpha, group: car_t, demand: [42, 56], uses: {bed: 14}, start_hours: 100, start_cost: 50, yearly_cost: 20}
  - {name: beta, group: car_t, demand_in: {b: 5}, uses: {bed: 7}, start_hours: 100, start_cost: 50}
norms:
  - {kind: volume, about: car_t, amount: 10}
  - {kind: travel, amount: 120}
modules:
  bed: {size: 100, cost: 500, yearly_cost: 100}
handover:
  bed: {share: 0.5, cost: 0.1, minutes: 100}
minute_cost: 0.001
policies:
  - {name: one centre, norms: [{kind: at_most, about: car_t, amount: 1}]}
"""


def test_a_file_becomes_a_problem() -> None:
    jsonschema.validate(yaml.safe_load(FILE), AllocationFile.model_json_schema())
    problem, policies = read_allocation(read("a.yaml", FILE))
    assert problem.demand[:, 0].tolist() == [pytest.approx([12, 16]), pytest.approx([30, 40])]
    assert problem.demand[:, 1].tolist() == [[0, 0], [5, 5]]
    assert problem.capacity()[:, 0].tolist() == [[300, 300], [200, 300], [200, 200]]
    assert problem.allowed().tolist() == [[1, 1], [1, 1], [0, 0]]
    assert np.isinf(problem.centres[2].hours)
    assert [policy.name for policy in policies] == ["one centre"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("offers: [alpha]", "offers: [alfa]", "a.yaml:7: unknown product 'alfa'; expected one of: alpha, beta"),
        ("{bed: [200, 300]}", "{bed: [200, 300, 1]}", "a.yaml:8: 3 numbers; expected one number, or 2"),
        ("{bed: [200, 300]}", "{bed: -1}", "a.yaml:8: 'bed' falls below 0"),
        ("{bed: [200, 300]}", "{cot: 1}", "a.yaml:8: no product uses 'cot'; expected one of: bed"),
        ("lat: 53.2", "lat: 532", "a.yaml:7: 'lat' is 532; expected -90 to 90"),
        ("name: middle", "name: north", "a.yaml:8: 'north' stands twice"),
        ("demand_in: {b: 5}", "demand_in: {c: 5}", "a.yaml:15: unknown region 'c'; expected one of: a, b"),
        ("demand_in: {b: 5}, ", "", "a.yaml:15: beta has no demand"),
        ("about: car_t, amount: 10", "about: car, amount: 10", "a.yaml:17: volume about 'car'; expected one of: car_t"),
        ("amount: 120", "amount: 12000", "a.yaml:18: 'amount' is 12000"),
        ("share: 0.5", "share: 1.5", "a.yaml:22: 'share' is 1.5; expected 0 to 1"),
        ("size: 100", "size: 0", "a.yaml:20: 'size' is 0; expected above 0"),
        ("may: []", "may: [beta], offers: [alpha]", "a.yaml:9: partner offers 'alpha' and may not"),
        ("start: 2026", "start: 2026\ncolour: red", "a.yaml:5: unknown key 'colour'"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(FactsError) as caught:
        read_allocation(read("a.yaml", FILE.replace(old, new)))
    assert any(str(fault).startswith(said) for fault in caught.value.faults), str(caught.value)


def test_demand_that_no_centre_may_treat_is_refused() -> None:
    nowhere = FILE.replace("offers: [alpha], ", "may: [beta], ").replace("lon: 5.1,", "lon: 5.1, may: [beta],")
    with pytest.raises(FactsError, match="demand for alpha, and no centre may offer it"):
        read_allocation(read("a.yaml", nowhere))


def test_what_is_too_large_is_refused_before_it_is_made() -> None:
    rows = "\n".join(f"  - {{name: r{n}, lat: 52, lon: 5}}" for n in range(4990))
    large = FILE.replace("regions:", f"regions:\n{rows}").replace("years: 2", "years: 30").replace("[42, 56]", "42")
    large = large.replace("[200, 300]", "200").replace("name: beta", "name: beta" + "x" * 60)
    centres = "\n".join(f"  - {{name: c{n}, lat: 52, lon: 5}}" for n in range(20))
    with pytest.raises(FactsError, match="choices to make; expected at most 2,000,000"):
        read_allocation(read("a.yaml", large.replace("centres:", f"centres:\n{centres}")))


def test_the_command_answers_the_published_json_without_django(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(FILE)
    result = run("allocate", str(file), "--json", "--why", "--compare", "--front", "2")
    answer = json.loads(result.stdout)
    jsonschema.validate(answer, PublishedAllocation.model_json_schema(mode="serialization"))
    assert (result.returncode, answer["plan"]["gap"]) == (0, 0)
    assert answer["travel_basis"].startswith("assumption")
    (one,) = answer["policies"]
    assert {norm["kind"] for norm in one["conflict"]["norms"]} == {"travel", "at_most"}
    assert len(answer["prices"]) == 2
    assert "django" not in result.stderr.split()


def test_the_command_tells_people(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(FILE)
    told = run("allocate", str(file), "--why", "--compare", "--front", "2", "--lang", "nl")
    assert told.returncode == 0
    for line in ("Wie biedt wat", "Wat elke norm kost", "Naast elkaar", "Kosten tegen reistijd", "Wat knelt"):
        assert line in told.stdout.splitlines()
    assert "north   alpha  2026–2027" in told.stdout


def test_the_command_says_why_there_is_no_plan(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(FILE.replace("amount: 10}", "amount: 14}"))
    told = run("allocate", str(file), "--lang", "nl")
    assert told.returncode == 1
    assert told.stdout.splitlines()[1:5] == [
        "Er is geen plan dat aan alles voldoet.",
        "Dit kan niet samen:",
        "  ten minste 14 patiënten car_t per centrum per jaar",
        "  niemand reist langer dan 120 minuten",
    ]
