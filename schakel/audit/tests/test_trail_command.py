# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel trail`: what it gives out, `schakel verify` accepts."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from schakel.audit.actions import record
from schakel.audit.tests.test_reads import LEAF, tamper
from schakel.cli import trail, verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.SCHAKEL_LOG_KEY = tmp_path / "log.pem"


def run(*words: object) -> Result:
    return CliRunner().invoke(trail.app, [str(word) for word in words])


def check(*words: object) -> int:
    return CliRunner().invoke(verify.app, [str(word) for word in words]).exit_code


def add(count: int) -> None:
    for number in range(count):
        record(by="person:7", action="product.read", object="product:kymriah", details={"number": number})


def test_what_is_given_out_verifies(tmp_path: Path) -> None:
    add(3)
    key = run("key", "--new").stdout.strip()
    assert run("checkpoint", "--out", tmp_path / "note").exit_code == 0
    add(2)
    assert run("export", "--out", tmp_path / "trail").exit_code == 0
    assert check("checkpoint", tmp_path / "note", "--key", key) == 0
    assert check("trail", tmp_path / "trail", "--key", key) == 0


def test_without_a_file_it_goes_to_the_screen(tmp_path: Path) -> None:
    add(1)
    note = run("checkpoint").stdout
    assert note == run("checkpoint").stdout
    assert run("export").stdout_bytes.count(b"\n") == 2


def test_without_a_checkpoint_there_is_nothing_to_export(tmp_path: Path) -> None:
    result = run("export", "--out", tmp_path / "trail")
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "schakel trail checkpoint" in result.stderr


def test_a_key_is_not_made_twice() -> None:
    assert run("key", "--new").exit_code == 0
    assert run("key", "--new").exit_code == 2


def test_a_changed_trail_is_not_signed() -> None:
    add(3)
    tamper(LEAF, [b"x" * 32])
    result = run("checkpoint")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    add(1)
    assert run("checkpoint", "--out", tmp_path / "absent" / "note").exit_code == 2
