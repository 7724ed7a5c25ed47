# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel verify`: check a proof, a checkpoint or a whole trail without a database and without trusting its maker.

Exit code 0: it holds. 1: it does not, with the reason. 2: the file is not what it should be.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from schakel.audit.engine import checkpoint as checkpoints
from schakel.audit.engine import document, proof, trail
from schakel.audit.engine.document import LIMIT
from schakel.audit.engine.note import VerifierKey
from schakel.audit.engine.verdict import Malformed, Verdict

app = typer.Typer(no_args_is_help=True, help="Check a proof, a checkpoint or an exported trail.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file to check.")]
Json = Annotated[bool, typer.Option("--json", help='Print {"ok": …, "reason": …}.')]
Key = Annotated[str, typer.Option("--key", metavar="VKEY", help="Verifier key: name+id+base64.")]
OptionalKey = Annotated[str | None, typer.Option("--key", metavar="VKEY", help="Verifier key, to check who signed.")]


@app.command()
def inclusion(file: File, key: OptionalKey = None, *, as_json: Json = False) -> None:
    """Is this entry in the tree? Fields: leafIdx treeSize root leafHash proof; with --key also checkpoint."""

    def check() -> Verdict:
        data = _bytes(file)
        claim = document.inclusion(data)
        verdict = proof.verify_inclusion(claim)
        if key is None or not verdict.ok:
            return verdict
        return checkpoints.verify_tree(document.checkpoint(data), [VerifierKey.parse(key)], claim.size, claim.root)

    _answer(check, as_json=as_json)


@app.command()
def consistency(file: File, *, as_json: Json = False) -> None:
    """Does the newer tree begin with the older one? Fields: size1 size2 root1 root2 proof."""
    _answer(lambda: proof.verify_consistency(document.consistency(_bytes(file))), as_json=as_json)


@app.command()
def checkpoint(file: File, key: Key, *, as_json: Json = False) -> None:
    """Is this checkpoint signed with the key?"""
    _answer(lambda: checkpoints.verify(_bytes(file), [VerifierKey.parse(key)]), as_json=as_json)


@app.command("trail")
def exported_trail(file: File, key: OptionalKey = None, *, as_json: Json = False) -> None:
    """Do the entries of an exported trail give the root of its checkpoint?"""

    def check() -> Verdict:
        keys = [] if key is None else [VerifierKey.parse(key)]
        return trail.verify(_lines(file), keys)

    _answer(check, as_json=as_json)


def _answer(check: Callable[[], Verdict], *, as_json: bool) -> NoReturn:
    try:
        verdict = check()
    except Malformed as fault:
        _print(Verdict(ok=False, reason=str(fault)), "malformed", as_json=as_json)
        raise typer.Exit(2) from None
    _print(verdict, "valid" if verdict.ok else "invalid", as_json=as_json)
    raise typer.Exit(0 if verdict.ok else 1)


def _print(verdict: Verdict, word: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"ok": verdict.ok, "reason": verdict.reason}))
    else:
        typer.echo(f"{word}: {verdict.reason}", err=word == "malformed")


def _bytes(file: Path) -> bytes:
    """The file, or one byte too many of it: what reads the bytes refuses them then."""
    try:
        with file.open("rb") as stream:
            return stream.read(LIMIT + 1)
    except OSError as fault:
        raise Malformed(f"cannot read {file}: {fault.strerror}") from None


def _lines(file: Path) -> Iterator[bytes]:
    """Line by line, because a trail may be longer than memory; a line beyond the limit comes cut and is refused."""
    try:
        with file.open("rb") as stream:
            while line := stream.readline(LIMIT + 1):
                yield line
    except OSError as fault:
        raise Malformed(f"cannot read {file}: {fault.strerror}") from None
