# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions about what people wrote; rows become values a page can show. Never writes, and never asks whose subject
it is: the room that owns the subject does that first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.contributions.engine.attachment import MEDIA_TYPES
from schakel.contributions.engine.markdown import rendered
from schakel.contributions.models import Attachment, Comment, Decision, Report
from schakel.contributions.subjects import address
from schakel.people.models import Membership, Person

PAGE_SIZE = 50
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment as one reader sees it. `html` is empty when it is withdrawn or hidden from them."""

    id: int
    author: str
    organisation: str
    at: datetime
    edited_at: datetime | None
    kind: str
    line: str
    html: str
    state: str
    mine: bool
    answers: int | None
    answers_author: str

    @property
    def shown(self) -> bool:
        """Whether it can still be answered, changed and reported."""
        return self.state == Comment.State.SHOWN


@dataclass(frozen=True, slots=True)
class Thread:
    """One page of the comments about a subject, in reading order; `count` is of those that are shown, on all pages."""

    subject: str
    comments: tuple[CommentView, ...]
    count: int
    total: int
    offset: int
    limit: int

    @property
    def page(self) -> int:
        return self.offset // self.limit + 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.limit))

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1


def thread(
    subject: str,
    *,
    viewer: Person | None = None,
    line: str | None = None,
    limit: int = PAGE_SIZE,
    offset: int = 0,
) -> Thread:
    """The comments about a subject, or about one line of it, in three queries whatever their number."""
    rows = Comment.objects.filter(subject=subject)
    if line is not None:
        rows = rows.filter(line=line)
    counted = rows.aggregate(total=Count("id"), shown=Count("id", filter=Q(state=Comment.State.SHOWN)))
    page = list(rows.select_related("author", "answers__author")[offset : offset + limit])
    return Thread(subject, tuple(views(page, viewer)), counted["shown"], counted["total"], offset, limit)


def offset_of(page: str | None, limit: int = PAGE_SIZE) -> int:
    """The offset of the page that an address names (`?comments=3`); the first when it names none."""
    number = int(page) if page and page.isdecimal() and len(page) < 7 else 1
    return (max(1, number) - 1) * limit


def views(comments: Iterable[Comment], viewer: Person | None) -> list[CommentView]:
    """Comments as this reader sees them; their authors and what they answer must be selected along."""
    listed = list(comments)
    organisations = organisations_of({comment.author_id for comment in listed})
    return [_view(comment, viewer, organisations) for comment in listed]


def organisations_of(persons: Iterable[int]) -> Mapping[int, str]:
    """For which organisation each person acts now, by person number; several are joined."""
    now = timezone.now()
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=now), person__in=set(persons), since__lte=now)
    found: dict[int, list[str]] = {}
    for person, name in held.order_by("since").values_list("person_id", "organisation__name"):
        if name not in found.setdefault(person, []):
            found[person].append(name)
    return {person: ", ".join(names) for person, names in found.items()}


def name_for(viewer: Person | None, author: Person) -> str:
    """The name for who is signed in; a stranger reads that it was a person, not which one."""
    return author.name if viewer is not None else _("a person of this installation")


def counts(subjects: Iterable[str]) -> Mapping[str, int]:
    """How many comments are shown per subject, in one query; a subject without any is 0."""
    asked = list(subjects)
    rows = Comment.objects.filter(subject__in=asked, state=Comment.State.SHOWN).order_by()
    found = dict(rows.values("subject").annotate(number=Count("id")).values_list("subject", "number"))
    return {subject: found.get(subject, 0) for subject in asked}


def comment_for(person: Person | None, id: int) -> tuple[Comment, str] | None:  # noqa: A002
    """A comment and the address of its subject's page, if its owner lets this person see that; None otherwise."""
    comment = Comment.objects.select_related("author", "answers__author").filter(pk=id).first()
    url = address(comment.subject, person) if comment is not None else None
    return (comment, url) if comment is not None and url else None


def attachments(subject: str) -> list[Attachment]:
    """The files with a subject that are not withdrawn, oldest first, without their bytes."""
    return list(Attachment.objects.filter(subject=subject, withdrawn_at__isnull=True).select_related("author"))


def attachment_response(attachment: Attachment) -> HttpResponse:
    """The file as a download that no browser opens as a page of this site. Who may have it was checked before."""
    response = HttpResponse(bytes(attachment.stored.content), content_type=MEDIA_TYPES[attachment.kind])
    ascii_name = attachment.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    encoded = quote(attachment.name, safe="")
    response["Content-Disposition"] = f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{encoded}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # The middleware leaves a policy alone that is there already.
    response["Content-Security-Policy"] = SANDBOX
    return response


def removed() -> QuerySet[Attachment]:
    """Files that a moderator removed, the newest removal first."""
    rows = Attachment.objects.filter(removed_by__isnull=False).select_related("author", "removed_by")
    return rows.order_by("-withdrawn_at", "-id")


def reported() -> QuerySet[Comment]:
    """Comments with a report that waits, the longest waiting first."""
    waiting = Report.objects.filter(answered_by__isnull=True).values("comment")
    rows = Comment.objects.filter(pk__in=waiting).select_related("author", "answers__author")
    return rows.prefetch_related("reports").order_by("id")


def hidden() -> QuerySet[Comment]:
    """Comments that moderators hid, the newest first."""
    return (
        Comment.objects.filter(state=Comment.State.HIDDEN)
        .select_related("author")
        .prefetch_related("reports")
        .order_by("-id")
    )


def decisions() -> QuerySet[Decision]:
    """Every decision of a moderator, the newest first."""
    return Decision.objects.select_related("by", "comment__author").order_by("-at", "-id")


def _view(comment: Comment, viewer: Person | None, organisations: Mapping[int, str]) -> CommentView:
    mine = viewer is not None and comment.author_id == viewer.pk
    readable = comment.state == Comment.State.SHOWN or (mine and comment.state == Comment.State.HIDDEN)
    return CommentView(
        id=comment.pk,
        author=name_for(viewer, comment.author),
        organisation=organisations.get(comment.author_id, ""),
        at=comment.written_at,
        edited_at=comment.edited_at,
        kind=comment.kind,
        line=comment.line,
        html=rendered(comment.text) if readable else "",
        state=comment.state,
        mine=mine,
        answers=comment.answers_id,
        answers_author=name_for(viewer, comment.answers.author) if comment.answers else "",
    )
