# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The smallest set of rules that serves all: every product's requirement is implied by one of the variants.

Exact, per kind of constraint: ranges and windows between the same two events by interval stabbing (as few points as hit
every interval; on a line, intervals that meet two by two meet all together), choices by a minimum hitting set, windows
between different events by a minimum partition into groups that can hold together under the order of events, items
unite into one list, acts split into required and forbidden at most, equal texts go together, and what the hospital
decides itself goes with any variant. See docs/explanation/standard.md for worked examples.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from schakel.pathway.engine.compare import Comparison, Harmonisation, Row, binding_of, compare, harmonisation
from schakel.pathway.engine.constraints import (
    Act,
    Choice,
    Constraint,
    Failure,
    Items,
    Kind,
    Local,
    Range,
    Text,
    Window,
    equal,
    meet_all,
    told_in,
)
from schakel.pathway.engine.network import Network
from schakel.pathway.engine.requirement import Profile, Requirement
from schakel.pathway.engine.vocabulary import Vocabulary

Group = list[Requirement]


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a rule asks of one product beyond its own requirement.

    `what`: low or high (a stricter or new bound; `amount` in `unit` is the difference, None for a new bound), options
    (no longer allowed), items (extra), act (no longer free), span (a tighter or new window), rule (instead of its own).
    """

    requirement: Requirement
    what: str
    amount: Fraction | None = None
    unit: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One rule, whom it serves, whose own bounds set it, and what it asks of the others."""

    rule: Constraint
    members: tuple[Requirement, ...]
    binding: tuple[Requirement, ...]
    beyond: tuple[Beyond, ...]

    @property
    def products(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(member.product for member in self.members))


@dataclass(frozen=True, slots=True)
class Line:
    """An aspect of the standard with its variants, the one that serves most products first."""

    row: Row
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one rule goes at one step."""

    step: str
    comparison: Comparison
    harmonisation: Harmonisation


@dataclass(frozen=True, slots=True)
class Standard:
    products: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    lines: tuple[Line, ...]
    harmonisation: Harmonisation


def standard(
    profiles: Sequence[Profile],
    vocabulary: Vocabulary,
    *,
    steps: Collection[str] | None = None,
    natures: Collection[str] = ("procedure",),
) -> Standard:
    """The standard over the aspects of these natures; harmonisation always counts methods only."""
    compared = compare(profiles, vocabulary, steps=steps, natures=natures)
    lines = tuple(Line(row, variants(row, vocabulary.order)) for row in compared.rows)
    coverage = (
        Coverage(step, comparison, comparison.harmonisation)
        for step, rows in groupby(compared.rows, key=lambda row: row.aspect.step)
        for comparison in (Comparison(compared.products, tuple(rows)),)
    )
    return Standard(compared.products, tuple(coverage), lines, harmonisation(compared.rows))


def variants(row: Row, order: Network) -> tuple[Variant, ...]:
    """The fewest rules that serve every position of a row, the one with most products first."""
    return variants_of(row.positions, order, unit=row.aspect.unit)


def variants_of(positions: Sequence[Requirement], order: Network, *, unit: str | None = None) -> tuple[Variant, ...]:
    """As `variants`, of positions on one aspect; ranges are told in `unit` where one is given."""
    groups = _groups(positions, order)
    found = [_variant(group, unit) for group in groups]
    return tuple(sorted(found, key=lambda v: (-len(v.products), min(v.products), min(m.id for m in v.members))))


def _variant(group: Group, unit: str | None) -> Variant:
    met = meet_all([member.constraint for member in group])
    assert not isinstance(met, Failure)
    rule = told_in(met, unit)
    beyond = (extra for member in group for extra in _beyond(member, rule))
    return Variant(rule, tuple(group), binding_of(group, rule), tuple(beyond))


def _groups(positions: Sequence[Requirement], order: Network) -> list[Group]:
    """A minimum partition into groups that one rule serves each."""
    free = [position for position in positions if isinstance(position.constraint, Local)]
    bound = [position for position in positions if not isinstance(position.constraint, Local)]
    if not bound:
        return [free]
    split = _SPLITS[type(bound[0].constraint)]
    groups = split(bound, order)
    # A hospital's own choice fits any rule; it goes where most go.
    max(groups, key=len).extend(free)
    return groups


def _one_group(positions: Sequence[Requirement], _order: Network) -> list[Group]:
    return [list(positions)]


def _split_acts(positions: Sequence[Requirement], _order: Network) -> list[Group]:
    kinds: dict[Kind, Group] = {}
    for position in positions:
        assert isinstance(position.constraint, Act)
        kinds.setdefault(position.constraint.kind, []).append(position)
    yielding = kinds.pop(Kind.PERMITTED, [])
    if not kinds:
        return [yielding]
    groups = [kinds[kind] for kind in sorted(kinds)]
    max(groups, key=len).extend(yielding)
    return groups


def _split_texts(positions: Sequence[Requirement], _order: Network) -> list[Group]:
    texts: dict[Constraint, Group] = {}
    for position in positions:
        assert isinstance(position.constraint, Text)
        texts.setdefault(position.constraint, []).append(position)
    return list(texts.values())


def _split_ranges(positions: Sequence[Requirement], _order: Network) -> list[Group]:
    first = positions[0].constraint
    assert isinstance(first, Range)
    return _stab(positions, lambda p: _bounds(p.constraint, first.unit))


def _bounds(constraint: Constraint, unit: str) -> tuple[Fraction | None, Fraction | None]:
    assert isinstance(constraint, Range)
    own = constraint.to(unit)
    return own.low, own.high


def _stab(
    positions: Sequence[Requirement], bounds: Callable[[Requirement], tuple[Fraction | None, Fraction | None]]
) -> list[Group]:
    """Interval stabbing: by rising upper end, a new point only where the last one misses. Open ends reach for ever."""

    def upper(position: Requirement) -> tuple[bool, Fraction]:
        high = bounds(position)[1]
        return (high is None, high or Fraction(0))

    groups: list[Group] = []
    point: Fraction | None = None
    for position in sorted(positions, key=upper):
        low, high = bounds(position)
        if groups and (low is None or point is None or low <= point):
            groups[-1].append(position)
        else:
            groups.append([position])
            point = high
    return groups


def _split_choices(positions: Sequence[Requirement], _order: Network) -> list[Group]:
    """A minimum hitting set of options; each position goes with the first chosen option it allows."""
    options = [_options(position) for position in positions]
    chosen = _hitting_set(options)
    groups: dict[str, Group] = {option: [] for option in chosen}
    for position, allowed in zip(positions, options, strict=True):
        groups[next(option for option in chosen if option in allowed)].append(position)
    return [group for group in groups.values() if group]


def _options(position: Requirement) -> frozenset[str]:
    assert isinstance(position.constraint, Choice)
    return position.constraint.options


def _hitting_set(sets: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """The smallest set of options that hits every set; of equally small ones, one of options that many sets allow."""
    often = {option: -sum(option in s for s in sets) for s in sets for option in s}

    def search(left: list[frozenset[str]], room: int) -> tuple[str, ...] | None:
        if not left:
            return ()
        if room == 0:
            return None
        # The set with fewest options leaves the fewest branches.
        fewest = min(left, key=_size)
        for option in sorted(fewest, key=lambda o: (often[o], o)):
            rest = search([s for s in left if option not in s], room - 1)
            if rest is not None:
                return (option, *rest)
        return None

    found = next(f for room in range(1, len(sets) + 1) if (f := search(list(set(sets)), room)) is not None)
    return tuple(sorted(found, key=lambda o: (often[o], o)))


def _size(options: frozenset[str]) -> int:
    return len(options)


def _split_windows(positions: Sequence[Requirement], order: Network) -> list[Group]:
    """Same two events: stabbing. Otherwise a minimum partition into groups that can hold together."""
    pairs = {span.pair for p in positions for span in _window(p).spans}
    if len(pairs) == 1:
        (pair,) = pairs
        return _stab(positions, lambda p: _window(p).network().between(*pair))
    if _hold_together(positions, order):
        return [list(positions)]
    return next(
        groups
        for room in range(2, len(positions) + 1)
        if (groups := _partition(list(positions), room, order)) is not None
    )


def _window(position: Requirement) -> Window:
    assert isinstance(position.constraint, Window)
    return position.constraint


def _hold_together(group: Sequence[Requirement], order: Network) -> bool:
    """Whether these windows can all hold; one window by itself is a rule, whatever it says."""
    if len(group) == 1:
        return True
    network = order
    for member in group:
        network = network.join(_window(member).network())
    return network.contradiction() is None


def _partition(positions: list[Requirement], room: int, order: Network) -> list[Group] | None:
    """Depth first: each position into one of the groups begun, or begins the next one; None when `room` is too few."""

    def place(index: int, groups: list[Group]) -> list[Group] | None:
        if index == len(positions):
            return groups
        for i, group in enumerate(groups):
            if _hold_together([*group, positions[index]], order):
                tried = place(index + 1, [*groups[:i], [*group, positions[index]], *groups[i + 1 :]])
                if tried is not None:
                    return tried
        return place(index + 1, [*groups, [positions[index]]]) if len(groups) < room else None

    return place(0, [])


_SPLITS: dict[type[Constraint], Callable[[Sequence[Requirement], Network], list[Group]]] = {
    Range: _split_ranges,
    Choice: _split_choices,
    Items: _one_group,
    Act: _split_acts,
    Window: _split_windows,
    Text: _split_texts,
}


def _beyond(member: Requirement, rule: Constraint) -> Iterator[Beyond]:
    """What the rule asks of this member beyond its own requirement; nothing where it asks just that."""
    mine = member.constraint
    if equal(mine, rule):
        return
    match mine, rule:
        case Range(), Range():
            yield from _beyond_range(member, mine.to(rule.unit), rule)
        case Choice(), Choice():
            yield Beyond(member, "options", values=tuple(sorted(mine.options - rule.options)))
        case Items(), Items():
            yield Beyond(member, "items", values=tuple(sorted(rule.items - mine.items)))
        case Act(), Act():
            yield Beyond(member, "act", values=(rule.kind.value,))
        case Window(), Window():
            yield from _beyond_window(member, mine, rule)
        case _:
            yield Beyond(member, "rule")


def _beyond_range(member: Requirement, mine: Range, rule: Range) -> Iterator[Beyond]:
    if rule.low is not None and rule.low != mine.low:
        yield Beyond(member, "low", None if mine.low is None else rule.low - mine.low, rule.unit)
    if rule.high is not None and rule.high != mine.high:
        yield Beyond(member, "high", None if mine.high is None else mine.high - rule.high, rule.unit)


def _beyond_window(member: Requirement, mine: Window, rule: Window) -> Iterator[Beyond]:
    """Per span of the rule what it asks more, in minutes where this member bounds the same two events."""
    own = mine.network()
    for span in sorted(rule.spans, key=lambda s: s.pair):
        pair, (low, high) = span.pair, own.between(*span.pair)
        asked = span.within.to("min")
        if asked.high is not None and asked.high != high:
            yield Beyond(member, "high" if high is not None else "span", _less(high, asked.high), "min", pair)
        if asked.low and asked.low != low:
            yield Beyond(member, "low" if low is not None else "span", _less(asked.low, low), "min", pair)


def _less(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a - b
