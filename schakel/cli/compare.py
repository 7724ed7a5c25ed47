# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel compare`: what products prescribe, side by side."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import typer

from schakel.cli.options import Json, Lang, Language, Modality, Natures, Products, Steps
from schakel.cli.output import known_steps, print_json, print_lines, table
from schakel.cli.words import CAVEAT, VERDICTS, asks, brands, fit, place

if TYPE_CHECKING:
    from schakel.cli.given import Asked
    from schakel.pathway.engine.compare import Comparison, Row

_NO_RULE = ("geen regel past bij alle", "no rule fits all")
_QUIET = {
    "silent": ("zwijgt", "silent"),
    "unknown": ("niet gelezen", "not read"),
    "not_applicable": ("niet op het pad", "not on the pathway"),
}


def compare(
    context: typer.Context,
    products: Products = None,
    *,
    modality: Modality = None,
    step: Steps = None,
    nature: Natures = None,
    lang: Language = Lang.EN,
    as_json: Json = False,
) -> None:
    """What differs between products, per step and aspect, and the rule that serves all where there is one."""
    asked = context.obj.ask(products or (), modality)
    from schakel.pathway.engine.compare import compare as comparison_of

    found = comparison_of(
        asked.profiles, asked.vocabulary, steps=known_steps(step, asked), natures=nature and tuple(nature)
    )
    if as_json:
        from schakel.pathway.engine.published import published_comparison

        print_json(published_comparison(found))
    else:
        print_lines(_told(found, asked, lang))


def _told(found: "Comparison", asked: "Asked", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield brands(asked, found.products)
    yield fit(found.harmonisation, lang)
    yield said(CAVEAT, lang)
    for step, rows in groupby(found.rows, key=lambda row: row.aspect.step):
        yield ""
        yield asked.vocabulary.step_of[step].label.in_(lang)
        for row in rows:
            yield from _row(row, asked, lang)


def _row(row: "Row", asked: "Asked", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import constraint_words, said

    rule = constraint_words(row.rule, row.aspect, asked.vocabulary, lang) if row.rule else said(_NO_RULE, lang)
    single = row.verdict == "single"
    yield f"  {row.aspect.label.in_(lang)}: {said(VERDICTS[row.verdict], lang)}" + ("" if single else f": {rule}")
    rows = [
        (brands(asked, [one.product]), asks(one, asked, lang), place(one.citation, asked, lang))
        for one in (*row.positions, *row.clocks)
    ]
    yield from table(rows, indent=6)
    for name, words in _QUIET.items():
        if slugs := getattr(row, name):
            yield f"      {said(words, lang)}: {brands(asked, slugs)}"
