# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The trail: adding an entry beside a raw insert, and verifying beside hashing the same bytes."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tools.bench import ROOT, Row, ms, side_by_side

ENTRIES = 20_000


def _append(database: dict[str, str], count: int) -> dict[str, float]:
    """Seconds per entry and per raw insert, in a fresh process on an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        known = {name: value for name, value in os.environ.items() if not name.startswith("SCHAKEL_")}
        here = {"SCHAKEL_VAR": folder, "DJANGO_SETTINGS_MODULE": "schakel.config.settings.run"}
        environment = known | here | database
        migrate = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        command = [sys.executable, "-m", "tools.append", str(count)]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def _append_row(name: str, database: dict[str, str], goal: str) -> Row:
    took = _append(database, 1000)
    share = f"{100 * took['raw'] / took['ours']:.0f} %"
    return Row(f"trail: add one entry, {name}", ms(took["ours"]), f"raw insert {ms(took['raw'])}", share, goal)


def _verification() -> Row:
    from schakel.audit.engine.merkle import Frontier, grow, leaf_hash

    bodies = [os.urandom(978) for _ in range(ENTRIES)]

    def ours() -> bytes:
        return grow(Frontier(0, ()), [leaf_hash(body) for body in bodies]).root()

    def hashing() -> None:
        for body in bodies:
            hashlib.sha256(body).digest()

    took, other = side_by_side(ours, hashing, runs=5)
    share = f"{100 * other / took:.0f} %"
    what = f"trail: root of {ENTRIES:,} entries of 978 bytes"
    return Row(what, ms(took), f"hashing the bytes {ms(other)}", share, "≥ 70 %, aimed at")


def rows() -> Iterator[Row]:
    """Adding on each database that is there, then verifying."""
    yield _append_row("SQLite", {}, "")
    port = os.environ.get("TEST_PG_PORT")
    if port:
        there = {"SCHAKEL_PG_HOST": "127.0.0.1", "SCHAKEL_PG_PORT": port, "SCHAKEL_PG_NAME": "postgres"}
        yield _append_row("PostgreSQL", there, "≥ 40 %, aimed at")
    yield _verification()
