# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Proposals: the queue, one proposal with what it would do, and the decision of a second person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from schakel.catalogue.reads import terms
from schakel.pathway import reads
from schakel.pathway.actions import proposals as actions
from schakel.pathway.engine.change import Change, ChangeError, changed, requirement_in
from schakel.pathway.engine.requirement import Requirement as RequirementValue
from schakel.pathway.forms import DecisionForm
from schakel.pathway.models import Proposal
from schakel.pathway.views.document import document_context
from schakel.pathway.views.effect import effect_view
from schakel.pathway.views.requirement import people_in
from schakel.pathway.views.told import Told, differences, told
from schakel.people.door import may, person_of, requires
from schakel.people.permissions import Permission
from schakel.values import plain


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal in a list."""

    id: int
    about: str
    reason: str
    by: str
    at: Any
    state: str
    stale: bool


@requires(Permission.REQUIREMENT_PROPOSE)
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    """List what waits for a second person, what I proposed, and what was decided last."""
    me = person_of(request).actor
    rows = Proposal.objects.select_related("requirement__product", "base", "document")
    waiting = rows.filter(state=Proposal.OPEN).order_by("proposed_at", "id")
    context = {
        "waiting": _lines(request, waiting.exclude(proposed_by=me)),
        "mine": _lines(request, rows.filter(proposed_by=me)[: settings.SCHAKEL_PAGE_SIZE]),
        "decided": _lines(request, rows.exclude(state=Proposal.OPEN)[: settings.SCHAKEL_PAGE_SIZE]),
        "may_review": may(request, Permission.REQUIREMENT_REVIEW),
    }
    return render(request, "pathway/proposals.html", context)


@requires(Permission.REQUIREMENT_PROPOSE)
@require_GET
def proposal(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Show one proposal: before, after, effect, source, reason; and to the right person the decision."""
    return _page(request, _proposal_or_404(id), DecisionForm())


@requires(Permission.REQUIREMENT_REVIEW)
@require_POST
def approve(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Make it so; the person must be another than who proposed it."""
    return _decided(request, id, actions.approve, _("Approved. It holds from now on."))


@requires(Permission.REQUIREMENT_REVIEW)
@require_POST
def reject(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Leave it as it was, with a reason."""
    return _decided(request, id, actions.reject, _("Rejected. Nothing changes."))


@requires(Permission.REQUIREMENT_PROPOSE)
@require_POST
def withdraw(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Take back what I proposed."""
    found = _proposal_or_404(id)
    try:
        actions.withdraw(by=person_of(request).actor, proposal=found)
    except actions.RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Withdrawn."))
    return redirect("proposal", id=id)


def _decided(request: HttpRequest, id: int, decide: Callable[..., Any], done: str) -> HttpResponse:  # noqa: A002
    found, form = _proposal_or_404(id), DecisionForm(request.POST)
    if form.is_valid():
        try:
            decide(by=person_of(request).actor, proposal=found, why=form.cleaned_data["why"])
        except (actions.RefusedError, ChangeError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect("proposal", id=id)
    return _page(request, _proposal_or_404(id), form, status=422)


def _proposal_or_404(id: int) -> Proposal:  # noqa: A002
    rows = Proposal.objects.select_related("requirement__product", "base", "document")
    return get_object_or_404(rows, pk=id)


def _page(request: HttpRequest, found: Proposal, form: DecisionForm, status: int = 200) -> HttpResponse:
    me = person_of(request).actor
    names = people_in(request, [found.proposed_by, *filter(None, [found.decided_by])])
    open_still = found.state == Proposal.OPEN
    context = {
        "found": found,
        "form": form,
        "state": state_words(found.state),
        "stale": _stale(found),
        "has_page": found.base_id is not None or found.state == Proposal.APPROVED,
        "by": names[found.proposed_by],
        "decided_by": names.get(found.decided_by, ""),
        "mine": found.proposed_by == me,
        "may_decide": open_still and found.proposed_by != me and may(request, Permission.REQUIREMENT_REVIEW),
        "may_withdraw": open_still and found.proposed_by == me,
    }
    about = _requirement_context(found) if found.requirement else document_context(found)
    return render(request, "pathway/proposal.html", context | about, status=status)


def _requirement_context(found: Proposal) -> dict[str, Any]:
    """Before and after in words; the effect as long as it can still be approved."""
    assert found.requirement is not None
    facts, words, lang, name = reads.facts(), terms(), get_language(), found.requirement.name
    base = _base(found)
    before = told(base, facts, words, lang) if base else None
    context: dict[str, Any] = {"before": before, "title": name}
    try:
        after = changed(facts, Change(found.requirement.product_id, name, plain.loads(found.item)))
    except (ChangeError, LookupError) as refused:
        return context | {"objection": str(refused)}
    wanted = requirement_in(after, found.requirement.product_id, name)
    assert wanted is not None, name
    new = told(wanted, facts, words, lang)
    context |= {"after": new, "differences": differences(before, new, parts()), "title": _title(before, new)}
    if found.state == Proposal.OPEN and not _stale(found):
        context["effect"] = effect_view(facts, after, wanted, lang)
    return context


def _base(found: Proposal) -> RequirementValue | None:
    """What was asked when the proposal was written; None for one that asks something new."""
    if found.base_id is None or found.requirement is None:
        return None
    return next(v.requirement for v in reads.history(found.requirement) if v.number == found.base_id)


def _title(before: Told | None, after: Told) -> str:
    what = f"{after.brand}, {after.aspect}"
    if before is None:
        return f"{what}: {after.says}"
    return f"{what}: {before.says} → {after.says}" if before.says != after.says else f"{after.brand}: {after.aspect}"


def parts() -> dict[str, str]:
    """What a requirement consists of, in the order in which a page tells it."""
    return {
        "says": _("Says"),
        "obligation": _("How binding"),
        "note": _("Note"),
        "valid_from": _("Holds from"),
        "valid_to": _("Holds until"),
        "document": _("Document"),
        "section": _("Section"),
        "version": _("Version"),
        "url": _("Address on the web"),
        "country": _("Country"),
        "second_best": _("Why this source and not the EU text"),
        "checked_by": _("Checked by"),
        "checked_on": _("Checked on"),
    }


def state_words(state: str) -> str:
    """The state of a proposal in words."""
    return {
        Proposal.OPEN: pgettext("proposal", "waits for a second person"),
        Proposal.APPROVED: pgettext("proposal", "approved"),
        Proposal.REJECTED: pgettext("proposal", "rejected"),
        Proposal.WITHDRAWN: pgettext("proposal", "withdrawn"),
    }[state]


def _stale(found: Proposal) -> bool:
    if found.state != Proposal.OPEN or found.requirement is None:
        return False
    if found.base is not None:
        return found.base.replaced_at is not None
    return requirement_in(reads.facts(), found.requirement.product_id, found.requirement.name) is not None


def _lines(request: HttpRequest, rows: QuerySet[Proposal]) -> list[Line]:
    listed = list(rows)
    names, vocabulary, lang = (
        people_in(request, [p.proposed_by for p in listed]),
        reads.facts().vocabulary,
        get_language(),
    )
    return [
        Line(
            p.pk,
            _about(p, vocabulary, lang),
            p.reason,
            names[p.proposed_by],
            p.proposed_at,
            state_words(p.state),
            _stale(p),
        )
        for p in listed
    ]


def _about(found: Proposal, vocabulary: Any, lang: str) -> str:
    if found.requirement is None:
        return f"{_('Source')}: {found.document}"
    row = found.requirement
    aspect = vocabulary.aspect(row.step, row.aspect)
    words = aspect.label.in_(lang) if aspect else row.aspect
    return f"{row.product.brand}: {words}"
