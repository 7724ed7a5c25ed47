# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel load` and `schakel export`: files into the database and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schakel.cli.given import BadInputError, start_django
from schakel.cli.output import counted, print_lines
from schakel.pathway.folder import BUILT_IN

if TYPE_CHECKING:
    from schakel.pathway.actions.facts import FactBase, Outcome

_SHOWN = 20
# Whose own files are loaded after the requirements, lowest first: `schakel/<room>/load.py`, load(folder) -> lines.
ROOMS: tuple[str, ...] = ("catalogue", "regulatory", "network", "solutions", "followup", "public", "capacity")


def load(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The folder of facts.", show_default=False)
    ] = BUILT_IN,
) -> None:
    """Bring the database up to date with a folder of facts: all of it, or nothing when there is any fault."""
    start_django()
    from django.db import DatabaseError, transaction

    from schakel.pathway.load import load as load_folder
    from schakel.pathway.reads import counts

    try:
        with transaction.atomic():
            base, outcome = load_folder(folder)
            held = counts()
            told = load_rooms(folder)
    except DatabaseError as error:
        raise BadInputError(
            f"the database refused ({error}); if it has no tables yet, run: python manage.py migrate"
        ) from None
    print_lines([*_told(base, held), *_changes(outcome), *told])


def load_rooms(folder: Path) -> list[str]:
    """Everything that is loaded after the requirements, inside the caller's transaction; answers what to tell."""
    from django.utils.module_loading import import_string

    return [line for room in ROOMS for line in import_string(f"schakel.{room}.load.load")(folder)]


def _told(base: "FactBase", held: dict[str, int]) -> list[str]:
    """What was in the files and what is in the database now: the same numbers, unless facts were changed here."""
    profiles = base.facts.profiles
    inside = {
        "products": len(profiles),
        "requirements": sum(len(profile.requirements) for profile in profiles),
        "documents": len({document for profile in profiles for document in profile.documents}),
        "aspects": len(base.facts.vocabulary.aspects),
    }
    lines = [
        f"in the files:    {', '.join(counted(number, name[:-1], name) for name, number in inside.items())}",
        f"in the database: {', '.join(counted(held[name], name[:-1], name) for name in inside)}",
    ]
    if held["edited"]:
        lines.append(f"{counted(held['edited'], 'requirement was', 'requirements were')} changed here and kept so")
    return lines


def _changes(outcome: "Outcome") -> list[str]:
    if not outcome.any:
        return ["nothing changed"]
    told = [("requirements " + name, getattr(outcome, name)) for name in ("added", "changed", "ended", "overruled")]
    told = [("products " + name, found) for name, found in outcome.products.items()] + told
    told += [("vocabulary changed", outcome.words)]
    return [line for name, found in told if found for line in _list(name, found)]


def _list(name: str, found: list[str]) -> list[str]:
    if len(found) > _SHOWN:
        return [f"{name}: {len(found):,}"]
    return [f"{name}: {', '.join(found)}"]


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; empty or not there yet.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Write into a folder that is not empty.")] = False,
) -> None:
    """Write the facts of the database as files that `schakel load` reads."""
    start_django()
    from django.db import DatabaseError

    from schakel.pathway.export import export as export_folder
    from schakel.pathway.reads import NoFactsError, facts

    try:
        written = export_folder(folder, force=force)
    except (NoFactsError, DatabaseError):
        raise BadInputError("no facts are loaded yet; run: schakel load (or make run)") from None
    except OSError as error:
        raise BadInputError(f"cannot write {folder}: {error.strerror}") from None
    kept = len(facts().standards)
    # A standard is no fact of a file: associations adopted it here, with its versions, comments and acceptances.
    held = counted(kept, "Dutch standard", "Dutch standards")
    apart = [f"not among them: {held} in force, at /standards/?format=json"]
    print_lines([f"{counted(len(written), 'file', 'files')} written to {folder}", *(apart if kept else [])])
