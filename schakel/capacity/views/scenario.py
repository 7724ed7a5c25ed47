# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One scenario: its answer, the chain in the year it breaks, loads, waits, measures, and what it rests on."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from schakel.capacity import reads
from schakel.capacity.engine.scenario.words import MEASURES, word
from schakel.capacity.views import assumptions, tables
from schakel.capacity.views.heat import chain, heat
from schakel.capacity.views.shared import Shown, run_context, shown_or_404
from schakel.capacity.views.wait_chart import Line, wait_chart
from schakel.capacity.views.words import criterion, headline, headline_at, measure_words, three
from schakel.people.door import open_to_all

ACROSS = "across"


@open_to_all
@require_safe
def scenario(request: HttpRequest, key: str) -> HttpResponse:
    """Show the answer of a scenario, or how far its computation is."""
    shown = shown_or_404(request, key, request.GET.get("version", ""))
    run = reads.run_of(shown.version)
    answer = reads.answer_in(run)
    context = page_context(shown) | run_context(request, run)
    if answer is not None:
        context |= answered(request, shown, answer)
    return render(request, "capacity/scenario.html", context)


@open_to_all
@require_safe
def scenario_progress(request: HttpRequest, key: str) -> HttpResponse:
    """Say how far the computation is; once it ended, tell the page to show the answer."""
    shown = shown_or_404(request, key, request.GET.get("version", ""))
    run = reads.run_of(shown.version)
    context = page_context(shown) | run_context(request, run)
    response = render(request, "capacity/scenario_progress.html", context)
    if not context["under_way"]:
        response["HX-Refresh"] = "true"
    return response


def page_context(shown: Shown) -> dict[str, Any]:
    """What every page about a scenario shows of it."""
    number, of = assumptions.assumed(shown.file)
    return {"shown": shown, "topic": f"scenario:{shown.row.key}", "assumed": number, "of_numbers": of}


def answered(request: HttpRequest, shown: Shown, answer: Mapping[str, Any]) -> dict[str, Any]:
    """What the page of an answered scenario shows."""
    words, centre = shown.words, request.GET.get("centre", "") or None
    if centre is not None and centre not in words.centres:
        raise Http404
    map_ = heat(answer, words, centre)
    year = _year(request, answer, map_.year)
    steps = [(step.id, words.steps[step.id]) for step in reads.steps() if step.holder != ACROSS]
    return {
        "centre": centre,
        "centre_name": words.centres[centre] if centre else "",
        "centres": words.centres,
        "year": year,
        "heat": map_,
        "headline": headline_at(words, answer, centre)
        if centre
        else headline(words, reads.headlines([shown.version])[shown.version.digest]),
        "broken": any(one["centre"] == centre for one in answer["breaks"]),
        "stations": chain(answer, steps, centre, year),
        "chart": _chart(shown, answer, map_.year),
        "waits": wait_table(answer),
        "criterion": criterion(answer["measure"], answer["at_least"], words.lang),
        "measure": word(MEASURES, answer["measure"], words.lang),
        "advice": [measure_words(one, words) for one in answer["advice"] if one["gained"] > 0],
        "no_help": [measure_words(one, words) for one in answer["advice"] if one["gained"] <= 0],
        "steps": tables.steps(answer, words, _order(shown), centre, year),
        "resources": tables.resources(answer, words, centre, year),
        "flows": tables.flows(answer, words, centre, year),
        "heads": heads(),
        "simulation": answer["simulation"],
        "seed": answer["seed"],
        "parts": assumptions.parts(shown.file, words),
        "patients": patients(answer),
    }


def _order(shown: Shown) -> list[str]:
    """The steps in the order of the flow that has most of them, then what only others have."""
    flows = sorted((*shown.file.flows, *shown.file.competing), key=lambda flow: -len(flow.steps))
    return list(dict.fromkeys(step.step for flow in flows for step in flow.steps))


def _year(request: HttpRequest, answer: Mapping[str, Any], first: int | None) -> int:
    """The year that the chain and the tables are about: asked for, the first broken, or the last."""
    asked = request.GET.get("year", "")
    if not asked:
        return int(first or answer["years"][-1])
    if not asked.isdecimal() or int(asked) not in answer["years"]:
        raise Http404
    return int(asked)


def _chart(shown: Shown, answer: Mapping[str, Any], broken: int | None) -> Any:
    futures = {one["name"]: one for one in answer["futures"]}
    names = {"high": pgettext("growth", "high growth"), "low": pgettext("growth", "low growth")}
    lines = [
        Line(names[name], tuple(futures[name]["wait_total"]), "ink", dashed=True, band=False)
        for name in ("high", "low")
    ]
    middle = Line(pgettext("growth", "as expected"), tuple(futures["middle"]["wait_total"]), "cf", mark=broken)
    title = _("Days of waiting from referral to infusion by year: %(title)s") % {"title": shown.title}
    return wait_chart([*lines, middle], answer["years"], title)


def heads() -> dict[str, Any]:
    """The heads of the tables, in the order of their columns."""
    return {
        "step": _("Step"),
        "steps": [
            _("started"),
            _("mean wait, days"),
            _("median"),
            _("5 % wait longer"),
            _("queue"),
            _("lost"),
        ],
        "resource": _("Resource"),
        "resources": [_("in use, %"), _("hours in use")],
        "flow": _("Patients"),
        "flows": [
            _("came"),
            _("finished"),
            _("lost while waiting"),
            _("manufacture failed"),
            _("vein to vein, days"),
            _("5 % take longer"),
            _("all waits, days"),
        ],
    }


def wait_table(answer: Mapping[str, Any]) -> list[tuple[int, list[tuple[str, str]]]]:
    """The numbers of the chart: per year the three futures, each with its interval."""
    futures = {one["name"]: one["wait_total"] for one in answer["futures"]}
    return [
        (year, [three(futures[name][place]) for name in ("low", "middle", "high")])
        for place, year in enumerate(answer["years"])
    ]


def patients(answer: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """Patients of all products together per year: the mean, and where 80 % of the draws lie."""
    found = []
    for one in answer["patients"][0]["years"]:
        mean, within = three((one["mean"], *one["within"]["80"]), 0)
        found.append((one["year"], mean, within))
    return found
