# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel checklist`: one list for several products at one step."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schakel.cli.options import Json, Lang, Language, Modality, Products
from schakel.cli.output import known_steps, print_json, print_lines
from schakel.cli.words import CAVEAT, asks, brands, place

if TYPE_CHECKING:
    from schakel.cli.given import Asked
    from schakel.pathway.engine.checklist import Checklist, ChecklistLine

_BOXES = {"check": "[ ]", "measure": "[____]", "know": "( i )"}
_NOTHING = ("Geen van deze producten stelt hier een eis.", "None of these products asks anything here.")
_ALL = ("Alle producten", "All products")
_COUNT = (
    "{lines} regels, {requirements} eisen: elke eis staat op een regel.",
    "{lines} lines, {requirements} requirements: every requirement stands on a line.",
)

Pdf = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the list on A4 to this file.", dir_okay=False)]
Step = Annotated[str, typer.Argument(metavar="STEP", help="The step, such as receipt.")]


def checklist(
    context: typer.Context,
    step: Step,
    products: Products = None,
    *,
    modality: Modality = None,
    lang: Language = Lang.NL,
    pdf: Pdf = None,
    as_json: Json = False,
) -> None:
    """One checklist for all products named: common lines first (exit code 1 when nothing is asked at this step)."""
    asked = context.obj.ask(products or (), modality)
    known_steps([step], asked)
    from schakel.pathway.engine.checklist import checklist as checklist_of

    found = checklist_of(step, asked.profiles, asked.vocabulary)
    if pdf is not None:
        _write_pdf(found, asked, lang, pdf)
    if as_json:
        from schakel.pathway.engine.published import published_checklist

        print_json(published_checklist(found))
    elif pdf is None:
        print_lines(_told(found, asked, lang))
    raise typer.Exit(0 if found.lines else 1)


def _write_pdf(found: "Checklist", asked: "Asked", lang: str, file: Path) -> None:
    """The same sheet as the page gives; the file appears whole or not at all."""
    from schakel.cli.given import BadInputError
    from schakel.pathway.engine.facts import facts_of
    from schakel.pathway.engine.sheet import Words, sheet
    from schakel.pathway.exports.checklist_pdf import checklist_pdf

    words = Words(asked.terms.words("indications", lang), asked.terms.tags("jurisdictions", lang), lang)
    days = [profile.product.identity.seen_on for profile in asked.profiles]
    told = sheet(found, facts_of(asked.vocabulary, asked.profiles), words)
    made = checklist_pdf(told, lang=lang, facts_of=min(day for day in days if day) if all(days) else date.today())
    try:
        file.write_bytes(made)
    except OSError as error:
        raise BadInputError(f"cannot write {file}: {error.strerror}") from None


def _told(found: "Checklist", asked: "Asked", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield f"{asked.vocabulary.step_of[found.step].label.in_(lang)}: {brands(asked, found.products)}"
    if not found.lines:
        yield said(_NOTHING, lang)
        return
    yield said(_COUNT, lang).format(lines=len(found.lines), requirements=len(found.requirements))
    yield said(CAVEAT, lang)
    for group, lines in found.groups.items():
        yield ""
        yield said(_ALL, lang) if len(group) == len(found.products) > 1 else brands(asked, group)
        for line in lines:
            yield from _line(line, asked, lang)


def _line(line: "ChecklistLine", asked: "Asked", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import constraint_words

    rule = constraint_words(line.rule, line.aspect, asked.vocabulary, lang)
    yield f"  {_BOXES[line.task]:6} {line.aspect.label.in_(lang)}: {rule}"
    for one in line.requirements:
        stands = f"{one.citation.document.title}, {place(one.citation, asked, lang)}"
        yield f"           {brands(asked, [one.product])}: {asks(one, asked, lang)} · {stands}"
