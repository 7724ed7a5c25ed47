# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What must never be in the repository: addresses of registries, paths of one machine, promises to finish later."""

import re
from pathlib import Path

import pytest

from tests.walls.tree import ROOT, files, parsed, python

# Written so that the patterns do not find themselves.
REGISTRY = re.compile(r"pypi\.[o]rg|python[h]osted|registry\.[n]pmjs|registry\.[y]arnpkg|proxy\.[g]olang")
MACHINE = re.compile(r"(?:^|[\s\"'`=(:])/(?:wor[k]|roo[t]|hom[e]|far[m])/")
LATER = re.compile(
    r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b|raise NotImplemente[d]Error|pytest\.mark\.skip\b|pytest\.mark\.xfai[l]"
)
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KE[Y]-----")
BINARY = {".png", ".woff2", ".ttf", ".ico", ".mo", ".pdf"}


def _readable() -> list[Path]:
    return [path for path in files() if path.suffix not in BINARY]


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE, SECRET], ids=["registry", "machine", "secret"])
def test_nothing_that_gives_away_where_it_was_made(pattern: re.Pattern[str]) -> None:
    found = [str(path) for path in [*_readable(), Path("requirements.lock")] if pattern.search(_content(path))]
    assert found == []


def test_nothing_is_left_for_later() -> None:
    code = [path for path in _readable() if path.suffix in {".py", ".sh", ".html", ".css", ".js", ".yaml", ".toml"}]
    assert [str(path) for path in code if LATER.search(_content(path))] == []


def test_everything_parses() -> None:
    assert all(parsed(path) for path in [*python(tests=False), *python(tests=True)])


def test_large_files_have_a_reason() -> None:
    large = [str(path) for path in files() if (ROOT / path).stat().st_size > 400_000]
    assert large == []


def _content(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
