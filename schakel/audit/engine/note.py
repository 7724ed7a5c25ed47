# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Signed notes and verifier keys as C2SP signed-note v1.0.0 writes them, with Ed25519 only.

A note is a text and lines that sign it. Signatures by keys we were not given are ignored (witnesses, older keys);
a key we were given must verify, or the whole note is refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from schakel.audit.engine.document import LIMIT, decode, encode
from schakel.audit.engine.verdict import Malformed, Verdict, invalid, valid

ED25519 = b"\x01"
KEY_SIZE = 32
MOST_SIGNATURES = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """Who may sign: a name and the 32 bytes of an Ed25519 public key."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        _require_name(self.name)
        if len(self.public) != KEY_SIZE:
            raise Malformed(f"an Ed25519 key has {KEY_SIZE} bytes, not {len(self.public)}")

    @property
    def key_id(self) -> bytes:
        """Four bytes that say which key is meant; no proof of anything."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encode(ED25519 + self.public)}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Reads `name+hexid+base64`; the id must be that of the name and the key."""
        parts = text.split("+", 2)
        if len(parts) != 3:
            raise Malformed("a verifier key has three parts with a plus between them")
        name, key_id, material = parts
        data = decode(material)
        if data[:1] != ED25519:
            raise Malformed("the verifier key is not of the Ed25519 type")
        key = cls(name, data[1:])
        if key.key_id.hex() != key_id:
            raise Malformed("the id in the verifier key belongs to another name or key")
        return key


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who says so, which key, and the bytes."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"\u2014 {self.name} {encode(self.key_id + self.value)}\n"

    def by(self, key: VerifierKey) -> bool:
        """Does it claim to be by this key? Both name and id must agree."""
        return (self.name, self.key_id) == (key.name, key.key_id)


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(str(one) for one in self.signatures)


def verifier_key(name: str, private: Ed25519PrivateKey) -> VerifierKey:
    """The key to hand to others."""
    return VerifierKey(name, private.public_key().public_bytes_raw())


def sign(text: str, name: str, private: Ed25519PrivateKey, earlier: Sequence[Signature] = ()) -> Note:
    """The note with one more signature, ours last."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise Malformed("the text of a note ends with a newline and holds no other control characters")
    signature = Signature(name, verifier_key(name, private).key_id, private.sign(text.encode()))
    return Note(text, (*earlier, signature))


def parse(data: bytes) -> Note:
    """Reads a note; Malformed when it departs from the format in any way."""
    text = _clean(data)
    # The last empty line divides: the text itself may hold empty lines.
    body, divider, lines = text[:-1].rpartition("\n\n")
    if not divider:
        raise Malformed("the note has no empty line before its signatures")
    signatures = tuple(_signature(line) for line in lines.split("\n"))
    if len(signatures) > MOST_SIGNATURES:
        raise Malformed(f"the note has more than {MOST_SIGNATURES} signatures")
    return Note(body + "\n", signatures)


def verify(note: Note, keys: Sequence[VerifierKey]) -> Verdict:
    """Is the text signed by at least one of these keys, and by none of them wrongly?"""
    signed = [(one, key) for one in note.signatures for key in keys if one.by(key)]
    if not signed:
        return invalid("the note carries no signature of the given key")
    wrong = next((key.name for one, key in signed if not _holds(one, key, note.text)), None)
    if wrong is not None:
        return invalid(f"the signature of {wrong} does not fit the text")
    return valid("signed by " + ", ".join(dict.fromkeys(key.name for _, key in signed)))


def _holds(signature: Signature, key: VerifierKey, text: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature.value, text.encode())
    except InvalidSignature:
        return False
    return True


def _clean(data: bytes) -> str:
    if len(data) > LIMIT:
        raise Malformed(f"larger than {LIMIT} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("not UTF-8") from None
    if _CONTROL.search(text):
        raise Malformed("the note holds a control character")
    if not text.endswith("\n"):
        raise Malformed("the note does not end with a newline")
    return text


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "\u2014":
        raise Malformed("a signature line is a long dash, a name and base64 with single spaces")
    _require_name(parts[1])
    data = decode(parts[2])
    if len(data) < 5:
        raise Malformed("a signature has more than four bytes")
    return Signature(parts[1], data[:4], data[4:])


def _require_name(name: str) -> None:
    if not name or "+" in name or any(one.isspace() for one in name):
        raise Malformed("the name of a key is not empty and holds no space and no plus")
