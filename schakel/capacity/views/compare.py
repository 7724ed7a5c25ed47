# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Scenarios side by side: the year each breaks, its loads, the waits on one axis, and what sets them apart in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.capacity import reads
from schakel.capacity.actions import runs, scenarios
from schakel.capacity.engine.scenario.diff import Difference, differences
from schakel.capacity.models import Run
from schakel.capacity.views.heat import Heat, heat
from schakel.capacity.views.shared import Shown, shown_or_404
from schakel.capacity.views.wait_chart import Line, wait_chart
from schakel.capacity.views.words import digits, headline, headline_at, three, told
from schakel.people.door import may, open_to_all, person_of, requires
from schakel.people.permissions import Permission

MOST = 3
NEVER = 9999
KINDS = (("cf", False), ("ink", True), ("accent", False))
DEFAULT = ("as-today", "stay-elsewhere", "five-times")


@dataclass(frozen=True, slots=True)
class Column:
    """A scenario in the comparison. `heat` None: not computed. `year`: first broken, of the chosen centre or any."""

    shown: Shown
    headline: str
    year: int | None
    wait: str
    heat: Heat | None
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """The difference of a scenario from the first, on the same luck. `rows`: (year, wait, lost), with intervals."""

    shown: Shown
    run: Run | None
    rows: tuple[tuple[int, tuple[str, str], tuple[str, str]], ...]


@open_to_all
@require_safe
def scenario_compare(request: HttpRequest) -> HttpResponse:
    """Show up to three scenarios beside each other; the first is what the others are compared with."""
    keys = list(dict.fromkeys(request.GET.getlist("s")))
    shown = [shown_or_404(request, key) for key in (keys or _default())[:MOST]]
    answers = [reads.answer_in(reads.run_of(each.version)) for each in shown]
    centres = {key: name for each in shown for key, name in each.words.centres.items()}
    centre = request.GET.get("centre", "") or None
    if centre is not None and centre not in centres:
        raise Http404
    columns = [
        _column(place, each, shown[0], answer, centre)
        for place, (each, answer) in enumerate(zip(shown, answers, strict=True))
    ]
    context = {
        "columns": columns,
        "base": columns[0] if columns else None,
        "centres": centres,
        "centre": centre,
        "chart": _chart(answers, columns),
        "apart": [_apart(shown[0], each) for each in shown[1:]],
        "others": [row for row in _choices(request) if row[0] not in {each.row.key for each in shown}],
        "full": len(shown) >= MOST,
        "too_many": len(keys) > MOST,
        "may_run": may(request, Permission.SCENARIO_RUN),
        "title": _title(columns),
    }
    return render(request, "capacity/scenario_compare.html", context)


@requires(Permission.SCENARIO_RUN)
@require_POST
def run_comparison(request: HttpRequest) -> HttpResponse:
    """Ask for the difference between two scenarios on the same luck."""
    base, other = (shown_or_404(request, request.POST.get(name, "")) for name in ("base", "other"))
    try:
        runs.ask_versus(by=person_of(request).actor, base=base.version, other=other.version, confirmed=True)
    except scenarios.RefusedError as refused:
        messages.error(request, str(refused))
    keys = request.POST.getlist("s") or [base.row.key, other.row.key]
    return redirect(f"{reverse('scenario_compare')}?{urlencode({'s': keys}, doseq=True)}#apart")


def _default() -> list[str]:
    known = set(reads.scenarios_for(None).values_list("key", flat=True))
    return [key for key in DEFAULT if key in known]


def _choices(request: HttpRequest) -> list[tuple[str, str]]:
    """What can be added: the examples and one's own newest."""
    person = request.user if request.user.is_authenticated else None
    rows = list(reads.scenarios_for(person)[:30])  # type: ignore[arg-type]
    versions = reads.newest_of(rows)
    dutch = request.LANGUAGE_CODE.startswith("nl")  # type: ignore[attr-defined]
    return [(row.key, versions[row.pk].title_nl if dutch else versions[row.pk].title_en) for row in rows]


def _column(place: int, shown: Shown, base: Shown, answer: Mapping[str, Any] | None, centre: str | None) -> Column:
    words = shown.words
    changes = told(differences(base.file, shown.file, words.lang, words.steps), words.lang) if place else ()
    if answer is None or (centre is not None and centre not in shown.words.centres):
        return Column(shown, "", None, "", None, changes)
    found = reads.headlines([shown.version])[shown.version.digest]
    at_centre = [one for one in answer["breaks"] if one["centre"] == centre]
    year = found["year"] if centre is None else at_centre[0]["year"] if at_centre else None
    line = headline(shown.words, found) if centre is None else headline_at(shown.words, answer, centre)
    last = answer["futures"][0]["wait_total"][-1]
    name = f"heat{place}"
    return Column(shown, line, year, digits(last[0]) if last else "", heat(answer, shown.words, centre, name), changes)


def _title(columns: Sequence[Column]) -> str:
    """The answer of the comparison: what holds longest."""
    known = [one for one in columns if one.heat]
    if len(known) < 2:
        return _("Scenarios compared")
    # What never breaks comes after every year.
    years = [one.year or NEVER for one in known]
    last = max(years)
    if min(years) == last:
        return _("None of them breaks in these years") if last == NEVER else _("All break in %(year)s") % {"year": last}
    best = [one.shown.title for one, year in zip(known, years, strict=True) if year == last]
    told = {"title": _(" and ").join(best), "year": last}
    if last == NEVER:
        return _("Does not break in these years: %(title)s") % told
    return _("Holds longest, until %(year)s: %(title)s") % told


def _chart(answers: Sequence[Mapping[str, Any] | None], columns: Sequence[Column]) -> SafeString | None:
    """The expected waits on one axis; only of scenarios about the same years."""
    known = [(one, answer, kind) for one, answer, kind in zip(columns, answers, KINDS, strict=False) if answer]
    if not known:
        return None
    years = known[0][1]["years"]
    lines = [
        Line(str(place), tuple(answer["futures"][0]["wait_total"]), kind, dashed, mark=one.year)
        for place, (one, answer, (kind, dashed)) in enumerate(known, 1)
        if answer["years"] == years
    ]
    named = ", ".join(one.shown.title for one, _answer, _kind in known)
    return wait_chart(
        lines, years, _("Days of waiting from referral to infusion by year: %(title)s") % {"title": named}
    )


def _apart(base: Shown, other: Shown) -> Apart:
    run = reads.versus_run(base.version, other.version)
    answer = reads.answer_in(run)
    rows = tuple(
        (one["year"], three(one["wait_total"]), three(one["lost"])) for one in (answer["differences"] if answer else ())
    )
    return Apart(other, run, rows)
