# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What several methods said of one number, on a scale of doublings, with what came as a line through all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log2

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schakel.ui.charts.draw import anchor_at, element, percent, picture, text, together
from schakel.values.numbers import number

ROW, TOP = 44, 26
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Interval:
    """What one method said: a number, where it lies with 80 % and with 95 % certainty, and whether the 80 % held."""

    name: str
    middle: float
    likely: Ends
    wide: Ends
    holds: bool


def interval_chart(title: str, rows: Sequence[Interval], actual: float, lang: str) -> SafeString:
    """Rows of intervals. The scale ends where the 80 % intervals end; a 95 % interval that goes on is cut there."""
    values = [actual, *(end for one in rows for end in (*one.likely, one.middle))]
    first, last = floor(log2(min(values))), ceil(log2(max(values)))
    ground = TOP + ROW * len(rows)

    def share(value: float) -> float:
        return min(max((log2(value) - first) / (last - first), 0), 1)

    parts = list(_axis(first, last, ground, lang))
    for place, one in enumerate(rows):
        parts += _row(one, TOP + ROW * place, [share(end) for end in (*one.wide, *one.likely, one.middle)])
    here = share(actual)
    parts.append(element("line", class_="zero", x1=percent(here), x2=percent(here), y1=TOP - 6, y2=ground))
    words = _("counted: %(n)s") % {"n": number(round(actual), lang)}
    parts.append(text(words, percent(here), TOP - 12, anchor=anchor_at(here), kind="strong"))
    said = "; ".join(f"{one.name}: {number(round(one.middle), lang)}" for one in rows)
    return picture(f"{title}. {said}. {words}", together(parts), height=ground + 26, kind="intervals")


def _axis(first: int, last: int, ground: int, lang: str) -> Iterable[SafeString]:
    for power in range(first, last + 1):
        place = (power - first) / (last - first)
        yield element("line", class_="grid", x1=percent(place), x2=percent(place), y1=TOP - 6, y2=ground)
        yield text(number(2**power, lang), percent(place), ground + 18, anchor=anchor_at(place))
    yield element("line", class_="axis", x1="0%", x2="100%", y1=ground, y2=ground)


def _row(one: Interval, top: int, shares: Sequence[float]) -> Iterable[SafeString]:
    widest, wide_end, low, high, middle = map(percent, shares)
    y, kind = top + 30, "accent-line" if one.holds else "cf-line"
    words = one.name if one.holds else _("%(method)s: missed") % {"method": one.name}
    yield text(words, "0%", top + 14, kind="named" if one.holds else "strong")
    yield element("line", class_=f"{kind} wide", x1=widest, x2=wide_end, y1=y, y2=y)
    yield element("line", class_=f"{kind} likely", x1=low, x2=high, y1=y, y2=y)
    yield element("circle", class_="ring point", cx=middle, cy=y, r=5)
