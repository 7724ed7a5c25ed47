# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every write of this room. Who writes is a person, since a comment without its author is nothing.

Whether the subject is there and open to this person is for the room that owns it to ask first.
"""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.contributions.engine.attachment import checked
from schakel.contributions.models import (
    LONGEST,
    LONGEST_REASON,
    Attachment,
    AttachmentContent,
    Comment,
    CommentVersion,
    Decision,
    Report,
)
from schakel.contributions.subjects import address
from schakel.following.actions import notify
from schakel.people.models import Person

TEXTS_PER_TEN_MINUTES = 20
FILES_PER_DAY = 30
REPORTS_PER_HOUR = 10


class RefusedError(Exception):
    """The action is refused by a rule of the room; the message says which, in the language of the reader."""

    status = 422


class TooOftenError(RefusedError):
    """The person did this too often in a short time; HTTP 429."""

    status = 429


@transaction.atomic
def post(
    *,
    author: Person,
    subject: str,
    text: str,
    kind: str = "comment",
    line: str = "",
    answers: Comment | None = None,
    at: datetime | None = None,
) -> Comment:
    """Write a comment about the subject, or about one `line` of it; `answers` must be about the same subject."""
    at, written = at or timezone.now(), _text(text)
    _require_calm(author, at)
    comment = Comment(subject=subject, text=written, kind=kind, line=line, author=author, written_at=at)
    _place(comment, answers)
    comment.full_clean(validate_unique=False, validate_constraints=False)
    comment.save(force_insert=True)
    if not comment.thread:
        comment.thread = comment.pk
        comment.save(update_fields=["thread"])
    CommentVersion.objects.create(comment=comment, number=1, text=written, at=at)
    details = {"subject": subject, "kind": kind}
    record(by=author.actor, action="comment.post", object=_name(comment), details=details, at=at)
    _tell_answered(comment, at)
    return comment


def _tell_answered(comment: Comment, at: datetime) -> None:
    """Who wrote what this answers hears of it, as long as they may still see the place where it stands."""
    asked = comment.answers
    if asked is None or asked.author_id == comment.author_id:
        return
    if url := address(comment.subject, asked.author):
        notify(
            person=asked.author, title_nl="Antwoord op uw reactie", title_en="An answer to your comment", url=url, at=at
        )


@transaction.atomic
def edit(*, author: Person, comment: Comment, text: str, at: datetime | None = None) -> Comment:
    """Replace the text of one's own comment; the earlier text stays readable as a version."""
    at, written, found = at or timezone.now(), _text(text), _own(author, comment)
    if written == found.text:
        return found
    _require_calm(author, at)
    number = found.versions.count() + 1
    found.text, found.edited_at = written, at
    found.save(update_fields=["text", "edited_at"])
    CommentVersion.objects.create(comment=found, number=number, text=written, at=at)
    record(by=author.actor, action="comment.edit", object=_name(found), details={"version": number}, at=at)
    return found


@transaction.atomic
def withdraw(*, author: Person, comment: Comment, at: datetime | None = None) -> Comment:
    """Take back one's own comment; a line says that something stood here, answers stay."""
    found = _own(author, comment)
    found.state = Comment.State.WITHDRAWN
    found.save(update_fields=["state"])
    record(by=author.actor, action="comment.withdraw", object=_name(found), details={}, at=at)
    return found


@transaction.atomic
def report(*, by: Person, comment: Comment, reason: str, at: datetime | None = None) -> Report:
    """Ask the moderators to look at someone else's comment; asking twice keeps the first reason."""
    at, why, found = at or timezone.now(), _reason(reason), _locked(comment)
    if found.author_id == by.pk:
        raise RefusedError(_("This is your own comment. You can withdraw it."))
    if found.state != Comment.State.SHOWN:
        raise RefusedError(_("This comment is not shown any more."))
    _lock(by)
    if Report.objects.filter(by=by, at__gt=at - timedelta(hours=1)).count() >= REPORTS_PER_HOUR:
        raise TooOftenError(_("You reported 10 comments in an hour. Wait a little before the next one."))
    earlier = Report.objects.filter(comment=found, by=by, answered_by__isnull=True).first()
    if earlier is not None:
        return earlier
    made = Report.objects.create(comment=found, by=by, reason=why, at=at)
    record(by=by.actor, action="comment.report", object=_name(found), details={}, at=at)
    return made


@transaction.atomic
def hide(*, by: Person, comment: Comment, reason: str, at: datetime | None = None) -> Decision:
    """Hide a comment from everyone but its author and the moderators; the author is told why."""
    return _decide(by, comment, Decision.Kind.HIDE, reason, at)


@transaction.atomic
def restore(*, by: Person, comment: Comment, reason: str, at: datetime | None = None) -> Decision:
    """Show a hidden comment again; the author is told why."""
    return _decide(by, comment, Decision.Kind.RESTORE, reason, at)


@transaction.atomic
def keep(*, by: Person, comment: Comment, reason: str, at: datetime | None = None) -> Decision:
    """Leave a reported comment as it stands, which answers its reports; the author is not troubled with it."""
    return _decide(by, comment, Decision.Kind.KEEP, reason, at)


@transaction.atomic
def attach(*, author: Person, subject: str, name: str, content: bytes, at: datetime | None = None) -> Attachment:
    """Keep a file with the subject; raises RefusedAttachmentError when it is not what it says or not harmless."""
    at = at or timezone.now()
    _lock(author)
    if Attachment.objects.filter(author=author, at__gt=at - timedelta(days=1)).count() >= FILES_PER_DAY:
        raise TooOftenError(_("You sent 30 files in a day. Send the next one tomorrow."))
    found = checked(name, content)
    attachment = Attachment(subject=subject, author=author, name=found.name, kind=found.kind, size=found.size)
    attachment.at, attachment.sha256 = at, hashlib.sha256(content).hexdigest()
    attachment.full_clean(validate_unique=False, validate_constraints=False)
    attachment.save(force_insert=True)
    AttachmentContent.objects.create(attachment=attachment, content=content)
    details = {"subject": subject, "kind": found.kind, "size": found.size, "sha256": attachment.sha256}
    record(by=author.actor, action="attachment.add", object=f"attachment:{attachment.pk}", details=details, at=at)
    return attachment


@transaction.atomic
def withdraw_attachment(*, author: Person, attachment: Attachment, at: datetime | None = None) -> Attachment:
    """Take back one's own file: its bytes go, since they may be what should not have been sent; its row stays."""
    found = _kept(attachment)
    if found.author_id != author.pk:
        raise RefusedError(_("Only who sent a file can withdraw it."))
    _drop(found, at or timezone.now())
    record(by=author.actor, action="attachment.withdraw", object=f"attachment:{found.pk}", details={}, at=at)
    return found


@transaction.atomic
def remove_attachment(*, by: Person, attachment: Attachment, reason: str, at: datetime | None = None) -> Attachment:
    """Remove someone else's file as a moderator, for good; who, when and why stay, and the author is told."""
    at, why, found = at or timezone.now(), _reason(reason), _kept(attachment)
    if found.author_id == by.pk:
        raise RefusedError(_("This is your own file. You can withdraw it."))
    found.removed_by, found.removed_because = by, why
    _drop(found, at)
    notify(
        person=found.author,
        title_nl=f"Een moderator verwijderde uw bestand {found.name}: {why}",
        title_en=f"A moderator removed your file {found.name}: {why}",
        url=address(found.subject, found.author) or "/notifications/",
        at=at,
    )
    record(by=by.actor, action="attachment.remove", object=f"attachment:{found.pk}", details={}, at=at)
    return found


def _kept(attachment: Attachment) -> Attachment:
    found = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if found.withdrawn_at is not None:
        raise RefusedError(_("This file was withdrawn already."))
    return found


def _drop(attachment: Attachment, at: datetime) -> None:
    attachment.withdrawn_at = at
    attachment.save(update_fields=["withdrawn_at", "removed_by", "removed_because"])
    AttachmentContent.objects.filter(attachment=attachment).delete()


RESULT = {
    Decision.Kind.HIDE: (Comment.State.SHOWN, Comment.State.HIDDEN),
    Decision.Kind.RESTORE: (Comment.State.HIDDEN, Comment.State.SHOWN),
    Decision.Kind.KEEP: (Comment.State.SHOWN, Comment.State.SHOWN),
}
NOTICES = {
    Decision.Kind.HIDE: ("Een moderator verborg uw reactie: {}", "A moderator hid your comment: {}"),
    Decision.Kind.RESTORE: ("Uw reactie is weer te lezen: {}", "Your comment can be read again: {}"),
}


def _decide(by: Person, comment: Comment, kind: Decision.Kind, reason: str, at: datetime | None) -> Decision:
    at, why, found = at or timezone.now(), _reason(reason), _locked(comment)
    before, after = RESULT[kind]
    if found.author_id == by.pk:
        raise RefusedError(_("Nobody decides about their own comment."))
    if found.state != before:
        raise RefusedError(_("The comment is not in a state for this decision; someone may have been before you."))
    decision = Decision.objects.create(comment=found, kind=kind, by=by, reason=why, at=at)
    found.state = after
    found.save(update_fields=["state"])
    found.reports.filter(answered_by__isnull=True).update(answered_by=decision)
    _tell_author(found, kind, why, at)
    record(by=by.actor, action=f"comment.{kind.value}", object=_name(found), details={}, at=at)
    return decision


def _tell_author(comment: Comment, kind: Decision.Kind, why: str, at: datetime) -> None:
    if kind in NOTICES:
        dutch, english = NOTICES[kind]
        url = address(comment.subject, comment.author) or "/notifications/"
        notify(person=comment.author, title_nl=dutch.format(why), title_en=english.format(why), url=url, at=at)


def _place(comment: Comment, answers: Comment | None) -> None:
    """An answer stands in the thread of what it answers, on the same line of the same subject."""
    if answers is None:
        return
    if answers.subject != comment.subject:
        raise RefusedError(_("An answer is about the same subject as what it answers."))
    comment.answers, comment.root_id = answers, answers.root_id or answers.pk
    comment.thread, comment.line = answers.thread, answers.line


def _require_calm(author: Person, at: datetime) -> None:
    """Not too many texts in a short time; a change counts as a text."""
    _lock(author)
    lately = CommentVersion.objects.filter(at__gt=at - timedelta(minutes=10), comment__author=author)
    if lately.count() >= TEXTS_PER_TEN_MINUTES:
        raise TooOftenError(_("You wrote or changed 20 comments in ten minutes. Wait a little before the next one."))


def _lock(person: Person) -> None:
    """One at a time per person, so that two requests at once do not both stay under a limit."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).select_related("author").get(pk=comment.pk)


def _own(author: Person, comment: Comment) -> Comment:
    found = _locked(comment)
    if found.author_id != author.pk:
        raise RefusedError(_("Only who wrote a comment can change it."))
    if found.state != Comment.State.SHOWN:
        raise RefusedError(_("This comment is not shown any more."))
    return found


def _text(text: str) -> str:
    written = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not written:
        raise RefusedError(_("Write something first."))
    if len(written) > LONGEST:
        raise RefusedError(_("The text is longer than 10,000 characters."))
    return written


def _reason(reason: str) -> str:
    why = " ".join(reason.replace("\0", "").split())
    if not why:
        raise RefusedError(_("Say why."))
    if len(why) > LONGEST_REASON:
        raise RefusedError(_("The reason is longer than 1,000 characters."))
    return why


def _name(comment: Comment) -> str:
    return f"comment:{comment.pk}"
