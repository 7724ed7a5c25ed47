# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing a solution down, publishing and withdrawing it, and saying that one uses it too."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.contributions import actions as contributions
from schakel.contributions.models import Comment
from schakel.following.actions import announce
from schakel.people.models import Organisation, Person
from schakel.people.reads import members_of
from schakel.search.engine.folding import folded
from schakel.solutions.actions.index import keep_indexed
from schakel.solutions.actions.unanswered import keep_urgent
from schakel.solutions.engine.solution import TEXTS, Content
from schakel.solutions.models import Solution, SolutionStep, SolutionVersion, Use
from schakel.values import plain

State = Solution.State


class RefusedError(Exception):
    """The write is refused by a rule of the room; the message says which."""


class StaleError(RefusedError):
    """Someone else changed the solution since this person looked."""


@transaction.atomic
def add_solution(*, by: str, organisation: Organisation, content: Content, at: datetime | None = None) -> Solution:
    """A new solution of an organisation, as a draft that only its people see.

    The same words from the same person within the minute are the same solution: a second click is harmless.
    """
    at = at or timezone.now()
    title = content.texts["title"]
    twin = Solution.objects.filter(
        by=by, organisation=organisation, title_nl=title.nl, title_en=title.en, version=1, state=State.DRAFT
    ).first()
    if twin is not None and (at - twin.written_at).total_seconds() < 60:
        return twin
    row = Solution(organisation=organisation, by=by, written_at=at)
    keep_content(row=row, content=content, by=by, at=at)
    record(by=by, action="solution.add", object=f"solution:{row.pk}", details={"organisation": organisation.pk}, at=at)
    return row


@transaction.atomic
def change_solution(
    *, by: str, solution: Solution, seen: int, content: Content, at: datetime | None = None
) -> Solution:
    """The next version of a solution; `seen` is the number of the version that the person changed.

    The same words once more change nothing.
    """
    at = at or timezone.now()
    row = Solution.objects.select_for_update().get(pk=solution.pk)
    newest = row.versions.order_by("-number").first()
    if newest is not None and newest.data == plain.dumps(content.plain()):
        return row
    if row.version != seen:
        raise StaleError(_("Someone changed this solution since you opened it. Compare, then send your words again."))
    keep_content(row=row, content=content, by=by, at=at)
    record(by=by, action="solution.change", object=f"solution:{row.pk}", details={"version": row.version}, at=at)
    keep_indexed(solution=row)
    return row


@transaction.atomic
def publish(*, by: str, solution: Solution, at: datetime | None = None) -> Solution:
    """Everyone may read it from now on; who follows its bottlenecks is told."""
    row, at = _moved(solution, State.PUBLISHED, by, at)
    if at is not None:
        keys = list(row.bottlenecks.values_list("pk", flat=True))
        title_nl, title_en = row.said("title", "nl")[0], row.said("title", "en")[0]
        announce(
            topics=[f"solution:{row.pk}", *(f"bottleneck:{key}" for key in keys)],
            title_nl=f"Nieuwe oplossing: {title_nl}",
            title_en=f"New solution: {title_en}",
            url=f"/solutions/{row.pk}/",
            by=by,
            at=at,
        )
    return row


@transaction.atomic
def withdraw(*, by: str, solution: Solution, at: datetime | None = None) -> Solution:
    """Only its own people see it from now on; every version stays."""
    return _moved(solution, State.WITHDRAWN, by, at)[0]


def _moved(solution: Solution, state: State, by: str, at: datetime | None) -> tuple[Solution, datetime | None]:
    """The solution in another state, and when; None where it was in that state already."""
    row = Solution.objects.select_for_update().get(pk=solution.pk)
    if row.state == state:
        return row, None
    at = at or timezone.now()
    row.state, row.changed_at = state, at
    row.version += 1
    row.save(update_fields=["state", "changed_at", "version"])
    newest = row.versions.order_by("-number").first()
    data = newest.data if newest else ""
    SolutionVersion.objects.create(solution=row, number=row.version, state=state, data=data, at=at, by=by)
    record(by=by, action=f"solution.{state.value}", object=f"solution:{row.pk}", details={}, at=at)
    keep_indexed(solution=row)
    return row, at


@transaction.atomic
def use_too(
    *,
    by: str,
    solution: Solution,
    organisation: Organisation,
    since: date | None = None,
    experience: str = "",
    at: datetime | None = None,
) -> Use:
    """An organisation uses it too; saying so again replaces what it said before, which is kept."""
    at = at or timezone.now()
    row = Solution.objects.select_for_update().get(pk=solution.pk)
    if row.state != State.PUBLISHED:
        raise RefusedError(_("Only a published solution can be used by others."))
    held = row.uses.filter(organisation=organisation, ended_at=None).first()
    if held is not None and (held.since, held.experience) == (since, experience):
        return held
    row.uses.filter(organisation=organisation, ended_at=None).update(ended_at=at)
    use = Use.objects.create(solution=row, organisation=organisation, since=since, experience=experience, by=by, at=at)
    _count_uses(row)
    record(by=by, action="solution.use", object=f"solution:{row.pk}", details={"organisation": organisation.pk}, at=at)
    if held is None:
        _tell_owner(row, f"{organisation.name} gebruikt dit ook", f"{organisation.name} uses this too", by, at)
    return use


@transaction.atomic
def comment(
    *,
    by: Person,
    solution: Solution,
    text: str,
    answers: Comment | None = None,
    line: str = "",
    at: datetime | None = None,
) -> Comment:
    """Ask or answer something about a solution; a question is told to the people whose solution it is.

    Raises what `contributions.actions.post` raises.
    """
    at = at or timezone.now()
    kind = "answer" if answers else "question"
    subject = f"solution:{solution.pk}"
    said = contributions.post(author=by, subject=subject, text=text, kind=kind, answers=answers, line=line, at=at)
    if answers is None:
        _tell_owner(solution, "Een vraag over uw oplossing", "A question about your solution", by.actor, at)
    return said


def _tell_owner(row: Solution, nl: str, en: str, by: str, at: datetime) -> None:
    """Tell the people of the organisation whose solution it is; nobody where it came from a file."""
    if row.organisation_id is None:
        return
    title_nl, title_en = row.said("title", "nl")[0], row.said("title", "en")[0]
    told, url = members_of([row.organisation_id]), f"/solutions/{row.pk}/"
    announce(topics=[], title_nl=f"{nl}: {title_nl}", title_en=f"{en}: {title_en}", url=url, by=by, at=at, only=told)


@transaction.atomic
def stop_using(*, by: str, solution: Solution, organisation: Organisation, at: datetime | None = None) -> bool:
    """The organisation uses it no more; answers whether it did."""
    at = at or timezone.now()
    row = Solution.objects.select_for_update().get(pk=solution.pk)
    ended = row.uses.filter(organisation=organisation, ended_at=None).update(ended_at=at)
    if ended:
        _count_uses(row)
        details = {"organisation": organisation.pk}
        record(by=by, action="solution.stop_using", object=f"solution:{row.pk}", details=details, at=at)
    return bool(ended)


def _count_uses(row: Solution) -> None:
    row.used = row.uses.filter(ended_at=None).count()
    row.save(update_fields=["used"])


def keep_content(*, row: Solution, content: Content, by: str, at: datetime) -> None:
    """Makes the row say this, as its next version; part of an action that records itself."""
    for name in TEXTS:
        text = content.texts.get(name)
        setattr(row, f"{name}_nl", text.nl if text else "")
        setattr(row, f"{name}_en", text.en if text else "")
    row.hours, row.changed_at, row.version = content.hours, at, row.version + 1
    row.folded = folded(" ".join(f"{text.nl} {text.en}" for text in content.texts.values()))
    row.save()
    row.bottlenecks.set(content.bottlenecks)
    row.firms.set(content.firms)
    row.steps.all().delete()
    SolutionStep.objects.bulk_create(SolutionStep(solution=row, step=step) for step in content.steps)
    keep_urgent(row)
    data = plain.dumps(content.plain())
    SolutionVersion.objects.create(solution=row, number=row.version, state=row.state, data=data, at=at, by=by)
