# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Organisations, initiatives, bottlenecks, what was promised, solutions, standards and the register, as tables.

What an organisation gave as a contact, who wrote something, and the closed fields of the register are left out.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext_lazy as _

from schakel.followup import reads as followup
from schakel.network import reads as network
from schakel.network.models import Capability, Part
from schakel.public.datasets.dataset import Column, Dataset, Row, cited, day, listed
from schakel.regulatory import reads as regulatory
from schakel.regulatory.engine.register import public
from schakel.solutions import reads as solutions
from schakel.sources.engine.citation import Citation
from schakel.standards.models import Line

SOURCES = Column("sources", _("documents that say so, with | between them"))
NAME_NL, NAME_EN = Column("name_nl", _("name in Dutch")), Column("name_en", _("name in English"))
WORDS_NL, WORDS_EN = Column("nl", _("in Dutch")), Column("en", _("in English"))


def _all(parts: dict[str, list[Citation]]) -> Iterable[Citation]:
    return chain.from_iterable(parts.values())


def _organisations() -> Iterator[Row]:
    found = network.citations("organisation")
    has: dict[str, list[str]] = {}
    for slug, name in Capability.objects.values_list("organisation_id", "name").order_by("organisation_id", "name"):
        has.setdefault(slug, []).append(name)
    for row in network.organisations():
        where = row.city, row.latitude, row.longitude
        yield (
            *(row.slug, row.name, row.short, row.kind, *(str(part) if part else "" for part in where), row.url),
            *(listed(dict.fromkeys(has.get(row.slug, []))), day(row.review_on), cited(_all(found.get(row.slug, {})))),
        )


ORGANISATIONS = Dataset(
    "organisations",
    _("Organisations"),
    _("Who is who in the field, where, and what they can do. Without contacts."),
    "organisations",
    (
        Column("slug", _("name in addresses")),
        Column("name", _("name")),
        Column("short", _("short name")),
        Column("kind", _("kind of organisation")),
        Column("city", _("city")),
        Column("latitude", _("degrees north, of the city")),
        Column("longitude", _("degrees east, of the city")),
        Column("url", _("web address")),
        Column("capabilities", _("what it can do, with | between them")),
        Column("review_on", _("when to look at it again")),
        SOURCES,
    ),
    _organisations,
)


def _initiatives() -> Iterator[Row]:
    found = network.citations("initiative")
    parts: dict[str, dict[bool, list[str]]] = {}
    for slug, who, lead in Part.objects.values_list("initiative_id", "who", "as_lead"):
        parts.setdefault(slug, {}).setdefault(lead, []).append(who)
    rows = network.initiatives().prefetch_related("tags")
    for row in rows:
        tags = [listed(tag.name for tag in row.tags.all() if tag.section == part) for part in ("themes", "phases")]
        who = [listed(parts.get(row.slug, {}).get(lead, [])) for lead in (True, False)]
        yield (row.slug, row.name_nl, row.name_en, row.level, *who, *tags, cited(_all(found.get(row.slug, {}))))


INITIATIVES = Dataset(
    "initiatives",
    _("Initiatives"),
    _("Networks, programmes and projects. Their themes and phases are our own reading."),
    "initiatives",
    (
        Column("slug", _("name in addresses")),
        NAME_NL,
        NAME_EN,
        Column("level", _("national, European or international")),
        Column("leads", _("who leads, with | between them")),
        Column("partners", _("who takes part, with | between them")),
        Column("themes", _("themes, with | between them")),
        Column("phases", _("phases, with | between them")),
        SOURCES,
    ),
    _initiatives,
)


def _timeline() -> Iterator[Row]:
    for row in network.timeline():
        yield (row.date, row.status, row.track, row.nl, row.en)


TIMELINE = Dataset(
    "timeline",
    _("Timeline"),
    _("What happened in the field, and what was planned."),
    "timeline",
    (
        Column("date", _("day, month or year, as the source tells")),
        Column("status", _("done or planned")),
        Column("track", _("what it is part of")),
        WORDS_NL,
        WORDS_EN,
    ),
    _timeline,
)


def _bottlenecks() -> Iterator[Row]:
    found, answers = network.citations("bottleneck"), followup.answering()
    for row in network.bottlenecks():
        by = answers.get(row.pk)
        told = sorted({*by.recommendations, *by.actions}) if by else []
        yield (row.pk, row.category, row.theme, row.nl, row.en, listed(told), cited(_all(found.get(row.pk, {}))))


BOTTLENECKS = Dataset(
    "bottlenecks",
    _("Bottlenecks"),
    _("What stands in the way, as sources name it, and which advice or action answers it."),
    "bottlenecks",
    (
        Column("id", _("name in addresses")),
        Column("category", _("category of the source")),
        Column("theme", _("theme, our own reading")),
        WORDS_NL,
        WORDS_EN,
        Column("answered_by", _("recommendations and actions, with | between them; empty: nobody answers it")),
        SOURCES,
    ),
    _bottlenecks,
)


def _promises() -> Iterator[Row]:
    rows = followup.items().select_related("document").prefetch_related("actors", "answers")
    for row in rows:
        who = listed(actor.actor for actor in row.actors.all())
        about = listed(sorted(one.pk for one in row.answers.all()))
        due = day(row.due_by), row.due_nl, row.due_en
        yield (row.key, row.kind, row.part_of_id or "", row.nl, row.en, who, *due, row.state, about, str(row.document))


PROMISES = Dataset(
    "recommendations-and-actions",
    _("Recommendations and promised actions"),
    _("Who should do what by when, and in what state it is."),
    "followup",
    (
        Column("key", _("name in addresses")),
        Column("kind", _("recommendation or action")),
        Column("part_of", _("the recommendation that it is a part of")),
        WORDS_NL,
        WORDS_EN,
        Column("actors", _("who should act, with | between them")),
        Column("due_by", _("day by which it is due, where it is told")),
        Column("due_nl", _("when it is due, in Dutch")),
        Column("due_en", _("when it is due, in English")),
        Column("state", _("its state now")),
        Column("bottlenecks", _("what it answers, with | between them")),
        SOURCES,
    ),
    _promises,
)


def _solutions() -> Iterator[Row]:
    for row in solutions.published().select_related("organisation").prefetch_related("bottlenecks"):
        texts = row.title_nl, row.title_en, row.problem_nl, row.problem_en, row.what_nl, row.what_en
        about = listed(sorted(one.pk for one in row.bottlenecks.all()))
        yield (row.pk, *texts, row.organisation.name if row.organisation else "", about, row.used)


SOLUTIONS = Dataset(
    "solutions",
    _("Solutions"),
    _("What works somewhere, as hospitals tell it. Without who wrote it."),
    "solutions",
    (
        Column("id", _("name in addresses")),
        Column("title_nl", _("title in Dutch")),
        Column("title_en", _("title in English")),
        Column("problem_nl", _("the problem, in Dutch")),
        Column("problem_en", _("the problem, in English")),
        Column("what_nl", _("the solution, in Dutch")),
        Column("what_en", _("the solution, in English")),
        Column("organisation", _("whose solution it is")),
        Column("bottlenecks", _("what it answers, with | between them")),
        Column("used", _("how many others use it too")),
    ),
    _solutions,
)


def _standards() -> Iterator[Row]:
    rows = Line.objects.filter(version__state="adopted").select_related("version__standard")
    for row in rows.order_by("version__standard_id", "place", "id"):
        version, standard = row.version, row.version.standard
        names = standard.pk, standard.title_nl, standard.title_en, version.number, day(version.adopted_at)
        yield (*names, row.step, row.aspect, row.rule_nl, row.rule_en)


STANDARDS = Dataset(
    "standards",
    _("Dutch standards"),
    _("The rules of every standard that holds now."),
    "standards",
    (
        Column("standard", _("name in addresses")),
        Column("title_nl", _("title in Dutch")),
        Column("title_en", _("title in English")),
        Column("version", _("number of the version")),
        Column("adopted_at", _("when it was adopted")),
        Column("step", _("step of the pathway")),
        Column("aspect", _("what is regulated")),
        Column("rule_nl", _("the rule in Dutch")),
        Column("rule_en", _("the rule in English")),
    ),
    _standards,
)


def _register() -> Iterator[Row]:
    for row in regulatory.entries().prefetch_related("cited__document"):
        one = public(row.value)
        names = one.key, one.kind, one.name_nl or one.name, one.name, one.product or "", one.holder or ""
        period = day(one.start), day(one.end), one.as_of or ""
        numbers = one.status, one.allowed, one.per or ""
        sources = cited(each.citation for each in row.cited.all())
        uses = one.indication_nl or one.indication or "", one.indication or ""
        yield (*names, listed(one.sites), *uses, *numbers, *period, one.url or "", sources)


REGISTER = Dataset(
    "register",
    _("Trials and hospital exemptions"),
    _("The public fields of the register."),
    "register",
    (
        Column("key", _("name in addresses")),
        Column("kind", _("trial or hospital exemption")),
        NAME_NL,
        NAME_EN,
        Column("product", _("product")),
        Column("holder", _("who holds the permission or runs the trial")),
        Column("sites", _("where, with | between them")),
        Column("use_nl", _("what it is for, in Dutch")),
        Column("use_en", _("what it is for, in English")),
        Column("status", _("its state now")),
        Column("allowed", _("how many patients are allowed")),
        Column("per", _("per year, per permission or in total")),
        Column("start", _("from")),
        Column("end", _("until")),
        Column("as_of", _("the latest date that the sources speak to")),
        Column("url", _("web address")),
        SOURCES,
    ),
    _register,
)

EVERY = (ORGANISATIONS, INITIATIVES, TIMELINE, BOTTLENECKS, PROMISES, SOLUTIONS, STANDARDS, REGISTER)
