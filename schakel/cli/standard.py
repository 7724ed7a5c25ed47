# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel standard`: the fewest rules that serve every product."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import typer

from schakel.cli.options import Json, Lang, Language, Modality, Natures, Products, Steps
from schakel.cli.output import known_steps, print_json, print_lines, table
from schakel.cli.words import CAVEAT, VERDICTS, brands, fit

if TYPE_CHECKING:
    from schakel.cli.given import Asked
    from schakel.pathway.engine.standard import Line, Standard, Variant

_HEAD = (
    ("stap", "methoden", "gelijk", "één regel past", "botst", "oordeel", "één spreekt", "kan nog veranderen"),
    ("step", "methods", "equal", "one rule fits", "conflicts", "judgement", "one speaks", "could still change"),
)
_BINDS = ("bepaalt", "sets it")
_SOURCES = ("bronnen", "sources")
_MEMBERS = ("geldt voor", "serves")


def standard(
    context: typer.Context,
    products: Products = None,
    *,
    modality: Modality = None,
    step: Steps = None,
    nature: Natures = None,
    lang: Language = Lang.EN,
    as_json: Json = False,
) -> None:
    """How much can be one way of working per step, the variants left, who binds, and what that asks of others."""
    asked = context.obj.ask(products or (), modality)
    from schakel.pathway.engine.standard import standard as standard_of

    found = standard_of(
        asked.profiles, asked.vocabulary, steps=known_steps(step, asked), natures=tuple(nature or ("procedure",))
    )
    if as_json:
        from schakel.pathway.engine.published import published_standard

        print_json(published_standard(found))
    else:
        print_lines(_told(found, asked, lang))


def _told(found: "Standard", asked: "Asked", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield brands(asked, found.products)
    yield fit(found.harmonisation, lang)
    yield said(CAVEAT, lang)
    yield ""
    yield from _coverage(found, asked, lang)
    for step, lines in groupby(found.lines, key=lambda line: line.row.aspect.step):
        yield ""
        yield asked.vocabulary.step_of[step].label.in_(lang)
        for line in lines:
            yield from _line(line, asked, lang)


def _coverage(found: "Standard", asked: "Asked", lang: str) -> list[str]:
    rows: list[tuple[str, ...]] = [_HEAD[0] if lang == "nl" else _HEAD[1]]
    for one in found.coverage:
        counts = one.comparison.counts
        numbers = (len(one.comparison.rows), *counts.values(), one.harmonisation.could_change)
        rows.append((asked.vocabulary.step_of[one.step].label.in_(lang), *map(str, numbers)))
    return table(rows)


def _line(line: "Line", asked: "Asked", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield f"  {line.row.aspect.label.in_(lang)}: {said(VERDICTS[line.row.verdict], lang)}"
    letters = len(line.variants) > 1
    for number, variant in enumerate(line.variants):
        yield from _variant(variant, f"{_letter(number)}  " if letters else "", line, asked, lang)


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def _variant(variant: "Variant", letter: str, line: "Line", asked: "Asked", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.beyond import beyond_words
    from schakel.pathway.engine.words import constraint_words, said

    aspect = line.row.aspect
    rule = constraint_words(variant.rule, aspect, asked.vocabulary, lang)
    yield f"      {letter}{rule}"
    yield f"        {said(_MEMBERS, lang)}: {brands(asked, variant.products)}"
    if variant.binding:
        who = dict.fromkeys(requirement.product for requirement in variant.binding)
        yield f"        {said(_BINDS, lang)}: {brands(asked, who)}"
    for extra in variant.beyond:
        words = beyond_words(extra, aspect, asked.vocabulary, lang)
        yield f"        + {brands(asked, [extra.requirement.product])}: {words}"
    places = dict.fromkeys(f"{m.citation.document.title}, {m.citation.section}" for m in variant.members)
    yield f"        {said(_SOURCES, lang)}:"
    yield from (f"          {place}" for place in places)
