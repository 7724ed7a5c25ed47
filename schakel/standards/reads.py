# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions of this room's pages: rows as the engine's values. Never writes."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from schakel.catalogue.models import Product
from schakel.catalogue.reads import terms
from schakel.contributions.models import Comment
from schakel.pathway.engine.compare import Row, compare
from schakel.pathway.engine.requirement import Facts
from schakel.pathway.engine.standard import standard
from schakel.pathway.reads import facts
from schakel.people.models import Organisation, Person
from schakel.people.permissions import Permission
from schakel.people.roles import ROLES
from schakel.standards.engine.changes import Worded
from schakel.standards.engine.difference import Difference, difference, read_difference, read_said
from schakel.standards.engine.lines import Line as LineValue
from schakel.standards.engine.lines import brands, proposed
from schakel.standards.engine.state import PUBLIC, Consulted, Period, State
from schakel.standards.models import (
    Acceptance,
    Answer,
    Asked,
    Line,
    Mandate,
    Question,
    Reaction,
    Standard,
    Version,
)
from schakel.values import plain
from schakel.values.labels import Label

CONSULTATION = "consultation"
FIRM, ASSOCIATION = Organisation.Kind.FIRM, Organisation.Kind.ASSOCIATION


def spoken_for(person: Person | None) -> list[Organisation]:
    """The organisations in whose name this person may speak now."""
    if person is None:
        return []
    roles = [role.id for role in ROLES.values() if Permission.ORGANISATION_SPEAK in role.permissions]
    now = timezone.now()
    held = person.memberships.filter(Q(until=None) | Q(until__gt=now), since__lte=now, role__in=roles)
    return [one.organisation for one in held.select_related("organisation")]


def products_of(organisations: Iterable[Organisation]) -> dict[str, Organisation]:
    """Product slug → the firm that may answer for it: its holder by name, or by a mandate that holds."""
    firms = [one for one in organisations if one.kind == FIRM]
    if not firms:
        return {}
    by_name = {firm.name.strip().casefold(): firm for firm in firms}
    held = Product.objects.filter(removed_at=None).values_list("slug", "mah")
    found = {slug: by_name[mah.strip().casefold()] for slug, mah in held if mah.strip().casefold() in by_name}
    mandates = Mandate.objects.filter(organisation__in=firms, ended_at=None).select_related("organisation")
    return found | {mandate.product_id: mandate.organisation for mandate in mandates}


def firms_of(slugs: Iterable[str]) -> list[str]:
    """The firms with an account here that may answer for one of these products."""
    wanted = set(slugs)
    return [firm.pk for firm in Organisation.objects.filter(kind=FIRM) if wanted & products_of([firm]).keys()]


def row_of(facts: Facts, slugs: Iterable[str], step: str, aspect: str) -> Row | None:
    """The row of the comparison of these products; None where none of them speaks about it."""
    profiles = [facts.by_slug[slug] for slug in slugs if slug in facts.by_slug]
    found = compare(profiles, facts.vocabulary, steps={step}).rows
    return next((row for row in found if row.aspect.name == aspect), None)


def difference_now(facts: Facts, slugs: Iterable[str], step: str, aspect: str) -> Difference | None:
    """The difference as computed now."""
    row = row_of(facts, slugs, step, aspect)
    return difference(row, facts, terms()) if row else None


def difference_then(question: Question) -> Difference:
    """The difference as it was when the question was asked."""
    return read_difference(json.loads(question.difference))


def plain_difference(question: Question) -> dict[str, Any]:
    """The same as plain data."""
    found: dict[str, Any] = json.loads(question.difference)
    return found


def questions() -> QuerySet[Question]:
    """Every question with its products, and all answers to each, the newest first."""
    answers = Answer.objects.select_related("organisation")
    asked = Asked.objects.select_related("product").prefetch_related(Prefetch("answers", answers))
    return Question.objects.prefetch_related(Prefetch("asked", asked))


def by_state(rows: QuerySet[Question], day: date) -> dict[str, QuerySet[Question]]:
    """Questions that wait for an answer, those that do so too long, and those that all firms answered."""
    holding = Answer.objects.filter(asked=OuterRef("pk"), replaced_at=None)
    unanswered = Asked.objects.filter(~Exists(holding), question=OuterRef("pk"))
    waiting, answered = rows.filter(Exists(unanswered)), rows.filter(~Exists(unanswered))
    return {"open": waiting.filter(due__gte=day), "overdue": waiting.filter(due__lt=day), "answered": answered}


def current(asked: Asked) -> Answer | None:
    """The answer that holds, of a prefetched row."""
    return next((answer for answer in asked.answers.all() if answer.replaced_at is None), None)


def all_standards(*, drafts: bool) -> QuerySet[Standard]:
    """Every standard with its versions; with `drafts` also those that nobody outside may see yet."""
    found = Standard.objects.prefetch_related("versions")
    return found if drafts else found.filter(versions__state__in=[s.value for s in PUBLIC]).distinct()


def versions_of(of: Standard, *, drafts: bool) -> list[Version]:
    """The newest first."""
    return [v for v in of.versions.all() if drafts or State(v.state) in PUBLIC]


def in_force(versions: Iterable[Version]) -> Version | None:
    """The version that holds now."""
    return next((version for version in versions if version.state == State.ADOPTED), None)


def shown(versions: Sequence[Version]) -> Version:
    """What a standard's own address shows: what is in force, else the newest that the field has seen, else a draft."""
    public = (version for version in versions if State(version.state) in PUBLIC)
    return in_force(versions) or next(public, versions[0])


def slugs_of(version: Version) -> list[str]:
    return list(json.loads(version.products))


def computed_lines(slugs: Iterable[str], steps: Sequence[str]) -> tuple[LineValue, ...]:
    """The rules that the engine finds for these products, as lines that a drafter may take; methods only."""
    known = facts()
    profiles = [known.by_slug[slug] for slug in slugs if slug in known.by_slug]
    return proposed(standard(profiles, known.vocabulary, steps=steps or None), known, terms())


def line_value(row: Line) -> LineValue:
    """A line as the engine knows it."""
    return LineValue(
        key=row.key,
        step=row.step,
        aspect=row.aspect,
        must=plain.loads(row.must),
        products=tuple(json.loads(row.products)),
        basis=read_said(json.loads(row.basis)),
        computed=plain.loads(row.computed) if row.computed else None,
        applies_to=plain.loads(row.applies_to) if row.applies_to else None,
        text=Label(row.text_nl, row.text_en),
    )


def lines_of(version: Version) -> list[LineValue]:
    """In order."""
    return [line_value(row) for row in version.lines.all()]


def worded(version: Version, known: Facts) -> list[Worded]:
    """The lines of a version in the words that were kept with it."""
    return [
        Worded(
            row.key,
            Label(row.aspect_nl, row.aspect_en),
            Label(row.rule_nl, row.rule_en),
            tuple(brands(json.loads(row.products), known)),
            Label(row.text_nl, row.text_en),
        )
        for row in version.lines.all()
    ]


def asked_about(places: Sequence[tuple[str, str]]) -> list[Question]:
    """The questions about any of these aspects."""
    wanted = Q(pk__in=[])
    for step, aspect in places:
        wanted |= Q(step=step, aspect=aspect)
    return list(questions().filter(wanted))


def period_of(version: Version) -> Period | None:
    if version.consult_from is None or version.consult_until is None:
        return None
    return Period(version.consult_from, version.consult_until)


def key_of(id: int) -> str:  # noqa: A002
    """The name of a standard among the facts of the pathway."""
    return f"standard-{id}"


def subject_of(id: int) -> str:  # noqa: A002
    """What comments about a standard are about."""
    return f"standard:{id}"


def whole(version: Version) -> str:
    """The `line` of comments about a version as a whole; those about one line carry that line's number."""
    return f"version:{version.number}"


def comments_of(id: int) -> QuerySet[Comment]:  # noqa: A002
    """Every comment that is shown and was made to be answered: no replies within a thread."""
    about = Comment.objects.filter(subject=subject_of(id), kind=CONSULTATION, root=None)
    return about.filter(state=Comment.State.SHOWN).select_related("author")


def reactions_to(comments: Iterable[Comment]) -> dict[int, Reaction]:
    """Comment id → the reaction that holds."""
    rows = Reaction.objects.filter(comment__in=list(comments), replaced_at=None)
    return {row.comment_id: row for row in rows}


def consulted(of: Standard) -> Consulted:
    """The consultations of all versions together; one that another version cut short does not count."""
    heard = (version for version in of.versions.all() if not _cut_short(version))
    periods = [period for version in heard if (period := period_of(version))]
    comments = list(comments_of(of.pk))
    return Consulted(tuple(periods), len(comments) - len(reactions_to(comments)))


def _cut_short(version: Version) -> bool:
    period = period_of(version)
    return bool(period and version.ended_at and not period.over_on(timezone.localdate(version.ended_at)))


def acceptances(version: Version) -> dict[str, Acceptance]:
    """Product → the acceptance that holds, with its deviations."""
    rows = version.acceptances.filter(replaced_at=None).select_related("organisation", "product")
    return {row.product_id: row for row in rows.prefetch_related("deviations__line")}
