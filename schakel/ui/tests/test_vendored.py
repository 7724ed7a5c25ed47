# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is vendored is what VENDOR.toml says it is, and the letter can draw every character the pages use."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from schakel.ui.tests.woff2 import characters

ROOT = Path(__file__).resolve().parents[3]
VENDOR = ROOT / "static" / "vendor"
FONT = VENDOR / "fonts" / "schakel-sans.woff2"
LISTED = tomllib.loads((VENDOR / "VENDOR.toml").read_text(encoding="utf-8"))["file"]
BUDGET = 100_000
SIGNS = "≤≥≠≈→−–…·×°µ²³⁰⁴⁵⁶⁷⁸⁹½€’‘“”✓éëïóöüçáàèêÉË\N{NO-BREAK SPACE}"


@pytest.mark.parametrize("listed", LISTED, ids=lambda each: each["name"])
def test_vendored_file_is_the_one_listed(listed: dict[str, str]) -> None:
    assert hashlib.sha256((VENDOR / listed["name"]).read_bytes()).hexdigest() == listed["sha256"]


def test_nothing_is_vendored_unlisted() -> None:
    present = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert present - {"VENDOR.toml"} == {each["name"] for each in LISTED}


def test_font_is_small() -> None:
    assert FONT.stat().st_size < BUDGET


def test_font_draws_the_signs_of_limits() -> None:
    assert {sign for sign in SIGNS if ord(sign) not in characters(FONT)} == set()


def test_font_draws_every_character_of_the_interface() -> None:
    written = [*ROOT.glob("schakel/*/locale/nl/**/*.po"), *ROOT.glob("schakel/*/templates/**/*.html")]
    used = {sign for path in written for sign in path.read_text(encoding="utf-8") if sign.isprintable()}
    assert {sign for sign in used if ord(sign) not in characters(FONT)} == set()
