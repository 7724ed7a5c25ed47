# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A whole trail as a file: one line that holds the signed checkpoint, then the canonical bytes of each entry.

Whoever has the file and the log's verifier key needs neither the database nor us to check it.
"""

from collections.abc import Iterable, Iterator, Sequence

import rfc8785

from schakel.audit.engine import checkpoint as checkpoints
from schakel.audit.engine.document import LIMIT, json_object
from schakel.audit.engine.merkle import Frontier, leaf_hash
from schakel.audit.engine.note import VerifierKey
from schakel.audit.engine.verdict import Malformed, Verdict, invalid, valid

FORMAT = "schakel-trail-1"


def write(checkpoint: str, bodies: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of the file, each with its newline."""
    yield rfc8785.dumps({"format": FORMAT, "checkpoint": checkpoint}) + b"\n"
    for body in bodies:
        yield body + b"\n"


def verify(lines: Iterable[bytes], keys: Sequence[VerifierKey] = ()) -> Verdict:
    """Do the entries give the root of the checkpoint? With keys: and did one of them sign it?

    Malformed when a line is no JSON object or the first holds no checkpoint.
    """
    rest = iter(lines)
    note = _header(next(rest, b""))
    claimed, _ = checkpoints.parse(note)
    if keys and not (verdict := checkpoints.verify(note, keys)).ok:
        return verdict
    tree = Frontier(0, ())
    for line in rest:
        if tree.size == claimed.size:
            return invalid(f"the file holds more than the {claimed.size} entries of its checkpoint")
        body = _body(line, tree.size)
        if body is None:
            return invalid(f"the entry in place {tree.size} carries another index")
        tree, _ = tree.append(leaf_hash(body))
    return _compare(tree, claimed, signed=bool(keys))


def _compare(tree: Frontier, claimed: checkpoints.Checkpoint, signed: bool) -> Verdict:
    if tree.size != claimed.size:
        return invalid(f"the file holds {tree.size} of the {claimed.size} entries of its checkpoint")
    if tree.root() != claimed.root:
        return invalid("the entries give another root than the checkpoint")
    remark = "signature verified" if signed else "signature not checked: no key given"
    return valid(f"{claimed.origin}: {claimed.size} entries give the root of the checkpoint; {remark}")


def _header(line: bytes) -> bytes:
    fields = json_object(_line(line, "the first line"))
    if fields.get("format") != FORMAT or not isinstance(fields.get("checkpoint"), str):
        raise Malformed(f"the first line is not the heading of a {FORMAT} file")
    return str(fields["checkpoint"]).encode()


def _body(line: bytes, place: int) -> bytes | None:
    """The bytes as they were hashed; nothing is written anew. None when the entry belongs elsewhere."""
    body = _line(line, f"entry {place}")
    index = json_object(body).get("index")
    if not isinstance(index, int) or isinstance(index, bool):
        raise Malformed(f"entry {place} has no index")
    return body if index == place else None


def _line(line: bytes, name: str) -> bytes:
    if not line.endswith(b"\n"):
        raise Malformed(f"{name} is cut off")
    if len(line) > LIMIT:
        raise Malformed(f"{name} is larger than {LIMIT} bytes")
    return line[:-1]
