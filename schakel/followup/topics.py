# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of this room can be followed and written about."""

from django.urls import reverse

from schakel.following.topics import Topic
from schakel.followup import reads
from schakel.followup.models import Item
from schakel.network import reads as network
from schakel.people.models import Person


def bottleneck(key: str) -> Topic | None:
    """The topic of a bottleneck."""
    row = network.bottleneck(key)
    return Topic(f"bottleneck:{key}", row.nl, row.en, reverse("bottleneck", args=[key])) if row else None


def recommendation(key: str) -> Topic | None:
    """The topic of a recommendation."""
    return _item(key, Item.RECOMMENDATION)


def action(key: str) -> Topic | None:
    """The topic of a promised action."""
    return _item(key, Item.ACTION)


def _item(key: str, kind: str) -> Topic | None:
    row = reads.item(key)
    if row is None or row.kind != kind:
        return None
    return Topic(f"{kind}:{key}", row.nl, row.en, reverse("followup_item", args=[key]))


def bottleneck_address(key: str, person: Person | None) -> str | None:  # noqa: ARG001 - open to all
    """Where comments about a bottleneck stand."""
    return reverse("bottleneck", args=[key]) if network.bottleneck(key) else None


def item_address(key: str, person: Person | None) -> str | None:  # noqa: ARG001 - open to all
    """Where the files that prove a state stand."""
    return reverse("followup_item", args=[key]) if reads.item(key) else None
