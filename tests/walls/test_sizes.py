# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Small pieces: a function fits in the head, a file on a few screens, a room in an afternoon."""

import ast
from collections import Counter
from pathlib import Path
from statistics import median, quantiles

from tests.walls.tree import lines, parsed, python

FILE, ENGINE_FILE, TEST_FILE, FUNCTION, TEST_FUNCTION, ROOM = 300, 400, 400, 60, 40, 2500
# Over budget and talked about: one capability; cutting it would make two rooms that change together. Of capacity most
# is three engines that know nothing of each other (forecast, simulation, allocation) and what ties them to a scenario.
DISCUSSED = {
    "catalogue": 3000,
    "pathway": 9500,
    "network": 4000,
    "regulatory": 4000,
    "standards": 4000,
    "capacity": 13000,
}


def _functions(path: Path) -> list[tuple[str, int]]:
    return [
        (f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _budget(path: Path) -> int:
    return ENGINE_FILE if "engine" in path.parts or path.parts[1] == "values" else FILE


def test_files_fit() -> None:
    long = {str(path): lines(path) for path in python(tests=False) if lines(path) > _budget(path)}
    assert long == {}


def test_test_files_fit() -> None:
    assert {str(path): lines(path) for path in python(tests=True) if lines(path) > TEST_FILE} == {}


def test_functions_fit() -> None:
    sizes = [each for path in python(tests=False) for each in _functions(path)]
    assert [f"{name}: {size}" for name, size in sizes if size > FUNCTION] == []


def test_test_functions_fit() -> None:
    sizes = [each for path in python(tests=True) for each in _functions(path)]
    assert [f"{name}: {size}" for name, size in sizes if size > TEST_FUNCTION] == []


def test_most_functions_are_short() -> None:
    sizes = [size for path in python(tests=False) for _, size in _functions(path)]
    assert median(sizes) < 10
    assert quantiles(sizes, n=10)[-1] < 30


def test_rooms_fit() -> None:
    rooms: Counter[str] = Counter()
    for path in python(tests=False):
        if len(path.parts) > 2:
            rooms[path.parts[1]] += lines(path)
    assert {room: size for room, size in rooms.items() if size > DISCUSSED.get(room, ROOM)} == {}
