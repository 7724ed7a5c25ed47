# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of this room, by subject."""

from schakel.people.views.account import continue_as_demo, me, roles
from schakel.people.views.persons import end_membership, person, persons
from schakel.people.views.trail import trail, trail_checkpoint, trail_proof

__all__ = [
    "continue_as_demo",
    "end_membership",
    "me",
    "person",
    "persons",
    "roles",
    "trail",
    "trail_checkpoint",
    "trail_proof",
]
