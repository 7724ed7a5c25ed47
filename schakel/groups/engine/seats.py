# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may do what in a working group, and what its composition lacks. Values only."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

Role = Literal["chair", "secretary", "member", "observer"]
Act = Literal["read", "write", "decide", "manage"]

# Read: everything of the group. Write: documents and meetings. Decide: note a decision. Manage: seats and mandate.
# Patients' organisations sit as members like all others: no role here is theirs alone, and none is closed to them.
ALLOWED: dict[Role, frozenset[Act]] = {
    "chair": frozenset({"read", "write", "decide", "manage"}),
    "secretary": frozenset({"read", "write", "decide", "manage"}),
    "member": frozenset({"read", "write"}),
    "observer": frozenset({"read"}),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A seat that is taken now. `declared`: the person said which interests they have, none included."""

    role: Role
    kind: str
    declared: bool


Lack = Literal["no_chair", "no_secretary", "no_patients", "no_hospital", "undeclared"]


def may(role: Role | None, act: Act, *, closed: bool, ended: bool) -> bool:
    """Whether someone with this role (None: no seat) may do this. An ended group can only be read."""
    if act == "read" and not closed:
        return True
    if role is None or (ended and act != "read"):
        return False
    return act in ALLOWED[role]


def lacks(seats: Collection[Held]) -> tuple[Lack, ...]:
    """What a group should mend, in the order in which it matters."""
    roles, kinds = {seat.role for seat in seats}, {seat.kind for seat in seats if seat.role != "observer"}
    found: list[tuple[Lack, bool]] = [
        ("no_chair", "chair" not in roles),
        ("no_secretary", "secretary" not in roles),
        ("no_patients", "patients" not in kinds),
        ("no_hospital", "hospital" not in kinds),
        ("undeclared", any(not seat.declared for seat in seats)),
    ]
    return tuple(lack for lack, holds in found if holds)
