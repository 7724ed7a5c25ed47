# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel simulate`: where patients or customers wait, from a file; no database, no Django."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schakel.cli.given import BadInputError
from schakel.cli.options import Json, Lang, Language
from schakel.cli.output import print_json, print_lines, table
from schakel.cli.scenario import Asked, answer_scenario

if TYPE_CHECKING:
    from schakel.capacity.engine.simulation.result import Result, Value
    from schakel.capacity.engine.simulation.run import Plan, Subject
    from schakel.values.located import Located

LONG = 3600.0
_UNSTABLE = ("Instabiel: de wachttijd groeit zonder grens.", "Unstable: the wait grows without limit.")
_LOAD = ("{station}: belasting {load:.3f}", "{station}: load {load:.3f}")
_RUNS = ("{runs} herhalingen, {events:,} gebeurtenissen", "{runs} replications, {events:,} events")
_SHORT = ("De gevraagde nauwkeurigheid is niet gehaald.", "The precision asked was not reached.")
_STEP = (
    ("stap", "wacht", "p95", "wachtrij", "geweigerd", "verloren"),
    ("step", "wait", "p95", "queue", "refused", "lost"),
)
_RESOURCE = (("middel", "bezetting"), ("resource", "utilisation"))


def simulate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file (YAML or JSON) in the published form.")],
    *,
    seed: Annotated[int | None, typer.Option("--seed", help="Instead of the seed in the file.")] = None,
    replications: Annotated[int | None, typer.Option("--replications", help="Instead of those in the file.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Threads; as many as cores.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Run also when it takes more than an hour.")] = False,
    lang: Language = Lang.EN,
    as_json: Json = False,
) -> None:
    """Waits, queues and losses with their intervals; exit code 1 when a network is unstable or a scenario breaks."""
    from schakel.cli.scenario_file import kind_of, read_file

    located = read_file(file)
    if kind_of(located, ("network", "scenario", "variant")) != "network":
        asked = Asked(seed, replications, workers or os.cpu_count() or 1, yes)
        raise typer.Exit(answer_scenario(file, located, asked, lang, as_json=as_json))
    name, subject, plan = _asked(located)
    plan = replace(
        plan,
        seed=plan.seed if seed is None else seed,
        replications=plan.replications if replications is None else replications,
        workers=workers or os.cpu_count() or 1,
    )
    found = _run(subject, plan, yes=yes)
    if as_json:
        from schakel.capacity.engine.simulation.published import published_result

        print_json(published_result(name, plan.seed, found))
    else:
        print_lines(_told(name, found, lang))
    raise typer.Exit(1 if found.unstable else 0)


def _asked(located: "Located") -> "tuple[str, Subject, Plan]":
    from schakel.capacity.engine.simulation.network_file import read_network

    return read_network(located)


def _run(subject: "Subject", plan: "Plan", *, yes: bool) -> "Result":
    from schakel.capacity.engine.simulation.model import ModelError
    from schakel.capacity.engine.simulation.run import check, expected_seconds
    from schakel.capacity.engine.simulation.run import simulate as run

    try:
        check(plan)
        seconds = expected_seconds(subject, plan)
        if seconds > LONG and not yes:
            raise BadInputError(f"this would take about {seconds / 3600:,.0f} hours; add --yes to run it all the same")
        if seconds > 60:
            print(f"schakel: this takes about {seconds / 60:,.0f} minutes", file=sys.stderr)
        return run(subject, plan)
    except ModelError as error:
        raise BadInputError(str(error)) from None


def _told(name: str, found: "Result", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield name
    if found.unstable:
        yield said(_UNSTABLE, lang)
        yield from (f"  {said(_LOAD, lang).format(station=s, load=load)}" for s, load in found.unstable)
        return
    yield said(_RUNS, lang).format(runs=found.replications, events=found.events)
    if found.precise is False:
        yield said(_SHORT, lang)
    which = 0 if lang == Lang.NL else 1
    yield ""
    yield from table([_STEP[which], *_steps(found)])
    yield ""
    yield from table([_RESOURCE[which], *_resources(found)])


def _steps(found: "Result") -> list[tuple[str, ...]]:
    return [
        (row.step, *map(_number, (row.wait_mean, row.wait_p95, row.queue, row.refused, row.lost)))
        for row in found.steps
        if row.year is None and row.centre is None
    ]


def _resources(found: "Result") -> list[tuple[str, ...]]:
    return [(r.resource, _number(r.utilisation)) for r in found.resources if r.year is None and r.centre is None]


def _number(value: "Value") -> str:
    return "-" if value is None else f"{value.mean:.4g} [{value.low:.4g}, {value.high:.4g}]"
