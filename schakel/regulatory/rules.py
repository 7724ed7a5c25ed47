# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rules as values. They live in reviewed files only: nothing about them is ever changed in the application.

No Django: the command asks the same questions over a folder.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from schakel.pathway.folder import BUILT_IN, read_file
from schakel.regulatory.engine.classification import Classification, read_classification
from schakel.regulatory.engine.profile import Template, read_template
from schakel.regulatory.engine.routes import Routes
from schakel.regulatory.engine.routes_file import read_routes

T = TypeVar("T")


def rules_file(root: Path, name: str) -> Path:
    """The file of rules in a folder of facts; a folder without rules takes those of the installation."""
    path = root / "rules" / f"{name}.yaml"
    return path if path.exists() else BUILT_IN / "rules" / f"{name}.yaml"


def _read(root: Path, name: str, reader: Callable[[bytes], T]) -> T:
    path = rules_file(root, name)
    found: T = _kept(path, path.stat().st_mtime_ns, reader)
    return found


@lru_cache(maxsize=32)
def _kept(path: Path, _changed: int, reader: Callable[[bytes], T]) -> T:
    """Read once per version of the file: a page must not wait for YAML."""
    return reader(read_file(path))


def classification(root: Path = BUILT_IN) -> Classification:
    """The tree of questions; FactsError when the file has faults."""
    return _read(root, "classification", read_classification)


def routes(root: Path = BUILT_IN) -> Routes:
    """The routes and what applies in which setting; FactsError when the file has faults."""
    return _read(root, "routes", read_routes)


def profile_template(root: Path = BUILT_IN) -> Template:
    """The fields of a target product profile; FactsError when the file has faults."""
    return _read(root, "profile", read_template)
