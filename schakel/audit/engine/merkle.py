# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The Merkle tree of RFC 6962 section 2.1: hashing, growing, and making proofs from stored subtree hashes.

Sizes and indexes are plain integers and may reach 2**64 - 1; no function does more work than the number of bits in them
plus the number of hashes it is given. Hashes are 32 bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from schakel.audit.engine.verdict import Malformed

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()
LARGEST = 2**64 - 1


def leaf_hash(data: bytes) -> bytes:
    """Hash of one entry. The 0x00 keeps an entry from ever passing for an inner node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node over its two children of 32 bytes each."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Node:
    """A perfect subtree: the `index`-th from the left among those over 2**level leaves. Level 0 is a leaf."""

    level: int
    index: int


@dataclass(frozen=True, slots=True)
class Span:
    """The leaves from `start` up to, not including, `end`; its hash is MTH(D[start:end])."""

    start: int
    end: int

    def nodes(self) -> list[Node]:
        """The fewest perfect subtrees that tile the span, left to right; the RFC's spans are aligned, so they exist."""
        found = []
        start = self.start
        while start < self.end:
            level = (self.end - start).bit_length() - 1
            found.append(Node(level, start >> level))
            start += 1 << level
        return found


Read = Callable[[Sequence[Node]], Sequence[bytes]]
"""Answers the hashes of the asked subtrees in the asked order, all at once, so that a store needs one trip."""


def fold(hashes: Sequence[bytes]) -> bytes:
    """Root over perfect subtrees given left to right; the lopsided right edge is hashed from the right."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Root over leaf hashes: layer by layer, where a last one without a neighbour moves up unchanged."""
    layer = list(leaves)
    while len(layer) > 1:
        odd = layer[len(layer) & ~1 :]
        layer = [node_hash(left, right) for left, right in zip(layer[::2], layer[1::2], strict=False)] + odd
    return layer[0] if layer else EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a tree: the perfect subtrees that tile it, largest first. All a log needs in order to grow.

    `hashes` holds as many hashes as `size` has ones in binary.
    """

    size: int
    hashes: tuple[bytes, ...]

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise Malformed(f"a tree of {self.size} leaves has not {len(self.hashes)} subtrees on its edge")
        if any(len(one) != HASH_SIZE for one in self.hashes):
            raise Malformed("a hash on the edge of the tree is not 32 bytes long")

    def root(self) -> bytes:
        return fold(self.hashes)

    def append(self, leaf: bytes) -> tuple["Frontier", list[tuple[Node, bytes]]]:
        """The edge after one more leaf hash, and every perfect subtree that this leaf completed (the leaf included)."""
        hashes = list(self.hashes)
        done = [(Node(0, self.size), leaf)]
        level = 0
        while self.size >> level & 1:
            leaf = node_hash(hashes.pop(), leaf)
            level += 1
            done.append((Node(level, self.size >> level), leaf))
        return Frontier(self.size + 1, (*hashes, leaf)), done

    def to_bytes(self) -> bytes:
        return b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> "Frontier":
        """Inverse of `to_bytes`; Malformed when the length does not fit the size."""
        return cls(size, tuple(data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)))


def grow(frontier: Frontier, leaves: Sequence[bytes]) -> Frontier:
    """The edge after all these leaf hashes."""
    for leaf in leaves:
        frontier, _ = frontier.append(leaf)
    return frontier


def root(size: int, read: Read) -> bytes:
    """Root of the first `size` leaves of a stored tree."""
    require_size(size)
    return fold(read(Span(0, size).nodes()))


def inclusion_path(index: int, size: int, read: Read) -> list[bytes]:
    """PATH(index, D[0:size]) of RFC 6962 section 2.1.1: the siblings from leaf to root."""
    require_size(size)
    if not 0 <= index < size:
        raise Malformed(f"leaf {index} does not exist in a tree of {size}")
    spans = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start = middle
    return _hashes(spans[::-1], read)


def consistency_path(old: int, new: int, read: Read) -> list[bytes]:
    """PROOF(old, D[0:new]) of RFC 6962 section 2.1.2. Malformed when `old` is 0 or larger than `new`."""
    require_size(new)
    if not 0 < old <= new:
        raise Malformed(f"nothing can be proved between trees of {old} and {new}")
    spans = []
    start, end = 0, new
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start = middle
    if start:
        # The old tree is not a subtree of the new one: the verifier cannot know this part and must be given it.
        spans.append(Span(start, end))
    return _hashes(spans[::-1], read)


def require_size(size: int) -> None:
    if not 0 <= size <= LARGEST:
        raise Malformed(f"{size} is no size of a tree")


def _split(count: int) -> int:
    """Largest power of two smaller than `count`, which is at least 2."""
    return 1 << (count - 1).bit_length() - 1


def _hashes(spans: Sequence[Span], read: Read) -> list[bytes]:
    nodes = [span.nodes() for span in spans]
    hashes = iter(read([node for group in nodes for node in group]))
    return [fold([next(hashes) for _ in group]) for group in nodes]
