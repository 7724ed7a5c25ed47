# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages under docs/reference that are made from the code; a wall compares them with what is committed.

`python tools/reference.py` writes them. Each page is a function in PAGES: name of the file → text.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"
# REUSE-IgnoreStart
MADE = (
    "<!-- SPDX-FileCopyrightText: 2026 Schakel contributors -->\n"
    "<!-- SPDX-License-Identifier: CC-BY-4.0 -->\n"
    "<!-- Made by `make docs`; change the code, not this page. -->\n\n"
)
# REUSE-IgnoreEnd


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; bars inside a cell are escaped."""
    lines = [heads, ["---"] * len(heads), *[[cell.replace("|", "\\|") for cell in row] for row in rows]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def permissions() -> str:
    """Who may do what, and which permission each address asks."""
    from django.utils.translation import override

    from schakel.people.door import OPEN
    from schakel.people.permissions import Permission
    from schakel.people.roles import ROLES
    from tools.doors import doors

    with override("en"):
        matrix = [
            [f"`{each.name}`", str(each.words), *["yes" if each in role.permissions else "" for role in ROLES.values()]]
            for each in Permission
        ]
    asked = [
        [f"`{door.route}`", door.name, "everyone" if door.asks == OPEN else f"`{getattr(door.asks, 'name', '?')}`"]
        for door in doors()
    ]
    return (
        "# Who may do what\n\n## Roles\n\n"
        + table(["permission", "lets a person", *[role.id for role in ROLES.values()]], matrix)
        + "\n## Doors\n\nEvery address of the application and whom it opens to.\n\n"
        + table(["address", "name", "opens to"], asked)
    )


PAGES: dict[str, Callable[[], str]] = {"permissions.md": permissions}


def page(name: str) -> str:
    """The whole text of one generated page."""
    return MADE + PAGES[name]()


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.config.settings.test")
    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(page(name), encoding="utf-8")
        print(f"docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
