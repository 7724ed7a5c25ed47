# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The repository as the walls see it: the files git knows or would add, parsed at most once."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked or would be, relative to the root; vendored files and licence texts left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    found = (Path(name) for name in sorted(set(listed)))
    return tuple(path for path in found if (ROOT / path).is_file() and not _foreign(path))


def _foreign(path: Path) -> bool:
    return path.parts[0] == "LICENSES" or path.name in {"LICENSE", "requirements.lock"} or "vendor" in path.parts


def is_test(path: Path) -> bool:
    """True for a file that exists to test: it may write rows and spell out sentences."""
    return "tests" in path.parts or path.name == "conftest.py"


@cache
def python(*, tests: bool) -> tuple[Path, ...]:
    """The Python files of the package (or, with tests, all test files); migrations left out."""
    found = [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]
    if tests:
        return tuple(path for path in found if is_test(path))
    return tuple(path for path in found if path.parts[0] == "schakel" and not is_test(path))


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def lines(path: Path) -> int:
    """Lines that are not blank."""
    return sum(1 for line in text(path).splitlines() if line.strip())
