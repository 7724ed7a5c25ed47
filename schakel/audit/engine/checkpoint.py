# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Checkpoints as C2SP tlog-checkpoint writes them: origin, size and root of a log, in a signed note."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from schakel.audit.engine import note as notes
from schakel.audit.engine.document import decode, encode
from schakel.audit.engine.merkle import EMPTY_ROOT, HASH_SIZE, LARGEST
from schakel.audit.engine.verdict import Malformed, Verdict, invalid, valid

_SIZE = re.compile(r"0|[1-9][0-9]{0,19}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log vouches for: its `origin` name, how many entries, and the 32-byte root over them.

    `extensions` are lines that others may have added; we keep them because the signature covers them.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.size <= LARGEST:
            raise Malformed("the size of a checkpoint lies outside 0 to 2^64 - 1")
        if len(self.root) != HASH_SIZE:
            raise Malformed(f"the root of a checkpoint has {HASH_SIZE} bytes, not {len(self.root)}")
        if not all(line and "\n" not in line for line in (self.origin, *self.extensions)):
            raise Malformed("the lines of a checkpoint are not empty")

    def __str__(self) -> str:
        return "\n".join((self.origin, str(self.size), encode(self.root), *self.extensions)) + "\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Reads the text of a note; Malformed when it is no checkpoint."""
        if not text.endswith("\n"):
            raise Malformed("a checkpoint ends with a newline")
        lines = text[:-1].split("\n")
        if len(lines) < 3:
            raise Malformed("a checkpoint has at least three lines: origin, size and root")
        origin, size, root, *extensions = lines
        if not _SIZE.fullmatch(size):
            raise Malformed("the size of a checkpoint is a decimal number without leading zeros")
        return cls(origin, int(size), decode(root), tuple(extensions))


def sign(checkpoint: Checkpoint, private: Ed25519PrivateKey) -> notes.Note:
    """The note a log publishes: its key carries the name of the origin."""
    return notes.sign(str(checkpoint), checkpoint.origin, private)


def parse(data: bytes) -> tuple[Checkpoint, notes.Note]:
    """The checkpoint and the note that carries it. Nothing in it may be believed before `verify`."""
    note = notes.parse(data)
    return Checkpoint.parse(note.text), note


def verify_tree(data: bytes, keys: Sequence[notes.VerifierKey], size: int, root: bytes) -> Verdict:
    """Do the keys vouch for exactly this tree?"""
    verdict = verify(data, keys)
    checkpoint, _ = parse(data)
    if verdict.ok and (checkpoint.size, checkpoint.root) != (size, root):
        return invalid("the checkpoint speaks of another tree than the proof")
    return verdict


def verify(data: bytes, keys: Sequence[notes.VerifierKey]) -> Verdict:
    """Is this a checkpoint signed by one of the keys? Malformed when it is no checkpoint."""
    checkpoint, note = parse(data)
    verdict = notes.verify(note, keys)
    if verdict.ok and checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        return invalid("the checkpoint of an empty log has another root than that of the empty tree")
    if verdict.ok:
        return valid(f"{checkpoint.origin} at size {checkpoint.size}, {verdict.reason}")
    return verdict
