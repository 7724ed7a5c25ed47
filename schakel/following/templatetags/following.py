# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The button with which a page offers to follow its subject."""

from typing import Any

from django import template

from schakel.following.models import Rhythm
from schakel.following.reads import follows
from schakel.people.door import visitor_of

register = template.Library()


@register.inclusion_tag("following/button.html", takes_context=True)
def follow(context: dict[str, Any], topic: str) -> dict[str, Any]:
    """`{% follow "bottleneck:b01" %}`: follow or stop following; for who is not signed in a link to do so first."""
    request = context["request"]
    me = visitor_of(request)
    return {
        "request": request,
        "topic": topic,
        "signed_in": me is not None,
        "followed": me is not None and follows(me, topic),
        "rhythm": Rhythm.WEEKLY.value,
        "csrf_token": context.get("csrf_token"),
    }
