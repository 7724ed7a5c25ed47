# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What people write about a subject of another room: comments with every version of their text, reports, decisions of
moderators, and files. A subject is a text such as `solution:12`; the room that owns it says who may see it.
"""

from django.db import models
from django.db.models import F, Q

from schakel.people.models import Person

LONGEST = 10_000
LONGEST_REASON = 1_000


class Comment(models.Model):
    """A remark, question or answer. `root` is the first comment of its thread; it is null there.

    `text` is the newest version. A row is never deleted, so that answers keep their place.
    """

    class State(models.TextChoices):
        SHOWN = "shown"
        WITHDRAWN = "withdrawn"
        HIDDEN = "hidden"

    subject = models.CharField(max_length=120)
    line = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, default="comment")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    # The order of reading: a thread together, threads by their first comment. Equals the root's id, or the own id.
    thread = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["thread", "id"]
        indexes = [
            models.Index(fields=["subject", "thread", "id"], name="comment_reading_order"),
            models.Index(fields=["id"], condition=Q(state="hidden"), name="comment_hidden"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(subject="") & ~Q(text=""), name="comment_about_something"),
            models.CheckConstraint(
                condition=Q(state__in=["shown", "withdrawn", "hidden"]), name="comment_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(root__isnull=True, answers__isnull=True) | Q(root__isnull=False, answers__isnull=False),
                name="comment_answers_within_a_thread",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk} about {self.subject}"


class CommentVersion(models.Model):
    """A text as it stood from `at` on; number 1 is what was first written."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["comment", "number"]
        indexes = [models.Index(fields=["at"], name="comment_version_lately")]
        constraints = [models.UniqueConstraint(fields=["comment", "number"], name="comment_version_once")]

    def __str__(self) -> str:
        return f"version {self.number} of comment {self.comment_id}"


class Decision(models.Model):
    """What a moderator decided about a comment, and why."""

    class Kind(models.TextChoices):
        HIDE = "hide"
        RESTORE = "restore"
        KEEP = "keep"

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=LONGEST_REASON)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["hide", "restore", "keep"]), name="decision_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} comment {self.comment_id}"


class Report(models.Model):
    """Someone asks a moderator to look at a comment; open until a decision about it answers."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reports")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=LONGEST_REASON)
    at = models.DateTimeField()
    answered_by = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["by", "at"], name="report_by_lately")]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "by"], condition=Q(answered_by__isnull=True), name="report_open_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="report_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"report about comment {self.comment_id}"


class Attachment(models.Model):
    """A file that was checked, without its bytes. `kind` is its extension, one of the allowed."""

    subject = models.CharField(max_length=120)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_because = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["subject", "at"], name="attachment_of_subject"),
            models.Index(fields=["author", "at"], name="attachment_author_lately"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_is_not_empty"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("at")),
                name="attachment_withdrawn_after_it_came",
            ),
            models.CheckConstraint(
                condition=Q(removed_by__isnull=True, removed_because="")
                | (Q(removed_by__isnull=False, withdrawn_at__isnull=False) & ~Q(removed_because="")),
                name="attachment_removed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AttachmentContent(models.Model):
    """The bytes of a file, apart so that no list loads them; gone once the file is withdrawn."""

    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, primary_key=True, related_name="stored")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"content of attachment {self.attachment_id}"
