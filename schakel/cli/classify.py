# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel classify`: is it an ATMP, and by which path of the law."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schakel.cli.given import BadInputError
from schakel.cli.options import Lang, Language
from schakel.cli.output import print_json, print_lines
from schakel.pathway.folder import BUILT_IN, read_file

if TYPE_CHECKING:
    from schakel.regulatory.engine.classification import Classification, Classified, Passed

_ANSWERS = {"yes": ("ja", "yes"), "no": ("nee", "no"), "unknown": ("niet bekend", "not known")}
_ASKS = ("Nog te beantwoorden:", "Still to answer:")
_POSSIBLE = ("Nog mogelijk:", "Still possible:")

Facts = Annotated[
    Path, typer.Argument(metavar="FACTS.yaml", help="A file of facts, each yes, no or unknown.", dir_okay=False)
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def classify(context: typer.Context, facts: Facts, *, lang: Language = Lang.EN, as_json: Json = False) -> None:
    """Classify a product by its facts: outcome and path with the law (exit code 1 when it is not settled)."""
    from schakel.regulatory.rules import classification

    rules = classification(context.obj.data or BUILT_IN)
    found = rules.classify(_facts(facts, rules))
    if as_json:
        from schakel.regulatory.engine.published import published

        print_json(published(rules, found, lang))
    else:
        print_lines(_told(rules, found, lang))
    raise typer.Exit(0 if found.outcome and found.outcome.is_atmp is not None else 1)


def _facts(path: Path, rules: "Classification") -> dict[str, str]:
    """The file's facts; a bare yes or no of YAML is the same as the word."""
    from schakel.values.located import FactsError, read

    if not path.exists():
        raise BadInputError(f"{path} is not there")
    located = read(path.name, read_file(path))
    if not isinstance(located.data, dict):
        raise FactsError([located.fault((), "not a list of facts", "lines such as `viable_cells: yes`")])
    given: dict[str, str] = {}
    for name, value in located.data.items():
        answer = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        try:
            given |= rules.checked_facts({name: answer})
        except ValueError as error:
            raise FactsError([located.fault((name,), str(error))]) from None
    return given


def _told(rules: "Classification", found: "Classified", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    if found.outcome:
        yield found.outcome.label.in_(lang)
        yield f"  {'; '.join(found.outcome.ground.legal)}"
        if found.outcome.then:
            yield f"  {found.outcome.then.in_(lang)}"
    elif found.asks:
        yield said(_ASKS, lang)
        yield f"  {found.asks.id}: {found.asks.text.in_(lang)}"
    yield ""
    for number, passed in enumerate(found.path, 1):
        yield from _step(number, passed, lang)
    if found.possible:
        yield ""
        yield said(_POSSIBLE, lang)
        for one in found.possible:
            yield f"  {one.label.in_(lang)}"
    yield ""
    yield f"{rules.status.in_(lang)} ({rules.version})"


def _step(number: int, passed: "Passed", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield f"{number:2}. {passed.question.text.in_(lang)} {said(_ANSWERS[passed.answer], lang)}"
    yield f"    {passed.question.id}: {passed.answer} · {'; '.join(passed.ground.legal)}"
