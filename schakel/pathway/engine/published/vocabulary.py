# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published form of the words of the pathway: what the ids in every other answer mean."""

from pydantic import Field

from schakel.pathway.engine.published.parts import Published
from schakel.pathway.engine.vocabulary import Aspect, Event, Pathway, Step, Term, Vocabulary
from schakel.values.labels import Label


class PublishedLabel(Published):
    nl: str
    en: str


class PublishedStep(Published):
    id: str
    label: PublishedLabel
    holder: str = Field(description="who holds the patient's material at this step; `across`: a step beside the chain")


class PublishedAspect(Published):
    """What is regulated at a step. Only aspects of nature `procedure` count as methods."""

    step: str
    aspect: str
    label: PublishedLabel
    type: str
    nature: str
    actor: str
    unit: str | None = Field(description="UCUM code of its values")
    help: PublishedLabel | None


class PublishedEvent(Published):
    """Something that happens at a step; it never comes before any of `after`."""

    id: str
    step: str
    label: PublishedLabel
    after: list[str]


class PublishedPathway(Published):
    """Which steps apply to products of one kind of making."""

    id: str
    label: PublishedLabel
    steps: list[str]


class PublishedTerm(Published):
    """`local`: it means that the hospital's own rule decides."""

    label: PublishedLabel
    local: bool


class PublishedVocabulary(Published):
    """Answer of `vocabulary`. Steps are in pathway order; `terms` by section, then by id."""

    steps: list[PublishedStep]
    aspects: list[PublishedAspect]
    events: list[PublishedEvent]
    pathways: list[PublishedPathway]
    terms: dict[str, dict[str, PublishedTerm]]


def published_vocabulary(words: Vocabulary) -> PublishedVocabulary:
    """The published form."""
    aspects = sorted(words.aspects, key=lambda aspect: words.aspect_order[aspect.key])
    return PublishedVocabulary(
        steps=list(map(_step, words.steps)),
        aspects=list(map(_aspect, aspects)),
        events=list(map(_event, words.events.values())),
        pathways=list(map(_pathway, words.pathways)),
        terms={section: {name: _term(term) for name, term in found.items()} for section, found in words.terms.items()},
    )


def _label(found: Label) -> PublishedLabel:
    return PublishedLabel(nl=found.nl, en=found.en)


def _step(found: Step) -> PublishedStep:
    return PublishedStep(id=found.id, label=_label(found.label), holder=found.holder)


def _aspect(found: Aspect) -> PublishedAspect:
    return PublishedAspect(
        step=found.step,
        aspect=found.name,
        label=_label(found.label),
        type=found.type,
        nature=found.nature,
        actor=found.actor,
        unit=found.unit,
        help=_label(found.help) if found.help else None,
    )


def _event(found: Event) -> PublishedEvent:
    return PublishedEvent(id=found.id, step=found.step, label=_label(found.label), after=list(found.after))


def _pathway(found: Pathway) -> PublishedPathway:
    return PublishedPathway(id=found.id, label=_label(found.label), steps=list(found.steps))


def _term(found: Term) -> PublishedTerm:
    return PublishedTerm(label=_label(found.label), local=found.local)
