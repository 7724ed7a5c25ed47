# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The windows page: when each clock starts and stops, what follows from them together, and what cannot hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.pathway.engine.compare import Comparison, Row, Verdict
from schakel.pathway.engine.compare import compare as compared
from schakel.pathway.engine.constraints import Window
from schakel.pathway.engine.windows import Case, Implied, Link, Windows
from schakel.pathway.engine.windows import windows as computed
from schakel.pathway.engine.words import constraint_words, event_words, minutes_words
from schakel.pathway.exports.windows import windows_csv, windows_xlsx
from schakel.pathway.views.clocks import Assumptions, assumptions, days_chart, in_use_chart, in_use_row
from schakel.pathway.views.compare import chips
from schakel.pathway.views.matrix import Teller
from schakel.pathway.views.opened import Told, tell
from schakel.pathway.views.question import Question, UnknownError, address_of, chain, question, stations, unknown
from schakel.people.door import open_to_all
from schakel.ui.files import csv_response, xlsx_response
from schakel.values.numbers import count_words


@dataclass(frozen=True, slots=True)
class LinkView:
    """One bound of a chain in words, with who set it."""

    words: str
    by: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ImpliedView:
    start: str
    end: str
    within: str
    stated: bool
    chain: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """One set of situations with what follows in it."""

    name: str
    implied: tuple[ImpliedView, ...]
    contradiction: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class AspectView:
    """One window aspect: the rule and who asks what."""

    label: str
    nature: str
    verdict: str
    rule: str
    says: tuple[Told, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time worth noting down, and whose clocks start or stop there."""

    label: str
    starts: str
    stops: str


@open_to_all
@require_safe
def windows(request: HttpRequest) -> HttpResponse:
    """Show, or send as CSV or Excel, the time windows of the products asked for."""
    try:
        asked = question(request, reads.facts())
    except UnknownError as error:
        return unknown(request, error)
    found = computed(asked.profiles, asked.vocabulary)
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-windows.csv", windows_csv(asked, found))
        case "xlsx":
            return xlsx_response("schakel-windows.xlsx", windows_xlsx(asked, found))
    given = assumptions(request.GET)
    return render(request, "pathway/windows.html", _context(asked, found, given))


def _context(asked: Question, found: Windows, given: Assumptions) -> dict[str, Any]:
    address, teller = reverse("windows"), Teller(asked)
    every = compared(asked.profiles, asked.vocabulary)
    rows = [row for row in every.rows if row.aspect.type == "window"]
    shown = [row for row in rows if not asked.steps or row.aspect.step in asked.steps]
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.aspect.step] = counts.get(row.aspect.step, 0) + 1
    on_chain, across = chain(stations(asked, counts, address), asked.vocabulary)
    return {
        "asked": asked,
        "title": title(found, every, asked),
        "lead": lead(found, asked),
        "possible": found.possible,
        "given": given,
        "in_use": in_use_chart(every, found, teller, given),
        "days": days_chart(every, teller),
        "moments": _moments(shown, teller),
        "aspects": [_aspect(row, asked, teller) for row in shown],
        "cases": [_case(case, teller) for case in found.cases],
        "stations": on_chain,
        "across": across,
        **chips(asked, address),
        "link": address_of(asked, address),
        "csv": address_of(asked, address, extra=[("format", "csv")]),
        "xlsx": address_of(asked, address, extra=[("format", "xlsx")]),
    }


def title(found: Windows, every: Comparison, asked: Question) -> str:
    row = in_use_row(every)
    if not found.possible:
        return _("These time windows cannot all hold")
    if row is None:
        return _("When each clock starts and stops")
    clocks = {position.product for position in row.positions}
    starts = {span.start for p in row.positions if isinstance(p.constraint, Window) for span in p.constraint.spans}
    words = {"clocks": count_words(len(clocks), asked.lang), "starts": count_words(len(starts), asked.lang)}
    told = (
        ngettext(
            "%(clocks)s clock, %(starts)s moment at which they start",
            "%(clocks)s clocks, %(starts)s moments at which they start",
            len(clocks),
        )
        % words
    )
    return _("From thaw to infusion: %(told)s") % {"told": told}


def lead(found: Windows, asked: Question) -> str:
    if not found.possible:
        return _("The chain of requirements that causes it stands below.")
    if len(asked.profiles) == 1:
        return _("All windows of this product can hold together.")
    return _("Laid on one line, all windows of these products can hold together.")


def _aspect(row: Row, asked: Question, teller: Teller) -> AspectView:
    name = f"{row.aspect.step}.{row.aspect.name}"
    rule = constraint_words(row.rule, row.aspect, asked.vocabulary, asked.lang) if row.rule else _("no rule serves all")
    counts = row.aspect.nature == "procedure"
    return AspectView(
        label=row.aspect.label.in_(asked.lang),
        nature=row.aspect.nature,
        verdict=row.verdict.value if counts else "",
        rule=rule if counts or row.verdict is Verdict.EQUAL else "",
        says=tuple(tell(position, teller, binds=position.id in row.binding) for position in row.positions),
        url=address_of(asked, reverse("compare"), steps=(row.aspect.step,), extra=[("open", name)]) + f"#{name}",
    )


def _moments(rows: Iterable[Row], teller: Teller) -> list[Moment]:
    """The events at which clocks start or stop, in the order of the vocabulary."""
    starts: dict[str, list[str]] = {}
    stops: dict[str, list[str]] = {}
    for position in (p for row in rows if row.aspect.nature != "product" for p in row.positions):
        for span in position.constraint.spans if isinstance(position.constraint, Window) else ():
            starts.setdefault(span.start, []).append(position.product)
            stops.setdefault(span.end, []).append(position.product)
    return [
        Moment(
            label=event.label.in_(teller.lang),
            starts=teller.brands(starts.get(name, ())),
            stops=teller.brands(stops.get(name, ())),
        )
        for name, event in teller.vocabulary.events.items()
        if name in starts or name in stops
    ]


def _case(case: Case, teller: Teller) -> CaseView:
    derived = sorted((i for i in case.implied if _tells(i)), key=lambda i: (i.high is None, i.start, i.end))
    return CaseView(
        name=_situation_words(case, teller),
        implied=tuple(_implied(implied, teller) for implied in derived),
        contradiction=tuple(_link(link, teller) for link in case.contradiction),
    )


def _tells(implied: Implied) -> bool:
    """Worth a line: bounded above, and by more than what a single requirement says outright."""
    return implied.high is not None and implied.derived


def _situation_words(case: Case, teller: Teller) -> str:
    names = []
    for situation in case.situations:
        words = [
            teller.indications.get(value, teller.vocabulary.label("values", value).in_(teller.lang))
            for _d, value in situation
        ]
        names.append(", ".join(words))
    return "; ".join(dict.fromkeys(filter(None, names)))


def _implied(implied: Implied, teller: Teller) -> ImpliedView:
    longest = max((implied.high_chain, implied.low_chain), key=len)
    return ImpliedView(
        start=event_words(implied.start, teller.vocabulary, teller.lang),
        end=event_words(implied.end, teller.vocabulary, teller.lang),
        within=minutes_words(implied.low, implied.high, teller.lang),
        stated=bool(implied.stated_by),
        chain=tuple(_link(link, teller) for link in (implied.high_chain or longest)),
    )


def _link(link: Link, teller: Teller) -> LinkView:
    """`begin ontdooien → einde infusie ≤ 1 uur`; a bound from below is told the other way round."""
    start, end, minutes = link.start, link.end, link.minutes
    backwards = minutes < 0 or (minutes == 0 and not link.requirements)
    if backwards:
        start, end = end, start
    within = minutes_words(-minutes, None, teller.lang) if backwards else minutes_words(None, minutes, teller.lang)
    pair = f"{event_words(start, teller.vocabulary, teller.lang)} → {event_words(end, teller.vocabulary, teller.lang)}"
    words = f"{pair}: {within}" if link.requirements else _("%(pair)s (the order of events)") % {"pair": pair}
    return LinkView(words, tuple(tell(requirement, teller) for requirement in link.requirements))
