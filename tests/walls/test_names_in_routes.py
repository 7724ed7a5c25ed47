# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One word from address to test: the route's name is the view's name, and a page it renders has that name too."""

import ast
import inspect
import textwrap

from tools.doors import Door, doors


def ours() -> list[Door]:
    """The pages of our rooms; JSON operations and the login library's pages name themselves."""
    return [door for door in doors() if _module(door).startswith("schakel.") and ".api" not in _module(door)]


def _module(door: Door) -> str:
    return str(getattr(inspect.unwrap(door.view), "__module__", ""))


def _rendered(view: object) -> set[str]:
    """The templates named in a `render(request, "…")` of the view itself."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(view))))  # type: ignore[arg-type]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "render"]
    named = [arg.value for call in calls for arg in call.args[1:2] if isinstance(arg, ast.Constant)]
    return {str(name) for name in named}


def test_route_and_view_share_a_name() -> None:
    apart = [
        f"{door.name} is shown by {inspect.unwrap(door.view).__name__}"
        for door in ours()
        if inspect.unwrap(door.view).__name__ != door.name
    ]
    assert apart == []


def test_view_and_page_share_a_name() -> None:
    """A view may render a second template (an error, a part); one of them carries its name."""
    apart = []
    for door in ours():
        rendered = _rendered(door.view)
        if rendered and not any(name.rsplit("/", 1)[-1].startswith(door.name) for name in rendered):
            apart.append(f"{door.name} renders {sorted(rendered)}")
    assert apart == []


def test_names_are_unique() -> None:
    names = [door.name for door in ours()]
    assert sorted({name for name in names if names.count(name) > 1}) == []
