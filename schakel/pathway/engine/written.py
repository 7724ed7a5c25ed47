# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Between the constraint as it is written in the facts (`must`) and the constraint of the algebra."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from pydantic import Field, model_validator

from schakel.pathway.engine.constraints import (
    Act,
    Choice,
    Constraint,
    ConstraintError,
    Items,
    Kind,
    Local,
    Range,
    Span,
    Text,
    Window,
)
from schakel.pathway.engine.requirement import Scope
from schakel.pathway.engine.vocabulary import Aspect, Vocabulary
from schakel.values.plain import written_number
from schakel.values.schema import Line, Model, Name, Number
from schakel.values.units import ABSOLUTE_ZERO, UnitError, possible, same_dimension, unit

_FORMS = ("range", "one_of", "all_of", "required", "act", "text", "local")
_FORM_OF_TYPE = {
    "range": {"range"},
    "window": {"range"},
    "choice": {"one_of", "local", "required"},
    "clock": {"one_of"},
    "items": {"all_of", "local"},
    "act": {"act", "required", "local"},
    "text": {"text", "local"},
}


class MustModel(Model):
    """`must`: exactly one form of constraint."""

    min: Number | None = None
    max: Number | None = None
    unit: str | None = None
    one_of: list[Name] | None = Field(None, min_length=1)
    all_of: list[Name] | None = Field(None, min_length=1)
    required: bool | None = None
    act: Literal["required", "permitted", "forbidden"] | None = None
    text: Line | None = None
    nl: Line | None = None
    local: Literal[True] | None = None
    from_: Name | None = Field(None, alias="from")
    to: Name | None = None

    @property
    def form(self) -> str:
        return self.forms()[0]

    def forms(self) -> list[str]:
        bounds = self.min is not None or self.max is not None
        given = {"range": bounds or self.unit is not None}
        given |= {name: getattr(self, name) is not None for name in _FORMS[1:]}
        return [name for name in _FORMS if given[name]]

    def plain(self) -> dict[str, Any]:
        """What was written, as plain data: bounds as the numbers of a file."""
        written = self.model_dump(by_alias=True, exclude_none=True)
        bounds = {"min": self.min, "max": self.max}
        return written | {name: written_number(bound) for name, bound in bounds.items() if bound is not None}

    @model_validator(mode="after")
    def _one_form(self) -> "MustModel":
        forms = self.forms()
        if len(forms) != 1:
            found = " and ".join(forms) or "none"
            raise ValueError(f"a requirement has exactly one form of constraint, found {found}")
        if self.form == "range" and self.unit is None:
            raise ValueError("a range needs its unit (UCUM; '1' for a plain number)")
        if self.form == "range" and self.min is None and self.max is None:
            raise ValueError("a range needs min, max or both")
        if self.nl is not None and self.text is None:
            raise ValueError("nl belongs to text")
        if (self.from_ or self.to) and self.form != "range":
            raise ValueError("from and to belong to a window")
        return self


def constraint_of(must: MustModel, aspect: Aspect, vocabulary: Vocabulary) -> Constraint:
    """The algebra's constraint; ConstraintError or UnitError say what does not fit this aspect."""
    if must.form not in _FORM_OF_TYPE[aspect.type]:
        raise ConstraintError(f"{aspect.step}.{aspect.name} is a {aspect.type}, not written as {must.form}")
    match must.form:
        case "range":
            return _measured(must, aspect, vocabulary)
        case "one_of":
            return _choice([vocabulary.term(value) for value in must.one_of or ()], vocabulary)
        case "all_of":
            return Items(frozenset(vocabulary.term(value) for value in must.all_of or ()))
        case "required":
            return _flag(must.required is True, aspect)
        case "act":
            return Act(Kind(must.act or ""))
        case "text":
            return Text(must.text or "")
    return Local()


def _choice(options: list[str], vocabulary: Vocabulary) -> Constraint:
    return Local() if any(vocabulary.is_local(option) for option in options) else Choice(frozenset(options))


def _flag(value: bool, aspect: Aspect) -> Constraint:
    if value not in aspect.flags:
        raise ConstraintError(
            f"the vocabulary does not say what {str(value).lower()} means for {aspect.step}.{aspect.name}"
        )
    meaning = aspect.flags[value]
    return Choice(frozenset({meaning})) if aspect.type == "choice" else Act(Kind(meaning))


def _measured(must: MustModel, aspect: Aspect, vocabulary: Vocabulary) -> Constraint:
    written = must.unit or ""
    if aspect.unit and not same_dimension(written, aspect.unit):
        raise UnitError(
            f"{written!r} measures {unit(written).dimension}, {aspect.step}.{aspect.name} {unit(aspect.unit).dimension}"
        )
    if any(bound is not None and not possible(bound, written) for bound in (must.min, must.max)):
        raise ConstraintError(f"no temperature lies below {number(ABSOLUTE_ZERO)} Cel")
    if aspect.type == "range":
        if must.from_ or must.to:
            raise ConstraintError("from and to belong to a window")
        return Range(must.min, must.max, written)
    start, end = must.from_ or aspect.start or "", must.to or aspect.end or ""
    for event in (start, end):
        if event not in vocabulary.events:
            raise ConstraintError(f"unknown event {event!r}")
    window = Window(frozenset({Span(start, end, must.min, must.max, written)}))
    if vocabulary.order.join(window.network()).contradiction() is not None:
        raise ConstraintError(
            f"the window runs against the order of events: {end!r} never comes so long after {start!r}"
        )
    return window


def scope_of(applies_to: Mapping[str, Any] | None) -> Scope:
    """The scope of an `applies_to` mapping: lists of ids, or bounds (min, max, above, below, unit)."""
    parts: list[tuple[str, tuple[str, ...]]] = []
    for dimension, value in sorted((applies_to or {}).items()):
        if isinstance(value, Mapping):
            bounds = " ".join(f"{name} {value[name]}" for name in ("min", "above", "max", "below") if name in value)
            parts.append((dimension, (f"{bounds} {value.get('unit', '')}".strip(),)))
        else:
            parts.append((dimension, tuple(sorted(map(str, value)))))
    return Scope(tuple(parts))


def number(value: Fraction | None) -> int | float | None:
    """A bound as a plain number for JSON and files; whole where it is whole."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def as_json(constraint: Constraint) -> dict[str, Any]:
    """The published JSON form of a constraint: `type` and what belongs to it, bounds that are open left out."""
    match constraint:
        case Range(low, high, code):
            return {"type": "range", **_bounds(low, high, code)}
        case Choice(options):
            return {"type": "choice", "one_of": sorted(options)}
        case Items(items):
            return {"type": "items", "all_of": sorted(items)}
        case Act(kind):
            return {"type": "act", "act": kind.value}
        case Window(spans):
            found = [
                {"from": s.start, "to": s.end, **_bounds(s.low, s.high, s.unit)} for s in sorted(spans, key=_place)
            ]
            return {"type": "window", "spans": found}
        case Text(text):
            return {"type": "text", "text": text}
    return {"type": "local"}


def _place(span: Span) -> tuple[str, str]:
    return (span.start, span.end)


def _bounds(low: Fraction | None, high: Fraction | None, code: str) -> dict[str, Any]:
    bounds = {"min": number(low), "max": number(high)}
    return {name: bound for name, bound in bounds.items() if bound is not None} | {"unit": code}
