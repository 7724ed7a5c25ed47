# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from schakel.audit.engine import checkpoint as checkpoints
from schakel.audit.engine import trail
from schakel.audit.engine.checkpoint import Checkpoint
from schakel.audit.engine.entry import Entry, Opening, parse
from schakel.audit.engine.merkle import root_of
from schakel.audit.engine.note import verifier_key
from schakel.audit.engine.verdict import Malformed

AT = datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=UTC)
SALT = bytes(16)


def entry(**changes: Any) -> Entry:
    said = {"index": 3, "at": AT, "actor": "person:7", "action": "role.grant", "object": "person:8"}
    return Entry(**(said | {"details": {}, "salt": SALT} | changes))


def test_the_bytes_are_canonical_json() -> None:
    body = entry(details={"b": 1, "a": "é"}, personal={"name": bytes(32)}).body
    assert (
        body
        == (
            '{"action":"role.grant","actor":"person:7","at":"2026-03-01T12:00:00.000005Z","details":{"a":"é","b":1},'
            '"index":3,"object":"person:8","personal":{"name":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},'
            '"salt":"AAAAAAAAAAAAAAAAAAAAAA==","version":1}'
        ).encode()
    )


def test_one_moment_has_one_spelling() -> None:
    assert entry(at=AT.astimezone(timezone(timedelta(hours=2)))).body == entry().body


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text()
    | st.floats(-(2.0**53) + 1, 2.0**53 - 1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.text(max_size=5), JSON, max_size=4),
    st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1)),
)
def test_what_is_written_can_be_read(details: dict[str, Any], at: datetime) -> None:
    one = entry(details=details, at=at)
    assert parse(one.body).body == one.body
    assert parse(one.body).details == details


@pytest.mark.parametrize(
    "changes",
    [
        {"index": -1},
        {"at": datetime(2026, 1, 1)},
        {"action": "grant"},
        {"action": "role." + "x" * 100},
        {"object": "x" * 61 + ":8"},
        {"object": "person:\0"},
        {"personal": {"Name": bytes(32)}},
        {"actor": "7"},
        {"object": "a person:8"},
        {"salt": b""},
        {"personal": {"name": b"short"}},
    ],
    ids=str,
)
def test_what_is_no_entry_cannot_be_made(changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        entry(**changes)


def deep() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(100_000):
        found = {"in": found}
    return found


@pytest.mark.parametrize(
    "details",
    [{"x": object()}, {"x": 2**60}, {"x": [1e17]}, {"x": float("inf")}, {"x": "\ud800"}, {1: "x"}, {"x": b"1"}],
)
def test_details_are_json(details: dict[Any, Any]) -> None:
    with pytest.raises(Malformed):
        _ = entry(details=details).body


def test_details_do_not_nest_without_end() -> None:
    with pytest.raises(Malformed):
        _ = entry(details=deep()).body


FIELDS = json.loads(entry(personal={"name": bytes(32)}).body)


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"extra": 1},
        {"index": "3"},
        {"index": True},
        {"at": "2026-03-01T12:00:00Z"},
        {"at": 5},
        {"details": []},
        {"personal": {"name": 1}},
        {"salt": "AA"},
    ],
    ids=str,
)
def test_what_is_no_entry_cannot_be_read(changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        parse(json.dumps(FIELDS | changes, separators=(",", ":"), sort_keys=True).encode())


def test_another_spelling_of_an_entry_is_refused() -> None:
    with pytest.raises(Malformed, match="canonical"):
        parse(json.dumps(FIELDS).encode())


def test_a_salt_has_its_length() -> None:
    with pytest.raises(Malformed):
        Opening(b"short", "A. Jansen")


@given(st.text(), st.text())
def test_a_commitment_opens_with_its_own_value_only(value: str, other: str) -> None:
    opening = Opening(SALT, value)
    commitment = opening.commitment("name")
    assert opening.opens("name", commitment)
    assert not opening.opens("address", commitment)
    assert not Opening(bytes(15) + b"\1", opening.value).opens("name", commitment)
    assert Opening(SALT, other).opens("name", commitment) == (other == opening.value)


PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = verifier_key("test.example/trail", PRIVATE)
ENTRIES = [entry(index=number) for number in range(5)]


def lines(size: int = 5) -> list[bytes]:
    root = root_of([one.leaf for one in ENTRIES[:size]])
    note = checkpoints.sign(Checkpoint(KEY.name, size, root), PRIVATE)
    return list(trail.write(str(note), [one.body for one in ENTRIES[:size]]))


@pytest.mark.parametrize("size", [0, 1, 5])
def test_a_true_trail_verifies(size: int) -> None:
    assert "signature not checked" in trail.verify(lines(size)).reason
    assert trail.verify(lines(size), [KEY]).ok
    assert "5 entries" in trail.verify(lines()).reason


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (lambda file: file[:-1], "4 of the 5"),
        (lambda file: [*file, ENTRIES[0].body + b"\n"], "more than the 5"),
        (lambda file: [file[0], file[2], file[1], *file[3:]], "carries another index"),
        (lambda file: [*file[:2], file[2].replace(b"person:8", b"person:9"), *file[3:]], "another root"),
        (lambda file: [*file[:2], file[2].replace(b'":', b'": '), *file[3:]], "another root"),
    ],
)
def test_a_spoilt_trail_is_refused(spoilt: Any, why: str) -> None:
    for keys in ([], [KEY]):
        verdict = trail.verify(spoilt(lines()), keys)
        assert not verdict.ok
        assert why in verdict.reason


def test_a_trail_signed_by_another_is_refused() -> None:
    other = verifier_key(KEY.name, Ed25519PrivateKey.from_private_bytes(bytes(32)))
    assert not trail.verify(lines(), [other]).ok


@pytest.mark.parametrize(
    "file",
    [
        [],
        [b"{}\n"],
        [b'{"format":"schakel-trail-1","checkpoint":5}\n'],
        [b'{"format":"schakel-trail-1","checkpoint":"o"}\n'],
        [lines()[0][:-1]],
        [*lines()[:3], lines()[3][:-1]],
        [lines()[0], b"[]\n"],
        [lines()[0], b"\n"],
        [lines()[0], b'{"index":true}\n'],
        [lines()[0], b"x" * 1_000_001 + b"\n"],
    ],
    ids=range(10),
)
def test_what_is_no_trail_is_malformed(file: list[bytes]) -> None:
    with pytest.raises(Malformed):
        trail.verify(file)
