# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Would the forecast have been right before? Methods fitted on the first years, judged on the last."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.capacity.engine.counted import Counted, Series
from schakel.capacity.engine.forecast.backtest import FEWEST, Judged, MethodJudged, backtest
from schakel.capacity.facts import counted
from schakel.capacity.views.interval_chart import Interval, interval_chart
from schakel.people.door import open_to_all
from schakel.ui.files import Table, csv_response, xlsx_response
from schakel.values.numbers import number

EUROPE, DUTCH = "car_t_europe", "car_t_netherlands"
MOST = 3
COVERAGE = 80
METHODS: dict[str, tuple[str | Promise, str | Promise]] = {
    "exponential": (gettext_lazy("Straight growth"), gettext_lazy("the same growth every year, forever")),
    "drift": (gettext_lazy("Last year and a step"), gettext_lazy("last year's number and the mean growth so far")),
    "logistic": (gettext_lazy("Levelling off"), gettext_lazy("an S-shaped curve towards a ceiling")),
    "gompertz": (gettext_lazy("Levelling off early"), gettext_lazy("a curve that bends early towards a ceiling")),
}


@dataclass(frozen=True, slots=True)
class YearView:
    """A method's word on one year that was held out, and what came."""

    year: int
    predicted: str
    low: str
    high: str
    actual: str
    error: str
    holds: bool


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method over the years held out."""

    name: str
    what: str
    miss: str
    held: int
    years: tuple[YearView, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The picture of one year."""

    year: int
    actual: str
    chart: SafeString


@open_to_all
@require_safe
def forecast_backtest(request: HttpRequest) -> HttpResponse:
    """The methods judged on the last years of the European counts; `?held_out=2`; `?format=csv|xlsx`."""
    asked = request.GET.get("held_out", "2")
    held_out = int(asked) if asked in {str(n) for n in range(1, MOST + 1)} else 0
    lang, europe = get_language() or "nl", counted()[EUROPE]
    judged = backtest(europe.counts, held_out=held_out or 2)
    views = sorted((method_view(one, lang) for one in judged), key=lambda one: float(one.miss))
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-backtest.csv", judged_table(judged))
        case "xlsx":
            sheets = [(_("judged"), judged_table(judged)), (_("counts"), count_table(europe))]
            return xlsx_response("schakel-backtest.xlsx", sheets)
    context = {
        "held_out": held_out or 2,
        "choices": range(1, MOST + 1),
        "years": _and([str(one.year) for one in judged[0].years]),
        "fitted": (judged[0].fitted_on[0], judged[0].fitted_on[-1]),
        "methods": views,
        "best": views[0],
        "worst": views[-1],
        "panels": [panel(place, judged, lang) for place in range(len(judged[0].years))],
        "left_out": [METHODS[name][0] for name in FEWEST if name not in {one.method for one in judged}],
        "counts": europe.years,
        "unit": europe.unit,
        "dutch": counted().get(DUTCH),
        "unknown": not held_out,
        "asked": asked[:20],
    }
    return render(request, "capacity/forecast_backtest.html", context, status=200 if held_out else 400)


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else _("%(first)s and %(last)s") % {
        "first": ", ".join(words[:-1]),
        "last": words[-1],
    }  # fmt: skip


def method_view(one: MethodJudged, lang: str) -> MethodView:
    """A method in words; `miss` is whole percents without their sign."""
    name, what = METHODS[one.method]
    years = tuple(year_view(year, lang) for year in one.years)
    return MethodView(str(name), str(what), f"{100 * one.miss:.0f}", sum(year.holds for year in years), years)


def year_view(year: Judged, lang: str) -> YearView:
    """One year of a method in words."""
    low, high = year.within[COVERAGE]
    percent = number(round(abs(100 * year.error)), lang)
    error = _("%(n)s %% too high") if year.error > 0 else _("%(n)s %% too low")
    figures = (number(round(one), lang) for one in (year.predicted, low, high, year.actual))
    return YearView(year.year, *figures, error % {"n": percent}, year.holds(COVERAGE))


def panel(place: int, judged: Sequence[MethodJudged], lang: str) -> Panel:
    """What every method said of one year, beside what came."""
    actual, year = judged[0].years[place].actual, judged[0].years[place].year
    rows = [
        Interval(
            str(METHODS[one.method][0]),
            one.years[place].predicted,
            one.years[place].within[COVERAGE],
            one.years[place].within[95],
            holds=one.years[place].holds(COVERAGE),
        )
        for one in judged
    ]
    title = _("%(year)s: what each method said, and what came") % {"year": year}
    return Panel(year, number(round(actual), lang), interval_chart(title, rows, actual, lang))


def judged_table(judged: Sequence[MethodJudged]) -> Table:
    """Every judgement as a row; numbers as they were computed."""
    head = [_("Method"), _("Fitted on"), _("Year"), _("Predicted"), "50 −", "50 +", "80 −", "80 +", "95 −", "95 +",
            _("Counted"), _("Miss")]  # fmt: skip
    rows = [
        [str(METHODS[one.method][0]), f"{one.fitted_on[0]}–{year.year - 1}", year.year, round(year.predicted, 1),
         *(round(end, 1) for level in (50, 80, 95) for end in year.within[level]), year.actual, round(year.error, 4)]
        for one in judged
        for year in one.years
    ]  # fmt: skip
    return [head, *rows]


def count_table(series: Series) -> Table:
    """The counts with their sources."""
    return [[_("Year"), _("Counted"), _("Basis"), _("How"), _("Source")], *(_count_row(one) for one in series.years)]


def _count_row(one: Counted) -> list[object]:
    said = "; ".join(f"{cited.document.title} {cited.document.url or ''}".strip() for cited in one.citations)
    return [one.year, one.patients if one.patients is not None else "", one.basis, one.how, said]
