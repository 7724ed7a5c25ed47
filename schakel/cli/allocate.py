# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel allocate`: which centres offer what, from a file; no database, no Django."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schakel.cli.given import BadInputError
from schakel.cli.options import Json, Lang, Language
from schakel.cli.output import print_json, print_lines, table

if TYPE_CHECKING:
    from schakel.capacity.engine.allocation.location import Instance, LocationPlan


class Format(StrEnum):
    YAML = "yaml"
    ORLIB_CAP = "orlib-cap"
    ORLIB_PMED = "orlib-pmed"


File = Annotated[Path, typer.Argument(metavar="FILE", help="A file (YAML or JSON) in the published form.")]
Seconds = Annotated[float, typer.Option("--seconds", min=1, help="Stop searching after this time.")]
_NONE = {
    "infeasible": ("Er is geen plan dat aan alles voldoet.", "No plan satisfies everything."),
    "unknown": ("Binnen de tijd is geen plan gevonden.", "No plan was found within the time."),
}
_COST = ("kosten {cost:,.3f}; ondergrens {bound:,.3f}; {proof}", "cost {cost:,.3f}; bound {bound:,.3f}; {proof}")
_PROVEN = ("bewezen het beste", "proven the best")
_GAP = ("hoogstens {gap:.2%} te besparen", "at most {gap:.2%} could be saved")
_OPEN = ("open", "open")


def allocate(
    file: File,
    *,
    form: Annotated[Format, typer.Option("--format", help="yaml (also JSON), or a text format of OR-Library.")] = (
        Format.YAML
    ),
    uncapacitated: Annotated[
        bool, typer.Option("--uncapacitated", help="orlib-cap: leave the capacities out.")
    ] = False,
    capacity: Annotated[
        float | None, typer.Option("--capacity", min=0, help="orlib-cap: what the word `capacity` stands for.")
    ] = None,
    seconds: Seconds = 600,
    lang: Language = Lang.EN,
    as_json: Json = False,
) -> None:
    """Which places to open and who goes where at the least cost; exit code 1 when no plan satisfies everything."""
    title, instance = _instance(file, form, capacity, uncapacitated=uncapacitated)
    from schakel.capacity.engine.allocation.location import locate

    found = locate(instance, seconds=seconds)
    if as_json:
        from schakel.capacity.engine.allocation.published import published_location

        print_json(published_location(title, found))
    else:
        print_lines(_told(title, found, lang))
    raise typer.Exit(0 if found.opened else 1)


def _instance(file: Path, form: Format, capacity: float | None, *, uncapacitated: bool) -> "tuple[str, Instance]":
    from schakel.cli.scenario_file import kind_of, read_bytes, read_file

    if form == Format.YAML:
        from schakel.capacity.engine.allocation.location_file import read_location

        located = read_file(file)
        kind_of(located, ("location",))
        return read_location(located)
    from schakel.capacity.engine.allocation.orlib import read_cap, read_pmed

    try:
        text = read_bytes(file).decode()
    except UnicodeDecodeError:
        raise BadInputError(f"{file}: not text") from None
    if form == Format.ORLIB_PMED:
        return file.name, read_pmed(str(file), text)
    return file.name, read_cap(str(file), text, capacity=capacity, uncapacitated=uncapacitated)


def _told(title: str, found: "LocationPlan", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield title
    if not found.opened:
        yield said(_NONE.get(found.status, _NONE["unknown"]), lang)
        return
    proof = said(_PROVEN, lang) if found.gap == 0 else said(_GAP, lang).format(gap=found.gap)
    yield said(_COST, lang).format(cost=found.cost, bound=found.bound, proof=proof)
    yield f"{said(_OPEN, lang)}: {', '.join(found.opened)}"
    yield from table([(customer, site, f"{share:.0%}") for customer, site, share in found.served], indent=2)
