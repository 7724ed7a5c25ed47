# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of the pathway and the requirements on it, each with its history.

The database keeps facts in the form of their files (plain data as text); what they mean is the engine's business.
"""

from django.db import models

from schakel.catalogue.models import Product
from schakel.sources.models import Document


class DataVersion(models.Model):
    """One row that changes with every write to the facts: what was derived from an older one is stale.

    The token tells apart two databases, or two tests, that count to the same number.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="pathway_data_version_only_one")]

    def __str__(self) -> str:
        return f"facts {self.number}"


class FactFile(models.Model):
    """The words that a reviewer wrote above the facts of a file, for export."""

    path = models.CharField(max_length=120, primary_key=True)
    head = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.path


class Word(models.Model):
    """An entry of a vocabulary file: `file` steps, aspects, events, pathways or terms; `section` its list there."""

    file = models.CharField(max_length=20)
    section = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=170)
    data = models.TextField()

    class Meta:
        ordering = ["file", "section", "place"]
        constraints = [models.UniqueConstraint(fields=["file", "section", "place"], name="pathway_word_place_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.name}"


class Profile(models.Model):
    """What was read of a product's texts: sections read and not read, as JSON lists."""

    product = models.OneToOneField(Product, primary_key=True, on_delete=models.PROTECT, related_name="profile")
    sections_read = models.TextField()
    sections_unread = models.TextField()

    def __str__(self) -> str:
        return self.product_id


class Consulted(models.Model):
    """A document of a product's list of sources. `seen_via`: through whom, when it was not seen itself."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="consulted")
    place = models.PositiveIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="consulted")
    section = models.TextField(blank=True)
    seen_via = models.TextField(blank=True)

    class Meta:
        ordering = ["profile", "place"]
        constraints = [models.UniqueConstraint(fields=["profile", "place"], name="pathway_consulted_place_once")]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.place}"


class Requirement(models.Model):
    """Who asks about what: the part that stays the same while what is asked changes.

    `loaded` is the digest of what the product's file said at the last load (empty: nothing), so that a load tells a
    change in the file from a change that was made here.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="requirements")
    step = models.CharField(max_length=80)
    aspect = models.CharField(max_length=80)
    scope = models.CharField(max_length=400, blank=True)
    place = models.PositiveIntegerField(default=0)
    loaded = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["product", "place"]
        constraints = [
            models.UniqueConstraint(fields=["product", "step", "aspect", "scope"], name="pathway_requirement_once")
        ]
        indexes = [models.Index(fields=["step", "aspect"], name="pathway_requirement_aspect")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The engine's id of this requirement."""
        tail = f":{self.scope}" if self.scope else ""
        return f"{self.product_id}:{self.step}.{self.aspect}{tail}"


class RequirementVersion(models.Model):
    """What was asked from `recorded_at` until `replaced_at` (none: now), as far as this database knew.

    `valid_from` and `valid_to` are the fact's own period, which its source states.
    """

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="versions")
    must = models.TextField()
    applies_to = models.TextField(blank=True)
    obligation = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    note_nl = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="cited_by")
    section = models.TextField()
    checked_by = models.TextField(blank=True)
    checked_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=220)
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.CharField(max_length=220, blank=True)

    class Meta:
        ordering = ["requirement", "recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["requirement"], condition=models.Q(replaced_at=None), name="pathway_version_current_once"
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_at=None) | models.Q(replaced_at__gte=models.F("recorded_at")),
                name="pathway_version_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="pathway_version_valid_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id} v{self.pk}"


class Proposal(models.Model):
    """What someone wants a requirement, or a document under several, to say from now on; someone else decides.

    `item` is the entry of a fact file as proposed. `base` is the version it was written against (none: not asked yet);
    once that was replaced, the proposal can no longer be approved. Names of people are identifiers, as in the trail.
    """

    OPEN, APPROVED, REJECTED, WITHDRAWN = "open", "approved", "rejected", "withdrawn"

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="proposals", null=True)
    base = models.ForeignKey(RequirementVersion, on_delete=models.PROTECT, related_name="+", null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", null=True)
    item = models.TextField()
    reason = models.TextField()
    proposed_by = models.CharField(max_length=220)
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=OPEN)
    decided_by = models.CharField(max_length=220, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["state", "-proposed_at"], name="pathway_proposal_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(requirement=None, base=None, document__isnull=False)
                | models.Q(requirement__isnull=False, document=None),
                name="pathway_proposal_about_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_by="", decided_at=None)
                | models.Q(state__in=["approved", "rejected", "withdrawn"], decided_at__isnull=False)
                & ~models.Q(decided_by=""),
                name="pathway_proposal_decided_or_open",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "rejected"]) | ~models.Q(decided_by=models.F("proposed_by")),
                name="pathway_proposal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | models.Q(decided_by=models.F("proposed_by")),
                name="pathway_proposal_withdrawn_by_its_own",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="pathway_proposal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}: {self.state}"


class StandardInForce(models.Model):
    """A Dutch standard that was adopted, as the room of standards told us: its key there, version, words and page."""

    key = models.CharField(max_length=80, primary_key=True)
    number = models.PositiveIntegerField()
    title_nl = models.TextField()
    title_en = models.TextField()
    url = models.TextField()
    adopted_on = models.DateField()

    class Meta:
        ordering = ["title_nl", "key"]

    def __str__(self) -> str:
        return f"{self.key} version {self.number}"


class StandardLine(models.Model):
    """A rule of a standard in force, as the entry of a fact file would say it; `products` a JSON list of slugs."""

    standard = models.ForeignKey(StandardInForce, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    step = models.CharField(max_length=80)
    aspect = models.CharField(max_length=80)
    must = models.TextField()
    applies_to = models.TextField(blank=True)
    note = models.TextField(blank=True)
    note_nl = models.TextField(blank=True)
    products = models.TextField()

    class Meta:
        ordering = ["standard", "place"]
        constraints = [models.UniqueConstraint(fields=["standard", "place"], name="pathway_standard_line_place_once")]

    def __str__(self) -> str:
        return f"{self.standard_id} {self.step}.{self.aspect}"
