# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The leverage page: which question to which firm would remove the most differences."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.pathway.engine.leverage import Conversation, Lever, Leverage
from schakel.pathway.engine.leverage import leverage as computed
from schakel.pathway.exports.leverage import leverage_csv, leverage_xlsx
from schakel.pathway.views.compare import chips
from schakel.pathway.views.matrix import Teller
from schakel.pathway.views.opened import Told, tell
from schakel.pathway.views.question import (
    Question,
    UnknownError,
    address_of,
    ask_address,
    chain,
    question,
    stations,
    unknown,
)
from schakel.people.door import open_to_all
from schakel.ui.files import csv_response, xlsx_response
from schakel.values.numbers import count_words


@dataclass(frozen=True, slots=True)
class LeverView:
    """One requirement that, relaxed, changes the standard. `gains` are sentences, strongest first."""

    label: str
    step: str
    verdict: str
    verdict_then: str
    gains: tuple[str, ...]
    positions: tuple[Told, ...]
    alone: bool
    doubtful: bool
    url: str
    ask: str


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation with one firm about one product."""

    slug: str
    brand: str
    holder: str
    sentence: str
    strong: tuple[LeverView, ...]
    rest: tuple[LeverView, ...]


@open_to_all
@require_safe
def leverage(request: HttpRequest) -> HttpResponse:
    """Show, or send as CSV or Excel, what relaxing each requirement would change."""
    try:
        asked = question(request, reads.facts())
    except UnknownError as error:
        return unknown(request, error)
    found = computed(
        asked.profiles, asked.vocabulary, steps=asked.steps or None, natures=asked.natures or ("procedure",)
    )
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-leverage.csv", leverage_csv(asked, found))
        case "xlsx":
            return xlsx_response("schakel-leverage.xlsx", leverage_xlsx(asked, found))
    return render(request, "pathway/leverage.html", _context(asked, found))


def _context(asked: Question, found: Leverage) -> dict[str, Any]:
    address, teller = reverse("leverage"), Teller(asked)
    counts: dict[str, int] = {}
    for lever in found.levers:
        counts[lever.row.aspect.step] = counts.get(lever.row.aspect.step, 0) + 1
    on_chain, across = chain(stations(asked, counts, address), asked.vocabulary)
    talks = [_talk(conversation, asked, teller) for conversation in found.conversations]
    return {
        "asked": asked,
        "title": title(found, talks),
        "found": found,
        "talks": [talk for talk in talks if talk.strong],
        "lighter": [talk for talk in talks if not talk.strong],
        "stations": on_chain,
        "across": across,
        **chips(asked, address),
        "link": address_of(asked, address),
        "csv": address_of(asked, address, extra=[("format", "csv")]),
        "xlsx": address_of(asked, address, extra=[("format", "xlsx")]),
        "standard": address_of(asked, reverse("standard")),
    }


def title(found: Leverage, talks: list[Talk]) -> str:
    """The strongest conversation in one sentence."""
    if not found.conflicts or not talks or not found.conversations[0].conflicts_gone:
        return _("No single change by one firm removes a conflict")
    first = found.conversations[0]
    return ngettext(
        "The talk about %(brand)s can remove %(gone)d of %(all)d conflict",
        "The talk about %(brand)s can remove %(gone)d of %(all)d conflicts",
        found.conflicts,
    ) % {"brand": talks[0].brand, "gone": first.conflicts_gone, "all": found.conflicts}


def _talk(conversation: Conversation, asked: Question, teller: Teller) -> Talk:
    product = asked.facts.by_slug[conversation.product].product
    told = [(lever, _lever(lever, asked, teller)) for lever in conversation.levers]
    return Talk(
        slug=conversation.product,
        brand=product.brand,
        holder=product.identity.mah,
        sentence=_sentence(conversation, teller),
        strong=tuple(view for lever, view in told if lever.conflict_gone or lever.variants_gone),
        rest=tuple(view for lever, view in told if not (lever.conflict_gone or lever.variants_gone)),
    )


def _sentence(conversation: Conversation, teller: Teller) -> str:
    conflicts, variants = conversation.conflicts_gone, conversation.variants_gone
    if conflicts:
        words = {"count": count_words(conflicts, teller.lang)}
        return ngettext("would remove %(count)s conflict", "would remove %(count)s conflicts", conflicts) % words
    if variants:
        words = {"count": count_words(variants, teller.lang)}
        return ngettext("would save %(count)s variant", "would save %(count)s variants", variants) % words
    return _("would ask less of the others")


def _lever(lever: Lever, asked: Question, teller: Teller) -> LeverView:
    aspect = lever.row.aspect
    name = f"{aspect.step}.{aspect.name}"
    return LeverView(
        label=aspect.label.in_(asked.lang),
        step=asked.vocabulary.step_of[aspect.step].label.in_(asked.lang),
        verdict=lever.row.verdict.value,
        verdict_then=lever.verdict_then.value if lever.verdict_then else "",
        gains=tuple(_gains(lever, teller)),
        positions=tuple(tell(requirement, teller) for requirement in lever.requirements),
        alone=lever.alone,
        doubtful=lever.doubtful,
        url=address_of(asked, reverse("compare"), steps=(aspect.step,), extra=[("open", name)]) + f"#{name}",
        ask=ask_address(lever.row),
    )


def _gains(lever: Lever, teller: Teller) -> list[str]:
    gains = []
    if lever.conflict_gone:
        gains.append(_("the conflict goes: one rule is left") if lever.alone else _("the conflict goes"))
    elif lever.variants_gone:
        gains.append(_("one variant fewer"))
    if lever.relieved:
        gains.append(_("asks less of %(names)s") % {"names": teller.brands(lever.relieved)})
    return gains
