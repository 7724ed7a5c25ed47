# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Initiatives in a list, and the page of each: who leads, who takes part, what it does and works on."""

from collections.abc import Mapping
from dataclasses import dataclass
from re import fullmatch
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from schakel.network import reads
from schakel.network.engine.initiative import SLUG
from schakel.network.engine.terms import Terms
from schakel.network.models import Initiative
from schakel.network.views.exchange import exported
from schakel.network.views.history import changes
from schakel.network.views.organisation import is_past
from schakel.network.views.shared import Said, choices, language, paged, said, sources
from schakel.people.door import may, open_to_all
from schakel.people.permissions import Permission
from schakel.search.engine.folding import words
from schakel.values import plain
from schakel.values.numbers import number

NAMES = ("q", "theme", "phase", "level")


@dataclass(frozen=True, slots=True)
class Line:
    """An initiative in the list."""

    slug: str
    name: str
    level: str
    lead: Said
    what: Said
    themes: tuple[str, ...]
    past: bool


@dataclass(frozen=True, slots=True)
class Who:
    """Someone who leads or takes part: an organisation, an initiative, or words where neither has an entry."""

    said: Said
    url_name: str = ""
    slug: str = ""


@open_to_all
@require_safe
def initiatives(request: HttpRequest) -> HttpResponse:
    """Show the initiatives that the filters leave."""
    lang, terms = language(), reads.terms()
    given = {name: request.GET.get(name, "").strip() for name in NAMES}
    lost = [
        given[k]
        for k, s in (("theme", "themes"), ("phase", "phases"), ("level", "levels"))
        if given[k] and not terms.has(s, given[k])
    ]
    rows = _found(given)
    if file := exported(request.GET.get("format", ""), "initiative", rows.values_list("slug", flat=True)):
        return file
    page = paged(request, rows.prefetch_related("tags"), settings.SCHAKEL_PAGE_SIZE)
    context = {
        "page": page,
        "lines": [_line(row, terms, lang) for row in page],
        "title": _title(page.paginator.count, given, terms, lang),
        "given": given,
        "filtered": any(given.values()),
        "lost": _("“%(name)s” is not known here. Choose from the list.") % {"name": lost[0]} if lost else "",
        "themes": choices(terms, "themes", _tagged("themes"), lang),
        "phases": choices(terms, "phases", _tagged("phases"), lang),
        "levels": choices(terms, "levels", _levels(), lang),
        "may_edit": may(request, Permission.NETWORK_EDIT),
    }
    return render(request, "network/initiatives.html", context, status=404 if lost else 200)


@open_to_all
@require_safe
def initiative(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one initiative."""
    row, lang, terms = initiative_or_404(slug), language(), reads.terms()
    entry = plain.loads(row.data)
    known = _known([*entry.get("led_by", []), *[p for p in entry.get("partners", []) if isinstance(p, str)]], lang)
    tags = {section: [tag.name for tag in row.tags.all() if tag.section == section] for section in ("themes", "phases")}
    context = {
        "row": row,
        "topic": f"initiative:{slug}",
        "name": row.name_nl if lang.startswith("nl") else row.name_en,
        "level": terms.label("levels", row.level).in_(lang),
        "what": said(entry, "what", lang),
        "period": said(entry, "period", lang),
        "lead": said(entry, "lead", lang),
        "leads": [known[slug] for slug in entry.get("led_by", []) if slug in known],
        "partners": [_who(partner, known, lang) for partner in entry.get("partners", [])],
        "themes": [(name, terms.label("themes", name).in_(lang)) for name in tags["themes"]],
        "phases": [(name, terms.label("phases", name).in_(lang)) for name in tags["phases"]],
        "reading": entry["phases"]["basis"] == "reading",
        "beside": _beside(row, tags["themes"], lang),
        "sources": sources(reads.cited("initiative", slug)),
        "url": entry.get("url") or "",
        "review_on": row.review_on,
        "past": is_past(row.review_on),
        "changes": changes(request, "initiative", slug),
        "may_edit": may(request, Permission.NETWORK_EDIT),
    }
    return render(request, "network/initiative.html", context)


def initiative_or_404(slug: str) -> Initiative:
    row = reads.initiatives().filter(slug=slug).first()
    if row is None:
        raise Http404(slug)
    return row


def _found(given: Mapping[str, str]) -> QuerySet[Initiative]:
    rows = reads.initiatives()
    for word in words(given["q"]):
        rows = rows.filter(words__contains=word)
    for key, section in (("theme", "themes"), ("phase", "phases")):
        rows = rows.filter(tags__section=section, tags__name=given[key]) if given[key] else rows
    return rows.filter(level=given["level"]) if given["level"] else rows


def _tagged(section: str) -> dict[str, int]:
    rows = reads.initiatives().filter(tags__section=section).order_by().values("tags__name")
    return {row["tags__name"]: row["n"] for row in rows.annotate(n=Count("slug"))}


def _levels() -> dict[str, int]:
    rows = reads.initiatives().order_by().values("level").annotate(n=Count("slug"))
    return {row["level"]: row["n"] for row in rows}


def _line(row: Initiative, terms: Terms, lang: str) -> Line:
    entry = plain.loads(row.data)
    return Line(
        slug=row.slug,
        name=row.name_nl if lang.startswith("nl") else row.name_en,
        level=terms.label("levels", row.level).in_(lang),
        lead=said(entry, "lead", lang),
        what=said(entry, "what", lang),
        themes=tuple(terms.label("themes", tag.name).in_(lang) for tag in row.tags.all() if tag.section == "themes"),
        past=is_past(row.review_on),
    )


def _title(total: int, given: Mapping[str, str], terms: Terms, lang: str) -> str:
    named = {"n": number(total, lang)}
    if given["theme"]:
        named["what"] = terms.label("themes", given["theme"]).in_(lang)
        return ngettext("%(n)s initiative works on %(what)s", "%(n)s initiatives work on %(what)s", total) % named
    if any(given.values()):
        return ngettext("%(n)s initiative fits", "%(n)s initiatives fit", total) % named
    return (
        ngettext("%(n)s initiative for advanced therapies", "%(n)s initiatives for advanced therapies", total) % named
    )


def _known(slugs: list[str], lang: str) -> dict[str, Who]:
    """Who has an entry, by slug; an organisation before an initiative of the same name."""
    wanted = [slug for slug in slugs if fullmatch(SLUG, slug)]
    found = {
        row.slug: Who(Said(row.short_nl if lang.startswith("nl") else row.short_en), "initiative", row.slug)
        for row in reads.initiatives().filter(slug__in=wanted)
    }
    for row in reads.organisations().filter(slug__in=wanted):
        found[row.slug] = Who(Said(row.short or row.name), "organisation", row.slug)
    return found


def _who(partner: Any, known: Mapping[str, Who], lang: str) -> Who:
    if isinstance(partner, dict):
        return Who(Said(partner["nl"] if lang.startswith("nl") else partner["en"]))
    return known.get(partner) or Who(Said(partner, "en" if lang.startswith("nl") else ""))


def _beside(row: Initiative, themes: list[str], lang: str) -> list[tuple[str, str]]:
    """Other initiatives on at least two of the same themes: with whom to talk."""
    rows = reads.initiatives().exclude(slug=row.slug).filter(tags__section="themes", tags__name__in=themes)
    close = rows.annotate(shared=Count("tags")).filter(shared__gte=2).order_by("-shared", "place", "slug")[:8]
    return [(one.slug, one.short_nl if lang.startswith("nl") else one.short_en) for one in close]
