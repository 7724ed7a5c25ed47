# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Capacity scenarios, their versions, and the runs that answer them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schakel.people.models import Person


class Scenario(models.Model):
    """A scenario. Its content is in its versions; `loaded` is the digest of its file's content at the last load."""

    class Sight(models.TextChoices):
        PUBLIC = "public", _("everyone sees it in the list")
        LINK = "link", _("who has the link may read it")
        OWN = "own", _("only I see it")

    key = models.SlugField(max_length=60, unique=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="scenarios")
    sight = models.CharField(max_length=10, choices=Sight.choices)
    forked = models.ForeignKey("ScenarioVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="forks")
    place = models.PositiveIntegerField(default=0)
    loaded = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place", "-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(sight__in=["public", "link", "own"]), name="scenario_sight_is_known"),
            # An example belongs to nobody and is seen by all.
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(sight="public"), name="scenario_without_owner_is_public"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ScenarioVersion(models.Model):
    """What a scenario said from `at` on: the data of its file as text, in both titles for lists. Never changed."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title_nl = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    data = models.TextField()
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_once")]

    def __str__(self) -> str:
        return f"{self.scenario_id} {self.number}"


class Run(models.Model):
    """One computation of a content (`digest`) by a version of the engine; who asks the same again gets the same run.

    `beat`: when its worker last said that it lives. A run whose worker died is taken up again from its seed.
    `against`: the version with which it is compared on the same luck; its `digest` is then that of the two together.
    `headline`: the part of the answer that lists show, so that a list need not read whole answers.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("run", "waiting")
        RUNNING = "running", pgettext_lazy("run", "running")
        DONE = "done", pgettext_lazy("run", "done")
        FAILED = "failed", pgettext_lazy("run", "failed")
        CANCELLED = "cancelled", pgettext_lazy("run", "stopped")

    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="runs")
    against = models.ForeignKey(
        ScenarioVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="compared"
    )
    digest = models.CharField(max_length=64)
    engine = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    beat = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    stop = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    headline = models.TextField(blank=True)
    fault = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["digest", "engine", "state"], name="run_of_content")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed", "cancelled"]), name="run_state_is_known"
            ),
            # Two who ask at once share one run.
            models.UniqueConstraint(
                fields=["digest", "engine"],
                condition=Q(state__in=["waiting", "running", "done"]),
                name="run_of_content_once",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.pk} {self.state}"
