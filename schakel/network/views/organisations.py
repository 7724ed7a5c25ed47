# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Organisations on the map and in a list: by kind, by what they have, near a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from schakel.network import reads
from schakel.network.engine.chart import HEIGHT, WIDTH, Dot, dots, path
from schakel.network.engine.places import Place, Places, distance
from schakel.network.engine.terms import Terms
from schakel.network.models import OrganisationEntry
from schakel.network.views.exchange import exported
from schakel.network.views.shared import Choice, Said, choices, language, paged, said, sources
from schakel.people.door import may, open_to_all
from schakel.people.permissions import Permission
from schakel.values import plain
from schakel.values.numbers import number

NAMES = ("q", "group", "kind", "capability", "city", "near", "past")


@dataclass(frozen=True, slots=True)
class Skill:
    """Something an organisation has; `own`: it says so itself."""

    label: str
    own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation in the list. `away`: how far from the place that was asked, in words."""

    slug: str
    name: str
    short: str
    kind: str
    city: str
    role: Said
    skills: tuple[Skill, ...]
    away: str
    past: bool


@dataclass(frozen=True, slots=True)
class MapDot:
    """A city on the map with the address that lists it."""

    dot: Dot
    label: str
    url: str
    chosen: bool


@open_to_all
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Show the organisations that the filters leave, nearest first when a place is asked."""
    lang, terms, places = language(), reads.terms(), reads.places()
    given = {name: request.GET.get(name, "").strip() for name in NAMES}
    near = _place(places, given["near"])
    lost = _lost(given, terms, places, near)
    asked = reads.Asked(
        given["q"], given["group"], given["kind"], given["capability"], given["city"],
        timezone.localdate() if given["past"] else None, near,
    )  # fmt: skip
    rows = reads.found(asked)
    if file := exported(request.GET.get("format", ""), "organisation", rows.values_list("slug", flat=True)):
        return file
    page = paged(request, rows.prefetch_related("capabilities"), settings.SCHAKEL_PAGE_SIZE)
    lines = [_line(row, terms, places, near, lang) for row in page]
    total, kinds, skills = page.paginator.count, reads.counts_by("kind"), reads.counts_by_capability()
    context = {
        "page": page,
        "lines": lines,
        "title": _title(total, given, terms, lines, near, skills, lang),
        "given": given,
        "filtered": any(given.values()),
        "lost": lost,
        "map": _map(request, places, reads.by_city(rows), given["city"], lang),
        "width": WIDTH,
        "height": HEIGHT,
        "groups": choices(terms, "groups", _group_counts(terms, kinds), lang),
        "kinds": choices(terms, "kinds", kinds, lang),
        "capabilities": choices(terms, "capabilities", skills, lang),
        "cities": [Choice(c.name, _named(c, lang)) for c in places.cities.values()],
        "seats": _seats(places, lang),
        "statements": [(s.nl if lang.startswith("nl") else s.en, sources(c)) for s, c in reads.statements("national")],
        "may_edit": may(request, Permission.NETWORK_EDIT),
    }
    return render(request, "network/organisations.html", context, status=404 if lost else 200)


def _place(places: Places, name: str) -> Place | None:
    """The city of this name in either language, whatever its capitals."""
    wanted = name.casefold()
    return next((c for c in places.cities.values() if wanted in (c.name.casefold(), c.name_nl.casefold())), None)


def _lost(given: dict[str, str], terms: Terms, places: Places, near: Place | None) -> str:
    """What the address names that is not there, with what comes near; empty when all is."""
    if given["near"] and near is None:
        names = sorted({name for c in places.cities.values() for name in (c.name, c.name_nl)})
        return _unknown(given["near"], get_close_matches(given["near"].title(), names, n=3, cutoff=0.5))
    for key, section in (("group", "groups"), ("kind", "kinds"), ("capability", "capabilities")):
        if given[key] and not terms.has(section, given[key]):
            return _unknown(given[key], get_close_matches(given[key], list(terms.sections.get(section, {})), n=3))
    return ""


def _unknown(name: str, close: Iterable[str]) -> str:
    nearby = ", ".join(close)
    if nearby:
        return _("“%(name)s” is not known here. Did you mean: %(near)s?") % {"name": name, "near": nearby}
    return _("“%(name)s” is not known here. Choose from the list.") % {"name": name}


def _named(city: Place, lang: str) -> str:
    return city.name_nl if lang.startswith("nl") else city.name


def _line(row: OrganisationEntry, terms: Terms, places: Places, near: Place | None, lang: str) -> Line:
    entry, own = plain.loads(row.data), plain.loads(row.own) if row.own else {}
    city = places.cities.get(row.city)
    seen: dict[str, Skill] = {}
    for one in row.capabilities.all():
        seen.setdefault(one.name, Skill(terms.label("capabilities", one.name).in_(lang), one.own))
    return Line(
        slug=row.slug,
        name=row.name,
        short=row.short if row.short not in row.name else "",
        kind=terms.label("kinds", row.kind).in_(lang),
        city=_named(city, lang) if city else row.city,
        role=said(own, "role", lang) if own.get("role") or own.get("role_nl") else said(entry, "role", lang),
        skills=tuple(seen.values()),
        away=_away(row, near, lang),
        past=bool(row.review_on and row.review_on < timezone.localdate()),
    )


def _away(row: OrganisationEntry, near: Place | None, lang: str) -> str:
    if near is None or row.latitude is None or row.longitude is None:
        return ""
    km = round(distance((near.latitude, near.longitude), (row.latitude, row.longitude)))
    return _("%(km)s km") % {"km": number(km, lang)} if km else _("in the same place")


def _title(
    total: int,
    given: dict[str, str],
    terms: Terms,
    lines: list[Line],
    near: Place | None,
    skills: dict[str, int],
    lang: str,
) -> str:
    """The answer to what was asked."""
    words = {"n": number(total, lang)}
    if given["capability"]:
        words["what"] = terms.label("capabilities", given["capability"]).in_(lang)
        title = ngettext("%(n)s organisation: %(what)s", "%(n)s organisations: %(what)s", total) % words
    elif any(given[name] for name in ("q", "group", "kind", "city", "past")):
        title = ngettext("%(n)s organisation fits", "%(n)s organisations fit", total) % words
    else:
        words["centres"] = number(skills.get("car_t_centre", 0), lang)
        title = _("%(n)s organisations and what they do; %(centres)s give CAR T") % words
    if near and lines and lines[0].away:
        place = {"place": _named(near, lang), "first": lines[0].name}
        title += ". " + _("Nearest to %(place)s: %(first)s") % place
    return title


def _group_counts(terms: Terms, kinds: dict[str, int]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind, n in kinds.items():
        found = terms.sections.get("kinds", {}).get(kind)
        if found:
            counts[found.of] = counts.get(found.of, 0) + n
    return counts


def _seats(places: Places, lang: str) -> list[Choice]:
    counts = reads.counts_by("city")
    return sorted(
        (
            Choice(name, _named(places.cities[name], lang) if name in places.cities else name, n)
            for name, n in counts.items()
        ),
        key=lambda choice: choice.label.lstrip("'’"),
    )


def _map(request: HttpRequest, places: Places, spots: list[reads.Spot], chosen: str, lang: str) -> dict[str, object]:
    """The outline and the cities on it, each a link that leaves only that city."""
    parameters = {key: value for key, value in request.GET.items() if key in NAMES and key != "city" and value}
    found = []
    for dot in dots(spots):
        city = places.cities.get(dot.name)
        name = _named(city, lang) if city else dot.name
        url = f"{reverse('organisations')}?{urlencode({**parameters, 'city': dot.name})}"
        found.append(MapDot(dot, name, url, dot.name == chosen))
    return {"path": path(places.outline), "dots": found}
