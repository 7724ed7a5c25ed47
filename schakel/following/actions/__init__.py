# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every write of this room."""

from schakel.following.actions.digests import Sent, send_digests
from schakel.following.actions.following import (
    ALL,
    FOLLOWS_PER_TEN_MINUTES,
    MOST_TOPICS,
    NoSuchTopicError,
    RefusedError,
    TooOftenError,
    announce,
    follow,
    mark_read,
    notify,
    stop_mail,
    unfollow,
)

__all__ = [
    "ALL",
    "FOLLOWS_PER_TEN_MINUTES",
    "MOST_TOPICS",
    "NoSuchTopicError",
    "RefusedError",
    "Sent",
    "TooOftenError",
    "announce",
    "follow",
    "mark_read",
    "notify",
    "send_digests",
    "stop_mail",
    "unfollow",
]
