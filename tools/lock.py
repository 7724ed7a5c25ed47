# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Is requirements.lock made from the dependencies that pyproject.toml names now?

The first line of the lock holds the hash of what it was made from, so the question needs no network.

    python tools/lock.py stamp     after a new lock was made
    python tools/lock.py check     exit 1 when pyproject.toml has moved on
"""

import hashlib
import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
MARK = "# made from the dependencies in pyproject.toml, sha256 "


def wanted() -> str:
    """The first line a lock of the present pyproject.toml has."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        project["project"]["requires-python"],
        sorted(project["project"]["dependencies"]),
        {name: sorted(group) for name, group in sorted(project["dependency-groups"].items())},
    ]
    return MARK + hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def stamp() -> int:
    lines = LOCK.read_text(encoding="utf-8").splitlines(keepends=True)
    body = [line for line in lines if not line.startswith(MARK)]
    LOCK.write_text("".join([wanted() + "\n", *body]), encoding="utf-8")
    return 0


def check() -> int:
    with LOCK.open(encoding="utf-8") as lock:
        current = lock.readline().rstrip("\n") == wanted()
    if not current:
        print("requirements.lock is older than the dependencies in pyproject.toml: run `make lock`.", file=sys.stderr)
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit({"stamp": stamp, "check": check}[sys.argv[1]]())
