# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Proposing a change to a requirement: the form, the check while one types, and what the change would do."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schakel.catalogue.reads import terms
from schakel.pathway import reads
from schakel.pathway.actions.proposals import RefusedError, StaleError, propose
from schakel.pathway.engine.change import Change, ChangeError, changed
from schakel.pathway.engine.item import item
from schakel.pathway.engine.requirement import Facts
from schakel.pathway.engine.requirement import Requirement as RequirementValue
from schakel.pathway.engine.vocabulary import AspectKey
from schakel.pathway.forms import ProposalForm, initial_of
from schakel.pathway.models import Requirement, RequirementVersion
from schakel.pathway.views.document import countries
from schakel.pathway.views.effect import EffectView, effect_view
from schakel.pathway.views.requirement import current_or_404
from schakel.pathway.views.told import told
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is being filled in, over the requirement as it stands."""

    row: Requirement
    now: RequirementValue
    version: RequirementVersion
    form: ProposalForm


@requires(Permission.REQUIREMENT_PROPOSE)
@require_http_methods(["GET", "POST"])
def propose_change(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002
    """Show the form; with `send` put the proposal before a second person, with `preview` show what it would do."""
    draft = _draft(id, request.POST if request.method == "POST" else None)
    effect = _judged(draft) if draft.form.is_bound else None
    if "send" in request.POST and draft.form.is_valid():
        sent = _sent(request, draft)
        if isinstance(sent, HttpResponse):
            return sent
        draft = sent
    status = 422 if draft.form.errors else 200
    return render(request, "pathway/propose_change.html", _context(draft, effect), status=status)


@requires(Permission.REQUIREMENT_PROPOSE)
@require_POST
def propose_check(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002
    """Give the part of the page that says what is wrong, or what the change would do. Nothing is kept."""
    draft = _draft(id, request.POST)
    return render(request, "pathway/propose_check.html", _context(draft, _judged(draft)))


def _draft(name: str, data: QueryDict | None) -> Draft:
    row, now = current_or_404(name)
    version = RequirementVersion.objects.get(requirement=row, replaced_at=None)
    form = _form(reads.facts(), now, version, data)
    # Someone who is still looking has not said why yet; only sending asks for that.
    form.fields["reason"].required = data is None or "send" in data
    return Draft(row, now, version, form)


def _form(facts: Facts, now: RequirementValue, version: RequirementVersion, data: QueryDict | None) -> ProposalForm:
    lang, words = get_language(), facts.vocabulary
    aspect = words.aspect(*now.key)
    assert aspect is not None, now.id
    written = item(now)
    return ProposalForm(
        data,
        aspect=aspect,
        vocabulary=words,
        item=written,
        used=used_words(facts, now.key),
        jurisdictions=countries(),
        lang=lang,
        initial=initial_of(now, written, aspect) | {"base": version.pk},
    )


def used_words(facts: Facts, key: AspectKey) -> set[str]:
    """The words that any product uses for this aspect: what the form offers to tick."""
    same = (r for profile in facts.profiles for r in profile.by_aspect.get(key, ()))
    lists: list[Any] = [r.must.get("one_of") or r.must.get("all_of") or [] for r in same]
    return {facts.vocabulary.term(name) for names in lists for name in names if not facts.vocabulary.is_local(name)}


def _judged(draft: Draft) -> EffectView | None:
    """Let the engine judge what the form says; None when it objects, and its objections stand in the form."""
    form = draft.form
    form.is_valid()
    said = form.cleaned_data.get("item")
    if said is None:
        return None
    facts = reads.facts()
    try:
        after = changed(facts, Change(draft.now.product, draft.now.id, said))
    except ChangeError as refused:
        form.add_objections(refused.objections)
        return None
    return effect_view(facts, after, draft.now, get_language())


def _sent(request: HttpRequest, draft: Draft) -> HttpResponse | Draft:
    """Put the proposal, or give back the form with what was typed and the words why not."""
    said = draft.form.cleaned_data
    try:
        proposal = propose(
            by=person_of(request).actor,
            requirement=draft.now,
            item=said["item"],
            base=said["base"],
            reason=said["reason"],
        )
    except StaleError as stale:
        return _again(request, draft, str(stale))
    except RefusedError as refused:
        draft.form.add_error(None, str(refused))
        return draft
    messages.success(request, _("Proposed. A second person decides."))
    return redirect("proposal", id=proposal.pk)


def _again(request: HttpRequest, draft: Draft, why: str) -> Draft:
    """The same words over the requirement as it stands now, so that sending once more is a choice made knowingly."""
    data = request.POST.copy()
    data["base"] = str(draft.version.pk)
    form = _form(reads.facts(), draft.now, draft.version, data)
    form.is_valid()
    form.add_error(None, why + " " + _("What it says now stands above. What you typed is kept: look, then send again."))
    return replace(draft, form=form)


def _context(draft: Draft, effect: EffectView | None) -> dict[str, Any]:
    facts = reads.facts()
    vocabulary = facts.vocabulary
    lang = get_language()
    return {
        "row": draft.row,
        "form": draft.form,
        "told": told(draft.now, facts, terms(), lang),
        "effect": effect,
        "values": [term.label.in_(lang) for term in vocabulary.terms.get("values", {}).values()],
    }
