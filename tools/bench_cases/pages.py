# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Server time of the heavy pages on SQLite, through the whole application, beside a page that computes nothing."""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.bench import ROOT, Row
from tools.bench_pages import GOAL, PLAIN, prepare, row, start, times

RUNS = 40


def rows() -> Iterator[Row]:
    """Compare of every product, then the other pages that compute; p95 of 40 requests, ratio of the medians."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        start(folder)
        products = sorted(path.stem for path in Path(ROOT / "data" / "products").glob("[!_]*.yaml"))
        chosen = "&".join(f"product={slug}" for slug in products)
        plain = statistics.median(times(PLAIN, RUNS))
        yield row(f"compare {len(products)} products", times(f"/compare/?{chosen}", RUNS), plain, GOAL)
        yield row("standard of the CAR Ts", times("/standard/?modality=car_t", RUNS), plain)
        yield row("leverage of the CAR Ts", times("/leverage/?modality=car_t", RUNS), plain)
        yield row("windows of the CAR Ts", times("/windows/?modality=car_t", RUNS), plain)
        yield row("checklist of the CAR Ts at receipt", times("/checklist/?modality=car_t&step=receipt", RUNS), plain)
        yield row("one product", times("/products/kymriah/", RUNS), plain)
        yield row(f"compare {len(products)} products as JSON", times(f"/api/compare?{chosen}", RUNS), plain)
