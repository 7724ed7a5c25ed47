# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Timing pages through the whole application on SQLite, beside a page that computes nothing."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping

from tools.bench import ROOT, Row, ms, seconds

PLAIN = "/about/"
GOAL = "p95 < 300 ms"


def prepare(folder: str) -> None:
    """A site with every fact, in the folder."""
    environment = os.environ | {"SCHAKEL_VAR": folder}
    for script in ("prepare.sh", "static.sh"):
        subprocess.run([ROOT / "tools" / script, folder], cwd=ROOT, env=environment, check=True, capture_output=True)


def start(folder: str) -> None:
    """Binds Django to the site: once in a process."""
    import django

    os.environ["SCHAKEL_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "schakel.config.settings.run"
    django.setup()


def times(address: str, runs: int) -> list[float]:
    """The sorted server times of so many requests, after one that does not count."""
    from django.test import Client

    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return sorted(seconds(lambda: client.get(address)) for _ in range(runs))


def row(name: str, taken: list[float], plain: float, goal: str = "") -> Row:
    """p95 of a page, and the ratio of its median to that of the plain page."""
    middle, slow = statistics.median(taken), taken[int(0.95 * len(taken))]
    return Row(f"page: {name}", f"p95 {ms(slow)}", f"method page {ms(plain)}", f"{middle / plain:.1f} ×", goal)


def rows_of_filled(module: str, what: str) -> Iterator[Row]:
    """The rows of a case that fills the site first, in a process of its own: it calls `print_times` when it is run."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        command = [sys.executable, "-m", module, folder]
        told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    taken = json.loads(told.splitlines()[-1])
    plain = statistics.median(taken.pop(PLAIN))
    for name, found in taken.items():
        yield row(f"{name}, of {what}", found, plain, GOAL)


def print_times(folder: str, fill: Callable[[], None], pages: Mapping[str, str], runs: int) -> None:
    """Fills the site and prints the times of its pages as JSON."""
    start(folder)
    fill()
    print(json.dumps({name: times(address, runs) for name, address in {PLAIN: PLAIN, **pages}.items()}))
