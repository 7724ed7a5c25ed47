# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

import base64
import contextlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from schakel.audit.engine import checkpoint as checkpoints
from schakel.audit.engine import note as notes
from schakel.audit.engine.checkpoint import Checkpoint
from schakel.audit.engine.merkle import EMPTY_ROOT
from schakel.audit.engine.note import VerifierKey
from schakel.audit.engine.verdict import Malformed

# The worked example of the C2SP signed-note specification (CC BY 4.0): a judge we did not write.
SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPEC_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# The worked example of C2SP tlog-checkpoint; its key is not published, its form is.
SPEC_CHECKPOINT = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
NAME = "log.example/trail"
KEY = notes.verifier_key(NAME, PRIVATE)
CHECKPOINT = Checkpoint(NAME, 5, bytes(range(32)))
SIGNED = str(checkpoints.sign(CHECKPOINT, PRIVATE))


def test_the_example_of_the_specification_verifies() -> None:
    key = VerifierKey.parse(SPEC_KEY)
    note = notes.parse(SPEC_NOTE.encode())
    assert str(key) == SPEC_KEY
    assert str(note) == SPEC_NOTE
    assert notes.verify(note, [key]).ok


def test_the_example_checkpoint_is_read() -> None:
    checkpoint, note = checkpoints.parse(SPEC_CHECKPOINT.encode())
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20_852_163)
    assert str(note) == SPEC_CHECKPOINT


def test_a_checkpoint_verifies_with_its_key_only() -> None:
    assert checkpoints.verify(SIGNED.encode(), [KEY]).ok
    verdict = checkpoints.verify(SIGNED.encode(), [notes.verifier_key(NAME, OTHER)])
    assert verdict == checkpoints.verify(SIGNED.encode(), [notes.verifier_key("else.example", PRIVATE)])
    assert verdict.reason == "the note carries no signature of the given key"


def test_unknown_signatures_are_ignored_and_known_ones_count() -> None:
    first = notes.sign(str(CHECKPOINT), "witness.example", OTHER)
    both = str(notes.sign(first.text, NAME, PRIVATE, first.signatures)).encode()
    witness = notes.verifier_key("witness.example", OTHER)
    assert checkpoints.verify(both, [KEY]).ok
    assert checkpoints.verify(both, [witness]).ok
    assert "witness.example, log.example/trail" in checkpoints.verify(both, [KEY, witness]).reason


def test_one_known_signature_that_fails_refuses_the_note() -> None:
    wrong = notes.Signature(NAME, KEY.key_id, bytes(64))
    right = checkpoints.sign(CHECKPOINT, PRIVATE).signatures
    verdict = notes.verify(notes.Note(str(CHECKPOINT), (*right, wrong)), [KEY])
    assert verdict.reason == f"the signature of {NAME} does not fit the text"


@given(st.integers(0, len(SIGNED.encode()) - 1), st.integers(0, 7))
def test_no_single_bit_of_a_checkpoint_can_change(at: int, bit: int) -> None:
    data = bytearray(SIGNED.encode())
    data[at] ^= 1 << bit
    with contextlib.suppress(Malformed):
        assert not checkpoints.verify(bytes(data), [KEY]).ok


SIGNATURE = SIGNED.rpartition("\n\n")[2]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        "text\n",
        "text\n\n",
        f"text\n{SIGNATURE}",
        f"\n{SIGNATURE}",
        SIGNED[:-1],
        SIGNED + "\n",
        SIGNED.replace("\n", "\r\n"),
        "a\tb\n\n" + SIGNATURE,
        "a\0b\n\n" + SIGNATURE,
        "text\n\n" + SIGNATURE.replace("—", "-"),
        "text\n\n" + SIGNATURE.replace("— ", "—  "),
        "text\n\n" + SIGNATURE.replace("log.example", "log+example"),
        "text\n\n" + SIGNATURE.replace("log.example", "log\u00a0example"),
        "text\n\n" + SIGNATURE.replace("= ", "=").replace("=\n", "\n"),
        "text\n\n— name AAAAAA==\n",
        "text\n\n— name\n",
        "text\n\n" + SIGNATURE * 101,
    ],
    ids=range(19),
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(Malformed):
        notes.parse(note.encode())


def test_bytes_that_are_no_text_and_notes_without_end_are_refused() -> None:
    with pytest.raises(Malformed, match="UTF-8"):
        notes.parse(b"\xff" + SIGNED.encode())
    with pytest.raises(Malformed, match="larger"):
        notes.parse(b"x" * 1_000_001)


def test_the_text_may_hold_empty_lines() -> None:
    note = notes.sign("one\n\ntwo\n\n", NAME, PRIVATE)
    assert notes.parse(str(note).encode()) == note


@pytest.mark.parametrize("text", ["no newline", "tab\t\n"])
def test_what_is_no_text_of_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(Malformed):
        notes.sign(text, NAME, PRIVATE)


MATERIAL = str(KEY).split("+", 2)[2]


@pytest.mark.parametrize(
    "key",
    [
        "",
        NAME,
        f"{NAME}+{KEY.key_id.hex()}",
        f"{NAME}+00000000+{MATERIAL}",
        f"{NAME}+{KEY.key_id.hex().upper()}x+{MATERIAL}",
        f"else+{KEY.key_id.hex()}+{MATERIAL}",
        f"+{KEY.key_id.hex()}+{MATERIAL}",
        f"a b+{KEY.key_id.hex()}+{MATERIAL}",
        f"{NAME}+{KEY.key_id.hex()}+{base64.b64encode(bytes([4]) + KEY.public).decode()}",
        f"{NAME}+{KEY.key_id.hex()}+{base64.b64encode(bytes([1]) + KEY.public[1:]).decode()}",
        f"{NAME}+{KEY.key_id.hex()}+?",
    ],
)
def test_what_is_no_verifier_key_is_refused(key: str) -> None:
    with pytest.raises(Malformed):
        VerifierKey.parse(key)


ROOT = "A" * 43 + "="


@pytest.mark.parametrize(
    "text",
    [
        f"o\n05\n{ROOT}\n",
        f"o\n+5\n{ROOT}\n",
        f"o\n-5\n{ROOT}\n",
        f"o\n5.0\n{ROOT}\n",
        f"o\n٥\n{ROOT}\n",
        f"o\n\n{ROOT}\n",
        f"o\n{2**64}\n{ROOT}\n",
        f"o\n{10**30}\n{ROOT}\n",
        f"\n5\n{ROOT}\n",
        "o\n5\n\n",
        "o\n5\nAAAA\n",
        f"o\n5\n{ROOT[:-1]}\n",
        f"o\n5\n{ROOT}",
        f"o\n5\n{ROOT}\n\n",
        "o\n5\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        Checkpoint.parse(text)


def test_lines_that_others_add_are_kept() -> None:
    text = f"o\n{2**64 - 1}\n{ROOT}\nmore\nand more\n"
    assert Checkpoint.parse(text).extensions == ("more", "and more")
    assert str(Checkpoint.parse(text)) == text


def test_an_empty_log_has_one_root() -> None:
    assert checkpoints.verify(str(checkpoints.sign(Checkpoint(NAME, 0, EMPTY_ROOT), PRIVATE)).encode(), [KEY]).ok
    forged = str(checkpoints.sign(Checkpoint(NAME, 0, bytes(32)), PRIVATE)).encode()
    assert not checkpoints.verify(forged, [KEY]).ok
