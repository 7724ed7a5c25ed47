# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Decision trees as data: nodes that each ask one fact, answers that lead to the next node or to an outcome.

An answer leads to `q02` (a node), to `outcome:x`, or to `set:x`: x is kept and the tree goes on at `after_set`, where
`outcome:{set}` ends in what was kept. So one branch can serve several outcomes without being written out for each.
Facts and not nodes are answered: a fact that two nodes ask is asked once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

YES, NO, UNKNOWN = "yes", "no", "unknown"
ANSWERS = (YES, NO, UNKNOWN)
OUTCOME, SET, KEPT = "outcome:", "set:", "{set}"


@dataclass(frozen=True, slots=True)
class Node:
    """A question: the fact it asks and where each answer leads."""

    id: str
    fact: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """A place in the tree: a node, and what was kept on the way there."""

    node: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A node that was passed, with its answer."""

    node: Node
    answer: str


@dataclass(frozen=True, slots=True)
class Walk:
    """The way through the tree: what was answered, then either the node that asks or the outcome."""

    steps: tuple[Step, ...]
    asks: Node | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes by id. Made by a reader that refused loose ends and circles (`loose_ends`, `circles`)."""

    start: str
    after_set: str
    nodes: Mapping[str, Node]

    def leads(self, state: State, answer: str) -> State | str:
        """The next place, or the outcome's id; KeyError for an answer or a node that is not there."""
        target = self.nodes[state.node].answers[answer]
        if target.startswith(OUTCOME):
            return target.removeprefix(OUTCOME).replace(KEPT, state.kept)
        if target.startswith(SET):
            return State(self.after_set, target.removeprefix(SET))
        return State(target, state.kept)


def walk(tree: Tree, facts: Mapping[str, str]) -> Walk:
    """Follows the facts as far as they go."""
    place, steps = State(tree.start), list[Step]()
    while True:
        node = tree.nodes[place.node]
        answer = facts.get(node.fact)
        if answer is None:
            return Walk(tuple(steps), node, None)
        steps.append(Step(node, answer))
        there = tree.leads(place, answer)
        if isinstance(there, str):
            return Walk(tuple(steps), None, there)
        place = there


def possible(tree: Tree, facts: Mapping[str, str]) -> tuple[str, ...]:
    """Outcomes that definite answers can still lead to, each once; a fact of `unknown` may turn out either way."""
    known = {fact: answer for fact, answer in facts.items() if answer != UNKNOWN}
    return tuple(dict.fromkeys(_ends(tree, State(tree.start), known)))


def _ends(tree: Tree, place: State, known: Mapping[str, str]) -> Iterator[str]:
    fact = tree.nodes[place.node].fact
    for answer in (known[fact],) if fact in known else (YES, NO):
        there = tree.leads(place, answer)
        if isinstance(there, str):
            yield there
        else:
            yield from _ends(tree, there, {**known, fact: answer})


def longest(tree: Tree) -> int:
    """The most nodes that one walk can pass."""
    return _depth(tree, State(tree.start))


def _depth(tree: Tree, place: State) -> int:
    there = [tree.leads(place, answer) for answer in ANSWERS]
    return 1 + max((_depth(tree, state) for state in there if isinstance(state, State)), default=0)


def loose_ends(tree: Tree) -> tuple[tuple[str, str], ...]:
    """(node, answer) whose target is no node of the tree."""
    ends = [node for node in (tree.start, tree.after_set) if node not in tree.nodes]
    found = [
        (node.id, answer)
        for node in tree.nodes.values()
        for answer, target in node.answers.items()
        if not target.startswith((OUTCOME, SET)) and target not in tree.nodes
    ]
    return (*((node, "") for node in ends), *found)


def circles(tree: Tree) -> tuple[str, ...]:
    """Nodes that lead back to themselves, whatever is kept; only for a tree without loose ends."""
    after = {node.id: _next(tree, node) for node in tree.nodes.values()}
    return tuple(node for node in after if node in _beyond(after, node))


def reached(tree: Tree) -> frozenset[str]:
    """Nodes that the start leads to; only for a tree without loose ends."""
    after = {node.id: _next(tree, node) for node in tree.nodes.values()}
    return frozenset({tree.start, *_beyond(after, tree.start)})


def _next(tree: Tree, node: Node) -> set[str]:
    targets = [t for t in node.answers.values() if not t.startswith(OUTCOME)]
    return {tree.after_set if target.startswith(SET) else target for target in targets}


def _beyond(after: Mapping[str, set[str]], node: str) -> set[str]:
    found, todo = set[str](), list(after[node])
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(after[one])
    return found


def outcomes(tree: Tree) -> frozenset[str]:
    """Outcomes that some walk ends in; only for a tree without loose ends and circles."""
    found, todo, seen = set[str](), [State(tree.start)], set[State]()
    while todo:
        place = todo.pop()
        if place in seen:
            continue
        seen.add(place)
        for answer in ANSWERS:
            there = tree.leads(place, answer)
            found.add(there) if isinstance(there, str) else todo.append(there)
    return frozenset(found)
