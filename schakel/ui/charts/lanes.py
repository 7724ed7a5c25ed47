# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Time lanes: a row per product on one time line, with a sign that says when its clock starts.

A lane is drawn in a cell of a table, so its name, words and source stay text that can be read, copied and printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from schakel.ui.charts.draw import DAYS, MINUTES, Scale, anchor_at, element, picture, text, ticks, together
from schakel.values.numbers import number, unit_words

HEIGHT = 48
MIDDLE = 26

START_WORDS: dict[str, Promise] = {
    "square": gettext_lazy("out of the freezer"),
    "triangle": gettext_lazy("start of thawing"),
    "circle": gettext_lazy("end of thawing"),
}
_SIGNS = {
    "square": '<rect class="ring" x="-5.5" y="-5.5" width="11" height="11" stroke-width="2"/>',
    "triangle": '<path class="ring" d="M0 -6.5L6.5 5.5H-6.5Z" stroke-width="2"/>',
    "circle": '<circle class="ring" r="5.5" stroke-width="2"/>',
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time. `kind`: limit (thick), binds (thick, sets the rule), follows (thin), possible (dotted).

    `words` stand behind it, or above it where the lane holds more than one. `open_end`: no upper bound.
    """

    start: Fraction
    end: Fraction
    words: str
    kind: str = "limit"
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A product's row. `sign` at `sign_at` says when its clock starts; `source` is ready HTML for the last column."""

    name: str
    spans: tuple[Span, ...] = ()
    detail: str = ""
    sign: str = ""
    sign_at: Fraction = Fraction(0)
    note: str = ""
    source: SafeString | str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The stretch that fits every product that speaks."""

    low: Fraction
    high: Fraction
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A lane with its drawing."""

    lane: Lane
    drawing: SafeString


@dataclass(frozen=True, slots=True)
class Lanes:
    """Everything the table shows."""

    rows: tuple[Row, ...]
    head: SafeString
    axis: SafeString
    signs: tuple[tuple[SafeString, Promise], ...]


def time_lanes(
    lanes: Sequence[Lane], low: Fraction, high: Fraction, *, unit: str, band: Band | None = None, zero: str = ""
) -> Lanes:
    """Lanes from `low` to `high` in UCUM `unit` (min, h or d); `zero` says what happens at 0."""
    scale = Scale(low, high)
    marks = ticks(low, high, 9, {"min": MINUTES, "d": DAYS}.get(unit, MINUTES))
    return Lanes(
        rows=tuple(Row(lane, _lane(lane, scale, marks, band)) for lane in lanes),
        head=_head(scale, band),
        axis=_axis(scale, marks, unit, zero),
        signs=tuple(
            (start_sign(each), words) for each, words in START_WORDS.items() if any(lane.sign == each for lane in lanes)
        ),
    )


def start_sign(name: str) -> SafeString:
    """The sign alone, for a legend."""
    return format_html(
        '<svg class="chart start-sign" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">{}</svg>',
        SafeString(_SIGNS[name]),
    )


def _lane(lane: Lane, scale: Scale, marks: Sequence[Fraction], band: Band | None) -> SafeString:
    parts = _ground(scale, marks, band)
    several = len(lane.spans) > 1
    for span in lane.spans:
        parts += [*_stroke(span, scale), _words(span, scale, several=several)]
    if lane.sign:
        place = {"x": scale.at(lane.sign_at), "y": MIDDLE, "overflow": "visible", "width": 1, "height": 1}
        parts.append(element("svg", SafeString(_SIGNS[lane.sign]), **place))
    if lane.note and lane.spans:
        last = lane.spans[-1]
        parts.append(text(lane.note, scale.at(last.end), MIDDLE + 18, shift=10))
    return picture(_told(lane), together(parts), height=HEIGHT, kind="lane")


def _told(lane: Lane) -> str:
    if lane.unread:
        return f"{lane.name}: {_('not read')}"
    start = f"{_('clock starts at:')} {START_WORDS[lane.sign]}" if lane.sign else ""
    said = [span.words for span in lane.spans] or [_("silent")]
    return f"{lane.name}: " + "; ".join(filter(None, [*said, start, lane.note]))


def _ground(scale: Scale, marks: Sequence[Fraction], band: Band | None) -> list[SafeString]:
    parts = []
    if band:
        parts.append(
            element(
                "rect", class_="eq-bg", x=scale.at(band.low), width=scale.span(band.low, band.high), y=0, height="100%"
            )
        )
    for each in marks:
        kind = "zero" if each == 0 else "grid"
        parts.append(element("line", class_=kind, x1=scale.at(each), x2=scale.at(each), y1=0, y2="100%"))
    return parts


def _stroke(span: Span, scale: Scale) -> list[SafeString]:
    start, end = scale.at(span.start), scale.at(span.end)
    kind = {"limit": "ink-line", "binds": "eq-line", "follows": "ink-line", "possible": "axis"}[span.kind]
    if span.start == span.end:
        return [element("line", class_=f"{kind} moment", x1=start, x2=start, y1=MIDDLE - 6, y2=MIDDLE + 6)]
    line = element("line", class_=f"{kind} {span.kind}", x1=start, x2=end, y1=MIDDLE, y2=MIDDLE)
    if span.open_end:
        arrow = element("path", class_="ink", d="M0 -6L9 0L0 6Z")
        return [line, element("svg", arrow, x=end, y=MIDDLE, width=1, height=1, overflow="visible")]
    return [line, element("line", class_=f"{kind} stop", x1=end, x2=end, y1=MIDDLE - 10, y2=MIDDLE + 10)]


def _words(span: Span, scale: Scale, *, several: bool) -> SafeString:
    kind = {"binds": "eq strong", "limit": "strong"}.get(span.kind, "")
    if several or scale.share(span.end) > 0.62:
        return text(span.words, scale.at(span.end), MIDDLE - 10, anchor="end", shift=-8, kind=kind)
    return text(span.words, scale.at(span.end), MIDDLE + 4, shift=14 if span.open_end else 10, kind=kind)


def _head(scale: Scale, band: Band | None) -> SafeString:
    """The words of the band above the first lane."""
    if band is None:
        return SafeString("")
    middle = (band.low + band.high) / 2
    words = text(band.words, scale.at(middle), 14, anchor=anchor_at(scale.share(middle)), kind="eq strong")
    return picture(band.words, words, height=20, kind="lane")


def _axis(scale: Scale, marks: Sequence[Fraction], unit: str, zero: str) -> SafeString:
    lang = get_language() or "nl"
    parts = []
    for each in marks:
        parts.append(text(number(each, lang), scale.at(each), 16, anchor=anchor_at(scale.share(each))))
    parts.append(text(unit_words(unit, None, lang), "100%", 33, anchor="end"))
    if zero:
        parts.append(text(zero, scale.at(Fraction(0)), 33, anchor=anchor_at(scale.share(Fraction(0)))))
    return element("svg", together(parts), class_="chart lane", width="100%", height=40, aria_hidden="true")
