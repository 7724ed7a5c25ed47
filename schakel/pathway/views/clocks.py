# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Windows as time lanes: minutes around the end of thawing, and days before the infusion.

Clocks that start at different moments only meet on one line when somebody says how long thawing takes. That is an
assumption of the reader, given in the address; without it each lane begins at its own start.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schakel.pathway.engine.compare import Comparison, Row
from schakel.pathway.engine.constraints import Span as WindowSpan
from schakel.pathway.engine.constraints import Window
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.engine.windows import Windows
from schakel.pathway.engine.words import event_words, minutes_words, requirement_words
from schakel.pathway.views.matrix import Teller
from schakel.ui.charts.lanes import Band, Lane, Lanes, Span, time_lanes
from schakel.ui.templatetags.ui import source_tag
from schakel.values.units import convert

SIGNS = {"storage_removal": "square", "thaw_start": "triangle", "thaw_end": "circle"}
MINUTES = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
LONGEST = 600  # minutes anyone may assume


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Minutes that the reader assumes: how long thawing takes, and from the freezer to its start. None: not given."""

    thaw: Fraction | None
    removal: Fraction | None
    faults: tuple[str, ...]

    def before_thaw_end(self, event: str) -> Fraction | None:
        """How long before the end of thawing this event lies, as far as assumed."""
        if event == "thaw_end":
            return Fraction(0)
        if event == "thaw_start":
            return self.thaw
        if event == "storage_removal" and self.thaw is not None and self.removal is not None:
            return self.thaw + self.removal
        return None


def assumptions(given: Mapping[str, str]) -> Assumptions:
    """The assumptions of the address; one that is no number of minutes is left out and said."""
    found: dict[str, Fraction | None] = {}
    faults = []
    for name in ("thaw", "removal"):
        text = given.get(name, "").strip().replace(",", ".")
        # Told by its form first: `1e999999999` is a number that no machine should write out.
        value = (Fraction(text) if MINUTES.fullmatch(text) else Fraction(-1)) if text else None
        if value is not None and not 0 <= value <= LONGEST:
            faults.append(
                _("“%(text)s” is no number of minutes between 0 and %(most)d.") % {"text": text[:20], "most": LONGEST}
            )
            value = None
        found[name] = value
    return Assumptions(found["thaw"], found["removal"], tuple(faults))


def in_use_row(every: Comparison) -> Row | None:
    return next((row for row in every.rows if row.aspect.key == ("preparation", "max_time_after_thaw")), None)


def in_use_chart(every: Comparison, found: Windows, teller: Teller, given: Assumptions) -> Lanes | None:
    """Per product its clock from thaw to the end of use, and the stretch that fits all."""
    row = in_use_row(every)
    if row is None:
        return None
    lanes = [_in_use_lane(slug, row, teller, given) for slug in teller.asked.slugs if slug not in row.not_applicable]
    ends = [span.end for lane in lanes for span in lane.spans]
    begins = [lane.sign_at for lane in lanes] + [Fraction(0)]
    high = max(ends, default=Fraction(60))
    return time_lanes(
        lanes,
        min(begins),
        high * Fraction(5, 4),
        unit="min",
        band=_band(found, teller, high),
        zero=_zero(given, teller),
    )


def _zero(given: Assumptions, teller: Teller) -> str:
    if given.thaw is None:
        return _("start of the clock")
    return event_words("thaw_end", teller.vocabulary, teller.lang)


def _in_use_lane(slug: str, row: Row, teller: Teller, given: Assumptions) -> Lane:
    product = teller.asked.facts.by_slug[slug].product
    positions = row.by_product.get(slug, ())
    spans, sign, at = [], "", Fraction(0)
    for position in positions:
        for window in _spans(position):
            before = given.before_thaw_end(window.start)
            at = Fraction(0) if given.thaw is None or before is None else -before
            sign = SIGNS.get(window.start, "")
            spans.append(_stretch(window, position, row, teller, at))
    return Lane(
        name=product.brand,
        detail=product.identity.mah,
        spans=tuple(spans),
        sign=sign,
        sign_at=at,
        source=_source(positions[0]) if positions else "",
        unread=slug in row.unknown,
    )


def _spans(position: Requirement) -> tuple[WindowSpan, ...]:
    return tuple(position.constraint.spans) if isinstance(position.constraint, Window) else ()


def _stretch(window: WindowSpan, position: Requirement, row: Row, teller: Teller, at: Fraction) -> Span:
    within = window.within.to("min")
    end = at + (within.high if within.high is not None else within.low or Fraction(0))
    words = minutes_words(within.low, within.high, teller.lang)
    if window.start not in SIGNS:
        words += f" ({event_words(window.start, teller.vocabulary, teller.lang)})"
    return Span(
        start=at + (within.low or Fraction(0)) if within.high is not None else at,
        end=end,
        words=words,
        kind="binds" if position.id in row.binding else "limit",
        open_end=within.high is None,
    )


def _band(found: Windows, teller: Teller, most: Fraction) -> Band | None:
    """The stretch after the end of thawing that all windows together leave, in every situation."""
    highs = [
        implied.high
        for case in found.cases
        for implied in case.implied
        if (implied.start, implied.end) == ("thaw_end", "administration_end") and implied.high is not None
    ]
    if len(teller.asked.profiles) < 2 or not highs or min(highs) > most:
        return None
    return Band(Fraction(0), min(highs), _("fits all that speak"))


def days_chart(every: Comparison, teller: Teller) -> Lanes | None:
    """Days between the end of conditioning and the infusion."""
    row = next((r for r in every.rows if r.aspect.key == ("conditioning", "days_before_infusion")), None)
    if row is None or len(row.by_product) < 2:
        return None
    slugs = [slug for slug in teller.asked.slugs if slug in row.by_product or slug in row.unknown]
    lanes = [lane for slug in slugs for lane in _days_lanes(slug, row, teller)]
    high = max((span.end for lane in lanes for span in lane.spans), default=Fraction(14))
    return time_lanes(lanes, Fraction(0), high * Fraction(5, 4), unit="d", zero=_("end of conditioning"))


def _days_lanes(slug: str, row: Row, teller: Teller) -> list[Lane]:
    """A lane per requirement, since a product may ask other days for another indication."""
    brand = teller.asked.facts.by_slug[slug].product.brand
    if slug in row.unknown:
        return [Lane(name=brand, unread=True)]
    return [
        Lane(
            name=brand,
            detail=teller.scope(position),
            spans=tuple(_days(position, window, teller) for window in _spans(position)),
            source=_source(position),
        )
        for position in row.by_product.get(slug, ())
    ]


def _days(position: Requirement, window: WindowSpan, teller: Teller) -> Span:
    low, high = (None if b is None else convert(b, window.unit, "d") for b in (window.low, window.high))
    return Span(
        start=low or Fraction(0),
        end=high if high is not None else (low or Fraction(0)),
        words=requirement_words(position, teller.vocabulary, teller.lang),
        open_end=high is None,
    )


def _source(position: Requirement) -> SafeString:
    return format_html("{} {}", position.citation.section, source_tag(position.citation))
