# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Constraints, requirements and rows drawn at random, for the properties that every engine must keep."""

from fractions import Fraction

from hypothesis import strategies as st

from schakel.pathway.engine.constraints import (
    Act,
    Choice,
    Items,
    Kind,
    Local,
    Range,
    Span,
    Text,
    Window,
    network_of,
)
from schakel.pathway.engine.network import ordered
from schakel.pathway.engine.requirement import Requirement, Scope
from schakel.sources.engine.citation import Citation, Document

SOURCE = Citation(Document("Example SmPC", "1", None, None, None), "SmPC 6.4")
EVENTS = ("thaw_start", "thaw_end", "given")
ORDER = ordered([("thaw_start", "thaw_end"), ("thaw_end", "given")])
words = st.sampled_from("abcde")
numbers = st.integers(-6, 6).map(Fraction)


@st.composite
def bounds(draw, low=-6, high=6):
    """(low, high) with at least one of them, in order."""
    number = st.integers(low, high).map(Fraction)
    first, second = draw(st.none() | number), draw(st.none() | number)
    if first is None and second is None:
        first = draw(number)
    if first is not None and second is not None and first > second:
        first, second = second, first
    return first, second


@st.composite
def ranges(draw, units=("min", "h")):
    low, high = draw(bounds())
    return Range(low, high, draw(st.sampled_from(units)))


@st.composite
def spans(draw):
    start, end = draw(st.sampled_from([("thaw_start", "thaw_end"), ("thaw_end", "given"), ("thaw_start", "given")]))
    low, high = draw(bounds(0, 6))
    return Span(start, end, low, high, draw(st.sampled_from(("min", "h"))))


@st.composite
def windows(draw):
    found = draw(st.lists(spans(), min_size=1, max_size=2, unique_by=lambda span: span.pair))
    kept = found if ORDER.join(network_of(found)).contradiction() is None else found[:1]
    return Window(frozenset(kept))


choices = st.frozensets(words, min_size=1, max_size=4).map(Choice)
items = st.frozensets(words, min_size=1, max_size=4).map(Items)
acts = st.sampled_from(list(Kind)).map(Act)
texts = words.map(Text)
KINDS = {"range": ranges(), "choice": choices, "items": items, "act": acts, "text": texts, "window": windows()}


@st.composite
def alike(draw, count=3):
    """Constraints of one kind, now and then one that the hospital decides."""
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    return [draw(st.just(Local()) | kind | kind | kind) for _ in range(count)]


scopes = st.sampled_from([(), (), (), (("indication", ("fl",)),), (("indication", ("all",)),)]).map(Scope)


@st.composite
def positions(draw, most=6, kinds=tuple(KINDS), scoped=True):
    """Requirements of several products on one aspect."""
    kind = KINDS[draw(st.sampled_from(kinds))]
    count = draw(st.integers(1, most))
    made = {}
    for place in range(count):
        scope = draw(scopes) if scoped else Scope()
        product = draw(st.sampled_from("pqrs")) if scoped else f"p{place}"
        requirement = Requirement(product, "preparation", "x", draw(kind | kind | st.just(Local())), SOURCE, {}, scope)
        made[requirement.id] = requirement
    return list(made.values())
