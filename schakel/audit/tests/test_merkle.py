# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.audit.engine import merkle, tiles
from schakel.audit.engine.merkle import Frontier, Node, leaf_hash
from schakel.audit.engine.verdict import Malformed
from schakel.audit.tests import naive

ENTRIES = [f"entry {number}".encode() for number in range(65)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def stored(leaves: list[bytes]) -> merkle.Read:
    """Every completed subtree kept while growing, as a log would."""
    kept: dict[Node, bytes] = {}
    tree = Frontier(0, ())
    for leaf in leaves:
        tree, done = tree.append(leaf)
        kept.update(done)

    def read(nodes: Sequence[Node]) -> list[bytes]:
        return [kept[node] for node in nodes]

    return read


READ = stored(LEAVES)


@pytest.mark.parametrize("size", range(65))
def test_root_equals_the_definition(size: int) -> None:
    expected = naive.mth(ENTRIES[:size])
    assert merkle.root(size, READ) == expected
    assert merkle.root_of(LEAVES[:size]) == expected


@pytest.mark.parametrize("size", range(1, 65))
def test_inclusion_path_equals_the_definition(size: int) -> None:
    for index in range(size):
        assert merkle.inclusion_path(index, size, READ) == naive.path(index, ENTRIES[:size])


@pytest.mark.parametrize("new", range(1, 65))
def test_consistency_path_equals_the_definition(new: int) -> None:
    for old in range(1, new + 1):
        assert merkle.consistency_path(old, new, READ) == naive.subproof(old, ENTRIES[:new], whole=True)


def test_empty_tree_has_the_hash_of_nothing() -> None:
    assert merkle.root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_leaf_cannot_pass_for_an_inner_node() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != merkle.node_hash(left, right)


@given(st.lists(st.binary(max_size=8), max_size=80))
def test_frontier_survives_being_written_down(entries: list[bytes]) -> None:
    tree = merkle.grow(Frontier(0, ()), [leaf_hash(entry) for entry in entries])
    again = Frontier.from_bytes(tree.size, tree.to_bytes())
    assert again == tree
    assert again.root() == naive.mth(entries)


@pytest.mark.parametrize(
    ("size", "hashes"),
    [(-1, ()), (1, ()), (2, (b"x" * 32, b"y" * 32)), (1, (b"short",))],
    ids=["negative", "too few", "too many", "short"],
)
def test_frontier_refuses_what_cannot_be(size: int, hashes: tuple[bytes, ...]) -> None:
    with pytest.raises(Malformed):
        Frontier(size, hashes)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5), (0, 2**64)])
def test_no_inclusion_path_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(Malformed):
        merkle.inclusion_path(index, size, READ)


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 5), (6, 5), (1, 2**64)])
def test_no_consistency_path_where_nothing_can_be_proved(old: int, new: int) -> None:
    with pytest.raises(Malformed):
        merkle.consistency_path(old, new, READ)


def test_a_path_in_the_largest_tree_is_short() -> None:
    asked: list[Node] = []

    def read(nodes: Sequence[Node]) -> list[bytes]:
        asked.extend(nodes)
        return [bytes(32)] * len(nodes)

    assert len(merkle.inclusion_path(2**63, 2**64 - 1, read)) == 64
    assert len(asked) < 64 * 64


SIZES = [1, 255, 256, 257, 600, 70_000]


def cut_into_tiles(size: int) -> tuple[list[bytes], dict[tiles.Tile, bytes]]:
    rows = [[leaf_hash(number.to_bytes(4, "big")) for number in range(size)]]
    while len(rows[-1]) >= 256:
        row = rows[-1]
        rows.append([merkle.root_of(row[at : at + 256]) for at in range(0, len(row) - 255, 256)])
    kept = {}
    for tile in tiles.tiles_of(size):
        start = tile.index * 256
        kept[tile] = b"".join(rows[tile.level][start : start + tile.width])
    return rows[0], kept


@pytest.mark.parametrize("size", SIZES)
def test_tiles_give_the_root_and_paths(size: int) -> None:
    leaves, kept = cut_into_tiles(size)
    read = tiles.reader(size, kept.__getitem__)
    assert merkle.root(size, read) == merkle.root_of(leaves)
    direct = stored(leaves)
    for index in {0, size // 2, size - 1}:
        assert merkle.inclusion_path(index, size, read) == merkle.inclusion_path(index, size, direct)
    for old in {1, size // 2 + 1, size}:
        assert merkle.consistency_path(old, size, read) == merkle.consistency_path(old, size, direct)


def test_tiles_of_70000_as_the_specification_counts_them() -> None:
    widths: dict[int, list[int]] = {}
    for tile in tiles.tiles_of(70_000):
        widths.setdefault(tile.level, []).append(tile.width)
    assert widths == {0: [256] * 273 + [112], 1: [256, 17], 2: [1]}
    assert [(tile.level, tile.width) for tile in tiles.tiles_of(256)] == [(0, 256), (1, 1)]
    assert list(tiles.tiles_of(0)) == []


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (tiles.Tile(0, 1_234_067), "tile/0/x001/x234/067"),
        (tiles.Tile(0, 273, 112), "tile/0/273.p/112"),
        (tiles.Tile(63, 0), "tile/63/000"),
        (tiles.Tile(1, 1_000), "tile/1/x001/000"),
    ],
)
def test_tile_paths(tile: tiles.Tile, path: str) -> None:
    assert tile.path == path
    assert tiles.Tile.parse(path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/00/000",
        "tile/64/000",
        "tile/0/x000/001",
        "tile/0/1",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/0/000/",
        "",
    ],
)
def test_tile_paths_have_one_spelling(path: str) -> None:
    with pytest.raises(Malformed):
        tiles.Tile.parse(path)


def test_a_tile_of_the_wrong_length_is_refused() -> None:
    read = tiles.reader(3, lambda _: bytes(32 * 2))
    with pytest.raises(Malformed, match="64 bytes, not 96"):
        merkle.root(3, read)


def test_a_subtree_beyond_the_tree_is_refused() -> None:
    _, kept = cut_into_tiles(3)
    with pytest.raises(Malformed, match="too small"):
        tiles.reader(3, kept.__getitem__)([Node(2, 0)])
