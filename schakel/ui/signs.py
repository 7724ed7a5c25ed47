# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The signs of Schakel as SVG: word, shape, then colour. Every sign is drawn once, here."""

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

_RING_LEFT = (
    "M22.26 29.74A15 15 0 1 1 29.04 23.84A8.3 8.3 0 0 1 25 20.83A10 10 0 1 0 18.23 25.8A16.7 16.7 0 0 0 22.26 29.74Z"
)
_RING_RIGHT = (
    "M25.74 2.26A15 15 0 1 1 18.96 8.16A8.3 8.3 0 0 1 23 11.17A10 10 0 1 0 29.77 6.2A16.7 16.7 0 0 0 25.74 2.26Z"
)

VERDICT_WORDS: dict[str, Promise] = {
    "equal": _("equal"),
    "compatible": _("one rule fits"),
    "conflicting": _("conflicts"),
    "judgement": _("needs judgement"),
    "single": _("one speaks"),
}

# Inner drawings in a field of 22 × 16; also used by charts, which place them themselves.
VERDICT_SHAPES: dict[str, str] = {
    "equal": '<circle class="fill" cx="11" cy="8" r="7.5"/>'
    '<path class="on" d="M7.5 6.2h7M7.5 9.8h7" stroke-width="1.8"/>',
    "compatible": '<circle class="stroke" cx="7.6" cy="8" r="5.4" stroke-width="2.4"/>'
    '<circle class="stroke" cx="14.4" cy="8" r="5.4" stroke-width="2.4"/>',
    "conflicting": '<path class="fill" d="M11 0l8 8-8 8-8-8z"/>'
    '<path class="on" d="M8.4 5.4l5.2 5.2M13.6 5.4l-5.2 5.2" stroke-width="1.8"/>',
    "judgement": '<rect class="stroke" x="4" y="1" width="14" height="14" stroke-width="2"/>'
    '<path class="stroke" d="M8.9 6.3c0-2.9 4.4-2.7 4.3-.1 0 1.5-2.2 1.5-2.2 3.2" stroke-width="1.7"/>'
    '<circle class="fill" cx="11" cy="11.9" r="1.1"/>',
    "single": '<circle class="stroke" cx="11" cy="8" r="5.5" stroke-width="2"/>',
}
OTHER_SHAPES = {"done": '<path class="stroke" d="M6.2 8.4l3.4 3.4 6.2-7" stroke-width="2.6"/>'}


def mark() -> SafeString:
    """The mark: two rings that hold each other."""
    return mark_safe(  # noqa: S308 - constant text
        '<svg class="mark" viewBox="0 0 48 32" width="48" height="32" aria-hidden="true" focusable="false">'
        f'<path class="left" d="{_RING_LEFT}"/><path class="right" d="{_RING_RIGHT}"/></svg>'
    )


def sign(name: str) -> SafeString:
    """A shape without words: a verdict's, or the tick of what is done."""
    shape = VERDICT_SHAPES.get(name) or OTHER_SHAPES[name]
    opened = '<svg class="sign" viewBox="0 0 22 16" width="22" height="16" aria-hidden="true" focusable="false">'
    return mark_safe(f"{opened}{shape}</svg>")  # noqa: S308 - constant text


def verdict(name: str, *, shape_only: bool = False) -> SafeString:
    """Shape and word of a verdict; the word is hidden from the eye only where a legend repeats the shape."""
    words = (
        format_html('<span class="visually-hidden">{}</span>', VERDICT_WORDS[name])
        if shape_only
        else VERDICT_WORDS[name]
    )
    return format_html('<span class="verdict v-{}">{}{}</span>', name, sign(name), words)
