# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The strict content policy forbids inline styles and scripts; here a fault is found before a browser finds it."""

import re
from pathlib import Path

import pytest

from tests.walls.tree import files, python, text

STYLE = re.compile(r"""\sstyle\s*=\s*\\?["']|<style\b""", re.I)
HANDLER = re.compile(r"""<[^>]*\son[a-z]+\s*=\s*["']""", re.I)
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.I)
ERROR_PAGE = re.compile(r"\d{3}(_csrf)?\.html$")
RULES = {"style": STYLE, "handler": HANDLER, "script": SCRIPT}

TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
TEMPLATES = [path for path in files() if "templates" in path.parts and path.suffix == ".html"]


@pytest.mark.parametrize("rule", RULES)
def test_no_inline_code_in_templates(rule: str) -> None:
    assert [str(path) for path in TEMPLATES if RULES[rule].search(TAG.sub("", text(path)))] == []


def test_no_inline_style_in_code_that_draws() -> None:
    assert [str(path) for path in python(tests=False) if STYLE.search(text(path))] == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Links may lead away; styles, scripts, images and forms may not."""
    away = re.compile(r"""<(?:script|img|link|form|iframe)\b[^>]*(?:src|href|action)\s*=\s*["'](?:https?:)?//""", re.I)
    assert [str(path) for path in TEMPLATES if away.search(text(path))] == []


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("style", '<p style="color:red">', '<p class="note">'),
        ("handler", '<p onclick="x()">', '<p data-once="x">'),
        ("script", "<script>x()</script>", '<script src="x.js" defer></script>'),
    ],
)
def test_the_rules_bite(rule: str, wrong: str, right: str) -> None:
    assert RULES[rule].search(wrong)
    assert not RULES[rule].search(right)


def test_templates_stand_under_the_name_of_their_room() -> None:
    """`schakel/<room>/templates/<room>/…`, or the name of a library whose page is replaced."""
    replaced = {"account", "mfa", "allauth", "ninja", "django"}
    wrong = [
        path for path in TEMPLATES if _under(path) not in {path.parts[1], *replaced} and not ERROR_PAGE.match(path.name)
    ]
    assert [str(path) for path in wrong] == []


def _under(path: Path) -> str:
    return path.parts[path.parts.index("templates") + 1]
