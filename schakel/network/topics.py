# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of this room can be followed."""

from schakel.following.topics import Topic
from schakel.network import reads


def organisation(key: str) -> Topic | None:
    """`organisation:lumc`."""
    row = reads.organisation(key)
    return Topic(f"organisation:{key}", row.name, row.name, f"/organisations/{key}/") if row else None


def initiative(key: str) -> Topic | None:
    """`initiative:gocart`."""
    row = reads.initiative(key)
    return Topic(f"initiative:{key}", row.name_nl, row.name_en, f"/initiatives/{key}/") if row else None


def theme(key: str) -> Topic | None:
    """`theme:contracts`: whatever begins or changes on a theme."""
    found = reads.themes().get(key)
    return Topic(f"theme:{key}", found.label.nl, found.label.en, f"/initiatives/?theme={key}") if found else None
