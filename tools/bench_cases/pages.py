# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Server time of the heavy pages on SQLite, through the whole application, beside a page that computes nothing."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.bench import ROOT, Row, ms, seconds

RUNS = 40


def _prepare(folder: str) -> None:
    environment = os.environ | {"SCHAKEL_VAR": folder}
    for script in ("prepare.sh", "static.sh"):
        subprocess.run([ROOT / "tools" / script, folder], cwd=ROOT, env=environment, check=True, capture_output=True)


def _start(folder: str) -> None:
    import django

    os.environ["SCHAKEL_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "schakel.config.settings.run"
    django.setup()


def _times(address: str) -> list[float]:
    from django.test import Client

    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return sorted(seconds(lambda: client.get(address)) for _ in range(RUNS))


def _row(name: str, address: str, plain: float, goal: str = "") -> Row:
    taken = _times(address)
    middle, slow = statistics.median(taken), taken[int(0.95 * len(taken))]
    return Row(f"page: {name}", f"p95 {ms(slow)}", f"method page {ms(plain)}", f"{middle / plain:.1f} ×", goal)


def rows() -> Iterator[Row]:
    """Compare of every product, then the other pages that compute; p95 of 40 requests, ratio of the medians."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        _prepare(folder)
        _start(folder)
        products = sorted(path.stem for path in Path(ROOT / "data" / "products").glob("[!_]*.yaml"))
        chosen = "&".join(f"product={slug}" for slug in products)
        plain = statistics.median(_times("/about/"))
        yield _row(f"compare {len(products)} products", f"/compare/?{chosen}", plain, "p95 < 300 ms")
        yield _row("standard of the CAR Ts", "/standard/?modality=car_t", plain)
        yield _row("leverage of the CAR Ts", "/leverage/?modality=car_t", plain)
        yield _row("windows of the CAR Ts", "/windows/?modality=car_t", plain)
        yield _row("checklist of the CAR Ts at receipt", "/checklist/?modality=car_t&step=receipt", plain)
        yield _row("one product", "/products/kymriah/", plain)
        yield _row(f"compare {len(products)} products as JSON", f"/api/compare?{chosen}", plain)
