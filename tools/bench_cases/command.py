# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The command line in a fresh process, over a folder of files: what someone waits for at a prompt."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.bench import ROOT, Row, ms, side_by_side, times

SCHAKEL = Path(sys.executable).with_name("schakel")


def _process(*command: str | Path) -> Callable[[], object]:
    return lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def rows() -> Iterator[Row]:
    """Comparing two products and every CAR T, beside an interpreter that does nothing."""
    nothing = _process(sys.executable, "-c", "pass")
    for name, arguments, goal in [
        ("compare kymriah yescarta", ("compare", "kymriah", "yescarta"), "< 1 s"),
        ("standard --modality car_t", ("standard", "--modality", "car_t"), ""),
    ]:
        took, other = side_by_side(_process(SCHAKEL, "--data", "data", *arguments), nothing)
        yield Row(
            f"command: schakel --data data {name}", ms(took), f"python -c pass {ms(other)}", times(took, other), goal
        )
