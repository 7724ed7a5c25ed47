# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answer to a scenario file, for `schakel simulate`: no database, no Django."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.cli.given import BadInputError
from schakel.cli.output import print_json, print_lines, table

if TYPE_CHECKING:
    from schakel.capacity.engine.scenario.answer import Answer
    from schakel.capacity.engine.scenario.read import Scenario
    from schakel.values.located import Located

LONG = 3600.0
_FIRST = ("{what} loopt vast in {year} ({centre})", "{what} breaks in {year} ({centre})")
_NOTHING = ("Niets loopt vast tot en met {year}", "Nothing breaks up to and including {year}")
_NATION = ("alle centra samen", "all centres together")
_LOAD = ("belasting, %", "load, %")
_WAIT = ("dagen wachten", "days of waiting")
_HELPS = ("helpt: {what} ({before} → {after})", "helps: {what} ({before} → {after})")
_KINDS = {
    "place": ("één {about} meer in elk centrum", "one more {about} in every centre"),
    "hand_over": ("helft elders na een derde van {about}", "half elsewhere after a third of {about}"),
}
_ASSUMED = ("{n} van de {of} getallen zijn aannames", "{n} of the {of} numbers are assumptions")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says instead of the file."""

    seed: int | None
    replications: int | None
    workers: int
    yes: bool


def answer_scenario(file: Path, located: "Located", asked: Asked, lang: str, *, as_json: bool) -> int:
    """Prints the answer; 1 when something breaks, else 0. A variant finds its base beside it, as `<base>.yaml`."""
    from schakel.capacity.engine.scenario.answer import answer, seconds_of
    from schakel.capacity.engine.scenario.published import published_answer
    from schakel.capacity.engine.simulation.model import ModelError

    said = {"seed": asked.seed, "replications": asked.replications}
    scenario = scenario_of(file, located, {name: value for name, value in said.items() if value is not None})
    try:
        seconds = seconds_of(scenario)
        if seconds > LONG and not asked.yes:
            raise BadInputError(f"this would take about {seconds / 3600:,.0f} hours; add --yes to run it all the same")
        if seconds > 60:
            print(f"schakel: this takes about {seconds / 60:,.0f} minutes", file=sys.stderr)
        found = answer(scenario, workers=asked.workers)
    except ModelError as error:
        raise BadInputError(str(error)) from None
    if as_json:
        print_json(published_answer(found))
    else:
        print_lines(_told(found, lang))
    return 1 if found.first else 0


def scenario_of(file: Path, located: "Located", run: "Mapping[str, int]") -> "Scenario":
    """The scenario of a file; `run` stands in the place of what the file says about its computation."""
    from schakel.capacity.engine.scenario.read import read_scenario
    from schakel.values.located import Located

    data = scenario_data(file, located)
    if run:
        data = {**data, "run": {**data.get("run", {}), **run}}
    return read_scenario(Located(located.file, data, located.lines))


def scenario_data(file: Path, located: "Located") -> dict[str, Any]:
    """The whole data of a scenario file, a variant worked out."""
    from schakel.capacity.engine.scenario.variant import whole

    return whole(file.stem, _beside(file, located))


def _beside(file: Path, located: "Located") -> "dict[str, Located]":
    """The file, and what it is a variant of, as far as it is found beside it."""
    from schakel.cli.scenario_file import read_file

    found = {file.stem: located}
    one = located
    while isinstance(one.data, dict) and one.data.get("kind") == "variant":
        base = str(one.data.get("of", ""))
        beside = file.with_name(f"{base}.yaml")
        if base in found or not base.replace("-", "").isalnum() or not beside.is_file():
            break
        one = found[base] = read_file(beside)
    return found


def _told(found: "Answer", lang: str) -> Iterator[str]:
    from schakel.capacity.engine.scenario.leaves import leaves
    from schakel.pathway.engine.words import said

    file, years = found.scenario.file, found.scenario.years
    names = {one.id: one.label.label().in_(lang) for one in file.resources}
    yield file.title.label().in_(lang)
    if found.first is None:
        yield said(_NOTHING, lang).format(year=years[-1])
    for one in found.breaks:
        centre = one.centre or said(_NATION, lang)
        yield said(_FIRST, lang).format(what=names.get(one.name, one.name), year=one.year, centre=centre)
    for measure in found.advice:
        if measure.gained > 0:
            what = said(_KINDS[measure.kind], lang).format(about=names.get(measure.about, measure.about))
            yield said(_HELPS, lang).format(what=what, before=measure.before, after=measure.after or "–")
    yield ""
    yield from table([(said(_LOAD, lang), *map(str, years)), *_loads(found, names)])
    yield ""
    yield from table([(said(_WAIT, lang), *map(str, years)), *_waits(found)])
    yield ""
    every = leaves(file)
    yield said(_ASSUMED, lang).format(n=sum(not leaf.sourced for leaf in every), of=len(every))


def _loads(found: "Answer", names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    rows: dict[str, list[str]] = {name: [] for name in names}
    for one in found.loads:
        if one.centre is None:
            rows[one.resource].append("-" if one.share is None else f"{int(one.share * 100 + 1e-9)}")
    yield from ((names[name], *values) for name, values in rows.items())


def _waits(found: "Answer") -> Iterator[tuple[str, ...]]:
    from schakel.capacity.engine.scenario.published import published_answer

    for future in published_answer(found).futures:
        yield (future.name, *("-" if each is None else f"{each[0]:.1f}" for each in future.wait_total))
