# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of this room can be followed: open groups. Members of a closed one are told without following."""

from schakel.following.topics import Topic
from schakel.groups.reads import group_for


def group(key: str) -> Topic | None:
    """An open working group."""
    found = group_for(None, key)
    return Topic(f"group:{key}", found.name, found.name_en, f"/groups/{key}/") if found else None
