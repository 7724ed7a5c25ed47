# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Proposing a requirement that is not asked yet: choose the aspect, then the same form as for a change."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schakel.pathway import reads
from schakel.pathway.actions.proposals import StaleError, propose_new
from schakel.pathway.engine.change import Change, ChangeError, changed, requirement_in
from schakel.pathway.engine.requirement import Facts, Profile
from schakel.pathway.engine.vocabulary import Aspect
from schakel.pathway.forms import ProposalForm
from schakel.pathway.views.document import countries
from schakel.pathway.views.edit import used_words
from schakel.pathway.views.effect import EffectView, effect_view
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Offered:
    """Something to choose: a step, or an aspect of it."""

    id: str
    label: str


@requires(Permission.REQUIREMENT_PROPOSE)
@require_http_methods(["GET", "POST"])
def propose_requirement(request: HttpRequest, slug: str) -> HttpResponse:
    """Without `aspect` in the address the choice of one; with it the form, and by htmx the part with the effect."""
    facts = reads.facts()
    profile = facts.by_slug.get(slug)
    if profile is None:
        raise Http404(slug)
    if "aspect" not in request.GET:
        context: dict[str, Any] = {"brand": profile.product.brand, "steps": list(_offered(facts, profile))}
        return render(request, "pathway/propose_requirement.html", context)
    aspect = _aspect(facts, request.GET["aspect"])
    if requirement_in(facts, slug, f"{slug}:{aspect.step}.{aspect.name}"):
        return redirect("propose_change", id=f"{slug}:{aspect.step}.{aspect.name}")
    return _form_page(request, facts, profile, aspect)


def _form_page(request: HttpRequest, facts: Facts, profile: Profile, aspect: Aspect) -> HttpResponse:
    form = _form(request, facts, aspect)
    effect = _judged(form, facts, profile.slug) if form.is_bound else None
    if "send" in request.POST and form.is_valid() and (sent := _sent(request, profile.slug, form)):
        return sent
    address = f"{reverse('propose_requirement', args=[profile.slug])}?aspect={aspect.step}.{aspect.name}"
    lang = get_language()
    context = {
        "brand": profile.product.brand,
        "aspect": aspect.label.in_(lang),
        "form": form,
        "effect": effect,
        "address": address,
        "check": address,
        "back": reverse("product", args=[profile.slug]),
        "values": [term.label.in_(lang) for term in facts.vocabulary.terms.get("values", {}).values()],
    }
    if request.headers.get("HX-Request"):
        return render(request, "pathway/propose_check.html", context)
    return render(request, "pathway/propose_requirement.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, facts: Facts, aspect: Aspect) -> ProposalForm:
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        aspect=aspect,
        vocabulary=facts.vocabulary,
        item={"must": {}},
        used=used_words(facts, aspect.key),
        jurisdictions=countries(),
        lang=get_language(),
        initial={"unit": aspect.unit, "start": aspect.start, "end": aspect.end, "obligation": "required", "base": 0},
    )
    form.fields["reason"].required = request.method == "GET" or "send" in request.POST
    return form


def _judged(form: ProposalForm, facts: Facts, slug: str) -> EffectView | None:
    form.is_valid()
    said = form.cleaned_data.get("item")
    if said is None:
        return None
    name = f"{slug}:{said['step']}.{said['aspect']}"
    try:
        after = changed(facts, Change(slug, name, said))
    except ChangeError as refused:
        form.add_objections(refused.objections)
        return None
    wanted = requirement_in(after, slug, name)
    assert wanted is not None, name
    return effect_view(facts, after, wanted, get_language())


def _sent(request: HttpRequest, slug: str, form: ProposalForm) -> HttpResponse | None:
    said, by = form.cleaned_data, person_of(request).actor
    try:
        proposal = propose_new(by=by, product=slug, item=said["item"], reason=said["reason"])
    except StaleError as stale:
        form.add_error(None, str(stale))
        return None
    messages.success(request, _("Proposed. A second person decides."))
    return redirect("proposal", id=proposal.pk)


def _aspect(facts: Facts, name: str) -> Aspect:
    step, _dot, aspect = name.partition(".")
    found = next((a for a in facts.vocabulary.aspects if a.key == (step, aspect)), None)
    if found is None:
        raise Http404(name)
    return found


def _offered(facts: Facts, profile: Profile) -> Iterator[tuple[Offered, list[Offered]]]:
    """Aspects on the product's pathway that it asks nothing about, by step."""
    words, lang, asked = facts.vocabulary, get_language(), profile.by_aspect
    steps = profile.steps(words)
    order = words.aspect_order
    free = sorted((a for a in words.aspects if a.key not in asked and a.step in steps), key=lambda a: order[a.key])
    for step, aspects in groupby(free, key=lambda a: a.step):
        offered = [Offered(f"{a.step}.{a.name}", a.label.in_(lang)) for a in aspects]
        yield Offered(step, words.step_of[step].label.in_(lang)), offered
