# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Positions on one aspect in as few groups as possible, so that one rule serves each group.

Exact per kind of constraint: ranges and windows between the same two events by interval stabbing (as few points as hit
every interval; on a line, intervals that meet two by two meet all together), choices by a minimum hitting set, windows
between different events by a minimum partition into groups that can hold together under the order of events. Items
unite, acts split into required and forbidden at most, equal texts go together, and what the hospital decides itself
goes with any group. The answer does not depend on the order in which positions are given.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from schakel.pathway.engine.constraints import (
    Act,
    Choice,
    Constraint,
    Failure,
    Items,
    Kind,
    Local,
    Meet,
    Range,
    Text,
    Window,
    equal,
    implies,
    meet_all,
)
from schakel.pathway.engine.network import Network
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.engine.together import fewest_parts

Group = list[Requirement]
Bounds = tuple[Fraction | None, Fraction | None]


def groups_of(positions: Sequence[Requirement], order: Network) -> list[Group]:
    """A partition into as few groups as possible; of equally few, one that asks extra of few positions."""
    told = sorted(positions, key=lambda position: position.id)
    free = [position for position in told if isinstance(position.constraint, Local)]
    bound = [position for position in told if not isinstance(position.constraint, Local)]
    if not bound:
        return [list(positions)]
    groups = _settled(_SPLITS[type(bound[0].constraint)](bound, order), order)
    # A hospital's own choice fits any rule; it goes where most go.
    max(groups, key=len).extend(free)
    places = {position.id: place for place, position in enumerate(positions)}
    return [sorted(group, key=lambda position: places[position.id]) for group in groups]


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
        texts.setdefault(position.constraint, []).append(position)
    return list(texts.values())


# --- ranges -----------------------------------------------------------------------------------------------------------


def _split_ranges(positions: Sequence[Requirement], _order: Network) -> list[Group]:
    first = positions[0].constraint
    assert isinstance(first, Range)
    return _stab(positions, lambda p: _bounds(p.constraint, first.unit))


def _bounds(constraint: Constraint, unit: str) -> Bounds:
    assert isinstance(constraint, Range)
    own = constraint.to(unit)
    return own.low, own.high


def _stab(positions: Sequence[Requirement], bounds: Callable[[Requirement], Bounds]) -> list[Group]:
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


# --- choices ----------------------------------------------------------------------------------------------------------


def _split_choices(positions: Sequence[Requirement], _order: Network) -> list[Group]:
    """A minimum hitting set of options; each position goes with the first chosen option it allows."""
    chosen = _hitting_set([_options(position) for position in positions])

    def first(position: Requirement) -> str:
        return next(option for option in chosen if option in _options(position))

    return [list(found) for _, found in groupby(sorted(positions, key=first), key=first)]


def _options(position: Requirement) -> frozenset[str]:
    assert isinstance(position.constraint, Choice)
    return position.constraint.options


def _hitting_set(sets: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """The smallest set of options that hits every set; of equally small ones, one of options that many sets allow."""
    often = {option: -sum(option in s for s in sets) for s in sets for option in s}

    def rank(option: str) -> tuple[int, str]:
        return (often[option], option)

    def search(left: list[frozenset[str]], room: int) -> tuple[str, ...] | None:
        if not left:
            return ()
        if _apart(left) > room:
            return None
        # The first set has the fewest options, so the fewest branches.
        for option in sorted(left[0], key=rank):
            rest = search([s for s in left if option not in s], room - 1)
            if rest is not None:
                return (option, *rest)
        return None

    smallest = sorted(_narrowest(sets), key=lambda s: (len(s), sorted(s)))
    found = next(f for room in range(1, len(sets) + 1) if (f := search(smallest, room)) is not None)
    return tuple(sorted(found, key=rank))


def _narrowest(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Without the sets that contain another: what hits the narrow one hits the wide one too."""
    different = frozenset(sets)
    return [s for s in different if not any(other < s for other in different)]


def _apart(sets: Iterable[frozenset[str]]) -> int:
    """How many of these sets share nothing with each other, taken greedily: as many options are needed at least."""
    used, found = set[str](), 0
    for options in sets:
        if used.isdisjoint(options):
            used |= options
            found += 1
    return found


# --- windows ----------------------------------------------------------------------------------------------------------


def _split_windows(positions: Sequence[Requirement], order: Network) -> list[Group]:
    """Same two events: stabbing. Otherwise a minimum partition into groups that can hold together."""
    pairs = {span.pair for position in positions for span in _window(position).spans}
    if len(pairs) == 1:
        (pair,) = pairs
        return _stab(positions, lambda p: _window(p).network().between(*pair))
    if not isinstance(meet_all([position.constraint for position in positions], order), Failure):
        return [list(positions)]
    leading = _leading(positions)
    networks = [_window(leader).network() for leader, _ in leading]
    events = {event for network in networks for event in network.events()}
    parts = fewest_parts(networks, order.among(events))
    return [[member for place in part for member in leading[place][1]] for part in parts]


def _window(position: Requirement) -> Window:
    assert isinstance(position.constraint, Window)
    return position.constraint


def _leading(positions: Sequence[Requirement]) -> list[tuple[Requirement, Group]]:
    """Positions that no other implies, each with those that go where it goes: whatever suits it suits them."""
    leading: list[tuple[Requirement, Group]] = []
    for position in positions:
        mine = position.constraint
        follows = next((group for leader, group in leading if implies(leader.constraint, mine)), None)
        if follows is not None:
            follows.append(position)
            continue
        weaker = [group for leader, group in leading if implies(mine, leader.constraint)]
        leading = [pair for pair in leading if pair[1] not in weaker]
        leading.append((position, [position, *(member for group in weaker for member in group)]))
    return leading


_SPLITS: dict[type[Constraint], Callable[[Sequence[Requirement], Network], list[Group]]] = {
    Range: _split_ranges,
    Choice: _split_choices,
    Items: _one_group,
    Act: _split_acts,
    Window: _split_windows,
    Text: _split_texts,
}


# --- of equally few, the kinder ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Part:
    """A group with its rule, and how many of its members that rule asks more than their own requirement."""

    members: Group
    rule: Meet
    extra: int

    @classmethod
    def of(cls, members: Group, rule: Meet | None = None) -> "_Part":
        met = rule or meet_all([member.constraint for member in members])
        return cls(members, met, sum(not _same(member.constraint, met) for member in members))

    def joined(self, position: Requirement, order: Network) -> "_Part | None":
        """With one more; None when no rule would serve them."""
        rule = meet_all([self.rule, position.constraint], order)
        if isinstance(rule, Failure):
            return None
        members = [*self.members, position]
        if _same(self.rule, rule):
            return _Part(members, rule, self.extra + (not _same(position.constraint, rule)))
        return _Part.of(members, rule)


def _same(a: Meet, b: Meet) -> bool:
    return a is b or (not isinstance(a, Failure) and not isinstance(b, Failure) and equal(a, b))


def _settled(groups: list[Group], order: Network) -> list[Group]:
    """Each position that several groups could take in the one where fewest are asked beyond their own requirement.

    One position at a time until none moves; the number of groups stays. Every move lowers the total, so it ends.
    """
    if len(groups) == 1:
        return groups
    parts = [_Part.of(group) for group in groups]
    moved = True
    while moved:
        homes = [(home, position) for home in range(len(parts)) for position in parts[home].members]
        moved = sum(_move(parts, home, position, order) for home, position in homes) > 0
    return [part.members for part in parts]


def _move(parts: list[_Part], home: int, position: Requirement, order: Network) -> bool:
    if len(parts[home].members) == 1:
        return False
    for place, part in enumerate(parts):
        if place == home or (joined := part.joined(position, order)) is None:
            continue
        if joined.extra - part.extra >= parts[home].extra:
            continue  # even if nobody were left asked more at home
        left = _Part.of([member for member in parts[home].members if member is not position])
        if left.extra + joined.extra < parts[home].extra + part.extra:
            parts[home], parts[place] = left, joined
            return True
    return False
