# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from schakel.audit import reads
from schakel.audit.actions import TrailFault, make_signing_key, record, sign_checkpoint
from schakel.audit.engine import checkpoint as checkpoints
from schakel.audit.engine import document, trail
from schakel.audit.engine.merkle import Frontier, grow, root_of
from schakel.audit.engine.note import VerifierKey
from schakel.audit.engine.proof import verify_consistency, verify_inclusion
from schakel.audit.engine.tiles import Tile
from schakel.audit.migrations import _append_only
from schakel.audit.models import Checkpoint, Entry, Head, Personal, Subtree

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.SCHAKEL_LOG_KEY = tmp_path / "keys" / "log.pem"
    settings.SCHAKEL_LOG_ORIGIN = "test.example/trail"


def fill(count: int) -> None:
    """Entries an hour apart: two actors, three actions, four objects in turn."""
    for number in range(count):
        record(
            by=f"person:{number % 2}",
            action=("role.grant", "role.revoke", "product.read")[number % 3],
            object=("person:5", "person:6", "product:a", "product:b")[number % 4],
            details={"number": number},
            at=START + timedelta(hours=number),
        )


def numbers(**filters: Any) -> list[int]:
    return [line.index for line in reads.entries(**filters).lines]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, [7, 6, 5, 4, 3, 2, 1, 0]),
        ({"actor": "person:1"}, [7, 5, 3, 1]),
        ({"object": "person:5"}, [4, 0]),
        ({"object": "person"}, [5, 4, 1, 0]),
        ({"object": "pers"}, []),
        ({"action": "role.grant"}, [6, 3, 0]),
        ({"action": "role"}, [7, 6, 4, 3, 1, 0]),
        ({"since": START + timedelta(hours=6)}, [7, 6]),
        ({"until": START + timedelta(hours=2)}, [1, 0]),
        ({"action": "role", "actor": "person:0", "since": START + timedelta(hours=1)}, [6, 4]),
    ],
    ids=str,
)
def test_entries_are_found_by_every_filter(filters: dict[str, Any], found: list[int]) -> None:
    fill(8)
    assert numbers(**filters) == found


def test_pages_follow_one_another_without_loss() -> None:
    fill(7)
    first = reads.entries(limit=3)
    second = reads.entries(limit=3, before=first.older)
    third = reads.entries(limit=3, before=second.older)
    assert [[line.index for line in page.lines] for page in (first, second, third)] == [[6, 5, 4], [3, 2, 1], [0]]
    assert third.older is None


def test_a_full_last_page_has_no_next() -> None:
    fill(3)
    assert reads.entries(limit=3).older is None


def test_actions_that_occur() -> None:
    fill(8)
    assert reads.actions() == ["product.read", "role.grant", "role.revoke"]


@pytest.mark.parametrize("ask", [lambda: reads.entry(3), lambda: reads.root(4), lambda: reads.inclusion_proof(0, 9)])
def test_what_is_not_there_is_said(ask: Any) -> None:
    fill(3)
    with pytest.raises(reads.NoSuchEntry):
        ask()


def test_an_empty_trail_answers() -> None:
    assert reads.size() == 0
    assert reads.root(0) == root_of([])
    assert reads.entries().lines == ()
    assert reads.latest_checkpoint() is None
    with pytest.raises(reads.NoSuchEntry):
        reads.inclusion_proof(0)
    with pytest.raises(reads.NoSuchEntry):
        reads.consistency_proof(0, 0)


@pytest.mark.parametrize("count", [1, 5, 256, 300])
def test_proofs_from_the_database_hold(count: int) -> None:
    fill(count)
    leaves = [bytes(one) for one in Entry.objects.order_by("index").values_list("leaf_hash", flat=True)]
    assert reads.root(count) == root_of(leaves)
    for index in {0, count // 2, count - 1}:
        proof = reads.inclusion_proof(index)
        assert verify_inclusion(proof).ok
        assert proof.root == root_of(leaves)
    for old in {1, count // 2 + 1, count}:
        assert verify_consistency(reads.consistency_proof(old, count)).ok


def test_proofs_leave_as_files_and_come_back() -> None:
    fill(9)
    inclusion, consistency = reads.inclusion_proof(4), reads.consistency_proof(3, 9)
    assert document.inclusion(json.dumps(document.inclusion_fields(inclusion)).encode()) == inclusion
    assert document.consistency(json.dumps(document.consistency_fields(consistency)).encode()) == consistency


def test_rows_say_what_they_are() -> None:
    fill(256)
    record(by="person:1", action="person.read", object="person:5", details={}, personal={"name": "A. Jansen"})
    sign_checkpoint(by="person:1")
    rows = [
        Entry.objects.get(index=256),
        Subtree.objects.get(),
        Head.objects.get(),
        Checkpoint.objects.get(),
        Personal.objects.get(),
    ]
    assert [str(row) for row in rows] == [
        "256 person.read person:5",
        "1/0",
        "257 entries",
        "checkpoint at 257",
        "name of entry 256",
    ]


def test_an_earlier_tree_can_still_be_proved() -> None:
    fill(300)
    assert verify_inclusion(reads.inclusion_proof(3, 7)).ok
    with pytest.raises(reads.NoSuchEntry):
        reads.inclusion_proof(8, 7)


def test_tiles_are_served_as_specified() -> None:
    fill(300)
    assert len(reads.tile(Tile(0, 0))) == 256 * 32
    assert len(reads.tile(Tile(0, 1, 44))) == 44 * 32
    assert reads.tile(Tile(1, 0, 1)) == bytes(Subtree.objects.get().hash) == reads.root(256)


def test_a_checkpoint_is_signed_once_per_size_and_verifies() -> None:
    fill(3)
    row = sign_checkpoint(by="person:1")
    assert sign_checkpoint(by="person:2") == row
    assert checkpoints.verify(row.note.encode(), [VerifierKey.parse(row.key)]).ok
    said = reads.statement(row)
    assert (said.origin, said.size, said.root) == ("test.example/trail", 3, reads.root(3))
    fill(4)
    newer = sign_checkpoint(by="person:1")
    assert newer.key == row.key
    assert [one.size for one in reads.checkpoints_signed()] == [7, 3]
    assert reads.latest_checkpoint() == newer


def tamper(statement: str, values: list[Any]) -> None:
    """What only the owner of the database can do."""
    _append_only.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    _append_only.put(connection)


LEAF = 'UPDATE audit_entry SET leaf_hash = %s WHERE "index" = 1'


def test_nothing_is_signed_over_entries_that_were_changed() -> None:
    fill(3)
    sign_checkpoint(by="person:1")
    tamper(LEAF, [b"x" * 32])
    fill(1)
    with pytest.raises(TrailFault, match="no longer give the root"):
        sign_checkpoint(by="person:1")


def test_nothing_is_signed_that_contradicts_an_earlier_checkpoint() -> None:
    fill(3)
    sign_checkpoint(by="person:1")
    leaves = [bytes(one) for one in Entry.objects.order_by("index").values_list("leaf_hash", flat=True)]
    leaves[1] = b"x" * 32
    tamper(LEAF, [leaves[1]])
    tamper("UPDATE audit_head SET edge = %s", [grow(Frontier(0, ()), leaves).to_bytes()])
    fill(1)
    with pytest.raises(TrailFault, match="does not continue the checkpoint at 3"):
        sign_checkpoint(by="person:1")
    assert Checkpoint.objects.count() == 1


def test_an_exported_trail_verifies_without_us() -> None:
    fill(20)
    row = sign_checkpoint(by="person:1")
    fill(2)
    lines = list(reads.export(row))
    assert len(lines) == 21
    assert trail.verify(lines, [VerifierKey.parse(row.key)]).ok


def test_a_key_is_made_in_a_demonstration_only(settings: Any) -> None:
    settings.SCHAKEL_DEMO = False
    with pytest.raises(TrailFault, match="no signing key"):
        sign_checkpoint(by="person:1")
    settings.SCHAKEL_DEMO = True
    sign_checkpoint(by="person:1")
    assert settings.SCHAKEL_LOG_KEY.stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_replaced(settings: Any) -> None:
    make_signing_key(path=settings.SCHAKEL_LOG_KEY)
    with pytest.raises(TrailFault, match="already"):
        make_signing_key(path=settings.SCHAKEL_LOG_KEY)


def test_a_key_of_another_kind_is_refused(settings: Any) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    pem = X25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    settings.SCHAKEL_LOG_KEY.parent.mkdir()
    settings.SCHAKEL_LOG_KEY.write_bytes(pem)
    with pytest.raises(TrailFault, match="not an Ed25519 key"):
        sign_checkpoint(by="person:1")
