# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Constraints, scopes and beyond in the words of a professional, Dutch or English; no judgement, no colour."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from schakel.pathway.engine.constraints import (
    Act,
    Choice,
    Constraint,
    Items,
    Kind,
    Local,
    Range,
    Span,
    Text,
    Window,
)
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.engine.vocabulary import Aspect, Vocabulary
from schakel.values.numbers import bounds
from schakel.values.units import convert

_ACTS = {
    Kind.REQUIRED: ("verplicht", "required"),
    Kind.PERMITTED: ("toegestaan", "permitted"),
    Kind.FORBIDDEN: ("verboden", "forbidden"),
}
_NOT_REQUIRED = ("niet verplicht", "not required")
_LOCAL = ("het ziekenhuis bepaalt", "the hospital decides")
_OR, _AND = ("of", "or"), ("en", "and")


def said(pair: tuple[str, str], lang: str) -> str:
    """The Dutch or English half of a pair of words."""
    return pair[0] if lang.startswith("nl") else pair[1]


def listed(words: Iterable[str], conjunction: tuple[str, str], lang: str) -> str:
    """`a, b en c`."""
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {said(conjunction, lang)} {found[-1]}"


def constraint_words(constraint: Constraint, aspect: Aspect, vocabulary: Vocabulary, lang: str) -> str:
    """One constraint as it stands in a cell: `≤ −120 °C`, `waterbad of droog ontdooien`, `verboden`."""
    match constraint:
        case Range(low, high, code):
            return bounds(low, high, code, lang)
        case Choice(options):
            return listed(value_words(options, vocabulary, lang), _OR, lang)
        case Items(items):
            return listed(value_words(items, vocabulary, lang), _AND, lang)
        case Act(kind):
            return act_words(kind, aspect, lang)
        case Window(spans):
            found = (span_words(span, aspect, vocabulary, lang) for span in sorted(spans, key=lambda s: s.pair))
            return listed(found, _AND, lang)
        case Text(text):
            return text
    return said(_LOCAL, lang)


def value_words(values: Iterable[str], vocabulary: Vocabulary, lang: str) -> list[str]:
    """The words of these values in the order of the vocabulary's list, unknown ones last by name."""
    order = vocabulary.value_order
    return [
        vocabulary.label("values", v).in_(lang) for v in sorted(values, key=lambda v: (order.get(v, len(order)), v))
    ]


def act_words(kind: Kind, aspect: Aspect, lang: str) -> str:
    """An act in the aspect's own words; `not required` where the facts say so by a flag that is false."""
    if kind in aspect.acts:
        return aspect.acts[kind].in_(lang)
    if kind is Kind.PERMITTED and aspect.flags.get(True) == Kind.REQUIRED:
        return said(_NOT_REQUIRED, lang)
    return said(_ACTS[kind], lang)


def span_words(span: Span, aspect: Aspect, vocabulary: Vocabulary, lang: str) -> str:
    """`≤ 30 min`; with its events where they are not the aspect's: `≤ 1 uur (begin ontdooien → einde infusie)`."""
    within = bounds(span.low, span.high, span.unit, lang)
    if span.pair == (aspect.start, aspect.end):
        return within
    return f"{within} ({event_words(span.start, vocabulary, lang)} → {event_words(span.end, vocabulary, lang)})"


def event_words(event: str, vocabulary: Vocabulary, lang: str) -> str:
    found = vocabulary.events.get(event)
    return found.label.in_(lang) if found else event.replace("_", " ")


def requirement_words(requirement: Requirement, vocabulary: Vocabulary, lang: str) -> str:
    """What one requirement says; a text in Dutch where the facts carry it."""
    dutch = requirement.must.get("nl")
    if isinstance(requirement.constraint, Text) and isinstance(dutch, str) and lang.startswith("nl"):
        return dutch
    if isinstance(requirement.constraint, Local) and "one_of" in requirement.must:
        return listed(value_words(_options(requirement.must), vocabulary, lang), _OR, lang)
    aspect = vocabulary.aspect(*requirement.key)
    assert aspect is not None, requirement.id
    return constraint_words(requirement.constraint, aspect, vocabulary, lang)


def _options(must: Mapping[str, Any]) -> list[str]:
    return list(must["one_of"])


def note_words(requirement: Requirement, lang: str) -> str | None:
    """The note in Dutch where it has one, else in the language of the facts (English)."""
    return requirement.note_nl if lang.startswith("nl") and requirement.note_nl else requirement.note


def scope_words(requirement: Requirement, vocabulary: Vocabulary, indications: Mapping[str, str], lang: str) -> str:
    """Where a requirement applies, empty for everywhere; `indications` are the words of the catalogue by id."""
    told = []
    for dimension, values in requirement.scope.parts:
        written = (requirement.applies_to or {}).get(dimension)
        if isinstance(written, Mapping):
            told.append(f"{vocabulary.label('scopes', dimension).in_(lang)} {_measured(written)}")
        elif dimension == "indication":
            told.append(listed((indications.get(v, v.replace("_", " ")) for v in values), _OR, lang))
        else:
            told.append(listed(value_words(values, vocabulary, lang), _OR, lang))
    return "; ".join(told)


def _measured(written: Mapping[str, Any]) -> str:
    unit = f" {written['unit']}" if written.get("unit") else ""
    signs = {"min": "≥", "above": ">", "max": "≤", "below": "<"}
    return " ".join(f"{signs[name]} {written[name]}" for name in signs if name in written) + unit


_TIME_UNITS = ("a", "mo", "wk", "d", "h", "min")


def minutes_words(low: Fraction | None, high: Fraction | None, lang: str) -> str:
    """Minutes in the largest unit that says it exactly: 40320 → `4 weken`; a lower bound of 0 is not told."""
    low = None if low == 0 and high is not None else low
    told = [bound for bound in (low, high) if bound is not None]
    code = next((u for u in _TIME_UNITS if all(convert(b, "min", u).denominator == 1 for b in told)), "min")
    low, high = (None if b is None else convert(b, "min", code) for b in (low, high))
    return bounds(low, high, code, lang)
