# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of this room can be followed."""

from schakel.following.topics import Topic
from schakel.regulatory.engine.register import public
from schakel.regulatory.models import RegisterEntry


def register(key: str) -> Topic | None:
    """An entry of the register."""
    row = RegisterEntry.objects.filter(key=key).first()
    if row is None:
        return None
    shown = public(row.value)
    return Topic(f"register:{key}", shown.name_nl or shown.name, shown.name, f"/register/{key}/")
