# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a value stands on a line: positions in percent, ticks that read well, elements of SVG.

Positions are percentages of the width, so that a chart grows with the page while its words keep their size.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

DECIMAL = (1, 2, 5, 10)
"""Steps between ticks within a power of ten."""
MINUTES = (5, 10, 15, 30, 60, 120, 240, 480, 720, 1440)
DAYS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
EDGE = 0.04
"""Words within this part of the width from an edge begin or end there instead of standing in the middle."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from `low` to `high` (low < high), drawn over the whole width."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"a scale from {self.low} to {self.high} has no length")

    def share(self, value: Fraction) -> float:
        """Place as a part of the width: 0 at low, 1 at high; values outside stand at the edge."""
        return float(min(max((value - self.low) / (self.high - self.low), Fraction(0)), Fraction(1)))

    def at(self, value: Fraction) -> str:
        return percent(self.share(value))

    def span(self, start: Fraction, end: Fraction) -> str:
        """The width between two values."""
        return percent(self.share(end) - self.share(start))


def percent(share: float) -> str:
    return f"{share * 100:.2f}%"


def step(length: Fraction, most: int, steps: Sequence[int] = DECIMAL) -> Fraction:
    """The smallest step from `steps` that cuts `length` (> 0) into at most `most` parts.

    Steps of DECIMAL are tried in every power of ten; other steps as they are, and doubled beyond the last.
    """
    if steps is not DECIMAL:
        found = next((Fraction(each) for each in steps if length / each <= most), Fraction(steps[-1]))
        while length / found > most:
            found *= 2
        return found
    power = Fraction(1)
    while length / (power * 10) > most:
        power *= 10
    while length / power <= most:
        power /= 10
    return next(power * each for each in DECIMAL if length / (power * each) <= most)


def ticks(low: Fraction, high: Fraction, most: int = 7, steps: Sequence[int] = DECIMAL) -> tuple[Fraction, ...]:
    """The multiples of a readable step from low to high, both included when they are multiples."""
    by = step(high - low, most, steps)
    first = -(-low // by) * by
    return tuple(first + by * place for place in range(int((high - first) // by) + 1))


def around(values: Iterable[Fraction], most: int = 5) -> Scale:
    """A scale that gives every value room on both sides, with readable ends."""
    known = sorted(values)
    low, high = known[0], known[-1]
    by = step(high - low, most) if low < high else max(abs(low), Fraction(10)) / 10
    return Scale((low // by - 1) * by, (-(-high // by) + 1) * by)


def element(name: str, content: str | SafeString = "", **attributes: object) -> SafeString:
    """One element; `class_` becomes class, `text_anchor` text-anchor, and attributes that are None fall away."""
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    opened = format_html_join("", ' {}="{}"', pairs)
    return format_html("<{}{}>{}</{}>", mark_safe(name), opened, content, mark_safe(name))  # noqa: S308 - a name of ours


def together(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - made of safe parts


def picture(title: str, content: SafeString, *, height: int, kind: str) -> SafeString:
    """A chart as wide as its box, `height` pixels high, read aloud as `title`."""
    return element(
        "svg",
        together([element("title", title), content]),
        class_=f"chart {kind}",
        role="img",
        width="100%",
        height=height,
    )


def text(
    words: str | SafeString, x: str, y: int, *, anchor: str = "start", shift: int = 0, kind: str = ""
) -> SafeString:
    """Words on a chart; `shift` moves them sideways in pixels."""
    return element("text", words, x=x, y=y, dx=shift or None, text_anchor=anchor, class_=kind or None)


def anchor_at(share: float) -> str:
    """How words at this place stay inside the picture."""
    return "start" if share < EDGE else "end" if share > 1 - EDGE else "middle"
