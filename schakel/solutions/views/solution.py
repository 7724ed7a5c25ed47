# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One solution: what it is, who uses it too, what people ask about it, and its files."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.contributions import actions as contributions
from schakel.contributions.forms import AttachmentForm, CommentForm
from schakel.contributions.models import Attachment
from schakel.contributions.reads import attachment_response, attachments, offset_of, thread
from schakel.people.door import may, open_to_all, person_of, requires, visitor_of
from schakel.people.models import Organisation
from schakel.people.permissions import Permission
from schakel.solutions import reads
from schakel.solutions.actions import solutions as actions
from schakel.solutions.forms import UseForm
from schakel.solutions.models import Solution
from schakel.solutions.views.solutions import pathway_steps
from schakel.sources.engine.citation import Citation


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the solution with the language it is in; `missing` says in words that nobody wrote it."""

    name: str
    text: str
    lang: str


@open_to_all
@require_safe
def solution(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Show one solution to who may read it."""
    return page(request, solution_or_404(request, id))


@requires(Permission.CONTRIBUTE)
@require_POST
def solution_comment(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Ask or answer something about a solution."""
    row, form = solution_or_404(request, id), CommentForm(request.POST)
    if not form.is_valid():
        return page(request, row, 422, comment_form=form)
    said = form.cleaned_data
    try:
        comment = actions.comment(
            by=person_of(request), solution=row, text=said["text"], answers=said["answers"], line=said["line"]
        )
    except contributions.RefusedError as refused:
        form.add_error(None, str(refused))
        return page(request, row, refused.status, comment_form=form)
    return redirect(f"{reverse('solution', args=[row.pk])}#comment-{comment.pk}")


@requires(Permission.CONTRIBUTE)
@require_POST
def solution_use(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Say that one's organisation uses it too."""
    row = solution_or_404(request, id)
    mine = reads.organisations_of(person_of(request))
    form = UseForm(request.POST, organisations=mine)
    if not form.is_valid():
        return page(request, row, 422, use_form=form)
    said = form.cleaned_data
    organisation = next(one for one in mine if one.pk == said["organisation"])
    try:
        actions.use_too(
            by=person_of(request).actor,
            solution=row,
            organisation=organisation,
            since=said["since"],
            experience=said["experience"],
        )
    except actions.RefusedError as refused:
        form.add_error(None, str(refused))
        return page(request, row, 422, use_form=form)
    messages.success(request, _("Kept: you use this too."))
    return redirect(f"{reverse('solution', args=[row.pk])}#uses")


@requires(Permission.CONTRIBUTE)
@require_POST
def solution_stop(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Say that one's organisation uses it no more."""
    row = solution_or_404(request, id)
    asked = request.POST.get("organisation", "")
    mine = next((one for one in reads.organisations_of(person_of(request)) if one.pk == asked), None)
    if mine is None:
        raise Http404
    actions.stop_using(by=person_of(request).actor, solution=row, organisation=mine)
    return redirect(f"{reverse('solution', args=[row.pk])}#uses")


@open_to_all
@require_safe
def solution_file(request: HttpRequest, id: int, file: int) -> HttpResponse:  # noqa: A002
    """A file of a solution, for who may read the solution."""
    row = solution_or_404(request, id)
    found = get_object_or_404(Attachment, pk=file, subject=f"solution:{row.pk}", withdrawn_at=None)
    return attachment_response(found)


@requires(Permission.CONTRIBUTE)
@require_POST
def solution_attach(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Add a file; for the people of the organisation whose solution it is."""
    row, form = solution_or_404(request, id), AttachmentForm(request.POST, request.FILES)
    if not reads.may_change(person_of(request), row):
        raise Http404
    if not form.is_valid():
        return page(request, row, 422, file_form=form)
    said = form.cleaned_data
    try:
        contributions.attach(
            author=person_of(request), subject=f"solution:{row.pk}", name=said["name"], content=said["content"]
        )
    except contributions.RefusedError as refused:
        form.add_error(None, str(refused))
        return page(request, row, refused.status, file_form=form)
    return redirect(f"{reverse('solution', args=[row.pk])}#files")


def solution_or_404(request: HttpRequest, id: int) -> Solution:  # noqa: A002
    """The solution; a draft of someone else is not there."""
    row = reads.solution_for(visitor_of(request), id)
    if row is None:
        raise Http404
    return row


def page(request: HttpRequest, row: Solution, status: int = 200, **forms: Any) -> HttpResponse:
    lang, person = get_language() or "nl", visitor_of(request)
    steps = {step.id: step.label.in_(lang) for step in pathway_steps()}
    mine = reads.organisations_of(person)
    using = reads.uses(row)
    title, title_lang = row.said("title", lang)
    context = {
        "solution": row,
        "title": title,
        "title_lang": title_lang,
        "texts": [Text(name, *row.said(name, lang)) for name in ("problem", "what", "proof", "effort")],
        "steps": [(one.step, steps[one.step]) for one in row.steps.all() if one.step in steps],
        "bottlenecks": [(one.pk, one.in_(lang)) for one in row.bottlenecks.filter(removed_at=None)],
        "firms": list(row.firms.all()),
        "sources": [Citation(one.document.value, one.section) for one in row.sources.select_related("document")],
        "uses": using,
        "mine": {organisation.pk for organisation in mine},
        "may_change": reads.may_change(person, row),
        "may_withdraw": may(request, Permission.MODERATE),
        "files": attachments(f"solution:{row.pk}"),
        "file_form": AttachmentForm(),
        "thread": thread(f"solution:{row.pk}", viewer=person, offset=offset_of(request.GET.get("comments"))),
        "post_url": reverse("solution_comment", args=[row.pk]),
        "topic": f"solution:{row.pk}",
        **forms,
    }
    if mine and row.state == Solution.State.PUBLISHED:
        context.setdefault("use_form", _use_form(mine))
    return render(request, "solutions/solution.html", context, status=status)


def _use_form(mine: list[Organisation]) -> UseForm:
    return UseForm(organisations=mine)
