# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What moderators do: the reported comments, the hidden ones, and every decision with its reason."""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.contributions import actions, reads
from schakel.contributions.engine.markdown import plain, rendered
from schakel.contributions.forms import DecisionForm, ReasonForm
from schakel.contributions.models import Attachment, Comment, Decision
from schakel.contributions.subjects import address
from schakel.contributions.views.comments import done, found_or_404, page
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission

LOOKED_THROUGH = 500
"""Of the longest waiting reports: a moderator who may not see the first still finds the next."""


@requires(Permission.MODERATE)
@require_GET
def moderation(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, what is hidden, and what was decided; closed subjects only for who may see them."""
    # A queue has few subjects: each owner is asked once per subject.
    open_to_me = cache(lambda subject: address(subject, person_of(request)) is not None)
    waiting = list(reads.reported()[:LOOKED_THROUGH])
    seen = [comment for comment in waiting if open_to_me(comment.subject)]
    hidden = _page_of(request, reads.hidden(), "hidden")
    decided = _page_of(request, reads.decisions(), "decided")
    removed = _page_of(request, reads.removed(), "removed")
    context = {
        "waiting": [_line(comment) for comment in seen[: settings.SCHAKEL_PAGE_SIZE]],
        "number": len(seen),
        "closed": len(waiting) - len(seen),
        "hidden": hidden,
        "hidden_lines": [_line(comment) for comment in hidden if open_to_me(comment.subject)],
        "removed": removed,
        "files": [file for file in removed if open_to_me(file.subject)],
        "decided": decided,
        "decisions": [_decision(one) for one in decided if open_to_me(one.comment.subject)],
    }
    return render(request, "contributions/moderation.html", context)


@requires(Permission.MODERATE)
@require_http_methods(["GET", "POST"])
def moderate(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """One comment with its reports and what was decided before; and the decision."""
    comment, url = found_or_404(request, id)
    form = DecisionForm(request.POST or None, choices=_choices(comment))

    def decide() -> None:
        act = {"hide": actions.hide, "restore": actions.restore, "keep": actions.keep}[form.cleaned_data["decision"]]
        act(by=person_of(request), comment=comment, reason=form.cleaned_data["reason"])

    if form.is_valid() and done(form, decide):
        messages.success(request, _("Decided."))
        return redirect("moderation")
    more = {
        "html": rendered(comment.text),
        "reports": comment.reports.select_related("by"),
        "decisions": [_decision(one) for one in comment.decisions.select_related("by", "comment__author")],
        "decidable": comment.state != Comment.State.WITHDRAWN and comment.author_id != person_of(request).pk,
    }
    return page(request, "contributions/moderate.html", comment, url, form, **more)


@requires(Permission.MODERATE)
@require_http_methods(["GET", "POST"])
def moderate_file(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """One file of someone, and its removal."""
    me = person_of(request)
    file = get_object_or_404(Attachment.objects.select_related("author", "removed_by"), pk=id)
    url = address(file.subject, me)
    if url is None:
        raise Http404
    form = ReasonForm(request.POST or None)

    def remove() -> None:
        actions.remove_attachment(by=me, attachment=file, reason=form.cleaned_data["reason"])

    if form.is_valid() and done(form, remove):
        messages.success(request, _("Removed. Its content is gone for good."))
        return redirect("moderation")
    removable = file.withdrawn_at is None and file.author_id != me.pk
    context = {"form": form, "file": file, "url": url, "removable": removable}
    status = getattr(form, "refused_status", 422) if form.is_bound else 200
    return render(request, "contributions/moderate_file.html", context, status=status)


def _choices(comment: Comment) -> list[tuple[str, str]]:
    if comment.state == Comment.State.HIDDEN:
        return [("restore", _("Show it again"))]
    return [("hide", _("Hide it")), ("keep", _("Leave it"))]


def _line(comment: Comment) -> dict[str, Any]:
    open_reports = [one for one in comment.reports.all() if one.answered_by_id is None]
    return {
        "id": comment.pk,
        "author": comment.author,
        "subject": comment.subject,
        "at": comment.written_at,
        "words": plain(comment.text),
        "reasons": [one.reason for one in open_reports],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    words = {
        "hide": pgettext("decision", "hidden"),
        "restore": pgettext("decision", "shown again"),
        "keep": pgettext("decision", "left as it was"),
    }
    return {
        "comment": decision.comment_id,
        "what": words[decision.kind],
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason,
    }


def _page_of(request: HttpRequest, rows: Any, name: str) -> Any:
    return Paginator(rows, settings.SCHAKEL_PAGE_SIZE).get_page(request.GET.get(name))
