# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing a solution down: add, change, publish, withdraw, and every version it had."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.people.door import may, open_to_all, person_of, requires, visitor_of
from schakel.people.permissions import Permission
from schakel.people.reads import names_of
from schakel.solutions import reads
from schakel.solutions.actions import solutions as actions
from schakel.solutions.engine.solution import Content, changes, content_of
from schakel.solutions.forms import SolutionForm, initial_of
from schakel.solutions.models import Solution
from schakel.solutions.views.solution import solution_or_404
from schakel.solutions.views.solutions import pathway_steps
from schakel.values import plain


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version in the history: who made it when, and what it changed."""

    number: int
    at: datetime
    by: str
    state: str
    changed: tuple[str, ...]


@requires(Permission.CONTRIBUTE)
@require_http_methods(["GET", "POST"])
def solution_add(request: HttpRequest) -> HttpResponse:
    """Write down a new solution, as a draft of one's own organisation."""
    person = person_of(request)
    mine = reads.organisations_of(person)
    asked = {"language": (get_language() or "nl")[:2], "bottlenecks": request.GET.getlist("bottleneck"), "seen": 0}
    form = _form(request, asked)
    if form.is_valid():
        organisation = next(one for one in mine if one.pk == form.cleaned_data["organisation"])
        row = actions.add_solution(by=person.actor, organisation=organisation, content=form.content(Content({})))
        messages.success(request, _("Kept as a draft. Only your organisation sees it until you publish it."))
        return redirect("solution", id=row.pk)
    context = {"form": form, "organisations": mine}
    return render(request, "solutions/solution_add.html", context, status=422 if form.is_bound else 200)


@requires(Permission.CONTRIBUTE)
@require_http_methods(["GET", "POST"])
def solution_edit(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Change a solution of one's own organisation."""
    row, lang = _mine_or_404(request, id), get_language() or "nl"
    before = reads.content(row)
    form = _form(request, {**initial_of(before, lang), "organisation": row.organisation_id, "seen": row.version})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            actions.change_solution(
                by=person_of(request).actor,
                solution=row,
                seen=form.cleaned_data["seen"] or 0,
                content=form.content(before),
            )
        except actions.StaleError as stale:
            form.add_error(None, str(stale))
            form.data = form.data.copy()
            form.data["seen"] = str(row.version)
            status = 409
        else:
            messages.success(request, _("Kept. The earlier version stays in the history."))
            return redirect("solution", id=row.pk)
    context = {"form": form, "solution": row, "title": row.said("title", lang)[0]}
    return render(request, "solutions/solution_edit.html", context, status=status)


@requires(Permission.CONTRIBUTE)
@require_POST
def solution_publish(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Let everyone read it."""
    return _moved(request, _mine_or_404(request, id), actions.publish, _("Published. Everyone can read it now."))


@requires(Permission.CONTRIBUTE)
@require_POST
def solution_withdraw(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Take it back; for its own people and for who moderates."""
    row = solution_or_404(request, id)
    if not (reads.may_change(person_of(request), row) or may(request, Permission.MODERATE)):
        raise Http404
    actions.withdraw(by=person_of(request).actor, solution=row)
    messages.success(request, _("Withdrawn. Its versions are kept."))
    seen = reads.solution_for(person_of(request), id)
    return redirect("solution", id=id) if seen else redirect("solutions")


@open_to_all
@require_safe
def solution_history(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Every version of a solution that this person may read."""
    row, lang = solution_or_404(request, id), get_language() or "nl"
    context = {
        "solution": row,
        "title": row.said("title", lang)[0],
        "versions": versions(row, signed_in=visitor_of(request) is not None),
    }
    return render(request, "solutions/solution_history.html", context)


def versions(row: Solution, *, signed_in: bool) -> list[VersionView]:
    """Newest first, each with what it changed of the one before; a stranger reads no names."""
    rows = reads.history(row)
    names = names_of(one.by for one in rows) if signed_in else {}
    contents = [content_of(plain.loads(one.data)) for one in rows]
    found = []
    for place, one in enumerate(rows):
        earlier = contents[place + 1] if place + 1 < len(contents) else None
        changed = changes(earlier, contents[place]) if earlier else ()
        by = names.get(one.by, "") or _("a person of this installation")
        found.append(VersionView(one.number, one.at, by, one.state, tuple(_words()[name] for name in changed)))
    return found


def _words() -> dict[str, str]:
    return {
        "title": _("Title"),
        "problem": _("What went wrong or took too much"),
        "what": _("What you do now"),
        "proof": _("How you know that it works"),
        "effort": _("What it takes"),
        "hours": _("Hours"),
        "steps": _("Steps"),
        "bottlenecks": _("Bottlenecks"),
        "firms": _("Firms"),
    }


def _form(request: HttpRequest, initial: dict[str, Any]) -> SolutionForm:
    lang = get_language() or "nl"
    return SolutionForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        organisations=reads.organisations_of(person_of(request)),
        steps={step.id: step.label.in_(lang) for step in pathway_steps()},
    )


def _moved(request: HttpRequest, row: Solution, move: Callable[..., Any], done: str) -> HttpResponse:
    move(by=person_of(request).actor, solution=row)
    messages.success(request, done)
    return redirect("solution", id=row.pk)


def _mine_or_404(request: HttpRequest, id: int) -> Solution:  # noqa: A002
    """A solution of one's own organisation; another's is as if it were not there."""
    row = solution_or_404(request, id)
    if not reads.may_change(person_of(request), row):
        raise Http404
    return row
