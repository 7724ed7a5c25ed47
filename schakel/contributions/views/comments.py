# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a person does with a comment after it was posted: change, withdraw, report, read its versions.

A comment about a subject that is not theirs to see answers 404, as one that does not exist does.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.contributions import actions
from schakel.contributions.forms import CommentForm, ReasonForm
from schakel.contributions.models import Attachment, Comment
from schakel.contributions.reads import comment_for, views
from schakel.contributions.subjects import address
from schakel.people.door import may, person_of, requires
from schakel.people.permissions import Permission


def found_or_404(request: HttpRequest, id: int) -> tuple[Comment, str]:  # noqa: A002
    """The comment and where its subject stands; 404 when it is not there or not this person's to see."""
    found = comment_for(person_of(request), id)
    if found is None:
        raise Http404
    return found


@requires(Permission.CONTRIBUTE)
@require_http_methods(["GET", "POST"])
def comment_edit(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Change the text of one's own comment."""
    comment, url = found_or_404(request, id)
    if comment.author_id != person_of(request).pk or comment.state != Comment.State.SHOWN:
        raise Http404
    form = CommentForm(request.POST or None, initial={"text": comment.text})

    def change() -> None:
        actions.edit(author=person_of(request), comment=comment, text=form.cleaned_data["text"])

    if form.is_valid() and done(form, change):
        messages.success(request, _("Changed. The earlier text stays readable as a version."))
        return redirect(f"{url}#comment-{comment.pk}")
    return page(request, "contributions/comment_edit.html", comment, url, form)


@requires(Permission.CONTRIBUTE)
@require_POST
def comment_withdraw(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Take back one's own comment."""
    comment, url = found_or_404(request, id)
    if comment.author_id != person_of(request).pk:
        raise Http404
    try:
        actions.withdraw(author=person_of(request), comment=comment)
    except actions.RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Withdrawn."))
    return redirect(f"{url}#comments")


@requires(Permission.CONTRIBUTE)
@require_http_methods(["GET", "POST"])
def comment_report(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Ask the moderators to look at a comment."""
    comment, url = found_or_404(request, id)
    form = ReasonForm(request.POST or None)

    def ask() -> None:
        actions.report(by=person_of(request), comment=comment, reason=form.cleaned_data["reason"])

    if form.is_valid() and done(form, ask):
        messages.success(request, _("Reported. A moderator reads it and decides."))
        return redirect(f"{url}#comments")
    return page(request, "contributions/comment_report.html", comment, url, form)


@requires(Permission.CONTRIBUTE)
@require_GET
def comment_history(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Every version of a comment, for its author and the moderators."""
    comment, url = found_or_404(request, id)
    if comment.author_id != person_of(request).pk and not may(request, Permission.MODERATE):
        raise Http404
    return page(request, "contributions/comment_history.html", comment, url, None)


@requires(Permission.CONTRIBUTE)
@require_POST
def attachment_withdraw(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Take back one's own file."""
    attachment = get_object_or_404(Attachment, pk=id, author=person_of(request))
    url = address(attachment.subject, person_of(request))
    if url is None:
        raise Http404
    try:
        actions.withdraw_attachment(author=person_of(request), attachment=attachment)
    except actions.RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The file is withdrawn and its content removed."))
    return redirect(url)


def done(form: Any, act: Callable[[], Any]) -> bool:
    """Do it; a refusal becomes an error of the form and decides the status of the page."""
    try:
        act()
    except actions.RefusedError as refused:
        form.add_error(None, str(refused))
        form.refused_status = refused.status
        return False
    return True


def page(request: HttpRequest, template: str, comment: Comment, url: str, form: Any, **more: Any) -> HttpResponse:
    """A page about one comment, with its versions newest first."""
    context = {
        "form": form,
        "comment": comment,
        "view": views([comment], person_of(request))[0],
        "versions": list(comment.versions.order_by("-number")),
        "url": url,
    }
    bound = form is not None and form.is_bound
    status = getattr(form, "refused_status", 422) if bound else 200
    return render(request, template, context | more, status=status)
