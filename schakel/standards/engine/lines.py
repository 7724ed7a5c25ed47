# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The lines of a standard: rules as a fact file writes them, whom each serves, and on what it rests.

A line is first computed (`proposed`) and then a person's: its rule, its products and its words may be changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from schakel.catalogue.engine.terms import CatalogueTerms
from schakel.pathway.engine.constraints import (
    Act,
    Choice,
    Constraint,
    ConstraintError,
    Items,
    Range,
    Span,
    Text,
    Window,
)
from schakel.pathway.engine.requirement import Facts, Requirement
from schakel.pathway.engine.standard import Line as ComputedLine
from schakel.pathway.engine.standard import Standard, Variant
from schakel.pathway.engine.vocabulary import Aspect, AspectKey, Vocabulary
from schakel.pathway.engine.words import constraint_words
from schakel.pathway.engine.written import MustModel, constraint_of
from schakel.standards.engine.difference import Said, both
from schakel.standards.engine.difference import said as told
from schakel.values.labels import Label
from schakel.values.plain import written_number
from schakel.values.units import UnitError

LETTERS = "abcdefghijklmnopqrstuvwxyz"
Must = Mapping[str, Any]
NO_WORDS = Label("", "")


@dataclass(frozen=True, slots=True)
class Line:
    """`key` stays the same over versions: `storage.temperature`, with a letter where variants differ.

    `basis` are the requirements that the computed rule rested on, in the words of that day; `applies_to` is their
    scope where they share one. `computed` is the rule as computed, None for a line that a person added.
    """

    key: str
    step: str
    aspect: str
    must: Must
    products: tuple[str, ...]
    basis: tuple[Said, ...] = ()
    computed: Must | None = None
    applies_to: Mapping[str, Any] | None = None
    text: Label = NO_WORDS

    @property
    def place(self) -> AspectKey:
        return (self.step, self.aspect)

    @property
    def members(self) -> frozenset[str]:
        """The ids of the requirements that it was made for."""
        return frozenset(said.requirement for said in self.basis)

    @property
    def changed(self) -> bool:
        """Whether a person made the rule another than the computed one."""
        return self.computed is not None and dict(self.computed) != dict(self.must)


def proposed(found: Standard, facts: Facts, terms: CatalogueTerms) -> tuple[Line, ...]:
    """The computed standard as lines: one per variant, and one per window where a variant joins several."""
    return tuple(line for one in found.lines for line in _lines(one, facts, terms))


def _lines(found: ComputedLine, facts: Facts, terms: CatalogueTerms) -> Iterator[Line]:
    aspect, several = found.row.aspect, len(found.variants) > 1
    for place, variant in enumerate(found.variants):
        letter = f":{LETTERS[place % 26]}" if several else ""
        musts = list(musts_of(variant))
        for number, must in enumerate(musts, start=1):
            yield Line(
                key=f"{aspect.step}.{aspect.name}{letter}{f':{number}' if len(musts) > 1 else ''}",
                step=aspect.step,
                aspect=aspect.name,
                must=must,
                products=variant.products,
                basis=told(variant.members, facts, terms),
                computed=must,
                applies_to=_shared_scope(variant.members),
            )


def _shared_scope(members: Sequence[Requirement]) -> Mapping[str, Any] | None:
    """The scope of the members, where all have the same one."""
    keys = {member.scope.key for member in members}
    return members[0].applies_to if len(keys) == 1 else None


def musts_of(variant: Variant) -> Iterator[dict[str, Any]]:
    """The rule as fact files write it; a window of several spans as several."""
    match variant.rule:
        case Range(low, high, unit):
            yield {**_bounds(low, high), "unit": unit}
        case Choice(options):
            yield {"one_of": sorted(options)}
        case Items(items):
            yield {"all_of": sorted(items)}
        case Act(kind):
            yield {"act": kind.value}
        case Window(spans):
            yield from map(_window, sorted(spans, key=lambda span: span.pair))
        case Text():
            yield dict(variant.members[0].must)
        case _:
            yield {"local": True}


def _window(span: Span) -> dict[str, Any]:
    return {**_bounds(span.low, span.high), "unit": span.unit, "from": span.start, "to": span.end}


def _bounds(low: Any, high: Any) -> dict[str, Any]:
    pairs = (("min", low), ("max", high))
    return {name: written_number(Fraction(bound)) for name, bound in pairs if bound is not None}


def rule_of(must: Must, aspect: Aspect, vocabulary: Vocabulary) -> Constraint:
    """The constraint that these words of a file mean; RuleError says what does not fit the aspect."""
    try:
        return constraint_of(MustModel.model_validate(dict(must)), aspect, vocabulary)
    except (ConstraintError, UnitError) as error:
        raise RuleError(str(error)) from None
    except ValueError as error:
        raise RuleError(str(error).splitlines()[-1].strip()) from None


class RuleError(ValueError):
    """A rule that no fact file could state of this aspect."""


def rule_words(must: Must, aspect: Aspect, vocabulary: Vocabulary) -> Label:
    """The rule in both languages."""
    rule = rule_of(must, aspect, vocabulary)
    if isinstance(rule, Text) and must.get("nl"):
        return Label(str(must["nl"]), rule.text)
    return both(lambda lang: constraint_words(rule, aspect, vocabulary, lang))


def brands(slugs: Iterable[str], facts: Facts) -> list[str]:
    """The brands of these products; one that is no longer among the facts keeps its slug."""
    return [facts.by_slug[slug].product.brand if slug in facts.by_slug else slug for slug in slugs]
