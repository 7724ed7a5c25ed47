# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The activity map: themes or phases × initiatives, with the gaps and overlaps that follow from it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from schakel.network import reads
from schakel.network.engine.activity import Column, Working, columns, counted, overlaps
from schakel.network.views.shared import language, sources
from schakel.people.door import open_to_all
from schakel.ui.files import csv_response
from schakel.values.numbers import count_words, number

ROWS = 60  # of initiatives on one page of the map; its counts are over all
REACHES = ("dutch", "abroad", "example")
PAIRS = 8


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the map in words."""

    id: str
    label: str
    short: str
    column: Column


@dataclass(frozen=True, slots=True)
class Line:
    """An initiative on the map; `cells` says per column whether it works on it."""

    slug: str
    name: str
    cells: tuple[tuple[Head, bool], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Initiatives of one reach, with how many there are in all."""

    reach: str
    label: str
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A theme nobody Dutch works on, with some of its bottlenecks in words."""

    head: Head
    bottlenecks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    one: tuple[str, str]
    other: tuple[str, str]
    themes: str
    phases: str


@open_to_all
@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """Show the map by theme, or by phase with `?by=phases`; CSV with `?format=csv`."""
    by: Literal["themes", "phases"] = "phases" if request.GET.get("by") == "phases" else "themes"
    lang, terms, working = language(), reads.terms(), reads.working()
    heads = _heads(by, working, lang)
    if request.GET.get("format") == "csv":
        return csv_response(f"schakel-activity-{by}.csv", _table(heads, working, by, lang))
    page = Paginator(working, ROWS).get_page(request.GET.get("page"))
    context = {
        "by": by,
        "heads": heads,
        "groups": _groups(list(page), working, heads, by, lang),
        "page": page,
        "title": _title(heads, by, lang),
        "lead": _lead(heads, len(working), lang),
        "totals": _totals(heads, by),
        "gaps": _gaps(heads, lang) if by == "themes" else [],
        "pairs": _pairs(working, terms, lang),
        "statements": [(s.nl if lang.startswith("nl") else s.en, sources(c)) for s, c in reads.statements("field")],
    }
    return render(request, "network/activity.html", context)


def _heads(by: Literal["themes", "phases"], working: Sequence[Working], lang: str) -> list[Head]:
    labels, short = reads.terms().sections.get(by, {}), reads.short_words(by)
    held = reads.bottlenecks_by_theme() if by == "themes" else {}
    found = columns(list(labels), counted(working, by), held)
    if by == "phases":  # phases have an order of their own
        order = list(labels)
        found = tuple(sorted(found, key=lambda column: order.index(column.id)))
    return [Head(c.id, labels[c.id].label.in_(lang), short[c.id].in_(lang), c) for c in found]


def _names(slugs: Sequence[str], lang: str) -> dict[str, str]:
    rows = reads.initiatives().filter(slug__in=slugs).values_list("slug", "short_nl", "short_en")
    return {slug: nl if lang.startswith("nl") else en for slug, nl, en in rows}


def _groups(
    shown: Sequence[Working], every: Sequence[Working], heads: Sequence[Head], by: str, lang: str
) -> list[Group]:
    names = _names([one.slug for one in shown], lang)
    labels = {"dutch": _("the Netherlands"), "abroad": _("Europe and beyond"), "example": _("Examples abroad")}
    lines = defaultdict(list)
    for one in sorted(shown, key=lambda w: -len(getattr(w, by))):
        cells = tuple((head, head.id in getattr(one, by)) for head in heads)
        lines[one.reach].append(Line(one.slug, names[one.slug], cells))
    total = {reach: sum(one.reach == reach for one in every) for reach in REACHES}
    return [Group(reach, labels[reach], total[reach], tuple(lines[reach])) for reach in REACHES if lines[reach]]


def _totals(heads: Sequence[Head], by: str) -> list[tuple[str, list[tuple[Head, int]], bool]]:
    rows = [
        (_("Dutch initiatives"), [(head, head.column.dutch) for head in heads], True),
        (_("European and other"), [(head, head.column.elsewhere) for head in heads], True),
    ]
    if by == "themes":
        rows.append((_("Bottlenecks under this theme"), [(head, head.column.bottlenecks) for head in heads], False))
    return rows


def _title(heads: Sequence[Head], by: str, lang: str) -> str:
    """The answer: where nobody was found."""
    gaps, total = sum(head.column.gap for head in heads), len(heads)
    # Both in words or both in digits.
    said = count_words if count_words(total, lang).isalpha() else number
    words = {"N": said(gaps, lang), "total": said(total, lang)}
    words["N"] = words["N"][:1].upper() + words["N"][1:]
    if by == "phases":
        return (
            ngettext(
                "%(N)s of %(total)s phases has no Dutch initiative",
                "%(N)s of %(total)s phases have no Dutch initiative",
                gaps,
            )
            % words
            if gaps
            else _("Every phase has a Dutch initiative")
        )
    return (
        ngettext(
            "%(N)s of %(total)s themes has no Dutch initiative",
            "%(N)s of %(total)s themes have no Dutch initiative",
            gaps,
        )
        % words
        if gaps
        else _("Every theme has a Dutch initiative")
    )


def _lead(heads: Sequence[Head], total: int, lang: str) -> str:
    """How many there are, where nobody is, and where only others are."""
    empty = [_lower(head.short) for head in heads if head.column.empty]
    abroad = [_lower(head.short) for head in heads if head.column.gap and not head.column.empty]
    said = [
        ngettext("%(n)s initiative was found.", "%(n)s initiatives were found.", total) % {"n": number(total, lang)}
    ]
    if empty:
        said.append(_("For %(what)s we found none at all.") % {"what": _listed(empty)})
    if abroad:
        said.append(_("For %(what)s we found none in the Netherlands.") % {"what": _listed(abroad)})
    return " ".join(said)


def _listed(words: Sequence[str]) -> str:
    """`a, for b and for c`: the names may hold an "and" themselves."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and for %(last)s") % {"first": _(", for ").join(words[:-1]), "last": words[-1]}


def _lower(word: str) -> str:
    """Within a sentence; an abbreviation keeps its capitals."""
    return word if word[:2].isupper() else word[:1].lower() + word[1:]


def _gaps(heads: Sequence[Head], lang: str) -> list[Gap]:
    """The gaps under which most bottlenecks stand, with the first of each."""
    open_heads = sorted(
        (h for h in heads if h.column.gap and h.column.bottlenecks), key=lambda h: -h.column.bottlenecks
    )
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in reads.bottlenecks().filter(theme__in=[head.id for head in open_heads]):
        found[row.theme].append((row.pk, row.in_(lang)))
    return [Gap(head, tuple(found[head.id][:2])) for head in open_heads]


def _pairs(working: Sequence[Working], terms: reads.Terms, lang: str) -> list[Pair]:
    found = overlaps(working, list(terms.sections.get("themes", {})))[:PAIRS]
    names = _names([slug for pair in found for slug in (pair.one, pair.other)], lang)
    return [
        Pair(
            (pair.one, names[pair.one]), (pair.other, names[pair.other]),
            "; ".join(terms.label("themes", name).in_(lang) for name in pair.themes),
            "; ".join(terms.label("phases", name).in_(lang) for name in pair.phases),
        )
        for pair in found
    ]  # fmt: skip


def _table(heads: Sequence[Head], working: Sequence[Working], by: str, lang: str) -> list[list[object]]:
    names = _names([one.slug for one in working], lang)
    rows = [[names[w.slug], w.reach, *(int(head.id in getattr(w, by)) for head in heads)] for w in working]
    return [[_("Initiative"), _("Reach"), *(head.label for head in heads)], *rows]
