# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading JSON, base64 and proof files without giving anything the benefit of the doubt."""

import base64
import binascii
import json
from collections.abc import Mapping

from schakel.audit.engine.merkle import LARGEST
from schakel.audit.engine.proof import Consistency, Inclusion
from schakel.audit.engine.verdict import Malformed

LIMIT = 1_000_000
"""A proof has at most 64 hashes; a file of more bytes than this is something else."""


def inclusion(data: bytes) -> Inclusion:
    """A file with `leafIdx treeSize root leafHash proof`; other fields are ignored."""
    fields = json_object(data)
    return Inclusion(
        index=_number(fields, "leafIdx"),
        size=_number(fields, "treeSize"),
        leaf=_bytes(fields, "leafHash"),
        root=_bytes(fields, "root"),
        path=_path(fields),
    )


def checkpoint(data: bytes) -> bytes:
    """The signed checkpoint that a proof file of ours carries along in the field `checkpoint`."""
    note = _field(json_object(data), "checkpoint")
    if not isinstance(note, str):
        raise Malformed("checkpoint is not a string")
    return note.encode()


def consistency(data: bytes) -> Consistency:
    """A file with `size1 size2 root1 root2 proof`; other fields are ignored."""
    fields = json_object(data)
    return Consistency(
        old=_number(fields, "size1"),
        new=_number(fields, "size2"),
        old_root=_bytes(fields, "root1"),
        new_root=_bytes(fields, "root2"),
        path=_path(fields),
    )


def inclusion_fields(claim: Inclusion) -> dict[str, object]:
    """Inverse of `inclusion`, ready for JSON."""
    return {
        "leafIdx": claim.index,
        "treeSize": claim.size,
        "root": encode(claim.root),
        "leafHash": encode(claim.leaf),
        "proof": [encode(one) for one in claim.path],
    }


def consistency_fields(claim: Consistency) -> dict[str, object]:
    """Inverse of `consistency`, ready for JSON."""
    return {
        "size1": claim.old,
        "size2": claim.new,
        "root1": encode(claim.old_root),
        "root2": encode(claim.new_root),
        "proof": [encode(one) for one in claim.path],
    }


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def decode(text: str) -> bytes:
    """Standard base64 with padding, in its one canonical spelling (RFC 4648 section 4)."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise Malformed(f"{_shown(text)} is not base64") from None
    if encode(data) != text:
        raise Malformed(f"{_shown(text)} is not canonical base64")
    return data


def json_object(data: bytes) -> dict[str, object]:
    """One JSON object in UTF-8: no duplicate names, no NaN, at most `LIMIT` bytes."""
    if len(data) > LIMIT:
        raise Malformed(f"larger than {LIMIT} bytes")
    try:
        # Decoding first: json would guess UTF-16 or UTF-32 from bytes.
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except Malformed:
        raise
    except UnicodeDecodeError:
        raise Malformed("not UTF-8") from None
    except (ValueError, RecursionError) as fault:
        raise Malformed(f"not JSON: {fault}") from None
    if not isinstance(found, dict):
        raise Malformed("the file holds no JSON object")
    return found


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise Malformed(f"the field {_shown(name)} is given twice")
        found[name] = value
    return found


def _no_constant(name: str) -> object:
    raise Malformed(f"{name} is not JSON")


def _field(fields: Mapping[str, object], name: str) -> object:
    if name not in fields:
        raise Malformed(f"the field {name} is missing")
    return fields[name]


def _number(fields: Mapping[str, object], name: str) -> int:
    value = _field(fields, name)
    # bool is an int in Python; true is no size.
    if not isinstance(value, int) or isinstance(value, bool):
        raise Malformed(f"{name} is not a whole number")
    if not 0 <= value <= LARGEST:
        raise Malformed(f"{name} lies outside 0 to 2^64 - 1")
    return value


def _bytes(fields: Mapping[str, object], name: str) -> bytes:
    value = _field(fields, name)
    if not isinstance(value, str):
        raise Malformed(f"{name} is not a string")
    return decode(value)


def _path(fields: Mapping[str, object]) -> tuple[bytes, ...]:
    value = _field(fields, "proof")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Malformed("proof is not a list")
    if not all(isinstance(one, str) for one in value):
        raise Malformed("proof holds something else than strings")
    return tuple(decode(one) for one in value)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")
