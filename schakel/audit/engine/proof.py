# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Checking inclusion and consistency proofs: RFC 9162 sections 2.1.3.2 and 2.1.4.2.

Two decisions follow the public test vectors of the field (`docs/explanation/audit-log.md` tells why): nothing is ever
consistent with an empty tree, and a hash of a wrong length is a wrong hash (invalid), not an unreadable file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schakel.audit.engine.merkle import HASH_SIZE, node_hash, require_size
from schakel.audit.engine.verdict import Verdict, invalid, valid


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The claim that the entry with `leaf` stands at `index` in the tree of `size` entries with `root`."""

    index: int
    size: int
    leaf: bytes
    root: bytes
    path: tuple[bytes, ...]

    def __post_init__(self) -> None:
        require_size(self.index)
        require_size(self.size)


@dataclass(frozen=True, slots=True)
class Consistency:
    """The claim that the tree of `new` entries begins with exactly the `old` entries of the other tree."""

    old: int
    new: int
    old_root: bytes
    new_root: bytes
    path: tuple[bytes, ...]

    def __post_init__(self) -> None:
        require_size(self.old)
        require_size(self.new)


def verify_inclusion(claim: Inclusion) -> Verdict:
    """Does the path lead from the leaf to the root?"""
    if claim.index >= claim.size:
        return invalid(f"leaf {claim.index} lies outside a tree of {claim.size}")
    if fault := _wrong_length((("leaf hash", claim.leaf), *_named(claim.path))):
        return invalid(fault)
    here, last, found = claim.index, claim.size - 1, claim.leaf
    for sibling in claim.path:
        if last == 0:
            return invalid("the proof is too long")
        if _joins_from_left(here, last):
            found = node_hash(sibling, found)
            here, last = _climb(here, last)
        else:
            found = node_hash(found, sibling)
        here, last = here >> 1, last >> 1
    if last:
        return invalid("the proof is too short")
    if found != claim.root:
        return invalid("the proof leads to another root")
    return valid(f"leaf {claim.index} is in the tree of {claim.size}")


def verify_consistency(claim: Consistency) -> Verdict:
    """Is the old tree the beginning of the new one?"""
    if claim.old == 0:
        return invalid("an empty tree proves nothing: there is no consistency with size 0")
    if claim.old > claim.new:
        return invalid(f"the first tree ({claim.old}) is larger than the second ({claim.new})")
    if claim.old == claim.new:
        return _same_tree(claim)
    if not claim.path:
        return invalid("the proof is empty although the sizes differ")
    if fault := _wrong_length((("root of the first tree", claim.old_root), *_named(claim.path))):
        return invalid(fault)
    return _replay(claim)


def _same_tree(claim: Consistency) -> Verdict:
    if claim.path:
        return invalid("the sizes are equal, so the proof must be empty")
    if claim.old_root != claim.new_root:
        return invalid("the sizes are equal but the roots are not")
    return valid(f"both are the same tree of {claim.old}")


def _replay(claim: Consistency) -> Verdict:
    """Recomputes both roots from the path at once, bottom up."""
    path: Sequence[bytes] = claim.path
    if claim.old.bit_count() == 1:
        # A perfect old tree is itself a node of the new one, so the proof leaves it out.
        path = (claim.old_root, *claim.path)
    here, last = claim.old - 1, claim.new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    first = second = path[0]
    for step in path[1:]:
        if last == 0:
            return invalid("the proof is too long")
        if _joins_from_left(here, last):
            first, second = node_hash(step, first), node_hash(step, second)
            here, last = _climb(here, last)
        else:
            second = node_hash(second, step)
        here, last = here >> 1, last >> 1
    return _same_roots(claim, first, second, last)


def _same_roots(claim: Consistency, first: bytes, second: bytes, left_over: int) -> Verdict:
    if left_over:
        return invalid("the proof is too short")
    if first != claim.old_root:
        return invalid("the proof leads to another first root")
    if second != claim.new_root:
        return invalid("the proof leads to another second root")
    return valid(f"the tree of {claim.new} begins with the tree of {claim.old}")


def _joins_from_left(here: int, last: int) -> bool:
    return bool(here & 1) or here == last


def _climb(here: int, last: int) -> tuple[int, int]:
    """On the lopsided right edge a node without a sibling moves up unchanged until it has one."""
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def _named(path: Sequence[bytes]) -> list[tuple[str, bytes]]:
    return [(f"hash {place} of the proof", one) for place, one in enumerate(path, 1)]


def _wrong_length(hashes: Sequence[tuple[str, bytes]]) -> str | None:
    wrong = next(((name, one) for name, one in hashes if len(one) != HASH_SIZE), None)
    return wrong and f"the {wrong[0]} is {len(wrong[1])} bytes long, not {HASH_SIZE}"
