# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Charts of verdicts: one unit per method, the bar of all verdicts, and the part that is certain."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schakel.ui import signs
from schakel.ui.charts.draw import anchor_at, element, percent, text, together

WIDTH = 500
HEIGHT = 24
GAP = 2
ORDER = tuple(signs.VERDICT_WORDS)


@dataclass(frozen=True, slots=True)
class Unit:
    """One method: its name, verdict, whether unread texts could change it, and where it is explained."""

    name: str
    verdict: str
    url: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Segment:
    """How many methods have this verdict, certain or not."""

    verdict: str
    count: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """What others published: the share (0–1), what they call it, and who said it where."""

    share: Fraction
    words: str
    by: str


def unit_squares(units: Sequence[Unit]) -> SafeString:
    """A row of squares, each a link; a stripe says unread texts could change it. Sorted as given."""
    return format_html(
        '<ul class="units">{}</ul>', format_html_join("", "<li>{}</li>", ((_unit(each),) for each in units))
    )


def _unit(unit: Unit) -> SafeString:
    state = "" if unit.certain else " could-change"
    words = f"{unit.name}: {signs.VERDICT_WORDS[unit.verdict]}"
    could = _("could still change")
    words = words if unit.certain else f"{words}, {could}"
    return format_html(
        '<a class="unit u-{}{}" href="{}" title="{}">{}<span class="visually-hidden">{}</span></a>',
        unit.verdict,
        state,
        unit.url,
        words,
        signs.sign(unit.verdict),
        words,
    )


def verdict_bar(segments: Sequence[Segment], *, name: str) -> SafeString:
    """All verdicts as one bar with, below it, the number of each. `name` is unique on the page."""
    shown = [each for each in segments if each.count]
    total = sum(each.count for each in shown)
    if not total:
        return SafeString("")
    room = WIDTH - GAP * (len(shown) - 1)
    parts, x = [_stripes(name)], 0.0
    for each in shown:
        width = room * each.count / total
        parts.append(_segment(each, x, width, name))
        x += width + GAP
    bar = element(
        "svg", together(parts), class_="chart verdict-bar", viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true"
    )
    return format_html('<figure class="verdicts">{}{}</figure>', bar, verdict_counts(shown))


def verdict_counts(segments: Sequence[Segment]) -> SafeString:
    """The number of each verdict behind its sign: the legend and the table of the bar in one."""
    counts = {name: sum(each.count for each in segments if each.verdict == name) for name in ORDER}
    lines = ((name, signs.sign(name), count, signs.VERDICT_WORDS[name]) for name, count in counts.items() if count)
    return format_html(
        '<ul class="legend">{}</ul>',
        format_html_join("", '<li class="verdict v-{}">{}<span>{} {}</span></li>', lines),
    )


def _segment(segment: Segment, x: float, width: float, name: str) -> SafeString:
    inset = 1 if segment.verdict in {"single", "judgement"} else 0
    fits = segment.verdict in {"equal", "compatible"}
    fill = f"url(#{name}-{segment.verdict})" if fits and not segment.certain else None
    return element(
        "rect",
        class_=None if fill else f"seg-{segment.verdict}",
        fill=fill,
        x=f"{x + inset:.1f}",
        y=inset,
        width=f"{max(width - 2 * inset, 1):.1f}",
        height=HEIGHT - 2 * inset,
    )


def _stripes(name: str) -> SafeString:
    """The patterns for what could change; named after the chart, for a page may hold several."""
    return element("defs", together(_stripe(f"{name}-{verdict}", kind) for verdict, kind in _STRIPES.items()))


_STRIPES = {"equal": "stripe-eq", "compatible": "stripe-co"}


def _stripe(name: str, kind: str) -> SafeString:
    inside = together(
        [
            element("rect", class_="eq-bg", width=7, height=7),
            element("rect", class_=kind, width=4, height=7),
        ]
    )
    turn = "rotate(45)"
    return element("pattern", inside, id=name, width=7, height=7, patternUnits="userSpaceOnUse", patternTransform=turn)


def interval_bar(certain: int, possible: int, total: int, *, name: str, claim: Claim | None = None) -> SafeString:
    """How many of `total` methods one rule serves: `certain`, and `possible` more that unread texts could still change.

    The rest conflicts. A published claim is a tick with its author, never a target line.
    """
    if not total:
        return SafeString("")
    ends = certain / total, (certain + possible) / total
    parts = [
        _stripes(name),
        *_interval_parts(ends, name),
        *_interval_words(certain, possible, total, ends),
        *_percents(),
    ]
    if claim:
        parts += _claim(claim)
    words = _("%(certain)s of %(total)s certain, %(possible)s could still change, %(rest)s conflict") % {
        "certain": certain,
        "possible": possible,
        "total": total,
        "rest": total - certain - possible,
    }
    words = f"{words}. {claim.words}, {claim.by}" if claim else words
    inside = together([element("title", words), *parts])
    return element("svg", inside, class_="chart interval-bar", role="img", width="100%", height=104 if claim else 70)


BAR_TOP, BAR = 20, 28


def _interval_parts(ends: tuple[float, float], name: str) -> list[SafeString]:
    sides = [(0.0, ends[0], "eq", None), (ends[0], ends[1], None, f"url(#{name}-equal)"), (ends[1], 1.0, "cf", None)]
    bars = [
        element("rect", class_=kind, fill=fill, x=percent(low), y=BAR_TOP, width=percent(high - low), height=BAR)
        for low, high, kind, fill in sides
        if high > low
    ]
    cuts = {each for each in ends if 0 < each < 1}
    return bars + [
        element("line", class_="gap", x1=percent(each), x2=percent(each), y1=BAR_TOP, y2=BAR_TOP + BAR) for each in cuts
    ]


def _interval_words(certain: int, possible: int, total: int, ends: tuple[float, float]) -> list[SafeString]:
    words = []
    if certain:
        words.append(text(_("certain %(count)s") % {"count": certain}, "0%", 14, kind="strong"))
    if possible:
        late = ends[0] > 0.6
        place = percent(ends[1] if late else max(ends[0], 0.2 if certain else 0))
        words.append(
            text(_("could still change %(count)s") % {"count": possible}, place, 14, anchor="end" if late else "start")
        )
    if rest := total - certain - possible:
        words.append(text(str(rest), percent((ends[1] + 1) / 2), BAR_TOP + 18, anchor="middle", kind="on-text"))
    return words


def _percents() -> list[SafeString]:
    return [
        text(
            f"{each}\N{NO-BREAK SPACE}%" if each == 100 else str(each),
            f"{each}%",
            BAR_TOP + BAR + 16,
            anchor=anchor_at(each / 100),
        )
        for each in (0, 25, 50, 75, 100)
    ]


def _claim(claim: Claim) -> list[SafeString]:
    share = float(claim.share)
    side = "end" if share > 0.5 else "start"
    x = percent(share)
    return [
        element("line", class_="ink-line claim-tick", x1=x, x2=x, y1=BAR_TOP - 5, y2=84),
        text(claim.words, x, 82, anchor=side, shift=-6 if side == "end" else 6, kind="strong"),
        text(claim.by, x, 98, anchor=side, shift=-6 if side == "end" else 6),
    ]
