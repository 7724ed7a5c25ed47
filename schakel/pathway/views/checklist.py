# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The checklist page: choose products and a step; tick on the screen, print, or take it as PDF or Excel."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.catalogue.reads import terms
from schakel.pathway import reads
from schakel.pathway.engine.checklist import checklist as made
from schakel.pathway.engine.sheet import Sheet, Words, sheet
from schakel.pathway.engine.words import listed
from schakel.pathway.exports.checklist import checklist_csv, checklist_xlsx
from schakel.pathway.exports.checklist_pdf import checklist_pdf
from schakel.pathway.views.compare import chips
from schakel.pathway.views.matrix import AND
from schakel.pathway.views.question import Question, UnknownError, address_of, chain, question, stations, unknown
from schakel.people.door import open_to_all
from schakel.ui.files import csv_response, file_response, xlsx_response

START_STEP = "receipt"


@open_to_all
@require_safe
def checklist(request: HttpRequest) -> HttpResponse:
    """Show, or send as PDF, CSV or Excel, the checklist of one step."""
    try:
        asked = question(request, reads.facts())
    except UnknownError as error:
        return unknown(request, error)
    step = asked.steps[0] if asked.steps else START_STEP
    found = sheet(made(step, asked.profiles, asked.vocabulary), asked.facts, words_of(asked.lang))
    name = f"schakel-checklist-{step}"
    match request.GET.get("format"):
        case "pdf":
            pdf = checklist_pdf(found, lang=asked.lang, facts_of=seen_on(asked))
            return file_response(f"{name}.pdf", pdf, "application/pdf")
        case "csv":
            return csv_response(f"{name}.csv", checklist_csv(found))
        case "xlsx":
            return xlsx_response(f"{name}.xlsx", checklist_xlsx(found))
    return render(request, "pathway/checklist.html", _context(asked, step, found))


def words_of(lang: str) -> Words:
    """The catalogue's words that a sheet needs."""
    catalogue = terms()
    return Words(catalogue.words("indications", lang), catalogue.tags("jurisdictions", lang), lang)


def seen_on(asked: Question) -> date:
    """The oldest day on which the facts of the chosen products were seen; else when they last changed here."""
    days = [profile.product.identity.seen_on for profile in asked.profiles]
    told = [day for day in days if day is not None]
    return min(told) if len(told) == len(days) else reads.changed_at().date()


def _context(asked: Question, step: str, found: Sheet) -> dict[str, Any]:
    address = reverse("checklist")
    one = Question(asked.facts, asked.profiles, (step,), (), asked.modality, asked.lang)
    counts = Counter(r.step for profile in asked.profiles for r in profile.requirements)
    on_chain, across = chain(stations(one, counts, address, several=False), asked.vocabulary)
    return {
        "asked": one,
        "title": _("Checklist: %(step)s") % {"step": found.step.lower()},
        "who": listed(asked.brands, AND, asked.lang),
        "sheet": found,
        "several": len(asked.profiles) > 1,
        "seen_on": seen_on(asked),
        "stations": on_chain,
        "across": across,
        "products": chips(one, address)["products"],
        "steps_all": [*on_chain, *across],
        "link": address_of(one, address),
        "pdf": address_of(one, address, extra=[("format", "pdf")]),
        "csv": address_of(one, address, extra=[("format", "csv")]),
        "xlsx": address_of(one, address, extra=[("format", "xlsx")]),
    }
