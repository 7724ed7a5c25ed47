# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The routes of the fact base: their numbers, their dates, and files with a fault."""

from datetime import date
from typing import Any

import pytest
import yaml

from schakel.pathway.folder import BUILT_IN
from schakel.regulatory.engine.plan import Planned, plan
from schakel.regulatory.engine.routes import Span, fitting
from schakel.regulatory.engine.routes_file import read_routes
from schakel.regulatory.rules import routes, rules_file
from schakel.values.located import FactsError

TEXT = rules_file(BUILT_IN, "routes").read_text(encoding="utf-8")
START = date(2026, 12, 1)


def planned(route: str, **how: Any) -> dict[str, Planned]:
    return {one.step.id: one for one in plan(routes().routes[route], START, **how)}


def test_part_1_takes_45_days_or_126_with_questions_and_experts() -> None:
    """As Regulation 536/2014 adds up: 45, and 45 + 31 + 50 for an ATMP."""
    found = planned("clinical_trial")["part_1"]
    assert (found.end.first - found.begin.first).days == 45
    assert (found.end.last - found.begin.last).days == 45 + 31 + 50


def test_the_decision_waits_for_the_slower_of_two_parts_that_run_side_by_side() -> None:
    found = planned("clinical_trial")
    assert found["part_1"].begin == found["part_2"].begin
    assert found["part_2"].end.last < found["part_1"].end.last == found["decision"].begin.last


def test_an_authorisation_takes_277_days() -> None:
    found = planned("marketing_authorisation", without=["advice", "accelerated_request"])
    assert (found["decision"].end.last - START).days == 277
    assert found["decision"].end.missing == {"dossier"}


def test_an_unknown_term_is_no_zero() -> None:
    found = planned("clinical_trial")
    assert found["start"].end.missing == {"manufacturing_licence", "submission", "local"}
    assert found["classification"].end.missing == frozenset()


def test_own_days_take_the_place_of_an_unknown_term() -> None:
    found = planned("clinical_trial", given={"submission": 90, "manufacturing_licence": 30, "local": 10})
    assert found["start"].end.missing == frozenset()
    assert found["start"].end.about
    assert (found["submission"].end.first - found["manufacturing_licence"].end.first).days == 90


def test_a_step_with_a_term_does_not_listen_to_own_days() -> None:
    assert planned("clinical_trial", given={"decision": 1})["decision"] == planned("clinical_trial")["decision"]


def test_only_optional_steps_can_be_left_out() -> None:
    assert "gmo_permit" not in planned("clinical_trial", without=["gmo_permit"])
    assert "decision" in planned("clinical_trial", without=["decision"])


@pytest.mark.parametrize(
    ("value", "unit", "day", "then"),
    [
        (6, "wk", date(2026, 12, 1), date(2027, 1, 12)),
        (1, "a", date(2028, 2, 29), date(2029, 2, 28)),
        (3, "mo", date(2026, 11, 30), date(2027, 2, 28)),
        (2, "mo", date(2026, 10, 31), date(2026, 12, 31)),
        (28, "d", date(2026, 2, 1), date(2026, 3, 1)),
    ],
)
def test_terms_on_the_calendar(value: int, unit: str, day: date, then: date) -> None:
    assert Span(value, unit).after(day) == then


def test_the_first_yes_is_the_first_route_to_try() -> None:
    found = fitting(routes(), {"abroad": "yes", "trial": "yes", "authorised": "no", "programme": "unknown"})
    assert [choice.route for choice in found.fits] == ["clinical_trial", "named_patient"]
    assert [choice.id for choice in found.open] == ["programme", "custom_made"]
    assert [choice.id for choice in found.out] == ["authorised"]


def test_every_route_of_the_choice_and_the_table_can_be_opened() -> None:
    found = routes()
    assert {choice.route for choice in found.choose} == set(found.columns)
    assert set(found.columns) <= set(found.routes)


@pytest.mark.parametrize("topic", routes().topics, ids=lambda topic: topic.id)
def test_every_cell_has_a_source_or_says_that_nothing_was_found(topic: Any) -> None:
    assert all(cell is None or cell.fact.references for cell in topic.cells.values())
    assert any(topic.cells.values())


def test_the_terms_of_reporting_agree_with_the_rules_on_incidents() -> None:
    """Two files tell them: one for what applies where, one for whom to tell."""
    incidents = yaml.safe_load(rules_file(BUILT_IN, "incident_routing").read_bytes())
    due = {rule["id"]: rule["notify"][0]["deadline"] for rule in incidents["rules"]}
    cells = {topic.id: topic.cells for topic in routes().topics}["reporting"]
    told = {setting: cell.text.en for setting, cell in cells.items() if cell}
    assert f"within {due['he_serious']['value']} {due['he_serious']['unit']}" in told["hospital_exemption"]
    for rule in ("sae_sponsor", "susar_7", "susar_15"):
        assert f"{due[rule]['value']} {due[rule]['unit']}" in told["clinical_trial"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("after: [classification]", "after: [decision]", "waits for 'decision'"),
        ("after: [part_1, part_2]", "after: [part_1]", "nothing waits for 'part_2'"),
        ("source: [ema_class]", "source: [ema]", "unknown source 'ema'"),
        ("route: named_patient", "route: elsewhere", "unknown route 'elsewhere'"),
        ("unit: d, kind: max}", "unit: days, kind: max}", "'unit' is 'days'"),
        ("      - id: part_2", "      - id: part_1", "'part_1' stands twice"),
        ("        named_patient: null\n", "", "not one cell per column: named_patient"),
        ("    then: reimbursement", "    then: heaven", "unknown route 'heaven'"),
        ("  - id: named_patient", "  - id: clinical_trial", "'clinical_trial' stands twice"),
        (
            "        moment: true",
            "        moment: true\n        duration: {value: 1, unit: d, kind: max}",
            "that takes time",
        ),
        ("        duration: {value: 120, unit: d, kind: max}\n", "", "a shorter or longer term of no duration"),
        ("        doubt: {nl: uit het hoofd; geen termijn gevonden, en: from memory; no term found}\n", "", "not told"),
        ("  columns: [clinical_trial,", "  columns: [elsewhere,", "unknown route 'elsewhere'"),
        ("        after: [gmo_permit, decision, local]", "        after: []", "nothing waits for 'gmo_permit'"),
        ("sources:\n  ctr:", "sources: {}\nmore:\n  ctr:", "unknown key 'more'"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(FactsError) as caught:
        read_routes(TEXT.replace(old, new, 1).encode())
    assert told in str(caught.value)
    assert all(fault.line > 1 for fault in caught.value.faults)


def test_what_comes_afterwards_holds_up_no_first_patient() -> None:
    with pytest.raises(FactsError, match="no step before the first patient"):
        read_routes(TEXT.replace("phase: before", "phase: after").encode())
    twisted = TEXT.replace("- id: submission\n        phase: before", "- id: submission\n        phase: after")
    with pytest.raises(FactsError, match="a step before the first patient"):
        read_routes(twisted.encode())


def test_a_register_without_documents_is_a_fault() -> None:
    with pytest.raises(FactsError, match="no register of documents"):
        read_routes((TEXT[: TEXT.index("\nsources:")] + "\nsources: {}\n").encode())
