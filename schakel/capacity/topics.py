# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of this room can be followed: a scenario that everyone sees."""

from django.urls import reverse

from schakel.capacity import reads
from schakel.following.topics import Topic


def scenario(key: str) -> Topic | None:
    """The topic of a public scenario; who follows it hears when its numbers change."""
    row = reads.scenarios_for(None).filter(key=key).first()
    if row is None:
        return None
    version = reads.newest(row)
    return Topic(f"scenario:{key}", version.title_nl, version.title_en, reverse("scenario", args=[key]))
