# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Products that everyone knows land where they belong, and a file with a fault does not load."""

import pytest

from schakel.pathway.folder import BUILT_IN
from schakel.regulatory.engine.classification import read_classification
from schakel.regulatory.engine.tree import longest
from schakel.regulatory.rules import classification, rules_file
from schakel.values.located import FactsError

TEXT = rules_file(BUILT_IN, "classification").read_text(encoding="utf-8")
GENE = ("medicinal_claim", "recombinant_nucleic_acid", "genetic_purpose", "effect_from_sequence")
CELLS = {"medicinal_claim": "yes", "recombinant_nucleic_acid": "no", "contains_cells": "yes", "viable_cells": "yes"}
CAR_T = {**dict.fromkeys(GENE, "yes"), "infectious_disease_vaccine": "no", "biological_origin": "yes"}


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({**CAR_T, "device_integral": "no"}, "gtmp"),
        ({**CAR_T, "infectious_disease_vaccine": "yes"}, "infectious_vaccine"),
        ({**CAR_T, "biological_origin": "no"}, "synthetic_nucleic_acid"),
        ({**CELLS, "substantial_manipulation": "no", "same_essential_function": "yes"}, "soho_transplant"),
        (
            {**CELLS, "substantial_manipulation": "yes", "regenerate_repair_replace": "yes", "device_integral": "no"},
            "tep",
        ),
        (
            {**CELLS, "substantial_manipulation": "yes", "regenerate_repair_replace": "yes", "device_integral": "yes"},
            "combined_tep",
        ),
        ({**CELLS, "substantial_manipulation": "unknown"}, "ask_cat"),
        ({"medicinal_claim": "no"}, "no_medical_claim"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_known_cases(facts: dict[str, str], outcome: str) -> None:
    found = classification().classify(facts)
    assert found.outcome is not None
    assert found.outcome.id == outcome


def test_a_fact_is_asked_once_though_two_questions_need_it() -> None:
    """Cells were told to be alive before the device came up."""
    found = classification().classify(
        {**CELLS, "substantial_manipulation": "yes", "regenerate_repair_replace": "yes", "device_integral": "yes"}
    )
    asked = [passed.question.id for passed in found.path]
    assert asked.count("viable_cells") == 2
    assert found.outcome is not None


def test_what_is_off_the_path_counts_for_nothing() -> None:
    found = classification().classify({"medicinal_claim": "no", "viable_cells": "yes"})
    assert [passed.question.id for passed in found.path] == ["medicinal_claim"]


def test_an_unknown_answer_says_what_it_could_have_been() -> None:
    found = classification().classify({**CAR_T, "device_integral": "unknown"})
    assert found.outcome is not None
    assert found.outcome.id == "ask_cat"
    assert {one.id for one in found.possible} == {"gtmp", "combined_gtmp", "device_with_cells"}


def test_a_definite_end_leaves_nothing_possible() -> None:
    assert classification().classify({"medicinal_claim": "no"}).possible == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("'yes': q02", "'yes': q99", "leads nowhere"),
        ("'yes': q02", "'yes': q01", "leads back to itself"),
        ("'no': 'outcome:no_medical_claim'", "'no': q02", "nothing ends in 'no_medical_claim'"),
        ("    fact: medicinal_claim", "    fact: nothing_known", "unknown fact 'nothing_known'"),
        ("source: [recital2]", "source: [recital99]", "unknown source 'recital99'"),
        ("source: [recital2]", "source: []", "'source' is empty"),
        ("legal: [Directive 2001/83/EC Art. 1(2)]", "legal: []", "'legal' is empty"),
        ("  - id: q02", "  - id: q01", "'q01' stands twice"),
        ("  start: q01", "  start: q00", "no node 'q00'"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(FactsError) as caught:
        read_classification(TEXT.replace(old, new, 1).encode())
    faults = [fault for fault in caught.value.faults if told in str(fault)]
    assert faults, caught.value
    assert all(fault.line > 1 for fault in faults)


def test_answers_are_yes_no_or_unknown() -> None:
    found = classification()
    with pytest.raises(ValueError, match="unknown fact 'viable'"):
        found.checked_facts({"viable": "yes"})
    with pytest.raises(ValueError, match="'perhaps' is no answer"):
        found.checked_facts({"viable_cells": "perhaps"})


def test_the_longest_way_is_known() -> None:
    """A longer tree is a decision: it is told here and in the manual."""
    assert longest(classification().tree) == 15
