# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tree in tiles of 256 hashes, as C2SP tlog-tiles lays it out: what we store, and what outsiders may fetch.

A tile of level L holds the hashes of perfect subtrees over 256**L leaves. Levels between are recomputed from a tile,
so a store keeps about one hash per entry and still answers any proof from a few tiles.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from schakel.audit.engine.merkle import HASH_SIZE, Node, Read, fold, require_size
from schakel.audit.engine.verdict import Malformed

HEIGHT = 8
WIDTH = 1 << HEIGHT
TOP = 63

_PATH = re.compile(r"tile/(0|[1-9][0-9]?)/((?:x[0-9]{3}/)*)([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tile:
    """The `index`-th tile of a level, `width` hashes of it; 256 is a full tile."""

    level: int
    index: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        if not (0 <= self.level <= TOP and self.index >= 0 and 1 <= self.width <= WIDTH):
            raise Malformed(f"there is no tile {self.level}/{self.index} of width {self.width}")

    @property
    def path(self) -> str:
        """Where tlog-tiles serves it: `tile/0/x001/234`, with `.p/112` when 112 hashes wide."""
        groups = f"{self.index:,}".split(",")
        elements = [f"{int(one):03d}" for one in groups]
        where = "/".join([*("x" + one for one in elements[:-1]), elements[-1]])
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{self.level}/{where}{partial}"

    @classmethod
    def parse(cls, path: str) -> "Tile":
        """Inverse of `path`; Malformed for any other spelling."""
        found = _PATH.fullmatch(path)
        if not found:
            raise Malformed("not the path of a tile")
        level, outer, inner, width = found.groups()
        tile = cls(int(level), int(outer.replace("x", "").replace("/", "") + inner), int(width or WIDTH))
        if tile.path != path:
            raise Malformed("the path of the tile is not spelled in its one way")
        return tile


ReadTile = Callable[[Tile], bytes]
"""Answers the concatenated hashes of a tile: `width` times 32 bytes."""


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile of a tree, level by level; the last of a level may be partial."""
    require_size(size)
    level, count = 0, size
    while count:
        full, rest = divmod(count, WIDTH)
        yield from (Tile(level, index) for index in range(full))
        if rest:
            yield Tile(level, full, rest)
        level, count = level + 1, full


def reader(size: int, read_tile: ReadTile) -> Read:
    """Answers subtree hashes of the first `size` leaves from tiles, each tile fetched once."""
    require_size(size)
    seen: dict[Tile, list[bytes]] = {}

    def hashes_of(tile: Tile) -> list[bytes]:
        if tile not in seen:
            seen[tile] = _cut(tile, read_tile(tile))
        return seen[tile]

    def read(nodes: Sequence[Node]) -> list[bytes]:
        return [_subtree(node, hashes_of(_tile_of(node, size))) for node in nodes]

    return read


def _tile_of(node: Node, size: int) -> Tile:
    level, above = divmod(node.level, HEIGHT)
    index = (node.index << above) // WIDTH
    width = min(WIDTH, (size >> HEIGHT * level) - index * WIDTH)
    return Tile(level, index, width)


def _subtree(node: Node, hashes: Sequence[bytes]) -> bytes:
    above = node.level % HEIGHT
    start = (node.index << above) % WIDTH
    part = hashes[start : start + (1 << above)]
    if len(part) != 1 << above:
        raise Malformed(f"the tree is too small for the subtree {node.level}/{node.index}")
    return _perfect(part)


def _perfect(hashes: Sequence[bytes]) -> bytes:
    """Hash over a power of two of neighbours: pair by pair until one is left."""
    while len(hashes) > 1:
        hashes = [fold(hashes[at : at + 2]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def _cut(tile: Tile, data: bytes) -> list[bytes]:
    if len(data) != tile.width * HASH_SIZE:
        raise Malformed(f"{tile.path} holds {len(data)} bytes, not {tile.width * HASH_SIZE}")
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]
