# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The `schakel` command: load and export facts, ask the engine, check proofs.

Exit code 0: done, or yes. 1: a negative answer. 2: bad input, told in one line on stderr. Django is started only by
commands that need the database; over a folder of fact files (`--data`) nothing of it is imported.
"""

import os
import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import Annotated

import typer

from schakel.cli import (
    allocate,
    checklist,
    classify,
    compare,
    digest,
    facts,
    forecast,
    leverage,
    people,
    remind,
    simulate,
    standard,
    sweep,
    trail,
    verify,
    windows,
    work,
)
from schakel.cli.given import BadInputError, Given
from schakel.pathway.folder import FolderError
from schakel.values.located import FactsError

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Requirements of advanced therapies: load them, compare them, find the rule that serves all.",
)
app.command()(facts.load)
app.command()(facts.export)
app.command()(compare.compare)
app.command()(standard.standard)
app.command()(leverage.leverage)
app.command()(checklist.checklist)
app.command()(windows.windows)
app.command()(classify.classify)
app.command()(digest.digest)
app.command()(remind.remind)
app.command()(forecast.forecast)
app.command()(allocate.allocate)
app.command()(simulate.simulate)
app.command()(sweep.sweep)
app.command()(work.work)
app.add_typer(verify.app, name="verify")
app.add_typer(trail.app, name="trail")
app.add_typer(people.app, name="people")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"schakel {installed('schakel')}")
        raise typer.Exit


@app.callback()
def everything(
    context: typer.Context,
    *,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Ask over this folder of fact files instead of the database."),
    ] = None,
    version: Annotated[  # noqa: ARG001 - its callback has done all
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Keeps what all commands share."""
    context.obj = Given(data)


def main() -> int:
    """Runs the command of this process; answers its exit code."""
    try:
        return int(app(standalone_mode=False) or 0)
    except (typer.TyperException, BadInputError, FolderError) as error:
        return _refuse((getattr(error, "message", None) or str(error)).removeprefix("Value error, "))
    except ValueError as error:
        # Here and not above: the engine is imported by the commands that use it.
        from schakel.pathway.engine.situations import TooManySituationsError

        if not isinstance(error, FactsError | TooManySituationsError):
            raise
        return _refuse(str(error))
    except typer.Abort:
        return _refuse("stopped")
    except BrokenPipeError:
        # The reader went away (`schakel compare … | head`): nothing is wrong, and nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _refuse(message: str) -> int:
    if message.startswith("Usage:"):
        # A group of commands named without its command: its help is the answer.
        print(message, file=sys.stderr)
        return 2
    for line in message.splitlines():
        print(f"schakel: {line}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
