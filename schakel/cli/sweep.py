# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel sweep`: many scenarios at once, on all cores or on a Dask cluster; no database, no Django."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from schakel.cli.given import BadInputError
from schakel.cli.options import Json, Lang, Language
from schakel.cli.output import print_json, print_lines, table

if TYPE_CHECKING:
    from schakel.capacity.engine.scenario.published import PublishedSweep
    from schakel.capacity.engine.scenario.read import Scenario

MOST = 1000
_HEAD = (
    ("geval", "loopt vast", "wachten, dagen", "ader tot ader, dagen"),
    ("case", "breaks", "wait, days", "vein to vein, days"),
)


def sweep(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Scenario files in the published form.")],
    *,
    vary: Annotated[
        list[str] | None,
        typer.Option("--vary", metavar="NAME=A,B", help="A number by its name in --json of simulate, and its values."),
    ] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Threads; as many as cores.")] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler, as tcp://host:8786.")
    ] = None,
    lang: Language = Lang.EN,
    as_json: Json = False,
) -> None:
    """Answer every file, with every combination of the varied numbers; the same numbers on one machine or many."""
    from schakel.capacity.engine.forecast.result import forecast
    from schakel.capacity.engine.scenario.answer import means, plan_of
    from schakel.capacity.engine.scenario.build import model_of
    from schakel.capacity.engine.scenario.published import published_sweep
    from schakel.capacity.engine.simulation.model import ModelError
    from schakel.capacity.sweep import sweep as run

    scenarios = dict(_cases(files, [_varied(one) for one in vary or []]))
    cases = {name: (model_of(one, means(forecast(one.forecast))), plan_of(one)) for name, one in scenarios.items()}
    try:
        found = run(cases, workers=workers, cluster=cluster)
    except (ModelError, ModuleNotFoundError, OSError) as error:
        raise BadInputError(str(error)) from None
    told = published_sweep({name: (scenarios[name], cases[name][0], found[name]) for name in cases})
    if as_json:
        print_json(told)
    else:
        print_lines(_told(told, lang))


def _varied(written: str) -> tuple[str, list[str]]:
    name, _, values = written.partition("=")
    found = [value.strip() for value in values.split(",") if value.strip()]
    if not name or not found:
        raise BadInputError(f"--vary {written!r}: expected NAME=VALUE,VALUE such as 'breaks.at_least=0.85,1'")
    return name, found


def _cases(files: Sequence[Path], vary: Sequence[tuple[str, list[str]]]) -> "Iterator[tuple[str, Scenario]]":
    """Name and scenario of every file with every combination; BadInputError for a name that no number has."""
    from schakel.cli.scenario import scenario_data
    from schakel.cli.scenario_file import kind_of, read_file

    combinations = list(product(*(values for _name, values in vary)))
    if len(files) * len(combinations) > MOST:
        raise BadInputError(f"{len(files) * len(combinations):,} cases; at most {MOST:,}: fewer values or files")
    for file in files:
        located = read_file(file)
        kind_of(located, ("scenario", "variant"))
        data = scenario_data(file, located)
        for values in combinations:
            said = dict(zip((name for name, _values in vary), values, strict=True))
            title = ", ".join([file.stem, *(f"{name}={value}" for name, value in said.items())])
            yield title, _with(data, str(file), said)


def _with(data: dict[str, Any], file: str, said: Mapping[str, str]) -> "Scenario":
    from schakel.capacity.engine.scenario.leaves import NumberError, leaves, replaced
    from schakel.capacity.engine.scenario.read import read_scenario
    from schakel.values.located import Located

    found = read_scenario(Located(file, data, {}))
    for name, value in said.items():
        known = {".".join(leaf.name): leaf for leaf in leaves(found.file)}
        if name not in known:
            near = [one for one in known if name.rsplit(".", 1)[-1] in one][:5]
            raise BadInputError(f"{file}: no number {name!r}; there is: {', '.join(near or list(known)[:5])} …")
        try:
            data = replaced(data, known[name], value, "varied in a sweep")
        except NumberError as error:
            raise BadInputError(f"--vary {name}: {error}") from None
        found = read_scenario(Located(file, data, {}))
    return found


def _told(found: "PublishedSweep", lang: str) -> list[str]:
    rows: list[Sequence[str]] = [_HEAD[0 if lang == "nl" else 1]]
    for case in found.cases:
        last = [row for row in case.simulation.flows if row.flow is None and row.centre is None and row.year is None]
        waits = [(row.wait_total, row.vein_mean) for row in last]
        cells = [
            f"{one.mean:.1f} ({one.low:.1f}–{one.high:.1f})" if one else "–" for one in (waits[0] if waits else ())
        ]
        first = case.first
        rows.append((case.name, f"{first.name} {first.year} ({first.centre})" if first else "–", *cells))
    return table(rows)
