# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register of trials and hospital exemptions, what it said before, and files that wait to be taken over."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schakel.regulatory.engine.register import EntryModel
from schakel.sources.engine.citation import Citation
from schakel.sources.models import Document
from schakel.values import plain


class RegisterEntry(models.Model):
    """A trial or a hospital exemption as it stands. `data` is the whole entry; the columns repeat what pages filter on.

    `loaded` is the digest of what its fact file said at the last load: empty for one that was entered here.
    `warned_for` is the end of which followers were told that it comes near.
    """

    class Kind(models.TextChoices):
        TRIAL = "trial", _("trial")
        HOSPITAL_EXEMPTION = "hospital_exemption", _("hospital exemption")

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("trial", "planned")
        RUNNING = "running", pgettext_lazy("trial", "running")
        PAUSED = "paused", pgettext_lazy("trial", "paused")
        ENDED = "ended", pgettext_lazy("trial", "ended")
        UNKNOWN = "unknown", pgettext_lazy("trial", "not known")

    class Per(models.TextChoices):
        YEAR = "year", _("per year")
        PERMISSION = "permission", _("per permission")
        TOTAL = "total", _("in total")
        WORLDWIDE = "worldwide", _("in total, all countries together")

    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(max_length=10, choices=Status.choices)
    name = models.TextField()
    holder = models.TextField(blank=True)
    end = models.DateField(null=True)
    warned_for = models.DateField(null=True, blank=True)
    folded = models.TextField()
    data = models.TextField()
    loaded = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["kind", "name", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["trial", "hospital_exemption"]), name="register_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["planned", "running", "paused", "ended", "unknown"]),
                name="register_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def value(self) -> EntryModel:
        """The entry as the engine knows it, closed fields included."""
        return EntryModel.model_validate(plain.loads(self.data))


class RegisterCitation(models.Model):
    """A document that an entry rests on."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, related_name="cited")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    section = models.TextField(blank=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.document} {self.section}".strip()

    @property
    def citation(self) -> Citation:
        """The citation as the engines know it."""
        return Citation(self.document.value, self.section)


class RegisterVersion(models.Model):
    """What an entry said from `at` on, who said so and why. Never changed."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    why = models.TextField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="register_version_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"

    @property
    def value(self) -> EntryModel:
        """The entry as this version said it."""
        return EntryModel.model_validate(plain.loads(self.data))


class Import(models.Model):
    """An uploaded file in the form of what it would change; nothing changes until someone says so, once."""

    class Kind(models.TextChoices):
        CTGOV = "ctgov", _("trials of ClinicalTrials.gov (JSON)")
        EMA = "ema", _("the EMA's table of medicines (Excel or JSON)")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("import", "waiting for a decision")
        APPLIED = "applied", pgettext_lazy("import", "taken over")
        DISCARDED = "discarded", pgettext_lazy("import", "set aside")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    made = models.DateField(null=True)
    found = models.TextField()
    faults = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    taken = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.file

    @property
    def rows(self) -> Any:
        """What the file says, as plain data: per key the fields that would be set."""
        return plain.loads(self.found)
