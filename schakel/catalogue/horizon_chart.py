# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The horizon as two pictures: yearly patients on a scale of powers of ten, and expected moments on a line of years."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.ui.charts.draw import anchor_at, element, percent, picture, text, together
from schakel.values.numbers import number

ROW = 46
TOP = 22
BAR = 12
MOST = 30
"""Rows in one picture; a page of the list holds no more."""


Share = Callable[[float], float]
"""Where a value stands, as a part of the width."""


@dataclass(frozen=True, slots=True)
class Range:
    """A row: words above a bar from `low` to `high`; None: no such bound was told. `struck`: a rule found it wrong."""

    name: str
    figure: str
    low: float | None
    high: float | None
    struck: bool = False


def patients_chart(rows: Sequence[Range]) -> SafeString:
    """Bars on a logarithmic scale from 1; where no lower bound was told the bar begins as a dashed line."""
    highs = [max(one.high or one.low or 1, 1) for one in rows]
    if not highs:
        return SafeString("")
    top = max(ceil(log10(max(highs) * 1.05)), 1)
    lang = get_language() or "nl"
    ticks = [(power / top, number(10**power, lang)) for power in range(top + 1)]

    def share(value: float) -> float:
        return min(max(log10(max(value, 1)) / top, 0), 1)

    return _picture(_("Patients a year"), rows, ticks, share)


def moments_chart(rows: Sequence[Range], now: float) -> SafeString:
    """Bars on a line of years, with today as a line; without an end the bar runs on dashed."""
    if not rows:
        return SafeString("")
    begins = [one.low for one in rows if one.low is not None]
    ends = [one.high or (one.low or now) + 1 for one in rows]
    first, last = floor(min([*begins, now])), ceil(max([*ends, now + 1]))
    years = range(first, last + 1, max(1, (last - first) // 8))
    ticks = [((year - first) / (last - first), str(year)) for year in years]

    def share(value: float) -> float:
        return (value - first) / (last - first)

    return _picture(_("Expected moment"), rows, ticks, share, now=share(now))


def _picture(
    title: str, rows: Sequence[Range], ticks: Iterable[tuple[float, str]], share: Share, now: float | None = None
) -> SafeString:
    ground = TOP + ROW * len(rows)
    parts = list(_axis(ticks, ground))
    if now is not None:
        x = percent(now)
        parts += [element("line", class_="zero", x1=x, x2=x, y1=TOP - 8, y2=ground)]
        parts += [text(_("today"), x, TOP - 12, anchor=anchor_at(now), kind="strong")]
    for place, one in enumerate(rows):
        parts += _row(one, TOP + ROW * place, share, endless=now is not None)
    said = "; ".join(f"{one.name}: {one.figure}" for one in rows)
    return picture(f"{title}. {said}", together(parts), height=ground + 26, kind="ranges")


def _axis(ticks: Iterable[tuple[float, str]], ground: int) -> Iterable[SafeString]:
    for place, words in ticks:
        x = percent(place)
        yield element("line", class_="grid", x1=x, x2=x, y1=TOP - 6, y2=ground)
        yield text(words, x, ground + 18, anchor=anchor_at(place))
    yield element("line", class_="axis", x1="0%", x2="100%", y1=ground, y2=ground)


def _row(one: Range, top: int, share: Share, *, endless: bool) -> Iterable[SafeString]:
    """`endless`: a missing upper bound runs to the edge; otherwise a missing lower one begins at the edge."""
    low = share(one.low) if one.low is not None else 0.0
    high = share(one.high) if one.high is not None else 1.0
    middle = top + 26
    yield text(one.name, "0%", top + 12, kind="named" if not one.struck else "")
    yield text(one.figure, "100%", top + 12, anchor="end", kind="strong")
    open_end = one.high is None if endless else one.low is None
    line = "cf-line" if one.struck else "ink-line"
    if open_end:
        yield element("line", class_=f"{line} open", x1=percent(low), x2=percent(high), y1=middle, y2=middle)
        yield _point(percent(low if endless else high), middle, struck=one.struck)
    elif high - low < 0.008:
        yield _point(percent(high), middle, struck=one.struck)
    else:
        width = percent(high - low)
        kind = "cf" if one.struck else "ink"
        yield element("rect", class_=kind, x=percent(low), y=middle - BAR // 2, width=width, height=BAR)


def _point(x: str, y: int, *, struck: bool) -> SafeString:
    """A disc; a cross for a number that is not used."""
    if not struck:
        return element("circle", class_="ink", cx=x, cy=y, r=6)
    cross = element("path", class_="cf-line", d="M-6 -6L6 6M-6 6L6 -6", stroke_width=3)
    return element("svg", cross, x=x, y=y, overflow="visible")
