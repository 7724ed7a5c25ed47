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


_KINDS = {"limit": "ink-line", "binds": "eq-line", "follows": "ink-line", "possible": "axis"}


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
    drawn: list[SafeString] = []
    for place, span in enumerate(lane.spans):
        if place == 0 and not lane.sign:
            drawn.append(_stop(span, span.start, scale))
        drawn += [*_stroke(span, scale), _words(span, scale, several=len(lane.spans) > 1)]
    if lane.sign:
        drawn.append(_at(scale.at(lane.sign_at), SafeString(_SIGNS[lane.sign])))
    if lane.note and lane.spans:
        drawn.append(text(lane.note, scale.at(lane.spans[-1].end), 17, shift=10))
    # The ground fills the cell however tall its name makes the row; the rest is drawn around the middle.
    middle = element("svg", together(drawn), y="50%", overflow="visible")
    return picture(_told(lane), together([*_ground(scale, marks, band), middle]), height=HEIGHT, kind="lane")


def _at(x: str, drawing: SafeString) -> SafeString:
    return element("svg", drawing, x=x, width=1, height=1, overflow="visible")


def _told(lane: Lane) -> str:
    if lane.unread:
        return ": ".join([lane.name, _("not read")])
    start = " ".join([_("clock starts at:"), str(START_WORDS[lane.sign])]) if lane.sign else ""
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
    start, end, kind = scale.at(span.start), scale.at(span.end), _KINDS[span.kind]
    if span.start == span.end:
        return [element("line", class_=f"{kind} moment", x1=start, x2=start, y1=-6, y2=6)]
    line = element("line", class_=f"{kind} {span.kind}", x1=start, x2=end, y1=0, y2=0)
    if span.open_end:
        return [line, _at(end, element("path", class_="ink", d="M0 -6L9 0L0 6Z"))]
    return [line, _stop(span, span.end, scale)]


def _stop(span: Span, at: Fraction, scale: Scale) -> SafeString:
    return element("line", class_=f"{_KINDS[span.kind]} stop", x1=scale.at(at), x2=scale.at(at), y1=-10, y2=10)


def _words(span: Span, scale: Scale, *, several: bool) -> SafeString:
    kind = {"binds": "eq strong", "limit": "strong"}.get(span.kind, "")
    if several or scale.share(span.end) > 0.62:
        return text(span.words, scale.at(span.end), -10, anchor="end", shift=-8, kind=kind)
    return text(span.words, scale.at(span.end), 4, shift=14 if span.open_end else 10, kind=kind)


def _head(scale: Scale, band: Band | None) -> SafeString:
    """The words of the band above the first lane."""
    if band is None:
        return SafeString("")
    late = scale.share(band.low) > 0.5
    x, anchor = (scale.at(band.high), "end") if late else (scale.at(band.low), "start")
    words = text(band.words, x, 14, anchor=anchor, kind="eq strong")
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
