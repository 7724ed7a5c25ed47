# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages under docs/reference that are made from the code; a wall compares them with what is committed.

`python tools/reference.py` writes them. Each page is a function in PAGES: name of the file → text.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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


def vocabulary() -> str:
    """Every step and aspect: what is regulated where, of which type, and who in the hospital acts."""
    from schakel.pathway.engine.facts import VOCABULARY_FILES, read_vocabulary

    files = {name: (ROOT / "data" / "pathway" / f"{name}.yaml").read_bytes() for name in VOCABULARY_FILES}
    words = read_vocabulary(files)
    parts = [
        "# The words of the pathway\n\nFrom `data/pathway/`. "
        f"{len(words.steps)} steps, {len(words.aspects)} aspects, {len(words.events)} events.\n"
    ]
    for step in words.steps:
        rows = [
            [f"`{each.name}`", each.label.nl, each.label.en, each.type, each.unit or "", each.nature, each.actor]
            for each in words.aspects
            if each.step == step.id
        ]
        parts.append(f"\n## {step.label.en} (`{step.id}`, {step.label.nl})\n\n")
        parts.append(table(["aspect", "Dutch", "English", "type", "unit", "nature", "who"], rows))
    return "".join(parts)


def commands() -> str:
    """The help of every command, as it prints it."""
    from typer.main import get_command

    from schakel.cli.main import app

    parts = ["# Commands\n"]
    for names, command in _commands(get_command(app), ()):
        title = " ".join(("schakel", *names))
        parts.append(f"\n## {title}\n\n```\n{_help(command, title)}\n```\n")
    return "".join(parts)


def answers() -> str:
    """Every key of every JSON answer."""
    from tools import schema

    return schema.answers()


def _commands(command: Any, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield names, command
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _commands(inner, (*names, name))


def _help(command: Any, title: str) -> str:
    with command.make_context(title, [], resilient_parsing=True, max_content_width=100, terminal_width=100) as context:
        return "\n".join(line.rstrip() for line in command.get_help(context).strip().splitlines())


PAGES: dict[str, Callable[[], str]] = {
    "permissions.md": permissions,
    "vocabulary.md": vocabulary,
    "commands.md": commands,
    "json.md": answers,
}


def page(name: str) -> str:
    """The whole text of one generated page."""
    return MADE + PAGES[name]()


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.config.settings.test")
    django.setup()
    from tools import schema

    (FOLDER / "schema").mkdir(parents=True, exist_ok=True)
    texts = {name: page(name) for name in PAGES} | {f"schema/{name}": text for name, text in schema.schemas().items()}
    for name, text in texts.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
