# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was advised and promised, by whom, against which bottlenecks; and every state it was ever said to be in."""

from typing import Any

from django.db import models

from schakel.contributions.models import Attachment
from schakel.followup.engine.progress import PROVEN, State
from schakel.network.models import Bottleneck
from schakel.sources.models import Document


class Item(models.Model):
    """A recommendation, a part of one (`part_of`), or a promised action.

    `state`, `happened_on` and `version` repeat the newest change; `loaded` is the digest of what its file says.
    What left the files keeps its row and its history, with `removed_at`.
    """

    RECOMMENDATION, ACTION = "recommendation", "action"

    key = models.CharField(max_length=20, primary_key=True)
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    nl = models.TextField()
    en = models.TextField()
    origin = models.CharField(max_length=40, blank=True)
    horizon = models.CharField(max_length=10, blank=True)
    theme_nl = models.TextField(blank=True)
    theme_en = models.TextField(blank=True)
    due_nl = models.TextField(blank=True)
    due_en = models.TextField(blank=True)
    due_by = models.DateField(null=True)
    after = models.CharField(max_length=20, blank=True)
    recurring = models.BooleanField(default=False)
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    section = models.TextField(blank=True)
    loaded = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20, default=State.UNKNOWN.value)
    happened_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)
    answers = models.ManyToManyField(Bottleneck, related_name="answered_by")

    class Meta:
        ordering = ["place", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["recommendation", "action"]), name="followup_item_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]), name="followup_item_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def said(self, name: str, lang: str) -> str:
        """One of its words (`theme`, `due`, `note`; "" for the item itself) in `lang`."""
        tail = "nl" if lang.startswith("nl") else "en"
        found: Any = getattr(self, f"{name}_{tail}" if name else tail)
        return str(found)


class ItemActor(models.Model):
    """Who should act: the slug of an organisation or initiative, or the name of a group of them."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="actors")
    place = models.PositiveIntegerField()
    actor = models.CharField(max_length=80)

    class Meta:
        ordering = ["item", "place"]
        indexes = [models.Index(fields=["actor"], name="followup_actor")]
        constraints = [models.UniqueConstraint(fields=["item", "actor"], name="followup_actor_once")]

    def __str__(self) -> str:
        return f"{self.actor}: {self.item_id}"


class Found(models.Model):
    """What was found afterwards about an action, with its source."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="found")
    place = models.PositiveIntegerField()
    nl = models.TextField()
    en = models.TextField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    section = models.TextField(blank=True)

    class Meta:
        ordering = ["item", "place"]
        constraints = [models.UniqueConstraint(fields=["item", "place"], name="followup_found_place_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.place}"


class Change(models.Model):
    """One line of a history; only ever added. `number` counts from 1 per item: two writers cannot both be next.

    The proof is a web address, words about a letter or meeting, a document of the facts, or a file.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    happened_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    proof = models.TextField(blank=True)
    url = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    section = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=220)

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="followup_change_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]), name="followup_change_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=sorted(PROVEN))
                | ~models.Q(proof="", url="", document=None, attachment=None),
                name="followup_done_is_proven",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.number}: {self.state}"


class Figure(models.Model):
    """A question about numbers as its file puts it; `data` is plain data as text."""

    key = models.CharField(max_length=80, primary_key=True)
    place = models.PositiveIntegerField()
    data = models.TextField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.key


class FigureSource(models.Model):
    """A document that figures name by its key in the register of sources."""

    ref = models.CharField(max_length=80, primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.ref


class Patients(models.Model):
    """First CAR T treatments in Europe in a year, of the years whose number was found."""

    year = models.PositiveIntegerField(primary_key=True)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}: {self.number}"
