# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions to firms with their answers, and Dutch standards with their versions, adoptions and acceptances.

Nothing here is overwritten: what is replaced keeps its row, with the moment at which another took its place. Data of
lines and differences is kept in the words of its day, since an adopted text must read the same for ever.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from schakel.catalogue.models import Product
from schakel.contributions.models import Attachment, Comment
from schakel.people.models import Organisation
from schakel.standards.engine.state import State

ACTOR = 220


class Mandate(models.Model):
    """Which product a firm may answer for, where the firm's name is not the holder's name of the product itself."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    proof = models.TextField()
    given_by = models.CharField(max_length=ACTOR)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "product"],
                condition=models.Q(ended_at=None),
                name="standards_mandate_held_once",
            ),
            models.CheckConstraint(condition=~models.Q(proof=""), name="standards_mandate_has_proof"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} for {self.product_id}"


class Question(models.Model):
    """Is this difference needed? `difference` is the row of the comparison as it was (plain data as text)."""

    step = models.CharField(max_length=80)
    aspect = models.CharField(max_length=80)
    situation = models.CharField(max_length=400, blank=True)
    why = models.TextField()
    difference = models.TextField()
    due = models.DateField()
    asked_by = models.CharField(max_length=ACTOR)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["step", "aspect"], name="standards_question_aspect")]
        constraints = [models.CheckConstraint(condition=~models.Q(why=""), name="standards_question_says_why")]

    def __str__(self) -> str:
        return f"question {self.pk}: {self.step}.{self.aspect}"


class Asked(models.Model):
    """A product whose firm is asked."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="asked")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["question", "product__brand"]
        constraints = [models.UniqueConstraint(fields=["question", "product"], name="standards_asked_once")]

    def __str__(self) -> str:
        return f"{self.question_id} {self.product_id}"


class Answer(models.Model):
    """What a firm answered, by its own representative (`organisation`) or noted by an editor from `proof`."""

    class Needed(models.TextChoices):
        YES = "yes", pgettext_lazy("the difference is", "needed")
        NO = "no", pgettext_lazy("the difference is", "not needed")
        CONDITIONAL = "conditional", pgettext_lazy("the difference is", "needed on a condition")

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="answers")
    needed = models.CharField(max_length=12, choices=Needed.choices)
    reason = models.TextField()
    evidence = models.TextField(blank=True)
    evidence_url = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+", null=True)
    answered_on = models.DateField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    proof = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=ACTOR)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked"], condition=models.Q(replaced_at=None), name="standards_answer_one_holds"
            ),
            models.CheckConstraint(
                condition=models.Q(organisation=None) & ~models.Q(proof="")
                | models.Q(organisation__isnull=False, proof=""),
                name="standards_answer_by_firm_or_from_proof",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="standards_answer_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}: {self.needed}"


class Standard(models.Model):
    """A Dutch standard: one subject through all its versions."""

    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    founded_by = models.CharField(max_length=ACTOR)
    founded_at = models.DateTimeField()

    class Meta:
        ordering = ["-founded_at", "-id"]

    def __str__(self) -> str:
        return self.title_en


class Version(models.Model):
    """One text of a standard. `why` says what it is for, or what it changes; `ended_why` why it no longer holds."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=State.DRAFT.value)
    products = models.TextField()
    why = models.TextField()
    made_by = models.CharField(max_length=ACTOR)
    made_at = models.DateTimeField()
    consult_from = models.DateField(null=True)
    consult_until = models.DateField(null=True)
    offered_at = models.DateTimeField(null=True)
    adopted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["standard", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "number"], name="standards_version_once"),
            models.UniqueConstraint(
                fields=["standard"], condition=models.Q(state="adopted"), name="standards_one_version_holds"
            ),
            models.UniqueConstraint(
                fields=["standard"], condition=models.Q(state="draft"), name="standards_one_draft_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(consult_from=None, consult_until=None)
                | models.Q(consult_until__gte=models.F("consult_from")),
                name="standards_consultation_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="adopted") | models.Q(adopted_at__isnull=False),
                name="standards_adopted_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard_id}.{self.number}: {self.state}"


class Line(models.Model):
    """One rule of a version; the JSON columns are plain data as text. The words are those of the day it was written."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    key = models.CharField(max_length=180)
    step = models.CharField(max_length=80)
    aspect = models.CharField(max_length=80)
    must = models.TextField()
    computed = models.TextField(blank=True)
    applies_to = models.TextField(blank=True)
    products = models.TextField()
    basis = models.TextField()
    step_nl = models.TextField()
    step_en = models.TextField()
    aspect_nl = models.TextField()
    aspect_en = models.TextField()
    rule_nl = models.TextField()
    rule_en = models.TextField()
    text_nl = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "place", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="standards_line_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.key}"


class Reaction(models.Model):
    """What the drafters did with a comment of a consultation, and why; a later one takes its place."""

    class Verdict(models.TextChoices):
        TAKEN = "taken", pgettext_lazy("the comment is", "taken over")
        PARTLY = "partly", pgettext_lazy("the comment is", "taken over in part")
        NOT = "not", pgettext_lazy("the comment is", "not taken over")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField()
    given_by = models.CharField(max_length=ACTOR)
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment"], condition=models.Q(replaced_at=None), name="standards_reaction_one_holds"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="standards_reaction_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: comment {self.comment_id}"


class Named(models.Model):
    """An association that is asked to adopt a version, and when it did."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="named")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.CharField(max_length=ACTOR, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=ACTOR, blank=True)

    class Meta:
        ordering = ["version", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation"], name="standards_named_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(adopted_at__isnull=False),
                name="standards_withdrawn_after_adopted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.version_id}"


class Acceptance(models.Model):
    """A firm accepts a version for a product; `organisation` and `proof` as with an answer."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="acceptances")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    accepted_on = models.DateField()
    note = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    proof = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=ACTOR)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "product"],
                condition=models.Q(replaced_at=None),
                name="standards_acceptance_one_holds",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation=None) & ~models.Q(proof="")
                | models.Q(organisation__isnull=False, proof=""),
                name="standards_acceptance_by_firm_or_from_proof",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} accepts {self.version_id}"


class Deviation(models.Model):
    """What a firm keeps asking in place of one line, and why."""

    acceptance = models.ForeignKey(Acceptance, on_delete=models.PROTECT, related_name="deviations")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering = ["acceptance", "line__place"]
        constraints = [
            models.UniqueConstraint(fields=["acceptance", "line"], name="standards_deviation_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="standards_deviation_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.acceptance_id} not {self.line_id}"
