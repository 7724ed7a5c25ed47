# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a page is asked: products, steps, natures. It stands in the address, so every answer has a permanent link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.catalogue.reads import terms
from schakel.pathway.engine.compare import Row, Verdict
from schakel.pathway.engine.requirement import Facts, Profile
from schakel.pathway.engine.vocabulary import NATURES, Vocabulary
from schakel.ui.templatetags.ui import Station

START_MODALITY = "car_t"
ACROSS = "across"


@dataclass(frozen=True, slots=True)
class UnknownError(LookupError):
    """The address names something that does not exist. `what` is product, step, nature or modality."""

    what: str
    name: str
    near: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """`steps` empty is all steps, `natures` empty all natures. `modality` when the products were chosen by it."""

    facts: Facts
    profiles: tuple[Profile, ...]
    steps: tuple[str, ...]
    natures: tuple[str, ...]
    modality: str
    lang: str

    @property
    def vocabulary(self) -> Vocabulary:
        return self.facts.vocabulary

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(profile.slug for profile in self.profiles)

    @property
    def brands(self) -> tuple[str, ...]:
        return tuple(profile.product.brand for profile in self.profiles)

    def others(self) -> tuple[Profile, ...]:
        """Products that prescribe anything and are not chosen, for the picker."""
        chosen = set(self.slugs)
        return tuple(p for p in self.facts.profiles if p.requirements and p.slug not in chosen)


def question(request: HttpRequest, facts: Facts) -> Question:
    """The question of this address; without products the CAR T products. UnknownError names what does not exist."""
    asked = request.GET
    slugs, modality = asked.getlist("product"), asked.get("modality", "")
    return Question(
        facts=facts,
        profiles=chosen(facts, slugs, modality),
        steps=known_steps(facts, asked.getlist("step")),
        natures=_known(asked.getlist("nature"), "nature", NATURES),
        modality="" if slugs else modality or START_MODALITY,
        lang=get_language() or "nl",
    )


def chosen(facts: Facts, slugs: Sequence[str], modality: str) -> tuple[Profile, ...]:
    """The products of these names; without names those of the modality, and without that the CAR T products."""
    if not slugs:
        modality = modality or START_MODALITY
        found = facts.of_modality(modality)
        if not found:
            raise _unknown("modality", modality, {profile.product.modality for profile in facts.profiles})
        return found
    for slug in slugs:
        if slug not in facts.by_slug:
            raise _unknown("product", slug, facts.by_slug)
    return facts.chosen(slugs)


def known_steps(facts: Facts, steps: Sequence[str]) -> tuple[str, ...]:
    """These steps in pathway order."""
    return _known(steps, "step", facts.vocabulary.step_of)


def _known(names: Sequence[str], what: str, known: Iterable[str]) -> tuple[str, ...]:
    allowed = list(known)
    for name in names:
        if name not in allowed:
            raise _unknown(what, name, allowed)
    return tuple(name for name in allowed if name in names)


def _unknown(what: str, name: str, known: Iterable[str]) -> UnknownError:
    return UnknownError(what, name, tuple(get_close_matches(name.lower(), list(known), n=3, cutoff=0.5)))


def unknown(request: HttpRequest, error: UnknownError) -> HttpResponse:
    """Say what does not exist and what is near, with status 404."""
    sentences = {
        "product": _("There is no product called “%(name)s”."),
        "step": _("There is no step called “%(name)s”."),
        "nature": _("There is no kind of requirement called “%(name)s”."),
        "modality": _("No product of the kind “%(name)s” has requirements."),
    }
    context = {"sentence": sentences[error.what] % {"name": error.name[:80]}, "error": error}
    return render(request, "pathway/unknown.html", context, status=404)


def stations(asked: Question, counts: dict[str, int], address: str, *, several: bool = True) -> list[Station]:
    """The chain of the pathway as a filter; `several` lets steps add up, otherwise a click chooses one."""
    holders = {term.id: term.label.in_(asked.lang) for term in asked.vocabulary.terms.get("holders", {}).values()}
    return [
        Station(
            id=step.id,
            label=step.label.in_(asked.lang),
            count=counts.get(step.id, 0),
            url=address_of(asked, address, steps=_toggled(asked.steps, step.id) if several else (step.id,)),
            state="chosen" if step.id in asked.steps else ("" if counts.get(step.id) else "empty"),
            holder="" if step.holder == ACROSS else holders.get(step.holder, ""),
        )
        for step in asked.vocabulary.steps
    ]


def chain(found: Sequence[Station], vocabulary: Vocabulary) -> tuple[list[Station], list[Station]]:
    """The stations on the chain, and those across it."""
    across = {step.id for step in vocabulary.steps if step.holder == ACROSS}
    return [s for s in found if s.id not in across], [s for s in found if s.id in across]


def _toggled(steps: tuple[str, ...], step: str) -> tuple[str, ...]:
    return tuple(s for s in steps if s != step) if step in steps else (*steps, step)


def address_of(
    asked: Question,
    address: str,
    *,
    products: Sequence[str] | None = None,
    steps: Sequence[str] | None = None,
    extra: Iterable[tuple[str, str]] = (),
) -> str:
    """The address of the same question with other products or steps."""
    if products is None and asked.modality:
        parts = [("modality", asked.modality)]
    else:
        parts = [("product", slug) for slug in (asked.slugs if products is None else products)]
    parts += [("step", step) for step in (asked.steps if steps is None else steps)]
    parts += [("nature", nature) for nature in asked.natures]
    return f"{address}?{urlencode([*parts, *extra])}"


def ask_address(row: Row) -> str:
    """Where to ask the firms whether the difference of this row is needed; empty where there is none to ask about."""
    if row.aspect.nature != "procedure" or row.verdict in (Verdict.EQUAL, Verdict.SINGLE):
        return ""
    parts = [("product", slug) for slug in row.by_product]
    # The room of questions stands above this one: its page is known here by name only.
    return f"{reverse('ask_firm')}?{urlencode([*parts, ('step', row.aspect.step), ('aspect', row.aspect.name)])}"


def modality_words(modality: str, lang: str) -> str:
    return terms().label("modalities", modality).in_(lang)
