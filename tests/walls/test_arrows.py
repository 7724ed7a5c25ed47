# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Arrows between rooms point down, engines reach no Django, and the tool that says so really notices."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.walls.tree import ROOT, python

LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package without its tests, to spoil."""
    for path in python(tests=False):
        (tmp_path / path.parent).mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_arrows_point_down() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("wrong", "code", "complaint"),
    [
        ("audit/wrong.py", "import schakel.people.models", "schakel.audit is not allowed to import schakel.people"),
        ("values/wrong.py", "import schakel.audit", "schakel.values is not allowed to import schakel.audit"),
        ("pathway/engine/wrong.py", "import schakel.people.models", "is not allowed to import django"),
        (
            "catalogue/wrong.py",
            "import schakel.pathway.engine",
            "schakel.catalogue is not allowed to import schakel.pathway",
        ),
        ("nowhere/__init__.py", "", "schakel.nowhere"),
    ],
)
def test_a_wrong_arrow_is_noticed(copy: Path, wrong: str, code: str, complaint: str) -> None:
    path = copy / "schakel" / wrong
    path.parent.mkdir(exist_ok=True)
    path.write_text(code + "\n", encoding="utf-8")
    result = lint(copy)
    assert result.returncode != 0
    assert complaint in result.stdout
