# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of the public pages can be followed."""

from django.urls import reverse

from schakel.catalogue.reads import conditions
from schakel.following.topics import Topic


def condition(key: str) -> Topic | None:
    """A disease: news of the therapies for it."""
    one = conditions().get(key)
    return one and Topic(f"condition:{key}", one.label.nl, one.label.en, reverse("condition", args=[key]))
