# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What one line of the trail says, its canonical bytes, and how a name stays out of it.

The bytes are RFC 8785 canonical JSON and are kept as they were hashed. They hold a random salt, so that a published
leaf hash tells nothing to someone who guesses the content. A person's name never enters them: they hold a commitment,
and the name stands beside it with its own salt. Erase that row and the tree still verifies, while the name is gone.
"""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import rfc8785

from schakel.audit.engine.document import decode, encode, json_object
from schakel.audit.engine.merkle import HASH_SIZE, leaf_hash
from schakel.audit.engine.verdict import Malformed

Details = Mapping[str, Any]
"""What happened, as JSON."""

SALT_SIZE = 16
VERSION = 1
LARGEST_EXACT = 2**53 - 1
_AT = "%Y-%m-%dT%H:%M:%S.%fZ"
# The lengths are those of the columns in `models.py`: what one database would cut or refuse, no database gets.
_ACTION = re.compile(r"(?=.{3,100}\Z)[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", re.ASCII)
_THING = re.compile(r"[a-z][a-z0-9_]{0,59}:[^\s\x00-\x1f]{1,200}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
_FIELDS = {"version", "index", "at", "actor", "action", "object", "details", "personal", "salt"}


@dataclass(frozen=True, slots=True)
class Opening:
    """A personal value and the salt that hides it in the tree."""

    salt: bytes
    value: str

    def __post_init__(self) -> None:
        if len(self.salt) != SALT_SIZE:
            raise Malformed(f"a salt has {SALT_SIZE} bytes")

    def commitment(self, name: str) -> bytes:
        """32 bytes that bind to the value under this name without showing it."""
        return sha256(self.salt + rfc8785.dumps([name, self.value])).digest()

    def opens(self, name: str, commitment: bytes) -> bool:
        return hmac.compare_digest(self.commitment(name), commitment)


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what, when. `actor` and `object` are text identifiers such as `person:7`; `at` knows its zone.

    `details` is JSON (text, numbers, booleans, lists, objects); `personal` maps a name to a 32-byte commitment.
    """

    index: int
    at: datetime
    actor: str
    action: str
    object: str
    details: Details
    salt: bytes
    personal: Mapping[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.index < 0:
            raise Malformed("the index of an entry is negative")
        if self.at.tzinfo is None:
            raise Malformed("the moment of an entry has no time zone")
        if not _ACTION.fullmatch(self.action):
            raise Malformed(f"an action reads like requirement.approve, not {self.action!r}")
        for thing in (self.actor, self.object):
            if not _THING.fullmatch(thing):
                raise Malformed(f"an actor or object reads like person:7, not {thing!r}")
        if not all(_NAME.fullmatch(name) for name in self.personal):
            raise Malformed("a personal value has a name like display_name")
        if len(self.salt) != SALT_SIZE or any(len(one) != HASH_SIZE for one in self.personal.values()):
            raise Malformed("a salt or a commitment of an entry has a wrong length")

    @property
    def body(self) -> bytes:
        """The canonical bytes that the tree commits to. Malformed when the details are no JSON."""
        try:
            _require_exact(self.details)
            return rfc8785.dumps(dict(self._fields()))
        except (ValueError, RecursionError) as fault:
            raise Malformed(f"the details of an entry are no canonical JSON: {fault}") from None

    def _fields(self) -> Details:
        return {
            "version": VERSION,
            "index": self.index,
            "at": self.at.astimezone(UTC).strftime(_AT),
            "actor": self.actor,
            "action": self.action,
            "object": self.object,
            "details": dict(self.details),
            "personal": {name: encode(one) for name, one in self.personal.items()},
            "salt": encode(self.salt),
        }

    @property
    def leaf(self) -> bytes:
        return leaf_hash(self.body)


def _require_exact(value: object) -> None:
    """A float beyond 2**53 is written like a whole number that no reader may trust, so it could not be read back."""
    if isinstance(value, float) and abs(value) > LARGEST_EXACT:
        raise ValueError(f"{value} is too large to be exact; write it as text")
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    for one in inner:
        _require_exact(one)


def parse(body: bytes) -> Entry:
    """Inverse of `Entry.body`; Malformed when the bytes are not the canonical bytes of an entry."""
    fields = json_object(body)
    if set(fields) != _FIELDS or fields["version"] != VERSION:
        raise Malformed("not an entry of a trail of version 1")
    try:
        entry = _entry(fields)
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise Malformed(f"not an entry of a trail: {fault}") from None
    if entry.body != body:
        raise Malformed("the entry is not written in its canonical form")
    return entry


def _entry(fields: Mapping[str, object]) -> Entry:
    details, personal, index = fields["details"], fields["personal"], fields["index"]
    if isinstance(index, bool) or not isinstance(index, int):
        raise Malformed("index is no whole number")
    if not (isinstance(details, dict) and isinstance(personal, dict)):
        raise Malformed("details or personal is no object")
    texts = {name: _text(fields[name]) for name in ("at", "actor", "action", "object", "salt")}
    return Entry(
        index=index,
        at=datetime.strptime(texts["at"], _AT).replace(tzinfo=UTC),
        actor=texts["actor"],
        action=texts["action"],
        object=texts["object"],
        details=details,
        salt=decode(texts["salt"]),
        personal={name: decode(_text(one)) for name, one in personal.items()},
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Malformed("a text was expected")
    return value
