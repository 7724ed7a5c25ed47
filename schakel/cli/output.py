# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How answers are printed: JSON for programmes, aligned lines for people."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

    from schakel.cli.given import Asked


def print_json(answer: "BaseModel") -> None:
    """The published form; keys that are null there are written."""
    typer.echo(answer.model_dump_json(by_alias=True, indent=2))


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line.rstrip())


def table(rows: Sequence[Sequence[str]], indent: int = 0) -> list[str]:
    """Rows as lines with aligned columns; the last column runs on."""
    if not rows:
        return []
    columns = list(zip(*[row[:-1] for row in rows], strict=True))
    widths = [max(map(width, column)) for column in columns]
    return [
        " " * indent
        + "".join(cell + " " * (wide - width(cell) + 2) for cell, wide in zip(row[:-1], widths, strict=True))
        + row[-1]
        for row in rows
    ]


def width(text: str) -> int:
    """How many places the text takes on a screen."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def known_steps(steps: Sequence[str] | None, asked: "Asked") -> tuple[str, ...] | None:
    """The steps asked for, None for all; BadInputError when the vocabulary does not have one."""
    from schakel.cli.given import BadInputError

    for step in steps or ():
        if step not in asked.vocabulary.step_of:
            raise BadInputError(f"unknown step {step!r}; known: {', '.join(asked.vocabulary.step_of)}")
    return tuple(steps) if steps else None
