# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.audit.engine.proof import Consistency, Inclusion, verify_consistency, verify_inclusion
from schakel.audit.engine.verdict import Malformed
from schakel.audit.tests import naive

ENTRIES = [f"entry {number}".encode() for number in range(64)]
ROOTS = [naive.mth(ENTRIES[:size]) for size in range(65)]
HASH = naive.mth([b"another"])


def included(index: int, size: int) -> Inclusion:
    leaf = naive.mth([ENTRIES[index]])
    return Inclusion(index, size, leaf, ROOTS[size], tuple(naive.path(index, ENTRIES[:size])))


def consistent(old: int, new: int) -> Consistency:
    return Consistency(old, new, ROOTS[old], ROOTS[new], tuple(naive.subproof(old, ENTRIES[:new], whole=True)))


@pytest.mark.parametrize("size", range(1, 65))
def test_true_proofs_hold(size: int) -> None:
    assert all(verify_inclusion(included(index, size)).ok for index in range(size))
    assert all(verify_consistency(consistent(old, size)).ok for old in range(1, size + 1))


def flip(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def mutations(path: tuple[bytes, ...], bit: int) -> list[tuple[bytes, ...]]:
    flipped = [(*path[:at], flip(path[at], bit), *path[at + 1 :]) for at in range(len(path))]
    swapped = [(*path[:at], path[at + 1], path[at], *path[at + 2 :]) for at in range(len(path) - 1)]
    shorter = [path[:-1], path[1:]] if path else []
    return [
        *flipped,
        *swapped,
        *shorter,
        (*path, HASH),
        (HASH, *path),
        (*path, b""),
        (*path, path[-1] if path else HASH),
    ]


BIT = st.integers(0, 255)


@given(st.data(), st.integers(1, 64), BIT)
def test_a_changed_inclusion_proof_is_refused(data: st.DataObject, size: int, bit: int) -> None:
    true = included(data.draw(st.integers(0, size - 1)), size)
    paths = [Inclusion(true.index, size, true.leaf, true.root, path) for path in mutations(true.path, bit)]
    other_leaf = Inclusion(true.index, size, flip(true.leaf, bit), true.root, true.path)
    other_root = Inclusion(true.index, size, true.leaf, flip(true.root, bit), true.path)
    other_place = [
        Inclusion(index, size, true.leaf, true.root, true.path) for index in range(size + 2) if index != true.index
    ]
    for claim in (*paths, other_leaf, other_root, *other_place):
        assert not verify_inclusion(claim).ok, claim


@given(st.data(), st.integers(2, 64), BIT)
def test_a_changed_consistency_proof_is_refused(data: st.DataObject, new: int, bit: int) -> None:
    true = consistent(data.draw(st.integers(1, new)), new)
    paths = [Consistency(true.old, new, true.old_root, true.new_root, path) for path in mutations(true.path, bit)]
    other_old = Consistency(true.old, new, flip(true.old_root, bit), true.new_root, true.path)
    other_new = Consistency(true.old, new, true.old_root, flip(true.new_root, bit), true.path)
    swapped = Consistency(new, true.old, true.new_root, true.old_root, true.path) if true.old < new else other_old
    for claim in (*paths, other_old, other_new, swapped):
        assert not verify_consistency(claim).ok, claim


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (Consistency(0, 0, ROOTS[0], ROOTS[0], ()), "empty tree"),
        (Consistency(0, 5, ROOTS[0], ROOTS[5], ()), "empty tree"),
        (Consistency(0, 5, ROOTS[0], ROOTS[5], (ROOTS[5],)), "empty tree"),
        (Consistency(5, 4, ROOTS[5], ROOTS[4], ()), "larger than the second"),
        (Consistency(4, 4, ROOTS[4], ROOTS[4], (HASH,)), "must be empty"),
        (Consistency(4, 4, ROOTS[4], ROOTS[5], ()), "roots are not"),
        (Consistency(4, 8, ROOTS[4], ROOTS[8], ()), "proof is empty"),
        (Consistency(4, 8, b"short", ROOTS[8], (HASH,)), "5 bytes long"),
        (Consistency(3, 8, ROOTS[3], ROOTS[8], (b"",) * 4), "0 bytes long"),
        (Consistency(1, 2, ROOTS[1], ROOTS[2], (HASH, HASH)), "too long"),
        (Consistency(1, 4, ROOTS[1], ROOTS[4], (HASH,)), "too short"),
    ],
)
def test_consistency_says_why_not(claim: Consistency, why: str) -> None:
    verdict = verify_consistency(claim)
    assert not verdict.ok
    assert why in verdict.reason


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (Inclusion(0, 0, HASH, ROOTS[0], ()), "outside a tree of 0"),
        (Inclusion(1, 1, ROOTS[1], ROOTS[1], ()), "outside a tree of 1"),
        (Inclusion(2**64 - 1, 1, ROOTS[1], ROOTS[1], ()), "outside"),
        (Inclusion(0, 1, ROOTS[1], ROOTS[1], (HASH,)), "too long"),
        (Inclusion(0, 2**64 - 1, HASH, HASH, (HASH,)), "too short"),
        (Inclusion(0, 1, b"", b"", ()), "0 bytes long"),
        (Inclusion(0, 1, HASH, b"", ()), "another root"),
        (Inclusion(0, 2, HASH, HASH, (HASH + HASH,)), "64 bytes long"),
    ],
)
def test_inclusion_says_why_not(claim: Inclusion, why: str) -> None:
    verdict = verify_inclusion(claim)
    assert not verdict.ok
    assert why in verdict.reason


def test_the_only_entry_is_its_own_root() -> None:
    assert verify_inclusion(Inclusion(0, 1, ROOTS[1], ROOTS[1], ())).ok
    assert verify_consistency(Consistency(1, 1, ROOTS[1], ROOTS[1], ())).ok


@pytest.mark.parametrize("size", [-1, 2**64])
def test_sizes_beyond_64_bits_are_no_claims(size: int) -> None:
    with pytest.raises(Malformed):
        Inclusion(0, size, HASH, HASH, ())
    with pytest.raises(Malformed):
        Consistency(size, 1, HASH, HASH, ())
