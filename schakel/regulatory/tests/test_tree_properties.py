# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The whole tree of the fact base, and a slow walker that knows nothing of the engine."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from schakel.pathway.folder import BUILT_IN
from schakel.regulatory.engine.tree import (
    ANSWERS,
    State,
    circles,
    longest,
    loose_ends,
    outcomes,
    possible,
    reached,
    walk,
)
from schakel.regulatory.rules import classification, rules_file

FILE = yaml.safe_load(rules_file(BUILT_IN, "classification").read_bytes())
FOUND = classification()
TREE = FOUND.tree
FACTS = [fact["id"] for fact in FILE["facts"]]
facts = st.dictionaries(st.sampled_from(FACTS), st.sampled_from(ANSWERS))
every = st.fixed_dictionaries({fact: st.sampled_from(ANSWERS) for fact in FACTS})


def by_hand(given: dict[str, str]) -> tuple[list[tuple[str, str]], str]:
    """The path over the file itself, as its head says: (fact, answer)…, and the outcome or the open question."""
    nodes: dict[str, Any] = {node["id"]: node for node in FILE["nodes"]}
    here, kept, path = FILE["meta"]["start"], None, []
    while True:
        fact = nodes[here]["fact"]
        if fact not in given:
            return path, f"asks {fact}"
        path.append((fact, given[fact]))
        kind, _, rest = nodes[here]["answers"][given[fact]].rpartition(":")
        if kind == "outcome":
            return path, rest.replace("{set}", kept or "?")
        here, kept = (FILE["meta"]["after_set"], rest) if kind == "set" else (rest, kept)


@given(facts)
def test_the_walk_is_the_one_that_the_file_describes(given: dict[str, str]) -> None:
    found = walk(TREE, given)
    path, end = by_hand(given)
    assert [(step.node.fact, step.answer) for step in found.steps] == path
    assert (f"asks {found.asks.fact}" if found.asks else found.outcome) == end


@given(every)
def test_every_answer_sheet_ends_within_the_longest_way(given: dict[str, str]) -> None:
    found = walk(TREE, given)
    assert found.outcome in FOUND.outcomes
    assert len(found.steps) <= longest(TREE) <= len(TREE.nodes)


@given(facts, st.data())
def test_what_can_still_come_is_what_further_answers_reach(given: dict[str, str], data: st.DataObject) -> None:
    told = possible(TREE, given)
    open_facts = [fact for fact in FACTS if given.get(fact, "unknown") == "unknown"]
    rest = data.draw(st.fixed_dictionaries({fact: st.sampled_from(["yes", "no"]) for fact in open_facts}))
    assert walk(TREE, {**given, **rest}).outcome in told


def test_nothing_is_loose_circular_or_out_of_reach() -> None:
    assert loose_ends(TREE) == ()
    assert circles(TREE) == ()
    assert reached(TREE) == set(TREE.nodes)
    assert outcomes(TREE) == set(FOUND.outcomes)


@pytest.mark.parametrize("node", FILE["nodes"], ids=lambda node: node["id"])
def test_every_node_asks_something_real_and_says_why(node: dict[str, Any]) -> None:
    ground = FOUND.grounds[node["id"]]
    assert node["fact"] in FOUND.questions
    assert ground.legal
    assert ground.references
    assert set(node["answers"]) == set(ANSWERS), "also unknown leads somewhere"


@pytest.mark.parametrize("outcome", FOUND.outcomes.values(), ids=lambda outcome: outcome.id)
def test_every_outcome_rests_on_law(outcome: Any) -> None:
    assert outcome.ground.legal
    assert outcome.ground.references
    assert outcome.label.nl != outcome.label.en


def test_unknown_never_makes_a_class() -> None:
    for node in TREE.nodes.values():
        there = TREE.leads(State(node.id, "gtmp"), "unknown")
        assert there == "ask_cat", node.id
