# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Working groups: mandate, seats, interests, meetings, decisions, documents. Rows end; none is deleted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.contributions.models import Attachment
from schakel.people.models import Organisation, Person


class Group(models.Model):
    """A working group. What an open group does everyone may read; of a closed one only its members know it exists."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    mandate = models.TextField()
    mandate_en = models.TextField()
    closed = models.BooleanField(default=False)
    founded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A person in a group for an organisation, from `since` until before `until`; without `since` only offered."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        SECRETARY = "secretary", _("secretary")
        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=Role.choices)
    interests = models.TextField(blank=True)
    interests_on = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField()
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(until__isnull=True), name="seat_taken_once_by_a_person"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["chair", "secretary", "member", "observer"]), name="seat_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="seat_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} @ {self.group_id}"


class Meeting(models.Model):
    """A meeting with its agenda and, afterwards, what was said (both in markdown)."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(max_length=300)
    agenda = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    cancelled = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["starts", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="meeting_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.starts:%Y-%m-%d} {self.title}"


class MeetingVersion(models.Model):
    """What a meeting said before a change: agenda and minutes are never lost."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meeting_version_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number}"


class Decision(models.Model):
    """What a group decided, on which day, and how the votes fell. A later decision may take its place."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    votes = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField()
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="decision_number_once")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.number}"


class GroupDocument(models.Model):
    """A document of a group; its texts are its versions."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class GroupDocumentVersion(models.Model):
    """A version of a document: a file, who put it there and what changed."""

    document = models.ForeignKey(GroupDocument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"
