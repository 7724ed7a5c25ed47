# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel windows`: what follows from all time limits together, and what cannot hold together."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from schakel.cli.options import Json, Lang, Language, Modality, Products
from schakel.cli.output import print_json, print_lines, table

if TYPE_CHECKING:
    from schakel.cli.given import Asked
    from schakel.pathway.engine.situations import Situation
    from schakel.pathway.engine.windows import Case, Implied, Link, Windows

_ALWAYS = ("altijd", "always")
_NONE = ("Geen tijdsgrens die zij delen.", "No time limit that they share.")
_CANNOT = ("Deze eisen kunnen niet samen gelden:", "These requirements cannot hold together:")
_ORDER = ("volgorde van de handelingen", "order of events")
_FOLLOWS = ("volgt uit", "follows from")


def windows(
    context: typer.Context,
    products: Products = None,
    *,
    modality: Modality = None,
    lang: Language = Lang.EN,
    as_json: Json = False,
) -> None:
    """Implied windows between events, and contradictions with their cause (exit code 1 when there is one)."""
    asked = context.obj.ask(products or (), modality)
    from schakel.pathway.engine.published import published_windows
    from schakel.pathway.engine.windows import windows as windows_of

    found = windows_of(asked.profiles, asked.vocabulary)
    if as_json:
        print_json(published_windows(found))
    else:
        print_lines(_told(found, asked, lang))
    raise typer.Exit(0 if found.possible else 1)


def _told(found: "Windows", asked: "Asked", lang: str) -> Iterator[str]:
    from schakel.pathway.engine.words import said

    yield ", ".join(profile.product.brand for profile in asked.profiles)
    if not found.cases:
        yield said(_NONE, lang)
    for case in found.cases:
        yield ""
        yield "; ".join(filter(None, map(_situation, case.situations))) or said(_ALWAYS, lang)
        if case.contradiction:
            yield f"  {said(_CANNOT, lang)}"
            yield from table([_link(link, asked, lang) for link in case.contradiction], indent=4)
        yield from _case(case, asked, lang)


def _situation(situation: "Situation") -> str:
    return ", ".join(f"{dimension} {value}" for dimension, value in situation)


def _case(case: "Case", asked: "Asked", lang: str) -> list[str]:
    from schakel.pathway.engine.words import minutes_words

    rows = [
        (_ends(one, asked, lang), minutes_words(one.low, one.high, lang), _because(one, lang)) for one in case.implied
    ]
    return table(rows, indent=2)


def _link(link: "Link", asked: "Asked", lang: str) -> tuple[str, str, str]:
    """A bound backwards in time is told forwards, as the least time that must pass."""
    from schakel.pathway.engine.words import minutes_words, said

    who = ", ".join(f"{r.id} ({r.citation.section})" for r in link.requirements) or said(_ORDER, lang)
    if link.minutes >= 0 and link.requirements:
        return (_ends(link, asked, lang), minutes_words(None, link.minutes, lang), who)
    return (_ends(link, asked, lang, backwards=True), minutes_words(-link.minutes, None, lang), who)


def _ends(between: "Implied | Link", asked: "Asked", lang: str, *, backwards: bool = False) -> str:
    from schakel.pathway.engine.words import event_words

    start, end = (event_words(event, asked.vocabulary, lang) for event in (between.start, between.end))
    return f"{end} → {start}" if backwards else f"{start} → {end}"


def _because(one: "Implied", lang: str) -> str:
    from schakel.pathway.engine.words import said

    if one.stated_by and not one.derived:
        return ", ".join(requirement.id for requirement in one.stated_by)
    return f"{said(_FOLLOWS, lang)} {', '.join(_names([*one.low_chain, *one.high_chain]))}"


def _names(links: "Iterable[Link]") -> list[str]:
    return list(dict.fromkeys(requirement.id for link in links for requirement in link.requirements))
