# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Tags of every template: signs, badges, the pathway strip, numbers. They draw; they decide nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schakel.ui import signs
from schakel.ui.charts import axis, verdicts
from schakel.ui.charts.lanes import Lanes
from schakel.values.numbers import number

register = template.Library()
register.simple_tag(verdicts.unit_squares)
register.simple_tag(verdicts.verdict_bar)
register.simple_tag(verdicts.verdict_counts)
register.simple_tag(verdicts.interval_bar)
register.simple_tag(axis.axis_rings)

NATURES: dict[str, Promise] = {
    "procedure": _("method"),
    "product": _("property"),
    "clinical": _("clinical choice"),
    "record": _("record"),
}
# Short marks for tables; the words of a jurisdiction come from data/catalogue/terms.yaml.
TAGS_NL = {"UK": "VK", "US": "VS"}


@register.simple_tag
def mark() -> SafeString:
    return signs.mark()


@register.simple_tag
def sign(name: str) -> SafeString:
    return signs.sign(name)


@register.simple_tag
def verdict(name: str, shape_only: bool = False) -> SafeString:
    return signs.verdict(str(name), shape_only=shape_only)


@register.simple_tag
def variant(letter: str) -> SafeString:
    """A, B …: A filled, the others outlined."""
    extra = " variant-a" if letter == "A" else ""
    return format_html('<span class="variant{}">{}</span>', extra, letter)


@register.simple_tag
def nature(name: str) -> SafeString:
    return format_html('<span class="badge badge-nature">{}</span>', NATURES[name])


@register.simple_tag
def silent() -> SafeString:
    return format_html('<span class="silent">{}</span>', _("silent"))


def jurisdiction_tag(code: str) -> str:
    """`VK` on a Dutch page for `UK`."""
    return TAGS_NL.get(code, code) if (get_language() or "nl").startswith("nl") else code


@register.simple_tag
def source_tag(citation: Any) -> SafeString | str:
    """The short mark of a doubtful source for a table cell; nothing for the EU text."""
    if citation.unverified:
        return format_html('<span class="badge tag badge-unverified">{}</span>', _("unverified"))
    if citation.document.jurisdiction:
        code = jurisdiction_tag(citation.document.jurisdiction)
        return format_html('<span class="badge tag badge-elsewhere" title="{}">{}</span>', _("not the EU text"), code)
    if citation.document.second_best:
        return format_html('<span class="badge tag badge-guidance">{}</span>', _("2nd source"))
    return ""


# A source of no named jurisdiction that is not second-best is the text in force in the EU, or a public page about it;
# only its title says which.
PRODUCT_INFORMATION = re.compile(r"\b(SmPC|RCP|EPAR|leaflet|labelling|Annex)\b", re.IGNORECASE)


@register.simple_tag
def source_badge(citation: Any, obligation: str = "required") -> SafeString:
    """The full badge of a source: EU text, another country's, a guideline, unverified."""
    if citation.unverified:
        return format_html('<span class="badge badge-unverified">{}</span>', _("unverified"))
    if citation.document.jurisdiction:
        code = jurisdiction_tag(citation.document.jurisdiction)
        return format_html('<span class="badge badge-elsewhere">{}, {}</span>', code, _("not the EU text"))
    if citation.document.second_best:
        return format_html('<span class="badge badge-guidance">{}</span>', _("second-best source"))
    if obligation == "guidance":
        return format_html('<span class="badge badge-guidance">{}</span>', _("guideline, not a product rule"))
    words = _("EU text") if PRODUCT_INFORMATION.search(citation.document.title) else _("public source")
    return format_html('<span class="badge">{}</span>', words)


@register.filter
def source_class(citation: Any) -> str:
    """The class that lets the left rule of a source block repeat the badge's edge."""
    if citation.unverified:
        return "is-unverified"
    if citation.document.jurisdiction:
        return "is-elsewhere"
    return "is-guidance" if citation.document.second_best else ""


@register.filter
def amount(value: int | Fraction) -> str:
    """A number grouped and with decimal comma or point."""
    return number(Fraction(value), get_language() or "nl")


@dataclass(frozen=True, slots=True)
class Station:
    """One ring of the strip. `state`: ``, chosen, now, done, overloaded or empty (dotted)."""

    id: str
    label: str
    count: int | str
    url: str | None
    state: str = ""
    holder: str = ""


@register.inclusion_tag("ui/strip.html")
def pathway_strip(stations: Sequence[Station], across: Sequence[Station] = (), label: str = "") -> dict[str, Any]:
    """The chain seen from the side: navigation, filter and progress in one."""
    return {
        "stations": list(_with_brackets(stations)),
        "held": any(station.holder for station in stations),
        "across": across,
        "label": label or _("Steps of the pathway"),
    }


def _with_brackets(stations: Sequence[Station]) -> Iterable[tuple[Station, str, int]]:
    """Each station with the words of the bracket that begins above it, and over how many stations it reaches."""
    for place, station in enumerate(stations):
        begins = station.holder and (place == 0 or stations[place - 1].holder != station.holder)
        run = 0
        while begins and place + run < len(stations) and stations[place + run].holder == station.holder:
            run += 1
        yield station, station.holder if begins else "", run


@register.inclusion_tag("ui/lanes.html")
def time_lanes(lanes: Lanes, label: str, first: str = "") -> dict[str, Any]:
    """The table of lanes made by `charts.lanes.time_lanes`; `label` says what it shows, `first` heads the names."""
    return {"lanes": lanes, "label": label, "first": first}


@register.simple_tag
def unread() -> SafeString:
    """Words for a cell of class `unread`: nobody read this text."""
    return format_html("<span>{}</span>", _("not read"))


@register.inclusion_tag("ui/field.html")
def field(bound: Any) -> dict[str, Any]:
    """A form field with its label above, hint, and error in words below."""
    return {"field": bound}


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The address of this page with some parameters set, or removed where the value is None."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if isinstance(value, list | tuple):
            parameters.setlist(name, list(map(str, value)))
        elif value is not None:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}" if parameters else "?"


@register.filter
def page_numbers(page: Page[Any]) -> list[int | None]:
    """The numbers around this page, the first and the last; None where some were left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [n if isinstance(n, int) else None for n in shown]


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """The one address of this page, without what was asked of it; empty where no request is at hand."""
    request = context.get("request")
    return f"{settings.SCHAKEL_SITE.rstrip('/')}{request.path}" if request else ""


@register.simple_tag(takes_context=True)
def block_again(context: template.Context, name: str) -> SafeString:
    """What the page put into a block, once more, on one line and fit for an attribute."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    words = " ".join(str(block.render(context)).split())
    return SafeString(words.replace('"', "&quot;"))
