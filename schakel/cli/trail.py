# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel trail`: sign a checkpoint, export the trail, show or make the key of the log.

Exit code 0: done. 1: there is nothing to give yet. 2: it cannot be done as asked.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(no_args_is_help=True, help="Sign and export the trail of this database.")

BY = "command:trail"
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write here instead of to the screen.")]


@app.command()
def checkpoint(out: Out = None) -> None:
    """Sign size and root as they are now, and print the note to hand to others."""
    _start_django()
    from schakel.audit.actions import TrailFault, sign_checkpoint

    try:
        row = sign_checkpoint(by=BY)
    except TrailFault as fault:
        _stop(str(fault), 2)
    _write(out, [row.note.encode()])


@app.command()
def export(out: Out = None) -> None:
    """Write the trail up to the latest checkpoint; `schakel verify trail` checks the file."""
    _start_django()
    from schakel.audit import reads

    row = reads.latest_checkpoint()
    if row is None:
        _stop("there is no checkpoint yet; sign one with: schakel trail checkpoint", 1)
    _write(out, reads.export(row))


@app.command()
def key(*, new: Annotated[bool, typer.Option("--new", help="Make the signing key first.")] = False) -> None:
    """Print the verifier key that outsiders need; with --new make the signing key."""
    _start_django()
    from django.conf import settings

    from schakel.audit.actions import TrailFault, make_signing_key, signing_key
    from schakel.audit.engine.note import verifier_key

    try:
        if new:
            make_signing_key(path=Path(settings.SCHAKEL_LOG_KEY))
        private = signing_key()
    except TrailFault as fault:
        _stop(str(fault), 2)
    typer.echo(str(verifier_key(settings.SCHAKEL_LOG_ORIGIN, private)))


def _start_django() -> None:
    # Here and not above: every other command of this programme starts without it.
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.config.settings.run")
    django.setup()


def _write(out: Path | None, parts: Iterable[bytes]) -> None:
    """All or nothing: a file that broke off halfway never carries the name that was asked for."""
    if out is None:
        for part in parts:
            typer.echo(part, nl=False)
        return
    unfinished = out.with_name(out.name + ".part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(parts)
        unfinished.replace(out)
    except OSError as fault:
        _stop(f"cannot write {out}: {fault.strerror}", 2)


def _stop(reason: str, code: int) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(code)
