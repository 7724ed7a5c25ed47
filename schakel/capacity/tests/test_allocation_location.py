# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plain facility location: published optima of OR-Library, and every subset tried on small instances."""

import json
import subprocess
import sys
from itertools import combinations, product
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.capacity.engine.allocation.location import Instance, cost_of, locate
from schakel.capacity.engine.allocation.location_file import read_location
from schakel.capacity.engine.allocation.orlib import read_cap, read_pmed
from schakel.capacity.engine.allocation.published import PublishedLocation
from schakel.values.located import FactsError, read

ORLIB = Path(__file__).with_name("orlib")
# From OR-Library's own files capopt, uncapopt and pmedopt.
CAPACITATED = {"cap41": 1040444.375}
UNCAPACITATED = {
    "cap71": 932615.750,
    "cap72": 977799.400,
    "cap73": 1010641.450,
    "cap74": 1034976.975,
    "cap101": 796648.437,
}
MEDIANS = {"pmed1": 5819, "pmed5": 1355, "pmed10": 1255}


@pytest.mark.parametrize(("name", "optimum"), [*CAPACITATED.items(), *UNCAPACITATED.items()])
def test_published_optima_of_warehouse_location(name: str, optimum: float) -> None:
    found = locate(read_cap(name, (ORLIB / f"{name}.txt").read_text(), uncapacitated=name in UNCAPACITATED))
    assert (found.status, found.gap) == ("optimal", 0)
    assert found.cost == pytest.approx(optimum, abs=1e-3)
    assert found.bound == pytest.approx(optimum, abs=1e-3)


@pytest.mark.parametrize(("name", "optimum"), MEDIANS.items())
def test_published_optima_of_p_median(name: str, optimum: float) -> None:
    found = locate(read_pmed(name, (ORLIB / f"{name}.txt").read_text()))
    assert (found.status, found.gap, found.cost) == ("optimal", 0, optimum)


@st.composite
def instances(make: st.DrawFn, *, single: bool = False, capacitated: bool = True) -> Instance:
    sites, customers = make(st.integers(1, 4)), make(st.integers(1, 5))

    def numbers(low: int, high: int, count: int) -> np.ndarray:
        return np.array(make(st.lists(st.integers(low, high), min_size=count, max_size=count)), dtype=float)

    demand = numbers(1, 9, customers)
    capacity = numbers(5, 30, sites) if capacitated else np.full(sites, np.inf)
    costs = numbers(0, 60, customers * sites).reshape(customers, sites)
    exactly = make(st.none() | st.integers(1, sites))
    names = tuple(f"s{n}" for n in range(sites)), tuple(f"c{n}" for n in range(customers))
    sourcing = "single" if single else "split"
    return Instance(*names, numbers(0, 50, sites), capacity, demand, costs, sourcing, exactly)


def _subsets(instance: Instance) -> list[tuple[int, ...]]:
    sites = range(len(instance.sites))
    sizes = [instance.open_exactly] if instance.open_exactly else range(1, len(instance.sites) + 1)
    return [each for size in sizes for each in combinations(sites, size)]


def _brute(instance: Instance) -> float:
    """Every subset of sites, and within it every way to give each customer one site."""
    best = np.inf
    for opened in _subsets(instance):
        for given_to in product(opened, repeat=len(instance.customers)):
            load = np.bincount(given_to, weights=instance.demand, minlength=len(instance.sites))
            if (load <= instance.capacity).all():
                cost = instance.costs[range(len(given_to)), given_to].sum()
                best = min(best, instance.fixed[list(opened)].sum() + cost)
    return best


@settings(max_examples=60, deadline=None)
@given(instances(single=True) | instances(capacitated=False))
def test_no_plan_is_better_among_all_there_are(instance: Instance) -> None:
    found, best = locate(instance), _brute(instance)
    if np.isinf(best):
        assert found.status == "infeasible"
    else:
        assert (found.status, found.gap) == ("optimal", 0)
        assert found.cost == pytest.approx(best)


@settings(max_examples=40, deadline=None)
@given(instances())
def test_a_split_plan_keeps_every_promise_and_costs_no_more(instance: Instance) -> None:
    found, whole = locate(instance), _brute(instance)
    if not found.opened:
        assert np.isinf(whole)
        return
    share = np.zeros_like(instance.costs)
    for customer, site, part in found.served:
        share[instance.customers.index(customer), instance.sites.index(site)] = part
    opened = [instance.sites.index(name) for name in found.opened]
    assert share.sum(axis=1) == pytest.approx(1)
    assert (share.T @ instance.demand <= instance.capacity + 1e-6).all()
    assert share[:, [site for site in range(len(instance.sites)) if site not in opened]].sum() == 0
    assert cost_of(instance, opened, share) == pytest.approx(found.cost)
    assert found.cost <= whole + 1e-6


FILE = """
kind: location
title: invented for this test
sites:
  - {name: a, fixed_cost: 10, capacity: 5}
  - {name: b, fixed_cost: 20}
customers:
  - {name: x, demand: 4, costs: {a: 1, b: 2}}
  - {name: y, demand: 3, costs: {b: 1.5}}
costs_per: unit
"""


def test_a_file_is_read() -> None:
    title, instance = read_location(read("l.yaml", FILE))
    assert title == "invented for this test"
    assert instance.costs.tolist() == [[4, 8], [np.inf, 4.5]]
    assert (instance.capacity.tolist(), instance.sourcing) == ([5, np.inf], "split")
    assert locate(instance).cost == pytest.approx(20 + 8 + 4.5)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: b,", "name: a,", "l.yaml:6: 'a' stands twice"),
        ("capacity: 5", "capacity: -5", "l.yaml:5: 'capacity' is -5; expected 0 or more"),
        ("{b: 1.5}", "{c: 1.5}", "l.yaml:9: unknown site 'c'; expected one of: a, b"),
        ("costs_per: unit", "open: 3", "l.yaml:10: 3 of 2 sites; expected at most 2"),
        ("demand: 4", "demand: four", "l.yaml:8: 'demand'"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(FactsError) as caught:
        read_location(read("l.yaml", FILE.replace(old, new)))
    assert any(str(fault).startswith(said) for fault in caught.value.faults), str(caught.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("2 x", 1), ("1 1\n5 3\n2", 3), ("1 1\n5 3\n2\n7 8", 4), ("1.5 1", 1), ("1 1\nnan 3", 2)],
)
def test_a_broken_orlib_file_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(FactsError) as caught:
        read_cap("cap", text)
    assert caught.value.faults[0].line == line


def test_of_an_edge_that_stands_twice_the_last_counts() -> None:
    instance = read_pmed("pmed", "3 4 1\n1 2 5\n2 3 1\n1 2 9\n1 3 4\n")
    assert instance.costs.tolist() == [[0, 5, 4], [5, 0, 1], [4, 1, 0]]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = (
        "import sys; from schakel.cli.main import main; code = main();"
        "sys.stderr.write(' '.join(sys.modules)); sys.exit(code)"
    )
    return subprocess.run([sys.executable, "-c", command, *arguments], capture_output=True, text=True, check=False)


def test_the_command_answers_the_published_json_without_django(tmp_path: Path) -> None:
    file = tmp_path / "l.yaml"
    file.write_text(FILE)
    result = run("allocate", str(file), "--json")
    jsonschema.validate(json.loads(result.stdout), PublishedLocation.model_json_schema(mode="serialization"))
    assert json.loads(result.stdout)["opened"] == ["b"]
    assert "django" not in result.stderr.split()


def test_the_command_reads_orlib_and_says_what_cannot_be(tmp_path: Path) -> None:
    told = run("allocate", str(ORLIB / "pmed1.txt"), "--format", "orlib-pmed")
    assert "cost 5,819.000; bound 5,819.000; proven the best" in told.stdout
    file = tmp_path / "l.yaml"
    file.write_text(FILE.replace("{name: b, fixed_cost: 20}", "{name: b, fixed_cost: 20, capacity: 1}"))
    answer = run("allocate", str(file), "--lang", "nl")
    assert (answer.returncode, answer.stdout.splitlines()[1]) == (1, "Er is geen plan dat aan alles voldoet.")
