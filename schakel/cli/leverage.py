# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel leverage`: which change by which firm would help most."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from schakel.cli.options import Json, Lang, Language, Modality, Natures, Products, Steps
from schakel.cli.output import known_steps, print_json, print_lines, table
from schakel.cli.words import CAVEAT, VERDICTS, asks, brands

if TYPE_CHECKING:
    from schakel.cli.given import Asked
    from schakel.pathway.engine.leverage import Lever, Leverage

_NOW = ("Nu: {} strijdig, {} varianten.", "Now: {} conflicting, {} variants.")
_NONE = ("Geen verandering door één firma helpt.", "No change by a single firm would help.")
_VARIANTS = ("{} → {} varianten", "{} → {} variants")
_RELIEVES = ("verlicht", "relieves")
_DOUBTFUL = ("eis niet zeker", "requirement not certain")
_GONE = ("niemand anders", "nobody else")


def leverage(
    context: typer.Context,
    products: Products = None,
    *,
    modality: Modality = None,
    step: Steps = None,
    nature: Natures = None,
    lang: Language = Lang.EN,
    as_json: Json = False,
) -> None:
    """What would fall away if one firm relaxed one requirement: the talks worth having, strongest first."""
    asked = context.obj.ask(products or (), modality)
    from schakel.pathway.engine.leverage import leverage as leverage_of

    found = leverage_of(
        asked.profiles, asked.vocabulary, steps=known_steps(step, asked), natures=tuple(nature or ("procedure",))
    )
    if as_json:
        from schakel.pathway.engine.published import published_leverage

        print_json(published_leverage(found))
    else:
        print_lines(_told(found, asked, lang))


def _told(found: "Leverage", asked: "Asked", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield brands(asked, found.products)
    yield said(_NOW, lang).format(found.conflicts, found.variants)
    yield said(CAVEAT, lang)
    yield ""
    if not found.levers:
        yield said(_NONE, lang)
    rows = table([_lever(number, lever, asked, lang) for number, lever in enumerate(found.levers, start=1)])
    for row, lever in zip(rows, found.levers, strict=True):
        yield row
        yield from (f"    {asks(requirement, asked, lang)}" for requirement in lever.requirements)


def _lever(number: int, lever: "Lever", asked: "Asked", lang: str) -> tuple[str, ...]:
    from schakel.pathway.engine.words import said

    now, then = lever.row.verdict, lever.verdict_then
    change = f"{said(VERDICTS[now], lang)} → {said(VERDICTS[then], lang) if then else said(_GONE, lang)}"
    extra = [said(_VARIANTS, lang).format(lever.variants_now, lever.variants_then)]
    if lever.relieved:
        extra.append(f"{said(_RELIEVES, lang)} {brands(asked, lever.relieved)}")
    if lever.doubtful:
        extra.append(said(_DOUBTFUL, lang))
    aspect = f"{asked.vocabulary.step_of[lever.row.aspect.step].label.in_(lang)}: {lever.row.aspect.label.in_(lang)}"
    return (str(number), brands(asked, [lever.product]), aspect, change, "; ".join(extra))
