# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Tags for the pages of every room: the comments about a subject, and its files."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from schakel.contributions.engine.markdown import rendered
from schakel.contributions.forms import CommentForm
from schakel.contributions.models import Attachment
from schakel.contributions.reads import CommentView, Thread
from schakel.people.door import may, visitor_of
from schakel.people.permissions import Permission

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """What a person wrote, as harmless HTML."""
    return mark_safe(rendered(text))  # noqa: S308 - cleaned by the function named


@register.inclusion_tag("contributions/thread.html", takes_context=True)
def thread(context: dict[str, Any], found: Thread, post_url: str) -> dict[str, Any]:
    """The comments with what this reader may do, and the form that posts to `post_url`.

    A view that refused a comment gives its bound form to the page as `comment_form`, so that nothing typed is lost.
    """
    request = context["request"]
    may_write = may(request, Permission.CONTRIBUTE)
    bound = context.get("comment_form")
    answered = _answered(bound["answers"].value() if bound else request.GET.get("answers"), found)
    return {
        "request": request,
        "thread": found,
        "post_url": post_url,
        "may_write": may_write,
        "may_moderate": may_write and may(request, Permission.MODERATE),
        "signed_in": visitor_of(request) is not None,
        "answered": answered,
        "form": bound or CommentForm(initial={"answers": answered.id if answered else None}),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("contributions/attachments.html", takes_context=True)
def attachments(context: dict[str, Any], found: Iterable[Attachment], url_name: str, *args: Any) -> dict[str, Any]:
    """The files as links to `url_name`, whose arguments are `args` and then the number of the file."""
    me, files = visitor_of(context["request"]), list(found)
    return {
        "files": [(file, reverse(url_name, args=[*args, file.pk])) for file in files],
        "may_moderate": bool(files) and may(context["request"], Permission.MODERATE),
        "me": me.pk if me else None,
        "csrf_token": context.get("csrf_token"),
    }


def _answered(asked: Any, found: Thread) -> CommentView | None:
    """The comment that is answered, when it stands on this page."""
    return next((one for one in found.comments if str(one.id) == str(asked) and one.shown), None)
