# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What works somewhere: a solution with every version of its words, and who uses it too."""

from django.db import models

from schakel.network.models import Bottleneck, OrganisationEntry
from schakel.people.models import Organisation
from schakel.sources.models import Document


class Solution(models.Model):
    """A solution as it reads now. It is written in one language, in both when it comes from the files.

    `key`: its id in the files, empty when a person wrote it. `urgent`: how many of its bottlenecks nobody answers.
    `version` is the number of the newest version; `loaded` the digest of what its file said.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    key = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title_nl = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    problem_nl = models.TextField(blank=True)
    problem_en = models.TextField(blank=True)
    what_nl = models.TextField(blank=True)
    what_en = models.TextField(blank=True)
    proof_nl = models.TextField(blank=True)
    proof_en = models.TextField(blank=True)
    effort_nl = models.TextField(blank=True)
    effort_en = models.TextField(blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    bottlenecks = models.ManyToManyField(Bottleneck, related_name="solved_by")
    firms = models.ManyToManyField(OrganisationEntry, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="solutions")
    by = models.CharField(max_length=220)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    urgent = models.PositiveIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    loaded = models.CharField(max_length=64, blank=True)
    folded = models.TextField(blank=True)

    class Meta:
        ordering = ["-urgent", "-used", "-changed_at", "-id"]
        indexes = [
            models.Index(fields=["state", "-urgent", "-used", "-changed_at", "-id"], name="solution_reading_order"),
            models.Index(fields=["state", "-changed_at", "-id"], name="solution_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="solution_key_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "published", "withdrawn"]), name="solution_state_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(title_nl="", title_en=""), name="solution_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | ~models.Q(key=""), name="solution_belongs_to_someone"
            ),
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_nl

    def said(self, name: str, lang: str) -> tuple[str, str]:
        """One of its texts, in `lang` where it has that, with the language it is in."""
        first, second = ("nl", "en") if lang.startswith("nl") else ("en", "nl")
        found = getattr(self, f"{name}_{first}")
        return (str(found), first) if found else (str(getattr(self, f"{name}_{second}")), second)


class SolutionStep(models.Model):
    """A step of the pathway where a solution helps."""

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=80)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["step", "solution"], name="solution_step")]
        constraints = [models.UniqueConstraint(fields=["solution", "step"], name="solution_step_once")]

    def __str__(self) -> str:
        return f"{self.solution_id} {self.step}"


class SolutionSource(models.Model):
    """The document that names a solution from the files."""

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="sources")
    place = models.PositiveIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    section = models.TextField(blank=True)

    class Meta:
        ordering = ["solution", "place"]
        constraints = [models.UniqueConstraint(fields=["solution", "place"], name="solution_source_place_once")]

    def __str__(self) -> str:
        return f"{self.solution_id} {self.place}"


class SolutionVersion(models.Model):
    """What a solution said from `at` on, as plain data, and its state then; only ever added."""

    solution = models.ForeignKey(Solution, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    data = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=220)

    class Meta:
        ordering = ["solution", "-number"]
        constraints = [models.UniqueConstraint(fields=["solution", "number"], name="solution_version_once")]

    def __str__(self) -> str:
        return f"{self.solution_id} v{self.number}"


class Use(models.Model):
    """An organisation uses a solution too, with its experience; ended, never deleted."""

    solution = models.ForeignKey(Solution, on_delete=models.PROTECT, related_name="uses")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(null=True, blank=True)
    experience = models.TextField(blank=True)
    by = models.CharField(max_length=220)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["solution", "organisation"], condition=models.Q(ended_at=None), name="solution_used_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} uses {self.solution_id}"


class Unanswered(models.Model):
    """A bottleneck that no recommendation and no promised action answers; the room that knows those keeps this list."""

    bottleneck = models.OneToOneField(Bottleneck, on_delete=models.CASCADE, primary_key=True, related_name="+")

    class Meta:
        verbose_name_plural = "unanswered"

    def __str__(self) -> str:
        return str(self.bottleneck_id)
