# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every write to the trail.

`record` belongs inside the transaction of the action it tells about, as its last step: both are kept or neither is,
and the one row that all writers share is locked no longer than needed.
"""

import os
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from schakel.audit import reads
from schakel.audit.engine import checkpoint as checkpoints
from schakel.audit.engine import entry as entries
from schakel.audit.engine import note as notes
from schakel.audit.engine.entry import SALT_SIZE, Opening
from schakel.audit.engine.merkle import Frontier, Node, leaf_hash
from schakel.audit.engine.proof import verify_consistency
from schakel.audit.engine.tiles import HEIGHT
from schakel.audit.models import Checkpoint, Entry, Head, Personal, Subtree


class TrailFault(Exception):  # noqa: N818 - a fault of the caller or of the key, told in one line
    """The trail cannot be written as asked."""


def record(
    *,
    by: str,
    action: str,
    object: str,  # noqa: A002 - the word of NEN 7513 for what was acted upon
    details: Mapping[str, Any],
    at: datetime | None = None,
    personal: Mapping[str, str] | None = None,
) -> Entry:
    """Adds one entry, inside the caller's transaction.

    `by` and `object` are identifiers such as `person:7` or `product:kymriah`, `action` reads like `role.grant`.
    `details` is JSON and must hold no personal data; that goes into `personal` and can be erased later.
    """
    if not connection.in_atomic_block:
        raise TrailFault("an entry is recorded in the transaction of the action it tells about")
    frontier = _locked_frontier()
    openings = {name: _opening(value) for name, value in (personal or {}).items()}
    entry = entries.Entry(
        index=frontier.size,
        at=at or timezone.now(),
        actor=by,
        action=action,
        object=object,
        details=details,
        salt=secrets.token_bytes(SALT_SIZE),
        personal={name: one.commitment(name) for name, one in openings.items()},
    )
    row = _row(entry)
    _keep_personal(row.index, openings)
    _advance(frontier, bytes(row.leaf_hash))
    return row


@transaction.atomic
def erase_personal(*, by: str, indexes: Sequence[int], reason: str, at: datetime | None = None) -> int:
    """Removes the personal values of these entries for good, the commitments stay; answers how many went."""
    erased, _ = Personal.objects.filter(index__in=indexes).delete()
    details = {"entries": sorted(indexes), "reason": reason, "values": erased}
    record(by=by, action="personal.erase", object="trail:entries", details=details, at=at)
    return erased


@transaction.atomic
def sign_checkpoint(*, by: str, at: datetime | None = None) -> Checkpoint:
    """Signs size and root as they are now; answers the checkpoint that exists when nothing was added since.

    Refuses to sign when the trail no longer continues the last checkpoint: a log never vouches for two histories.
    The checkpoint is no entry itself, or signing would always leave something unsigned.
    """
    frontier = _locked_frontier()
    existing = Checkpoint.objects.filter(size=frontier.size).first()
    if existing is not None:
        return existing
    _require_continuation(frontier)
    private = signing_key()
    origin = settings.SCHAKEL_LOG_ORIGIN
    note = checkpoints.sign(checkpoints.Checkpoint(origin, frontier.size, frontier.root()), private)
    return Checkpoint.objects.create(
        size=frontier.size,
        at=at or timezone.now(),
        actor=by,
        note=str(note),
        key=str(notes.verifier_key(origin, private)),
    )


def signing_key() -> Ed25519PrivateKey:
    """The private key of the log, from the file `SCHAKEL_LOG_KEY`; a demonstration makes one when it is absent."""
    path = Path(settings.SCHAKEL_LOG_KEY)
    if not path.exists():
        if not settings.SCHAKEL_DEMO:
            raise TrailFault(f"there is no signing key at {path}; make one with: schakel trail key")
        make_signing_key(path=path)
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TrailFault(f"the signing key at {path} is not an Ed25519 key")
    return private


def make_signing_key(*, path: Path) -> None:
    """Writes a new Ed25519 key that only its owner may read. Refuses to replace one."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise TrailFault(f"there is a signing key at {path} already") from None
    with os.fdopen(number, "wb") as file:
        file.write(pem)


def _locked_frontier() -> Frontier:
    """The right edge of the tree from the head row, which is ours until the transaction ends.

    PostgreSQL locks the row; SQLite has locked the whole database since the transaction began (mode IMMEDIATE).
    Plain SQL here and in `_advance`: every action of every room passes, and the query builder took half its time.
    """
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        row = cursor.execute(f"SELECT size, edge FROM audit_head WHERE id = 1{lock}").fetchone()  # noqa: S608
    if row is None:
        # Two first writers at once: the second waits here and then finds the row of the first.
        Head.objects.bulk_create([Head()], ignore_conflicts=True)
        return _locked_frontier()
    return Frontier.from_bytes(row[0], bytes(row[1]))


def _advance(before: Frontier, leaf: bytes) -> None:
    frontier, completed = before.append(leaf)
    # Tiles keep every eighth level; the levels between are recomputed. Level 0 is the entry itself.
    kept = [(node, one) for node, one in completed if node.level and node.level % HEIGHT == 0]
    if kept:
        Subtree.objects.bulk_create([_subtree(node, one) for node, one in kept])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_head SET size = %s, edge = %s", [frontier.size, frontier.to_bytes()])


def _subtree(node: Node, value: bytes) -> Subtree:
    return Subtree(level=node.level // HEIGHT, index=node.index, hash=value)


def _row(entry: entries.Entry) -> Entry:
    kind, _, name = entry.object.partition(":")
    body = entry.body
    return Entry.objects.create(
        index=entry.index,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        object_type=kind,
        object_id=name,
        body=body,
        leaf_hash=leaf_hash(body),
    )


def _keep_personal(index: int, openings: Mapping[str, Opening]) -> None:
    rows = [Personal(index=index, name=name, salt=one.salt, value=one.value) for name, one in openings.items()]
    if rows:
        Personal.objects.bulk_create(rows)


def _opening(value: str) -> Opening:
    return Opening(secrets.token_bytes(SALT_SIZE), value)


def _require_continuation(frontier: Frontier) -> None:
    """The stored hashes give the root we are about to sign, and begin with the tree we signed last."""
    size = frontier.size
    if reads.root(size) != frontier.root():
        raise TrailFault("not signed: the entries no longer give the root that was kept while adding them")
    last = reads.latest_checkpoint()
    if last is None or last.size == 0:
        return
    verdict = verify_consistency(reads.consistency_proof(last.size, size, old_root=reads.statement(last).root))
    if not verdict.ok:
        raise TrailFault(f"not signed: the trail does not continue the checkpoint at {last.size}: {verdict.reason}")
