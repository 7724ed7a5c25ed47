# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A model falls apart into parts that share no places and no patients, such as centres that hand nothing over.

Each part is run by itself: less memory is touched at once, and the numbers are the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import numpy as np

from schakel.capacity.engine.simulation.blueprint import Blueprint
from schakel.capacity.engine.simulation.program import Array

Thing: TypeAlias = tuple[str, int]


class Parts(NamedTuple):
    origins_at: Array
    origins: Array
    pools_at: Array
    pools: Array
    cells_at: Array
    cells: Array


def parts(found: Blueprint) -> Parts:
    """The parts of a blueprint that any patient comes to, in the order of their first origin."""
    root = _roots(found)
    order = list(dict.fromkeys(root["node", each.node] for each in found.origins))
    members: dict[tuple[Thing, str], list[int]] = defaultdict(list)
    for thing, top in root.items():
        members[top, thing[0]].append(thing[1])
    for number, origin in enumerate(found.origins):
        members[root["node", origin.node], "origin"].append(number)
    lists = {kind: [sorted(members[top, kind]) for top in order] for kind in ("origin", "pool", "cell")}
    return Parts(*_flat(lists["origin"]), *_flat(lists["pool"]), *_flat(lists["cell"]))


def _flat(lists: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    starts = [0, *accumulate(map(len, lists))]
    return np.array(starts, np.int64), np.array([each for one in lists for each in one], np.int64)


def _roots(found: Blueprint) -> dict[Thing, Thing]:
    parent: dict[Thing, Thing] = {}

    def top(thing: Thing) -> Thing:
        parent.setdefault(thing, thing)
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    for number, node in enumerate(found.nodes):
        pools = {pool for held in (node.takes, node.gives, node.gives_first, node.held) for pool, _ in held}
        nodes = {edge.node for edge in node.edges if edge.node is not None}
        here = [("cell", node.cell), *(("pool", pool) for pool in pools), *(("node", each) for each in nodes)]
        _join(top, parent, ("node", number), here)
    return {thing: top(thing) for thing in list(parent)}


def _join(top: "object", parent: dict[Thing, Thing], thing: Thing, others: Iterable[Thing]) -> None:
    assert callable(top)
    for other in others:
        parent[top(other)] = top(thing)
