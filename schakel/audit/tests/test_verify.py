# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel verify` on files: exit 0 it holds, 1 it does not, 2 no such file can be meant."""

import json
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner, Result

from schakel.audit.engine import checkpoint as checkpoints
from schakel.audit.engine import trail
from schakel.audit.engine.checkpoint import Checkpoint
from schakel.audit.engine.merkle import EMPTY_ROOT
from schakel.audit.engine.note import verifier_key
from schakel.audit.tests import naive
from schakel.cli.verify import app

ENTRIES = [f"entry {number}".encode() for number in range(8)]


def text(data: bytes) -> str:
    return b64encode(data).decode()


def inclusion(index: int = 5, size: int = 7) -> dict[str, Any]:
    return {
        "leafIdx": index,
        "treeSize": size,
        "root": text(naive.mth(ENTRIES[:size])),
        "leafHash": text(naive.mth([ENTRIES[index]])),
        "proof": [text(one) for one in naive.path(index, ENTRIES[:size])],
        "desc": "made by the naive tree",
        "wantErr": False,
    }


def consistency(old: int = 3, new: int = 7) -> dict[str, Any]:
    return {
        "size1": old,
        "size2": new,
        "root1": text(naive.mth(ENTRIES[:old])),
        "root2": text(naive.mth(ENTRIES[:new])),
        "proof": [text(one) for one in naive.subproof(old, ENTRIES[:new], whole=True)],
    }


def ask(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def ask_about(folder: Path, kind: str, content: object, *more: str) -> Result:
    file = folder / "file.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return ask(kind, str(file), *more)


@pytest.mark.parametrize("size", range(1, 9))
def test_true_proofs_exit_0(tmp_path: Path, size: int) -> None:
    for number in range(size):
        assert ask_about(tmp_path, "inclusion", inclusion(number, size)).exit_code == 0
        assert ask_about(tmp_path, "consistency", consistency(number + 1, size)).exit_code == 0


def test_a_null_proof_is_an_empty_one(tmp_path: Path) -> None:
    assert ask_about(tmp_path, "inclusion", inclusion(0, 1) | {"proof": None}).exit_code == 0
    assert ask_about(tmp_path, "consistency", consistency(4, 4) | {"proof": None}).exit_code == 0


OTHER = text(naive.mth([b"other"]))
EMPTY = text(EMPTY_ROOT)
WRONG = [
    ("inclusion", inclusion() | {"leafHash": OTHER}),
    ("inclusion", inclusion() | {"root": OTHER}),
    ("inclusion", inclusion() | {"root": ""}),
    ("inclusion", inclusion() | {"leafHash": text(b"short")}),
    ("inclusion", inclusion() | {"leafIdx": 7}),
    ("inclusion", inclusion() | {"leafIdx": 2**64 - 1}),
    ("inclusion", inclusion() | {"treeSize": 2**64 - 1}),
    ("inclusion", inclusion() | {"treeSize": 0}),
    ("inclusion", inclusion() | {"proof": None}),
    ("inclusion", inclusion() | {"proof": [*inclusion()["proof"], ""]}),
    ("inclusion", inclusion() | {"proof": [OTHER] * 10_000}),
    ("consistency", consistency() | {"root1": OTHER}),
    ("consistency", consistency() | {"root2": OTHER}),
    ("consistency", consistency() | {"root2": text(b"short")}),
    ("consistency", consistency() | {"proof": []}),
    ("consistency", consistency() | {"size1": 8}),
    ("consistency", consistency() | {"size1": 0}),
    ("consistency", consistency(4, 4) | {"proof": [OTHER]}),
    ("consistency", {"size1": 0, "size2": 0, "root1": EMPTY, "root2": EMPTY, "proof": []}),
    ("consistency", {"size1": 1, "size2": 2**64 - 1, "root1": OTHER, "root2": OTHER, "proof": [OTHER]}),
]


@pytest.mark.parametrize(("kind", "content"), WRONG, ids=range(len(WRONG)))
def test_what_does_not_hold_exits_1_with_one_line(tmp_path: Path, kind: str, content: dict[str, Any]) -> None:
    result = ask_about(tmp_path, kind, content)
    assert result.exit_code == 1
    assert result.stdout.startswith("invalid: ")
    assert result.stdout.count("\n") == 1


def without(fields: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != name}


BAD_BYTES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"\xff\xfe",
    json.dumps(inclusion()).encode("utf-16"),
    b"\xef\xbb\xbf" + json.dumps(inclusion()).encode(),
    json.dumps(inclusion()).encode() + b"{}",
    json.dumps(inclusion()).replace('"leafIdx"', '"leafIdx": 5, "leafIdx"').encode(),
    json.dumps(inclusion()).replace('"wantErr"', '"x": {"y": 1, "y": 1}, "wantErr"').encode(),
    json.dumps(inclusion() | {"leafIdx": float("nan")}).encode(),
    json.dumps(inclusion()).replace('"leafIdx": 5', '"leafIdx": ' + "9" * 5000).encode(),
    b"[" * 100_000,
    b'{"a":' * 100_000,
    json.dumps(inclusion() | {"desc": "x" * 1_000_000}).encode(),
]
BAD_FIELDS: list[tuple[str, dict[str, Any]]] = [
    *(("inclusion", without(inclusion(), name)) for name in ("leafIdx", "treeSize", "root", "leafHash", "proof")),
    *(("consistency", without(consistency(), name)) for name in ("size1", "size2", "root1", "root2", "proof")),
    *(("inclusion", inclusion() | {"leafIdx": bad}) for bad in (True, False, 5.0, -1, "5", None, [5], 2**64)),
    *(("consistency", consistency() | {"size2": bad}) for bad in (True, 7.5, -7, "7", None, 2**64)),
    *(("inclusion", inclusion() | {"root": bad}) for bad in (None, 5, [], "?", "AAA", "AA==\n", "-_==", "AB==", "é")),
    *(("inclusion", inclusion() | {"proof": bad}) for bad in ("", {}, 0, False, [1], [None], ["?"], [[OTHER]])),
]


@pytest.mark.parametrize("content", BAD_BYTES, ids=range(len(BAD_BYTES)))
def test_what_is_no_json_object_exits_2(tmp_path: Path, content: bytes) -> None:
    result = ask_about(tmp_path, "inclusion", content)
    assert result.exit_code == 2
    assert result.stderr.startswith("malformed: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("kind", "content"), BAD_FIELDS, ids=range(len(BAD_FIELDS)))
def test_a_field_that_is_not_as_it_should_be_exits_2(tmp_path: Path, kind: str, content: dict[str, Any]) -> None:
    result = ask_about(tmp_path, kind, content)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_file_that_cannot_be_read_exits_2(tmp_path: Path) -> None:
    for kind in ("inclusion", "consistency", "trail"):
        assert ask(kind, str(tmp_path / "absent")).exit_code == 2
        assert ask(kind, str(tmp_path)).exit_code == 2
    assert ask("inclusion").exit_code == 2


@pytest.mark.parametrize(
    ("content", "code", "ok"), [(inclusion(), 0, True), (inclusion(5, 7) | {"leafIdx": 4}, 1, False), ({}, 2, False)]
)
def test_json_answers_say_the_same(tmp_path: Path, content: dict[str, Any], code: int, ok: bool) -> None:
    result = ask_about(tmp_path, "inclusion", content, "--json")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["ok"], set(answer)) == (code, ok, {"ok", "reason"})


PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = verifier_key("test.example/trail", PRIVATE)
STRANGER = verifier_key("test.example/trail", Ed25519PrivateKey.from_private_bytes(bytes(32)))
BODIES = [b'{"index":0}', b'{"index":1}', b'{"index":2}']
NOTE = str(checkpoints.sign(Checkpoint(KEY.name, 3, naive.mth(BODIES)), PRIVATE))
TRAIL = b"".join(trail.write(NOTE, BODIES))


@pytest.mark.parametrize(
    ("content", "key", "code"),
    [
        (NOTE.encode(), str(KEY), 0),
        (NOTE.encode(), str(STRANGER), 1),
        (NOTE.replace("\n3\n", "\n4\n").encode(), str(KEY), 1),
        (NOTE.encode(), "no key", 2),
        (b"no note", str(KEY), 2),
        (NOTE.replace("\n3\n", "\n03\n").encode(), str(KEY), 2),
    ],
)
def test_a_checkpoint(tmp_path: Path, content: bytes, key: str, code: int) -> None:
    assert ask_about(tmp_path, "checkpoint", content, "--key", key).exit_code == code


SIGNED = inclusion(5, 7)
SIGNED["checkpoint"] = str(checkpoints.sign(Checkpoint(KEY.name, 7, naive.mth(ENTRIES[:7])), PRIVATE))


@pytest.mark.parametrize(
    ("changes", "key", "code"),
    [
        ({}, str(KEY), 0),
        ({}, str(STRANGER), 1),
        ({"leafIdx": 4}, str(KEY), 1),
        ({"checkpoint": NOTE}, str(KEY), 1),
        ({"checkpoint": None}, str(KEY), 2),
        ({"checkpoint": "no note"}, str(KEY), 2),
        ({}, "no key", 2),
    ],
)
def test_a_proof_with_the_checkpoint_it_rests_on(tmp_path: Path, changes: dict[str, Any], key: str, code: int) -> None:
    assert ask_about(tmp_path, "inclusion", SIGNED | changes, "--key", key).exit_code == code


@pytest.mark.parametrize(
    ("content", "more", "code"),
    [
        (TRAIL, (), 0),
        (TRAIL, ("--key", str(KEY)), 0),
        (TRAIL, ("--key", str(STRANGER)), 1),
        (TRAIL.replace(b'{"index":2}', b'{"index":2 }'), (), 1),
        (TRAIL[:-1], (), 2),
        (TRAIL, ("--key", "x"), 2),
        (b"", (), 2),
        (b"x" * 1_000_002, (), 2),
    ],
)
def test_an_exported_trail(tmp_path: Path, content: bytes, more: tuple[str, ...], code: int) -> None:
    assert ask_about(tmp_path, "trail", content, *more).exit_code == code


def test_verifying_needs_no_django() -> None:
    script = "import sys, schakel.cli.verify; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
