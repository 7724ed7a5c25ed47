# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether a product can be had here, in words and signs."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from schakel.catalogue.engine.availability import Verdict

WORDS: dict[Verdict, str | Promise] = {
    Verdict.YES: _("available"),
    Verdict.PARTLY: _("partly available"),
    Verdict.UNKNOWN: _("not known"),
    Verdict.NO: _("not available"),
}
# Inner drawings in a field of 22 × 16: a full disc with a tick, a half disc, a square that asks, a struck ring.
SHAPES: dict[Verdict, str] = {
    Verdict.YES: '<circle class="fill" cx="11" cy="8" r="7.5"/><path class="on" d="M7.3 8.3l2.6 2.6 4.8-5.2" '
    'stroke-width="1.9"/>',
    Verdict.PARTLY: '<circle class="stroke" cx="11" cy="8" r="6.4" stroke-width="2.2"/>'
    '<path class="fill" d="M11 2.5a5.5 5.5 0 0 0 0 11z"/>',
    Verdict.UNKNOWN: '<rect class="stroke" x="4" y="1" width="14" height="14" stroke-width="2"/>'
    '<path class="stroke" d="M8.9 6.3c0-2.9 4.4-2.7 4.3-.1 0 1.5-2.2 1.5-2.2 3.2" stroke-width="1.7"/>'
    '<circle class="fill" cx="11" cy="11.9" r="1.1"/>',
    Verdict.NO: '<circle class="stroke" cx="11" cy="8" r="6.4" stroke-width="2"/>'
    '<path class="stroke" d="M6.6 12.4l8.8-8.8" stroke-width="2"/>',
}
LOOKS = {Verdict.YES: "equal", Verdict.PARTLY: "compatible", Verdict.UNKNOWN: "judgement", Verdict.NO: "single"}


def sign(verdict: Verdict, words: object = None) -> SafeString:
    """Shape and word of an answer; other words may stand in the place of the usual ones."""
    opened = '<svg class="sign" viewBox="0 0 22 16" width="22" height="16" aria-hidden="true" focusable="false">'
    shape = mark_safe(f"{opened}{SHAPES[verdict]}</svg>")  # noqa: S308 - constant text
    return format_html('<span class="verdict v-{}">{}{}</span>', LOOKS[verdict], shape, words or WORDS[verdict])


# Words that sources put around a date, as the fact files write them.
AROUND = (("before ", _("before %(on)s")), ("after ", _("after %(on)s")), ("later ", _("later in %(on)s")))
UNDATED = "undated page"


def date_words(told: str) -> str:
    """A date as precise as its source gives it; words that hold no plain date stay as they are."""
    for start, words in AROUND:
        if told.startswith(start):
            return str(words) % {"on": date_words(told.removeprefix(start))}
    try:
        parts = [int(part) for part in told.split("-")]
        day = date(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        return told
    return format_date(day, {1: "Y", 2: "F Y"}.get(len(parts), "j F Y"))


def as_of_words(told: str) -> str:
    """From when a source speaks."""
    if not told or told == UNDATED:
        return str(_("the source has no date"))
    return str(_("as of %(on)s")) % {"on": date_words(told)}
