# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""All windows of one or several products as one network: what follows from them, and what cannot hold together.

Each bound of the network remembers the requirement that set it, so that an implied window is shown with the chain it
follows from, and a contradiction as the chain of requirements that causes it. Requirements whose scopes exclude each
other (another indication, another way to thaw) are never joined: every *situation* is a network of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

from schakel.pathway.engine.constraints import Span, Window
from schakel.pathway.engine.network import Network, Pair
from schakel.pathway.engine.requirement import Profile, Requirement
from schakel.pathway.engine.situations import Situation, situations
from schakel.pathway.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Link:
    """One bound in a chain: `end` comes at most `minutes` after `start` (negative: at least that much before it).

    `requirements` set it; none means that the order of events alone says so.
    """

    start: str
    end: str
    minutes: Fraction
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Implied:
    """The tightest window from `start` to `end` in minutes, the chain of each bound, and who states it outright."""

    start: str
    end: str
    low: Fraction | None
    high: Fraction | None
    low_chain: tuple[Link, ...]
    high_chain: tuple[Link, ...]
    stated_by: tuple[Requirement, ...]

    @property
    def derived(self) -> bool:
        """Whether a bound follows from several requirements or from another pair of events."""
        return any(len(chain) > 1 for chain in (self.low_chain, self.high_chain))


@dataclass(frozen=True, slots=True)
class Case:
    """The windows of one or more situations in which the same requirements apply."""

    situations: tuple[Situation, ...]
    requirements: tuple[Requirement, ...]
    implied: tuple[Implied, ...]
    contradiction: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Windows:
    """Every case; `possible` when no case holds a contradiction."""

    products: tuple[str, ...]
    cases: tuple[Case, ...]

    @property
    def possible(self) -> bool:
        return not any(case.contradiction for case in self.cases)


def windows(profiles: Sequence[Profile], vocabulary: Vocabulary) -> Windows:
    """The windows of all these products at once, per case.

    Of several products the properties (manufacturing time, shelf life) stay out: each keeps its own, none is shared.
    """
    alone = len(profiles) == 1
    asked = [r for profile in profiles for r in profile.requirements if _joins(r, vocabulary, alone)]
    cases = [_case(found, applying, vocabulary) for applying, found in situations(asked).items()]
    return Windows(tuple(profile.slug for profile in profiles), tuple(cases))


def _joins(requirement: Requirement, vocabulary: Vocabulary, alone: bool) -> bool:
    aspect = vocabulary.aspect(*requirement.key)
    shared = alone or (aspect is not None and aspect.nature != "product")
    return shared and isinstance(requirement.constraint, Window)


class _Traced:
    """A network whose every bound knows the requirements that set it."""

    def __init__(self, requirements: Iterable[Requirement], order: Network) -> None:
        self.stated: dict[Pair, list[Requirement]] = {}
        self._causes: dict[Pair, list[tuple[Fraction, Requirement]]] = {}
        network = Network()
        for requirement, span in _spans(requirements):
            self.stated.setdefault((span.start, span.end), []).append(requirement)
            within = span.within.to("min")
            network = network.add(span.start, span.end, within.low or Fraction(0), within.high)
            self._remember((span.start, span.end), within.high, requirement)
            self._remember((span.end, span.start), None if within.low is None else -within.low, requirement)
        mentioned = set(network.events())
        self.network = network.join(order.among(mentioned))

    def _remember(self, pair: Pair, weight: Fraction | None, requirement: Requirement) -> None:
        if weight is not None:
            self._causes.setdefault(pair, []).append((weight, requirement))

    def link(self, start: str, end: str) -> Link:
        """The bound of this edge with the requirements that set exactly it."""
        minutes = self.network.upper[start, end]
        setters = tuple(r for weight, r in self._causes.get((start, end), ()) if weight == minutes)
        return Link(start, end, minutes, setters)

    def chain(self, events: Sequence[str]) -> tuple[Link, ...]:
        return tuple(self.link(a, b) for a, b in pairwise(events))


def _spans(requirements: Iterable[Requirement]) -> Iterator[tuple[Requirement, Span]]:
    for requirement in requirements:
        if isinstance(requirement.constraint, Window):
            for span in requirement.constraint.spans:
                yield requirement, span


def _case(found: tuple[Situation, ...], applying: tuple[Requirement, ...], vocabulary: Vocabulary) -> Case:
    traced = _Traced(applying, vocabulary.order)
    cycle = traced.network.contradiction()
    if cycle is not None:
        return Case(found, applying, (), traced.chain([*cycle, cycle[0]]))
    return Case(found, applying, tuple(_implied(traced)), ())


def _implied(traced: _Traced) -> Iterator[Implied]:
    """Every window between two events that some requirement bounds, stated ones and derived ones."""
    events = traced.network.events()
    paths = {event: traced.network.paths_from(event) for event in events}
    for start, end in sorted(product(events, events)):
        if start == end:
            continue
        high_chain = _chain(traced, paths, start, end)
        low_chain = _chain(traced, paths, end, start)
        high = sum((link.minutes for link in high_chain), Fraction(0)) if high_chain else None
        low = -sum((link.minutes for link in low_chain), Fraction(0)) if low_chain else None
        if _worth_telling(low, high, low_chain + high_chain):
            stated = tuple(traced.stated.get((start, end), ()))
            yield Implied(start, end, low, high, low_chain, high_chain, stated)


def _chain(
    traced: _Traced, paths: Mapping[str, tuple[dict[str, Fraction], dict[str, str]]], start: str, end: str
) -> tuple[Link, ...]:
    distance, came_from = paths[start]
    if end not in distance:
        return ()
    events = [end]
    while events[-1] != start:
        events.append(came_from[events[-1]])
    return traced.chain(events[::-1])


def _worth_telling(low: Fraction | None, high: Fraction | None, chain: tuple[Link, ...]) -> bool:
    """Forward in time, bounded by a requirement, and not merely "some time between nothing and for ever"."""
    forward = low is not None and low >= 0
    bounded = high is not None or (low is not None and low > 0)
    return forward and bounded and any(link.requirements for link in chain)
