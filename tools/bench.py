# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`make bench`: measure, print, and write docs/reference/benchmarks.md.

Each module of tools/bench_cases has a function `rows()` that yields Row. A speed is given as a ratio wherever it can
be: the same work done by a plain loop or another program, in the same run on the same machine, since only ratios mean
something elsewhere.
"""

import importlib
import os
import pkgutil
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference" / "benchmarks.md"
VERSIONS = ("django", "psycopg", "pydantic", "cryptography", "granian", "numba", "numpy", "highspy", "simpy", "ciw")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, how long it took, against what, and the goal it is held to."""

    what: str
    ours: str
    against: str
    ratio: str
    goal: str


def seconds(work: Callable[[], object]) -> float:
    """The wall time of doing the work once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object], runs: int = 7) -> float:
    """The median time of several runs, after one that does not count."""
    work()
    return statistics.median(seconds(work) for _ in range(runs))


def side_by_side(ours: Callable[[], object], other: Callable[[], object], runs: int = 7) -> tuple[float, float]:
    """Medians of two pieces of work, run in turns so that a busy moment of the machine hits both."""
    ours()
    other()
    pairs = [(seconds(ours), seconds(other)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def ms(value: float) -> str:
    """A time in milliseconds, with as many digits as it deserves."""
    return f"{value * 1000:.0f} ms" if value >= 0.1 else f"{value * 1000:.2f} ms"


def times(ours: float, other: float) -> str:
    """How many times as long ours takes as the other."""
    return f"{ours / other:.2f} ×"


def machine() -> str:
    """The machine and the versions in one line each."""
    cpu = next((line.split(":")[1].strip() for line in _cpuinfo() if line.startswith("model name")), platform.machine())
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in VERSIONS)
    return (
        f"Measured {datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC on {os.cpu_count()} cores ({cpu}), "
        f"load {os.getloadavg()[0]:.1f}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; {versions}."
    )


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def measured() -> Iterator[Row]:
    """The rows of every case, printed as they come."""
    folder = Path(__file__).with_name("bench_cases")
    for module in sorted(each.name for each in pkgutil.iter_modules([str(folder)])):
        for row in importlib.import_module(f"tools.bench_cases.{module}").rows():
            print(f"{row.what:<60} {row.ours:>12} {row.against:>24} {row.ratio:>10}   {row.goal}", flush=True)
            yield row


def main() -> int:
    from tools.reference import MADE, table

    rows = [[row.what, row.ours, row.against, row.ratio, row.goal] for row in measured()]
    text = (
        MADE.replace("make docs", "make bench")
        + "# Benchmarks\n\n"
        + machine()
        + "\n\nMedians. A ratio compares the two columns before it, measured in turns in one run; "
        + "times alone differ per machine.\n\n"
        + table(["what", "ours", "against", "ratio", "goal"], rows)
    )
    TARGET.write_text(text, encoding="utf-8")
    print(f"Written to {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
