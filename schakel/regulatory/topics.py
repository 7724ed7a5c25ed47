# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of this room can be followed."""

from schakel.following.topics import Topic
from schakel.regulatory import rules
from schakel.regulatory.engine.register import public
from schakel.regulatory.models import RegisterEntry


def register(key: str) -> Topic | None:
    """An entry of the register."""
    row = RegisterEntry.objects.filter(key=key).first()
    if row is None:
        return None
    shown = public(row.value)
    return Topic(f"register:{key}", shown.name_nl or shown.name, shown.name, f"/register/{key}/")


def route(key: str) -> Topic | None:
    """A route to the patient."""
    found = rules.routes().routes.get(key)
    return Topic(f"route:{key}", found.label.nl, found.label.en, f"/routes/{key}/") if found else None
