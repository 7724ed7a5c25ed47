# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The file of solutions → the database."""

from datetime import datetime
from pathlib import Path

from schakel.network.reads import bottlenecks
from schakel.pathway.folder import read_file
from schakel.pathway.load import LOADER
from schakel.pathway.reads import words
from schakel.solutions.actions.load import load_solutions
from schakel.solutions.engine.solution import FILE, read_solutions
from schakel.sources.engine.register import read_register
from schakel.values.located import read

SOURCES = "landscape/sources.yaml"


def load(root: Path, *, by: str = LOADER, at: datetime | None = None) -> list[str]:
    """Loads the solutions that the sources name, or nothing when there is a fault; answers lines to tell."""
    if not (root / FILE).exists():
        return []
    register = read_register(read(SOURCES, read_file(root / SOURCES)))
    known = set(bottlenecks().values_list("pk", flat=True))
    steps = {step["id"] for step in words()["steps"].get("steps", [])}
    found = read_solutions(read(FILE, read_file(root / FILE)), register, known, steps)
    changes = load_solutions(by=by, solutions=found, at=at)
    return [f"solutions {name}: {', '.join(keys)}" for name, keys in changes.items() if keys]
