# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Template tags of the catalogue."""

from django import template
from django.utils.safestring import SafeString

from schakel.catalogue import words
from schakel.catalogue.engine.availability import Verdict

register = template.Library()


@register.simple_tag
def available(verdict: str, said: str = "") -> SafeString:
    """Shape and word: whether something can be had in the Netherlands."""
    return words.sign(Verdict(verdict), said)


@register.filter
def as_told(date: str) -> str:
    """A date as precise as its source gives it."""
    return words.date_words(date)


@register.filter
def as_of(date: str) -> str:
    """From when a source speaks, in words."""
    return words.as_of_words(date)
