# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One entry put in, replaced and taken out, as if the whole index had been made anew."""

import pytest

from schakel.search.actions import Indexed, change, index
from schakel.search.reads import search

pytestmark = pytest.mark.django_db
FIRST = Indexed("solution", "1", "/s/1/", "Ontvangstlijst", "Receipt list", "apotheek")
OTHER = Indexed("solution", "2", "/s/2/", "Auditdag", "Audit day")


def keys(text: str) -> list[str]:
    return [found.key for found in search(text, "nl").found]


def test_one_entry_comes_changes_and_goes_and_the_others_stay() -> None:
    index(room="solutions", entries=[OTHER])
    change(room="solutions", kind="solution", key="1", entry=FIRST)
    assert keys("apotheek") == ["1"]
    changed = Indexed("solution", "1", "/s/1/", "Ontvangstlijst", "Receipt list", "stamcellab")
    change(room="solutions", kind="solution", key="1", entry=changed)
    assert keys("apotheek") == []
    assert keys("stamcellab") == ["1"]
    change(room="solutions", kind="solution", key="1", entry=None)
    assert keys("stamcellab") == []
    assert keys("auditdag") == ["2"]


def test_taking_out_what_is_not_there_changes_nothing() -> None:
    index(room="solutions", entries=[OTHER])
    change(room="solutions", kind="solution", key="9", entry=None)
    assert keys("auditdag") == ["2"]


def test_another_room_with_the_same_key_is_left_alone() -> None:
    index(room="elsewhere", entries=[OTHER])
    change(room="solutions", kind="solution", key="2", entry=None)
    assert keys("auditdag") == ["2"]
