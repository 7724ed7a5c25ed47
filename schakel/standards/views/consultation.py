# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Consultation: opening one, comments per line, and the reaction to each; also as a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.contributions.models import Comment
from schakel.contributions.reads import CommentView, views
from schakel.pathway.reads import facts
from schakel.people.door import may, open_to_all, person_of, requires, visitor_of
from schakel.people.permissions import Permission
from schakel.standards import reads
from schakel.standards.actions import consultation as actions
from schakel.standards.engine.state import PUBLIC, State
from schakel.standards.exports.reactions import reactions_docx, reactions_table
from schakel.standards.forms.standard import ConsultForm, ReactionForm, RemarkForm
from schakel.standards.models import Line, Reaction, Version
from schakel.standards.views.lines import LineView, Teller
from schakel.standards.views.shared import done, first_error, language
from schakel.standards.views.standards import numbered_or_404, state_words, title_of, versions_or_404
from schakel.ui.files import csv_response, file_response

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment and what was done with it; `form` for who may react."""

    comment: CommentView
    reaction: Reaction | None
    form: ReactionForm | None


@dataclass(frozen=True, slots=True)
class Place:
    """A line, or the whole version (no line), with its comments; `form` for who may comment now."""

    id: str
    line: LineView | None
    remarks: tuple[Remark, ...]
    form: RemarkForm | None


@requires(Permission.STANDARD_DRAFT)
@require_POST
def open_consultation(request: HttpRequest, id: int, number: int) -> HttpResponse:  # noqa: A002
    """Put a draft to the field."""
    version, form = version_or_404(request, id, number), ConsultForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("standard_version", id=id, number=number)

    def consult() -> None:
        closes = form.cleaned_data["closes"]
        actions.open_consultation(by=person_of(request).actor, version=version, closes=closes)

    done(request, None, consult, _("Out for comment. Who follows it is told."))
    return redirect("standard_version", id=id, number=number)


@open_to_all
@require_safe
def standard_reactions(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Every comment on a version (`version`; without it the one consulted last) with what was done with it."""
    standard, versions = versions_or_404(request, id)
    public = [version for version in versions if State(version.state) in PUBLIC]
    if not public:
        raise Http404(str(id))
    asked = request.GET.get("version", "")
    consulted = next((version for version in public if version.consult_from), public[0])
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else consulted.number
    version = numbered_or_404(public, number)
    places = _places(request, version)
    match request.GET.get("format"):
        case "csv":
            return csv_response(f"schakel-reactions-{id}-{version.number}.csv", reactions_table(places))
        case "docx":
            made = reactions_docx(title_of(standard), version, places, language())
            return file_response(f"schakel-reactions-{id}-{version.number}.docx", made, DOCX)
    remarks = [remark for place in places for remark in place.remarks]
    context = {
        "standard": standard,
        "title": title_of(standard),
        "version": version,
        "versions": [one for one in public if one.consult_from],
        "state": state_words(version.state),
        "places": places,
        "count": len(remarks),
        "waiting": sum(remark.reaction is None for remark in remarks),
        "open_now": _open_now(version),
    }
    return render(request, "standards/standard_reactions.html", context)


@requires(Permission.CONTRIBUTE)
@require_POST
def comment_line(request: HttpRequest, id: int, number: int) -> HttpResponse:  # noqa: A002
    """Comment on a line, or on the whole."""
    version, form = version_or_404(request, id, number), RemarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return _back(id, number)
    place = form.cleaned_data["line"]
    line = get_object_or_404(Line, pk=int(place), version=version) if place.isdecimal() else None

    def comment() -> None:
        actions.comment_on(by=person_of(request), version=version, text=form.cleaned_data["text"], line=line)

    done(request, None, comment, _("Your comment stands. The drafters answer each one."))
    return _back(id, number, f"place-{place}" if place else "")


@requires(Permission.STANDARD_DRAFT)
@require_POST
def react_to_comment(request: HttpRequest, id: int, comment: int) -> HttpResponse:  # noqa: A002
    """Say what was done with a comment, and why."""
    versions_or_404(request, id)
    found = get_object_or_404(Comment, pk=comment, subject=reads.subject_of(id), kind=reads.CONSULTATION)
    form = ReactionForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return _back(id, None)
    said = form.cleaned_data

    def react() -> None:
        by = person_of(request).actor
        actions.react(by=by, comment=found, verdict=said["verdict"], reason=said["reason"])

    done(request, None, react, _("The reaction stands with the comment."))
    return _back(id, None, f"comment-{found.pk}")


def version_or_404(request: HttpRequest, id: int, number: int) -> Version:  # noqa: A002
    return numbered_or_404(versions_or_404(request, id)[1], number)


def _back(id: int, number: int | None, place: str = "") -> HttpResponse:  # noqa: A002
    query = f"?version={number}" if number is not None else ""
    response = redirect("standard_reactions", id=id)
    response["Location"] += f"{query}#{place}" if place else query
    return response


def _open_now(version: Version) -> bool:
    period = reads.period_of(version)
    return version.state == State.CONSULTATION and bool(period and period.open_on(timezone.localdate()))


def _places(request: HttpRequest, version: Version) -> list[Place]:
    """The whole version first, then every line, each with its comments."""
    rows = list(reads.comments_of(version.standard_id))
    reactions = reads.reactions_to(rows)
    told: dict[str, list[CommentView]] = {}
    for view in views(rows, visitor_of(request)):
        told.setdefault(view.line, []).append(view)
    drafting = may(request, Permission.STANDARD_DRAFT)
    writing = _open_now(version) and may(request, Permission.CONTRIBUTE)

    def place(name: str, line: LineView | None) -> Place:
        form = RemarkForm(initial={"line": str(line.id) if line else ""}, auto_id=f"{name}_%s") if writing else None
        return Place(str(line.id) if line else "", line, tuple(_remarks(told.get(name, ()), reactions, drafting)), form)

    lines = Teller(version, facts(), language()).lines()
    return [place(reads.whole(version), None), *(place(str(line.id), line) for line in lines)]


def _remarks(found: Iterable[CommentView], reactions: dict[int, Reaction], drafting: bool) -> Iterable[Remark]:
    for comment in found:
        reaction = reactions.get(comment.id)
        initial: dict[str, Any] = {"verdict": reaction.verdict, "reason": reaction.reason} if reaction else {}
        form = ReactionForm(initial=initial, auto_id=f"comment{comment.id}_%s") if drafting else None
        yield Remark(comment, reaction, form)
