# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The shared words of the pathway: steps, aspects, events, pathways and terms. They are data; this is their shape."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from schakel.pathway.engine.constraints import Kind
from schakel.pathway.engine.network import Network, ordered
from schakel.values.labels import Label
from schakel.values.units import units_like

NATURES = ("procedure", "product", "clinical", "record")
TYPES = ("range", "choice", "items", "act", "window", "text", "clock")
AspectKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """A station. `silent_when_read`: groups of document sections; a text is silent when of each group one was read.

    No groups means that silence can never be concluded (the rules stand in manuals that nobody publishes).
    """

    id: str
    label: Label
    holder: str
    silent_when_read: tuple[frozenset[str], ...]

    def silent(self, sections_read: frozenset[str]) -> bool:
        """Whether a product with these sections read says nothing about an aspect it has no requirement for."""
        return bool(self.silent_when_read) and all(group & sections_read for group in self.silent_when_read)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at a step; it never comes before any of `after`."""

    id: str
    step: str
    label: Label
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """An aspect that says where the clock of other aspects starts or stops."""

    sets: str  # "from" or "to"
    of: tuple[str, ...]
    events: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Aspect:
    """What is regulated at a step. `flags` says what true and false mean in this aspect's facts."""

    step: str
    name: str
    label: Label
    type: str
    nature: str
    actor: str
    unit: str | None = None
    help: Label | None = None
    also: tuple[str, ...] = ()
    flags: Mapping[bool, str] = field(default_factory=dict)
    acts: Mapping[Kind, Label] = field(default_factory=dict)
    start: str | None = None
    end: str | None = None
    clock: Clock | None = None

    @property
    def key(self) -> AspectKey:
        return (self.step, self.name)


@dataclass(frozen=True, slots=True)
class Pathway:
    """Which steps apply to products of one kind of making."""

    id: str
    label: Label
    when: Mapping[str, object]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a choice, a list or a form. `local`: it means that the hospital's own rule decides."""

    id: str
    label: Label
    local: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """All words. `terms` by section (values, actors, holders, scopes, natures), then by id."""

    steps: tuple[Step, ...]
    aspects: tuple[Aspect, ...]
    events: Mapping[str, Event]
    pathways: tuple[Pathway, ...]
    terms: Mapping[str, Mapping[str, Term]]
    renamed_terms: Mapping[str, str]

    @cached_property
    def step_order(self) -> Mapping[str, int]:
        return {step.id: place for place, step in enumerate(self.steps)}

    @cached_property
    def step_of(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def aspect_order(self) -> Mapping[AspectKey, int]:
        """Steps in pathway order, aspects in the order of their file."""
        ranked = sorted(enumerate(self.aspects), key=lambda at: (self.step_order[at[1].step], at[0]))
        return {aspect.key: place for place, (_, aspect) in enumerate(ranked)}

    @cached_property
    def _by_name(self) -> Mapping[AspectKey, tuple[Aspect, ...]]:
        named: dict[AspectKey, tuple[Aspect, ...]] = {aspect.key: (aspect,) for aspect in self.aspects}
        for aspect in self.aspects:
            for old in aspect.also:
                step, _, name = old.rpartition(".")
                key = (step or aspect.step, name)
                named[key] = (*named.get(key, ()), aspect)
        return named

    def aspect(self, step: str, name: str, unit: str | None = None) -> Aspect | None:
        """The aspect of this name or former name at this step.

        A name that once covered several dimensions (a dose per patient or per kg) means the aspect that `unit` fits.
        """
        found = self._by_name.get((step, name), ())
        return next((a for a in found if a.unit in units_like(unit)), next(iter(found), None))

    def term(self, name: str) -> str:
        """The present id of a value that may carry a former one."""
        return self.renamed_terms.get(name, name)

    def label(self, section: str, name: str) -> Label:
        """The words of a term; a name without words is shown as its own words, in both languages."""
        term = self.terms.get(section, {}).get(name)
        words = name.replace("_", " ")
        return term.label if term else Label(words, words)

    def is_local(self, value: str) -> bool:
        term = self.terms.get("values", {}).get(value)
        return term is not None and term.local

    @cached_property
    def value_order(self) -> Mapping[str, int]:
        """The place of each value in the list of words."""
        return {name: place for place, name in enumerate(self.terms.get("values", {}))}

    @cached_property
    def order(self) -> Network:
        """What always holds between events: none comes before those it comes after."""
        return ordered((earlier, event.id) for event in self.events.values() for earlier in event.after)

    def steps_of(self, product: Mapping[str, object]) -> tuple[str, ...]:
        """The steps of the first pathway whose conditions this product meets; all steps when none fits."""
        for pathway in self.pathways:
            if all(_meets(product.get(key), wanted) for key, wanted in pathway.when.items()):
                return pathway.steps
        return tuple(step.id for step in self.steps)


def _meets(value: object, wanted: object) -> bool:
    return value in wanted if isinstance(wanted, Iterable) and not isinstance(wanted, str) else value == wanted
