# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an entry of the register may say, what needs attention when, and what an outsider never sees."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schakel.pathway.tests.written_facts import DATA
from schakel.regulatory.engine.register import (
    CLOSED,
    EntryModel,
    differences,
    public,
    read_entries,
    warnings,
)
from schakel.regulatory.load import read_folder
from schakel.sources.engine.citation import Document
from schakel.values.located import FactsError

TODAY = date(2026, 11, 22)
REGISTER = {"a": Document("A", None, None, None, None)}


def entry(**fields: object) -> EntryModel:
    return EntryModel.model_validate({"key": "X-1", "kind": "hospital_exemption", "name": "X", **fields})


def codes(**fields: object) -> list[str]:
    return [one.code for one in warnings(entry(**fields), TODAY)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"end": TODAY - timedelta(days=1)}, ["ended"]),
        ({"end": TODAY}, ["ends_soon"]),
        ({"end": TODAY + timedelta(days=90)}, ["ends_soon"]),
        ({"end": TODAY + timedelta(days=91)}, []),
        ({}, ["no_end"]),
        ({"kind": "trial"}, []),
        ({"status": "ended", "end": TODAY - timedelta(days=1), "allowed": 10, "per": "year", "treated": 10}, []),
        ({"kind": "trial", "allowed": 10, "per": "permission", "treated": 7}, []),
        ({"kind": "trial", "allowed": 10, "per": "permission", "treated": 8}, ["nearly_full"]),
        ({"kind": "trial", "allowed": 50, "per": "year", "treated": 50}, ["full"]),
        ({"kind": "trial", "allowed": 50, "per": "year", "treated": 51}, ["over"]),
        ({"kind": "trial", "treated": 50}, []),
    ],
)
def test_what_needs_attention(fields: dict[str, object], expected: list[str]) -> None:
    assert codes(**fields) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"start": date(2026, 2, 1), "end": date(2026, 1, 31)},
        {"allowed": 10},
        {"per": "year"},
        {"allowed": 0, "per": "year"},
        {"treated": -1},
        {"status": "finished"},
        {"url": "javascript:alert(1)"},
        {"key": "../x"},
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        entry(**fields)


values = st.fixed_dictionaries(
    {"key": st.just("X-1"), "kind": st.just("trial"), "name": st.sampled_from(["X", "Y"])},
    optional={
        "holder": st.sampled_from(["A", "B"]),
        "treated": st.integers(0, 5),
        "contact": st.sampled_from(["office", "desk"]),
        "remarks": st.just("between us"),
        "sites": st.lists(st.sampled_from(["A", "B"]), max_size=2),
        "end": st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    },
)


@given(values, values)
def test_the_changes_make_the_new_entry_of_the_old_one(before: dict[str, object], after: dict[str, object]) -> None:
    old, new = EntryModel.model_validate(before), EntryModel.model_validate(after)
    changes = differences(old, new)
    merged = old.model_copy(update={one.field: one.after for one in changes})
    assert merged == new
    assert bool(changes) == (old != new)


@given(values)
def test_an_outsider_sees_no_closed_field(data: dict[str, object]) -> None:
    shown = public(EntryModel.model_validate(data))
    assert [name for name in CLOSED if getattr(shown, name) is not None] == []
    assert shown.name == data["name"]


def test_every_entry_of_the_project_loads_with_a_source_and_no_closed_field() -> None:
    found = read_folder(DATA)
    assert found
    for one in found:
        assert one.cited, one.entry.key
        assert public(one.entry) == one.entry, one.entry.key


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("entries: 3", "no list of entries"),
        ("entries:\n- {key: A, kind: trial, name: A}", "'source' is missing"),
        ("entries:\n- {key: A, kind: trial, name: A, source: {ref: zz}}", "unknown source 'zz'"),
        ("entries:\n- {key: A, kind: trial, name: A, source: []}", "no source"),
        ("entries:\n- {key: A, kind: trail, name: A, source: {ref: a}}", "'kind' is 'trail'"),
    ],
)
def test_a_fault_names_its_line(text: str, fault: str) -> None:
    with pytest.raises(FactsError, match=r"regulatory/register\.yaml:[12]: ") as caught:
        read_entries(text, REGISTER)
    assert fault in str(caught.value)


def test_a_key_stands_once() -> None:
    text = "entries:\n" + "- {key: A, kind: trial, name: A, source: {ref: a}}\n" * 2
    with pytest.raises(FactsError, match=r"register\.yaml:3: key 'A' stands twice"):
        read_entries(text, REGISTER)
