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
    from schakel.values.located import Located


class Format(StrEnum):
    YAML = "yaml"
    ORLIB_CAP = "orlib-cap"
    ORLIB_PMED = "orlib-pmed"


File = Annotated[Path, typer.Argument(metavar="FILE", help="A file (YAML or JSON) in the published form.")]
Seconds = Annotated[float, typer.Option("--seconds", min=1, help="Stop searching after this time.")]
NO_PLAN = {
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
    seconds: Seconds = 300,
    why: Annotated[bool, typer.Option("--why", help="Also what each norm costs (solves again for each).")] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Also the file's policies, or as today, centralised and decentralised.")
    ] = False,
    front: Annotated[
        int | None, typer.Option("--front", min=2, max=20, metavar="N", help="Also N plans from cheap to near.")
    ] = None,
    lang: Language = Lang.EN,
    as_json: Json = False,
) -> None:
    """Which places to open and who goes where at the least cost; exit code 1 when no plan satisfies everything."""
    from schakel.cli.scenario_file import kind_of, read_file

    if form == Format.YAML:
        located = read_file(file)
        if kind_of(located, ("allocation", "location")) == "allocation":
            from schakel.cli.allocate_plan import tell_allocation

            found = tell_allocation(
                located, seconds=seconds, why=why, compare=compare, front=front, lang=lang, as_json=as_json
            )
            raise typer.Exit(0 if found else 1)
        title, instance = _written(located)
    else:
        title, instance = _orlib(file, form, capacity, uncapacitated=uncapacitated)
    _locate(title, instance, seconds, lang, as_json=as_json)


def _locate(title: str, instance: "Instance", seconds: float, lang: str, *, as_json: bool) -> None:
    from schakel.capacity.engine.allocation.location import locate

    found = locate(instance, seconds=seconds)
    if as_json:
        from schakel.capacity.engine.allocation.published import published_location

        print_json(published_location(title, found))
    else:
        print_lines(_told(title, found, lang))
    raise typer.Exit(0 if found.opened else 1)


def _written(located: "Located") -> "tuple[str, Instance]":
    from schakel.capacity.engine.allocation.location_file import read_location

    return read_location(located)


def _orlib(file: Path, form: Format, capacity: float | None, *, uncapacitated: bool) -> "tuple[str, Instance]":
    from schakel.capacity.engine.allocation.orlib import read_cap, read_pmed
    from schakel.cli.scenario_file import read_bytes

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
        yield said(NO_PLAN.get(found.status, NO_PLAN["unknown"]), lang)
        return
    yield cost_words(found.cost, found.bound, found.gap, lang)
    yield f"{said(_OPEN, lang)}: {', '.join(found.opened)}"
    yield from table([(customer, site, f"{share:.0%}") for customer, site, share in found.served], indent=2)


def cost_words(cost: float, bound: float, gap: float, lang: str) -> str:
    """Cost, bound, and how good the plan is proven to be."""
    from schakel.pathway.engine.words import said

    proof = said(_PROVEN, lang) if gap == 0 else said(_GAP, lang).format(gap=gap)
    return said(_COST, lang).format(cost=cost, bound=bound, proof=proof)
