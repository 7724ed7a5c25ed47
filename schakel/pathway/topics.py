# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of this room can be followed."""

from django.urls import reverse

from schakel.catalogue.reads import present
from schakel.following.topics import Topic


def product(key: str) -> Topic | None:
    """A product: what it asks, and whether it can be had here."""
    row = present().filter(slug=key).first()
    return row and Topic(f"product:{key}", row.brand, row.brand, reverse("product", args=[key]))
