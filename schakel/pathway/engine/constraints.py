# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The algebra of requirements: what a constraint accepts, what satisfies two at once, and which is the stricter.

Constraints on one aspect form a meet-semilattice: `meet` is commutative, associative and idempotent, and
`implies(a, b)` says exactly that `meet(a, b)` is `a`. Everything the product computes (comparison, standard,
leverage, checklist, clocks) rests on these three functions; see docs/explanation/algebra.md for worked examples.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from typing import Any

from schakel.pathway.engine.network import Network
from schakel.values.units import convert, same_dimension, unit


class ConstraintError(ValueError):
    """A constraint that cannot exist (empty range, no options), or two kinds that cannot be compared."""


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers between `low` and `high`, both included, in one UCUM unit; None is unbounded on that side.

    A whole bound is kept as an int: the same number, twenty times faster to compare than a fraction.
    """

    low: Fraction | None
    high: Fraction | None
    unit: str

    def __post_init__(self) -> None:
        unit(self.unit)
        for side, bound in (("low", self.low), ("high", self.high)):
            if bound is not None and bound.denominator == 1:
                object.__setattr__(self, side, bound.numerator)
        if self.low is None and self.high is None:
            raise ConstraintError("a range needs a minimum, a maximum or both")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ConstraintError(f"the minimum {self.low} lies above the maximum {self.high}")

    def to(self, code: str) -> "Range":
        """The same range in another unit of the same dimension."""
        if code == self.unit:
            return self
        low, high = (None if b is None else convert(b, self.unit, code) for b in (self.low, self.high))
        return Range(low, high, code)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these options is allowed."""

    options: frozenset[str]

    def __post_init__(self) -> None:
        if not self.options:
            raise ConstraintError("a choice needs at least one option")


@dataclass(frozen=True, slots=True)
class Items:
    """All of these items are needed."""

    items: frozenset[str]

    def __post_init__(self) -> None:
        if not self.items:
            raise ConstraintError("a list of items needs at least one item")


class Kind(StrEnum):
    """What an act is: permitted yields to the other two, which exclude each other."""

    REQUIRED = "required"
    PERMITTED = "permitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is required, permitted or forbidden."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Span:
    """The time from one pathway event to a later one lies within a range of non-negative time."""

    start: str
    end: str
    low: Fraction | None
    high: Fraction | None
    unit: str

    def __post_init__(self) -> None:
        within = Range(self.low, self.high, self.unit)
        if not same_dimension(self.unit, "min"):
            raise ConstraintError(f"{self.unit!r} is not a unit of time")
        if self.start == self.end:
            raise ConstraintError(f"a window needs two different events, not twice {self.start!r}")
        if any(bound is not None and bound < 0 for bound in (within.low, within.high)):
            raise ConstraintError("a window cannot be shorter than nothing")

    @property
    def within(self) -> Range:
        return Range(self.low, self.high, self.unit)

    @property
    def pair(self) -> tuple[str, str]:
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Window:
    """Spans that must all hold; usually one. Products that start their clock elsewhere each bring their own span."""

    spans: frozenset[Span]
    _network: Network = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.spans:
            raise ConstraintError("a window needs at least one span")
        # Made once: every comparison of windows asks for it.
        object.__setattr__(self, "_network", network_of(self.spans))
        if self._network.contradiction() is not None:
            raise ConstraintError("the spans of this window cannot all hold")

    def network(self) -> Network:
        return self._network


@dataclass(frozen=True, slots=True)
class Local:
    """The hospital decides: satisfied by anything, yields to everything."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words that only a person can weigh: equal or in need of judgement."""

    text: str


Constraint = Range | Choice | Items | Act | Window | Local | Text


class Failure(StrEnum):
    """Why two constraints have no meet."""

    CONFLICT = "conflict"
    JUDGEMENT = "judgement"


Meet = Constraint | Failure
Value = Fraction | str | frozenset[str] | bool | Mapping[tuple[str, str], Fraction]


def network_of(spans: Iterable[Span]) -> Network:
    """The simple temporal network of spans, in minutes; the end of a span never comes before its start."""
    network = Network()
    for span in spans:
        within = span.within.to("min")
        network = network.add(span.start, span.end, within.low or Fraction(0), within.high)
    return network


def accepts(constraint: Constraint, value: Value) -> bool:
    """Whether a value satisfies a constraint.

    `value` is a Fraction in the range's unit; one option; the frozenset of items present; True/False for an act
    that was done or not; minutes per (start, end) pair for a window, where a pair that was not measured does not
    satisfy. Text accepts only its own words. Local accepts anything.
    """
    match constraint, value:
        case Local(), _:
            return True
        case Range(low, high, _), Fraction():
            return (low is None or low <= value) and (high is None or value <= high)
        case Choice(options), str():
            return value in options
        case Items(items), frozenset():
            return items <= value
        case Act(kind), bool():
            return kind is Kind.PERMITTED or value is (kind is Kind.REQUIRED)
        case Window(spans), Mapping():
            return all(_span_accepts(span, value) for span in spans)
        case Text(text), str():
            return text == value
    raise ConstraintError(f"{type(constraint).__name__} does not take a {type(value).__name__}")


def _span_accepts(span: Span, minutes: Mapping[tuple[str, str], Fraction]) -> bool:
    measured = minutes.get((span.start, span.end))
    return measured is not None and measured >= 0 and accepts(span.within.to("min"), measured)


def meet(a: Meet, b: Meet) -> Meet:
    """The weakest constraint that satisfies both, or why there is none; a failure stays a failure."""
    if type(a) is type(b):
        return _MEETS[type(a)](a, b)
    if isinstance(a, Failure):
        return a
    if isinstance(b, Failure):
        return b
    if isinstance(a, Local):
        return b
    if isinstance(b, Local):
        return a
    raise ConstraintError(f"{type(a).__name__} and {type(b).__name__} cannot be compared")


def meet_all(constraints: Iterable[Meet], order: Network | None = None) -> Meet:
    """The meet of one or more constraints; with an order of events, windows must be able to hold together under it."""
    found = reduce(meet, constraints)
    if order is not None and isinstance(found, Window) and under(order, found).contradiction() is not None:
        return Failure.CONFLICT
    return found


def under(order: Network, window: Window) -> Network:
    """A window together with what the order of all events says about its own events."""
    network = window.network()
    return network.join(order.among(network.events()))


def _meet_ranges(a: Range, b: Range) -> Meet:
    b = b.to(a.unit)
    low = b.low if a.low is None or (b.low is not None and b.low > a.low) else a.low
    high = b.high if a.high is None or (b.high is not None and b.high < a.high) else a.high
    # The stricter of the two as it is, before anything is built.
    for stricter in (a, b):
        if low is stricter.low and high is stricter.high:
            return stricter
    return Failure.CONFLICT if low is not None and high is not None and low > high else Range(low, high, a.unit)


def _meet_choices(a: Choice, b: Choice) -> Meet:
    common = a.options & b.options
    return Choice(common) if common else Failure.CONFLICT


def _meet_items(a: Items, b: Items) -> Meet:
    return Items(a.items | b.items)


def _meet_texts(a: Text, b: Text) -> Meet:
    return a if a == b else Failure.JUDGEMENT


def _meet_failures(a: Failure, b: Failure) -> Meet:
    return Failure.CONFLICT if Failure.CONFLICT in (a, b) else Failure.JUDGEMENT


def _meet_acts(a: Act, b: Act) -> Meet:
    if a.kind is Kind.PERMITTED:
        return b
    return a if b.kind in (Kind.PERMITTED, a.kind) else Failure.CONFLICT


def _meet_windows(a: Window, b: Window) -> Meet:
    """Spans between the same two events intersect; others stand side by side, if all can hold together."""
    merged: dict[tuple[str, str], Range] = {}
    for span in (*a.spans, *b.spans):
        both = _meet_ranges(merged[span.pair], span.within) if span.pair in merged else span.within
        if not isinstance(both, Range):
            return Failure.CONFLICT
        merged[span.pair] = both
    spans = frozenset(Span(*pair, r.low, r.high, r.unit) for pair, r in merged.items())
    return Failure.CONFLICT if network_of(spans).contradiction() is not None else Window(spans)


_MEETS: dict[type, Callable[[Any, Any], Meet]] = {
    Range: _meet_ranges,
    Choice: _meet_choices,
    Items: _meet_items,
    Act: _meet_acts,
    Window: _meet_windows,
    Local: lambda a, _b: a,
    Text: _meet_texts,
    Failure: _meet_failures,
}


def implies(a: Constraint, b: Constraint) -> bool:
    """Whether everything that satisfies `a` satisfies `b`: `a` is at least as strict."""
    match a, b:
        case Range(), Range():
            return _range_implies(a, b.to(a.unit))
        case _, Local():
            return True
        case Local(), _:
            return False
        case Choice(), Choice():
            return a.options <= b.options
        case Items(), Items():
            return a.items >= b.items
        case Act(), Act():
            return b.kind in (Kind.PERMITTED, a.kind)
        case Window(), Window():
            return a.network().implies(b.network())
        case Text(), Text():
            return a == b
    raise ConstraintError(f"{type(a).__name__} and {type(b).__name__} cannot be compared")


def _range_implies(a: Range, b: Range) -> bool:
    low_holds = b.low is None or (a.low is not None and a.low >= b.low)
    high_holds = b.high is None or (a.high is not None and a.high <= b.high)
    return low_holds and high_holds


def told_in(constraint: Constraint, code: str | None) -> Constraint:
    """The same constraint with its numbers in one unit; a span of a window that is no whole number there in minutes."""
    if code is None:
        return constraint
    if isinstance(constraint, Range):
        return constraint.to(code)
    if isinstance(constraint, Window):
        return Window(frozenset(_span_told_in(span, code) for span in constraint.spans))
    return constraint


def _span_told_in(span: Span, code: str) -> Span:
    within = span.within.to(code)
    whole = all(bound is None or bound.denominator == 1 for bound in (within.low, within.high))
    told = within if whole else span.within.to("min")
    return Span(span.start, span.end, told.low, told.high, told.unit)


def equal(a: Constraint, b: Constraint) -> bool:
    """Whether two constraints accept the same values (28 d equals 4 wk)."""
    return a is b or (implies(a, b) and implies(b, a))
