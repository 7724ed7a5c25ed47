# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What can be followed. A topic is a text such as `product:kymriah`; the room that owns the kind knows its words.

The table `SCHAKEL_TOPICS` in the settings names, per kind, the function that answers for it, since this room stands
below the rooms whose subjects are followed and may not import them.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject in words, and the address of its page."""

    id: str
    title_nl: str
    title_en: str
    url: str


def topic(id: str) -> Topic | None:  # noqa: A002
    """The topic of this id; None when its kind or the subject itself does not exist or is not public."""
    kind, _, key = id.partition(":")
    finder = settings.SCHAKEL_TOPICS.get(kind)
    return import_string(finder)(key) if finder and key else None
