# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel forecast`: expected patients per product, indication and year from a file; no database, no Django."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schakel.cli.options import Json, Lang, Language
from schakel.cli.output import print_json, print_lines, table

if TYPE_CHECKING:
    from schakel.capacity.engine.forecast.backtest import MethodJudged
    from schakel.capacity.engine.forecast.result import Forecast, Series
    from schakel.values.located import Located

File = Annotated[Path, typer.Argument(metavar="FILE", help="A file (YAML or JSON) in the published form.")]
_TOTAL = ("totaal", "total")
_REPLACED = ("Andere zorg die wordt vervangen of voorkomen", "Other care replaced or avoided")
_RANGE = (
    "Gemiddelde per jaar, met de middelste 80 % van {draws} trekkingen.",
    "Mean, and middle 80 % of {draws} draws.",
)
_ASSUMED = ("Zonder bron aangenomen: {count} van {of} getallen.", "Assumed without a source: {count} of {of} numbers.")
_SET_ASIDE = ("Niet gebruikt: {what}: {why}", "Not used: {what}: {why}")
_JUDGED = (
    "{method}: gemiddelde misser {miss}; binnen 80 %-interval {inside} van {of} jaren",
    "{method}: mean miss {miss}; inside the 80 % interval {inside} of {of} years",
)
_YEAR = (
    "voorspeld {predicted} ({low}–{high}), werkelijk {actual}",
    "predicted {predicted} ({low}–{high}), actual {actual}",
)


def forecast(
    file: File,
    *,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="Another seed than the file's.")] = None,
    draws: Annotated[int | None, typer.Option("--draws", min=100, max=100_000, help="Another number of draws.")] = None,
    lang: Language = Lang.EN,
    as_json: Json = False,
) -> None:
    """Patients per product, indication and year with intervals; of a scenario: those it expects; of counts: methods
    judged on the past."""
    from schakel.cli.scenario_file import kind_of, read_file

    located = read_file(file)
    kind = kind_of(located, ("forecast", "counts", "scenario", "variant"))
    if kind == "counts":
        return _backtest(located, lang, as_json=as_json)
    from dataclasses import replace

    from schakel.capacity.engine.forecast.file import read_forecast
    from schakel.capacity.engine.forecast.published import published_forecast
    from schakel.capacity.engine.forecast.result import forecast as forecast_of

    if kind == "forecast":
        model = read_forecast(located)
    else:
        from schakel.cli.scenario import scenario_of

        model = scenario_of(file, located, {}).forecast
    model = replace(model, seed=model.seed if seed is None else seed, draws=draws or model.draws)
    found = forecast_of(model)
    if as_json:
        return print_json(published_forecast(found))
    return print_lines(_told(found, lang))


def _told(found: "Forecast", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield found.model.title
    yield said(_RANGE, lang).format(draws=found.model.draws)
    rows = [*found.cells.values(), *([found.total] if len(found.cells) > 1 else [])]
    yield from _rows(rows, found.years, lang)
    if found.replaced:
        yield ""
        yield said(_REPLACED, lang)
        yield from _rows(found.replaced, found.years, lang)
    yield ""
    assumed = sum(each.basis.assumption for each in found.assumptions)
    yield said(_ASSUMED, lang).format(count=assumed, of=len(found.assumptions))
    for each in found.assumptions:
        if each.basis.replaced:
            yield said(_SET_ASIDE, lang).format(what=each.what, why=each.basis.replaced)


def _rows(rows: "list[Series] | tuple[Series, ...]", years: tuple[int, ...], lang: str) -> list[str]:
    from schakel.pathway.engine.words import said

    names = [said(_TOTAL, lang) if row.name == "total" else row.name for row in rows]
    cells = [
        [f"{spread.mean:.0f} ({spread.within[80][0]:.0f}–{spread.within[80][1]:.0f})" for spread in row.spreads]
        for row in rows
    ]
    return table([("", *map(str, years)), *([name, *cell] for name, cell in zip(names, cells, strict=True))])


def _backtest(located: "Located", lang: str, *, as_json: bool) -> None:
    from schakel.capacity.engine.forecast.backtest import backtest
    from schakel.capacity.engine.forecast.history import read_counts
    from schakel.capacity.engine.forecast.published import published_backtest

    file, counts = read_counts(located)
    found = backtest(counts, held_out=file.held_out, seed=file.seed)
    if as_json:
        return print_json(published_backtest(counts, found))
    return print_lines([file.title, *(line for method in found for line in _method(method, lang))])


def _method(found: "MethodJudged", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    inside = sum(year.holds(80) for year in found.years)
    yield said(_JUDGED, lang).format(method=found.method, miss=f"{found.miss:.0%}", inside=inside, of=len(found.years))
    for year in found.years:
        low, high = year.within[80]
        told = said(_YEAR, lang).format(
            predicted=f"{year.predicted:.0f}", low=f"{low:.0f}", high=f"{high:.0f}", actual=f"{year.actual:.0f}"
        )
        yield f"  {year.year}  {told}"
