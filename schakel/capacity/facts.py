# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Facts of this room that live in reviewed files only: what was counted, and the example of an allocation."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from schakel.capacity.engine import counted as counted_file
from schakel.capacity.engine.counted import Series, read_counted
from schakel.pathway.folder import BUILT_IN, read_file

ALLOCATION = "capacity/allocation.yaml"


def counted(root: Path = BUILT_IN) -> Mapping[str, Series]:
    """Treatments per year; FactsError when the file has faults."""
    status, register = root / counted_file.FILE, root / counted_file.REGISTER
    return _counted(status, register, (status.stat().st_mtime_ns, register.stat().st_mtime_ns))


@lru_cache(maxsize=4)
def _counted(status: Path, register: Path, _changed: tuple[int, int]) -> Mapping[str, Series]:
    """Read once per version of the files: a page must not wait for YAML."""
    return read_counted(read_file(status), read_file(register))
