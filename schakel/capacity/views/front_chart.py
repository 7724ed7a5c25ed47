# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Cost against travel: plans none of which is better than another on both."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schakel.ui.charts.draw import anchor_at, around, element, percent, picture, text, ticks, together
from schakel.values.numbers import number

HEIGHT, FOOT, HEAD = 300, 44, 26


def front_chart(points: Sequence[tuple[float, float]], lang: str) -> SafeString:
    """`points`: (mean minutes, cost) of each plan."""
    if not points:
        return SafeString("")
    across = around([Fraction(round(minutes)) for minutes, _cost in points])
    up = around([Fraction(round(cost)) for _minutes, cost in points])

    def y(cost: Fraction) -> int:
        return round(HEIGHT - FOOT - (HEIGHT - FOOT - HEAD) * up.share(cost))

    parts = []
    for tick in ticks(across.low, across.high, 5):
        x = across.at(tick)
        parts.append(element("line", class_="grid", x1=x, x2=x, y1=HEAD, y2=HEIGHT - FOOT))
        parts.append(text(number(tick, lang), x, HEIGHT - FOOT + 18, anchor=anchor_at(across.share(tick))))
    for tick in ticks(up.low, up.high, 4):
        parts.append(element("line", class_="grid", x1="0%", x2="100%", y1=y(tick), y2=y(tick)))
        parts.append(text(number(tick, lang), "0%", y(tick) - 4))
    parts.append(text(_("cost"), "0%", 12, kind="strong"))
    parts.append(text(_("minutes of travel on average"), "100%", HEIGHT - 6, anchor="end", kind="strong"))
    for minutes, cost in points:
        place = across.share(Fraction(minutes))
        height = y(Fraction(cost))
        parts.append(element("circle", class_="ink", cx=percent(place), cy=height, r=6))
        words = f"{number(round(cost), lang)}; {number(round(minutes), lang)} min"
        parts.append(text(words, percent(place), height - 12, anchor=anchor_at(place), kind="named"))
    said = "; ".join(f"{number(round(m), lang)} min: {number(round(c), lang)}" for m, c in points)
    title = _("Cost against travel") + f": {said}"
    return picture(title, together(parts), height=HEIGHT, kind="front")
