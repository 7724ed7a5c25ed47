# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may do what in a group, and what its composition lacks."""

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.groups.engine.seats import ALLOWED, Act, Held, Role, lacks, may

ROLES: tuple[Role, ...] = get_args(Role)
ACTS: tuple[Act, ...] = get_args(Act)


@pytest.mark.parametrize(
    ("role", "act", "closed", "ended", "allowed"),
    [
        (None, "read", False, False, True),
        (None, "read", True, False, False),
        (None, "write", False, False, False),
        ("observer", "read", True, False, True),
        ("observer", "write", False, False, False),
        ("member", "write", True, False, True),
        ("member", "decide", False, False, False),
        ("secretary", "decide", False, False, True),
        ("chair", "manage", True, False, True),
        ("chair", "write", False, True, False),
        ("member", "read", True, True, True),
    ],
)
def test_the_table_of_the_manual(role: Role | None, act: Act, closed: bool, ended: bool, allowed: bool) -> None:
    assert may(role, act, closed=closed, ended=ended) is allowed


def test_closing_or_ending_never_gives_more() -> None:
    for role, act in product((None, *ROLES), ACTS):
        assert may(role, act, closed=True, ended=False) <= may(role, act, closed=False, ended=False)
        assert may(role, act, closed=False, ended=True) <= may(role, act, closed=False, ended=False)


def test_each_role_may_what_the_one_below_it_may() -> None:
    for higher, lower in (("chair", "secretary"), ("secretary", "member"), ("member", "observer")):
        assert ALLOWED[higher] >= ALLOWED[lower]  # type: ignore[index]


seats = st.builds(
    Held, st.sampled_from(ROLES), st.sampled_from(["hospital", "firm", "patients", "authority"]), st.booleans()
)


@given(st.lists(seats))
def test_what_a_group_lacks_by_its_definition(held: list[Held]) -> None:
    found = lacks(held)
    voting = [seat for seat in held if seat.role != "observer"]
    assert ("no_chair" in found) == all(seat.role != "chair" for seat in held)
    assert ("no_patients" in found) == (not [seat for seat in voting if seat.kind == "patients"])
    assert ("undeclared" in found) == (not all(seat.declared for seat in held))


@given(st.lists(seats), seats)
def test_a_new_seat_mends_or_leaves_all_but_the_declarations(held: list[Held], new: Held) -> None:
    assert set(lacks([*held, new])) - set(lacks(held)) <= {"undeclared"}
