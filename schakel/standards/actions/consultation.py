# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Consultation: a period, comments per line, and a reaction to each of them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.contributions.actions import post
from schakel.contributions.models import Comment
from schakel.contributions.subjects import address
from schakel.following.actions import notify
from schakel.people.models import Person
from schakel.standards import reads
from schakel.standards.actions.drafting import draft, name_of
from schakel.standards.actions.shared import RefusedError, day_words, keep_standard_found, keep_told, topics_of
from schakel.standards.engine.state import State
from schakel.standards.models import Line, Reaction, Version
from schakel.values.labels import Label


@transaction.atomic
def open_consultation(*, by: str, version: Version, closes: date, at: datetime | None = None) -> Version:
    """Put a draft to the field from today until this day; from now on its text stands still."""
    at = at or timezone.now()
    today, found = timezone.localdate(at), draft(version)
    if closes <= today:
        raise RefusedError(_("Give the field until a day that is still to come."))
    _replace_earlier(found, at)
    found.state, found.consult_from, found.consult_until = State.CONSULTATION.value, today, closes
    found.save(update_fields=["state", "consult_from", "consult_until"])
    record(by=by, action="standard.consult", object=name_of(found), details={"closes": closes.isoformat()}, at=at)
    until = day_words(closes)
    title = Label(
        f"Ter consultatie tot en met {until.nl}: {found.standard.title_nl}",
        f"Out for comment up to and including {until.en}: {found.standard.title_en}",
    )
    keep_told(topics=topics_of(found), title=title, url=f"/standards/{found.standard_id}/", by=by, at=at)
    keep_standard_found(found.standard)
    return found


def _replace_earlier(version: Version, at: datetime) -> None:
    """Versions that were on their way give way to this one; the one in force holds until another is adopted."""
    on_their_way = [State.CONSULTATION.value, State.OFFERED.value]
    for earlier in version.standard.versions.select_for_update().filter(state__in=on_their_way):
        earlier.state, earlier.ended_at = State.REPLACED.value, at
        earlier.save(update_fields=["state", "ended_at"])


@transaction.atomic
def comment_on(
    *,
    by: Person,
    version: Version,
    text: str,
    line: Line | None = None,
    answers: Comment | None = None,
    at: datetime | None = None,
) -> Comment:
    """Comment on a line, or on the whole; only as long as the consultation is open."""
    at = at or timezone.now()
    period = reads.period_of(version)
    if version.state != State.CONSULTATION or period is None or not period.open_on(timezone.localdate(at)):
        raise RefusedError(_("This version is not out for comment now."))
    if line is not None and line.version_id != version.pk:
        raise RefusedError(_("This line belongs to another version."))
    place = str(line.pk) if line else reads.whole(version)
    subject = reads.subject_of(version.standard_id)
    return post(author=by, subject=subject, text=text, kind="consultation", line=place, answers=answers, at=at)


@transaction.atomic
def react(*, by: str, comment: Comment, verdict: str, reason: str, at: datetime | None = None) -> Reaction:
    """Say what was done with a comment; a later reaction takes the place of an earlier one, which stays."""
    at = at or timezone.now()
    if verdict not in Reaction.Verdict.values or not reason.strip():
        raise RefusedError(_("Say why; who wrote the comment reads this."))
    earlier = Reaction.objects.select_for_update().filter(comment=comment, replaced_at=None).first()
    if earlier is not None:
        earlier.replaced_at = at
        earlier.save(update_fields=["replaced_at"])
    reaction = Reaction(comment=comment, verdict=verdict, reason=reason.strip(), given_by=by, given_at=at)
    reaction.save(force_insert=True)
    details = {"verdict": verdict, "replaces": earlier.pk if earlier else None}
    record(by=by, action="standard.react", object=f"comment:{comment.pk}", details=details, at=at)
    if comment.author.actor != by:
        nl, en = "De schrijvers antwoordden op uw reactie", "The drafters answered your comment"
        url = address(comment.subject, comment.author) or "/notifications/"
        notify(person=comment.author, title_nl=nl, title_en=en, url=url, at=at)
    return reaction
