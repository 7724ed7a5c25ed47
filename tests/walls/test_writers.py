# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Only actions write to the database; a write elsewhere would escape the trail."""

import ast
from pathlib import Path

import pytest

from tests.walls.tree import parsed, python

WRITES = {
    "save",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "asave",
    "adelete",
    "set_password",
}
ON_A_QUERY = {"create", "update"}
WHO = {"by", "author", "person"}
QUERY = {"objects", "filter", "exclude", "all", "order_by", "select_for_update"}


def _names(node: ast.AST) -> set[str]:
    """The attribute names along `a.b(…).c`: which tells a query's update from a dictionary's."""
    found = set()
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
            node = node.value
        else:
            node = node.func
    return found


def _is_super(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def writes(tree: ast.AST) -> list[int]:
    """The lines that write rows. A model that narrows `save` calls its own super: that is no write."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or _is_super(node.func.value):
            continue
        name, receiver = node.func.attr, node.func.value
        if name == "save" and node.args:
            continue  # a document is saved to somewhere; a row is told everything by name
        if name in WRITES or (name in ON_A_QUERY and _names(receiver) & QUERY):
            found.append(node.lineno)
    return found


def may_write(path: Path) -> bool:
    return path.name == "actions.py" or "actions" in path.parts


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("row.save()", True),
        ("Row.objects.create(a=1)", True),
        ("Row.objects.filter(a=1).update(a=2)", True),
        ("Row.objects.all().delete()", True),
        ("seen.update(other)", False),
        ("document.save(out)", False),
        ("super().save(force_insert=True)", False),
    ],
)
def test_the_scan_knows_a_write(code: str, written: bool) -> None:
    assert bool(writes(ast.parse(code))) is written


def test_only_actions_write() -> None:
    found = [f"{path}:{line}" for path in python(tests=False) if not may_write(path) for line in writes(parsed(path))]
    assert found == []


def test_actions_say_who() -> None:
    """An action takes keywords only, and `by`; a `keep_…` is a part of one, and a fixed actor needs no saying.

    What people do in their own name, they do as its `author`, or as the `person` who follows.
    """
    unnamed = []
    for path in filter(may_write, python(tests=False)):
        if path.parts[1] in {"audit", "search"}:
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith(("_", "keep_")) and _is_atomic(node):
                keywords = {arg.arg for arg in node.args.kwonlyargs}
                if node.args.args or (keywords and not keywords & WHO):
                    unnamed.append(f"{path}:{node.lineno} {node.name}")
    assert unnamed == []


def test_parts_of_actions_are_called_by_actions() -> None:
    """What keeps rows without saying who may only be called where someone does, in the same transaction."""
    outside = [
        f"{path}:{node.lineno}"
        for path in python(tests=False)
        if not may_write(path)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and _called(node).startswith("keep_")
    ]
    assert outside == []


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _is_atomic(node: ast.FunctionDef) -> bool:
    return any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
