# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the sources count beside what our facts give; where they differ, both stand there."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.followup import reads
from schakel.followup.engine.figures import Compared, Ours, Unit, Value, Verdict, compared
from schakel.followup.engine.words import VERDICTS
from schakel.people.door import open_to_all
from schakel.sources.engine.citation import Citation
from schakel.ui.files import Table, csv_response
from schakel.values.numbers import number

# The shape beside the word; where a human must judge there is no colour.
SIGNS = {
    Verdict.AGREE: "equal",
    Verdict.DEPENDS: "judgement",
    Verdict.DIFFER: "conflicting",
    Verdict.SOURCES_DIFFER: "conflicting",
    Verdict.NO_NUMBER: "single",
    Verdict.OURS_ONLY: "single",
}


@dataclass(frozen=True, slots=True)
class SaidView:
    words: str
    counts: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class OursView:
    """Our number in words; `fits`: yes, no, or empty where it cannot be judged."""

    value: str
    of: str
    counts: str
    fits: str


@dataclass(frozen=True, slots=True)
class FigureView:
    id: str
    title: str
    said: tuple[SaidView, ...]
    ours: tuple[OursView, ...]
    verdict: str
    words: str
    sign: str


@open_to_all
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show every number that a source states, or send them as CSV."""
    lang = get_language() or "nl"
    counted = reads.counted()
    found = [figure_view(compared(one, counted), lang) for one in reads.figures()]
    if request.GET.get("format") == "csv":
        return csv_response("schakel-figures.csv", table(found))
    stated = [one for one in found if one.said]
    context = {
        "figures": found,
        "stated": len(stated),
        "agree": sum(one.verdict == Verdict.AGREE for one in stated),
        "depends": sum(one.verdict == Verdict.DEPENDS for one in stated),
        "differ": sum(one.verdict in (Verdict.DIFFER, Verdict.SOURCES_DIFFER) for one in stated),
        "without": sum(one.verdict == Verdict.NO_NUMBER for one in stated),
    }
    return render(request, "followup/figures.html", context)


def figure_view(found: Compared, lang: str) -> FigureView:
    figure = found.figure
    return FigureView(
        id=figure.id,
        title=figure.title.in_(lang),
        said=tuple(SaidView(one.words.in_(lang), one.counts.in_(lang), one.citation) for one in figure.said),
        ours=tuple(_ours(one, figure.unit, lang) for one in found.ours),
        verdict=found.verdict.value,
        words=VERDICTS[found.verdict].in_(lang),
        sign=SIGNS[found.verdict],
    )


def _ours(one: Ours, unit: Unit, lang: str) -> OursView:
    told = [fit for fit in one.fits if fit is not None]
    fits = "" if not told else "yes" if all(told) else "no"
    of = _("%(part)s of %(whole)s") % {"part": one.of[0], "whole": one.of[1]} if one.of else ""
    return OursView(said(one.value, unit, lang), of, one.asked.counts.in_(lang), fits)


def said(value: Value | None, unit: Unit, lang: str) -> str:
    """A number in words: whole for counts and years, whole percents otherwise, tenths below five percent."""
    if value is None:
        return pgettext("number", "none")
    if unit is Unit.YEAR:
        return str(round(value))
    if unit is Unit.COUNT:
        return number(Fraction(round(value)), lang)
    percent = Fraction(value) * 100
    shown = Fraction(round(percent * 10), 10) if percent < 5 else Fraction(round(percent))
    return f"{number(shown, lang)} %"


def table(found: Sequence[FigureView]) -> Table:
    head = [_("Question"), _("Who says so"), _("Number"), _("What is counted"), _("Section"), _("Verdict")]
    return [head, *(row for one in found for row in _rows(one))]


def _rows(one: FigureView) -> list[list[object]]:
    stated = [
        [one.title, said.citation.document.title, said.words, said.counts, said.citation.section, one.words]
        for said in one.said
    ]
    ours = [[one.title, _("our facts"), _joined(mine), mine.counts, "", one.words] for mine in one.ours]
    return [*stated, *ours]


def _joined(mine: OursView) -> str:
    return f"{mine.value} ({mine.of})" if mine.of else mine.value
