# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Organisations, initiatives, bottlenecks and events, with what each of them cites.

Rows that other rooms point at are never deleted: what left the files keeps its row, with `removed_at`.
"""

from django.db import models

from schakel.people.models import Organisation as Account
from schakel.sources.models import Document


class Term(models.Model):
    """A word: sections of terms.yaml, `themes`, `phases` and `categories`. `of`: a kind's group, a category's theme."""

    section = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    nl = models.TextField()
    en = models.TextField()
    short_nl = models.TextField(blank=True)
    short_en = models.TextField(blank=True)
    of = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["section", "place"]
        constraints = [models.UniqueConstraint(fields=["section", "name"], name="network_term_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.name}"


class City(models.Model):
    """A city and where it lies, in degrees; `country` is empty for the Netherlands."""

    name = models.CharField(max_length=120, primary_key=True)
    name_nl = models.CharField(max_length=120)
    latitude = models.FloatField()
    longitude = models.FloatField()
    country = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "cities"

    def __str__(self) -> str:
        return self.name


class Outline(models.Model):
    """A part of the schematic shape of the country: `points` is JSON, a ring of [latitude, longitude]."""

    part = models.CharField(max_length=80, primary_key=True)
    points = models.TextField()

    def __str__(self) -> str:
        return self.part


class Cited(models.Model):
    """What a fact of this room cites. `subject` and `key` say whose fact (`bottleneck`, `b01`), `part` which one."""

    subject = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    part = models.CharField(max_length=100, blank=True)
    place = models.PositiveIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="network_cited")
    section = models.TextField(blank=True)

    class Meta:
        ordering = ["subject", "key", "part", "place"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "key", "part", "place"], name="network_cited_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject}:{self.key} {self.part}".strip()


class Version(models.Model):
    """What an entry said from `recorded_at` until `replaced_at` (none: now). `data` is plain data as text.

    `subject` is `organisation` or `initiative` for what others say of it, `own` for what an organisation says itself.
    """

    subject = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    data = models.TextField()
    why = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=220)
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.CharField(max_length=220, blank=True)

    class Meta:
        ordering = ["subject", "key", "-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "key"], condition=models.Q(replaced_at=None), name="network_version_current_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}:{self.key} v{self.pk}"


class OrganisationEntry(models.Model):
    """An organisation of the field. `data` is its entry as plain data, the columns repeat what pages filter on.

    `own` is what it says itself, which no load touches; `account` is the organisation whose people keep the entry.
    `reminded_for` is the review date of which its keepers were reminded.
    `loaded` is the digest of what its file said at the last load (empty: it came in another way).
    """

    slug = models.SlugField(primary_key=True, max_length=80)
    place = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=80)
    city = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    url = models.TextField(blank=True)
    words = models.TextField(blank=True)
    data = models.TextField()
    own = models.TextField(blank=True)
    loaded = models.CharField(max_length=64, blank=True)
    review_on = models.DateField(null=True)
    reminded_for = models.DateField(null=True)
    account = models.OneToOneField(Account, null=True, on_delete=models.PROTECT, related_name="entry")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name", "slug"]
        indexes = [
            models.Index(fields=["place", "name", "slug"], name="network_organisation_place"),
            models.Index(fields=["kind", "name"], name="network_organisation_kind"),
            models.Index(fields=["city"], name="network_organisation_city"),
            models.Index(fields=["review_on"], name="network_organisation_review"),
        ]

    def __str__(self) -> str:
        return self.name


class Capability(models.Model):
    """What an organisation has or does. `own`: it says so itself, with `proof`; otherwise `Cited` holds the source."""

    organisation = models.ForeignKey(OrganisationEntry, on_delete=models.CASCADE, related_name="capabilities")
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    own = models.BooleanField(default=False)
    proof = models.TextField(blank=True)
    review_on = models.DateField(null=True)

    class Meta:
        ordering = ["organisation", "own", "place"]
        indexes = [models.Index(fields=["name", "organisation"], name="network_capability_name")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name", "own"], name="network_capability_once"),
            models.CheckConstraint(
                condition=models.Q(own=False) | ~models.Q(proof=""), name="network_own_capability_has_proof"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.name}"


class Initiative(models.Model):
    """An initiative, network or programme. `data` is its entry as plain data; `loaded` as with organisations."""

    slug = models.SlugField(primary_key=True, max_length=80)
    place = models.PositiveIntegerField(default=0)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    short_nl = models.CharField(max_length=120)
    short_en = models.CharField(max_length=120)
    level = models.CharField(max_length=80)
    words = models.TextField(blank=True)
    data = models.TextField()
    loaded = models.CharField(max_length=64, blank=True)
    review_on = models.DateField(null=True)
    reminded_for = models.DateField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "slug"]
        indexes = [models.Index(fields=["level"], name="network_initiative_level")]

    def __str__(self) -> str:
        return self.name_en


class InitiativeTag(models.Model):
    """A theme or phase (`section` is `themes` or `phases`) that an initiative works on."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="tags")
    section = models.CharField(max_length=20)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["section", "name"], name="network_tag_name")]
        constraints = [models.UniqueConstraint(fields=["initiative", "section", "name"], name="network_tag_once")]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.name}"


class Part(models.Model):
    """Who takes part in an initiative: `who` is the slug of an organisation or initiative; `as_lead`: it leads."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveIntegerField()
    who = models.CharField(max_length=80)
    as_lead = models.BooleanField()

    class Meta:
        ordering = ["initiative", "-as_lead", "place"]
        indexes = [models.Index(fields=["who"], name="network_part_who")]
        constraints = [models.UniqueConstraint(fields=["initiative", "who", "as_lead"], name="network_part_once")]

    def __str__(self) -> str:
        return f"{self.who} in {self.initiative_id}"


class Bottleneck(models.Model):
    """Something that stands in the way, as a source names it. `theme` is the one of its category: our own reading."""

    id = models.CharField(max_length=20, primary_key=True)
    place = models.PositiveIntegerField()
    category = models.CharField(max_length=80)
    theme = models.CharField(max_length=80)
    evidence = models.CharField(max_length=80)
    steps = models.JSONField(default=list)
    nl = models.TextField()
    en = models.TextField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["theme"], name="network_bottleneck_theme")]

    def __str__(self) -> str:
        return self.id

    def in_(self, lang: str) -> str:
        """Its words in `lang`."""
        return self.nl if lang.startswith("nl") else self.en


class TimelineEvent(models.Model):
    """Something that happened or was planned. `date` is a year, month or day as its source tells; empty: not told."""

    place = models.PositiveIntegerField(unique=True)
    date = models.CharField(max_length=10, blank=True)
    precision_nl = models.TextField(blank=True)
    precision_en = models.TextField(blank=True)
    nl = models.TextField()
    en = models.TextField()
    status = models.CharField(max_length=10)
    track = models.CharField(max_length=80)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.date} {self.en}"


class Statement(models.Model):
    """A sourced sentence about the whole: `section` is `national` (organisations) or `field` (initiatives)."""

    section = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    nl = models.TextField()
    en = models.TextField()

    class Meta:
        ordering = ["section", "place"]
        constraints = [models.UniqueConstraint(fields=["section", "place"], name="network_statement_place_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.place}"


class Loaded(models.Model):
    """The digest of what a part of the files said at the last load, so that the same files change nothing."""

    name = models.CharField(max_length=20, primary_key=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class Claim(models.Model):
    """Someone asks to keep an organisation's entry in its name; the office or an editor decides."""

    OPEN, APPROVED, REJECTED = "open", "approved", "rejected"

    organisation = models.ForeignKey(OrganisationEntry, on_delete=models.PROTECT, related_name="claims")
    why = models.TextField()
    asked_by = models.CharField(max_length=220)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=OPEN)
    decided_by = models.CharField(max_length=220, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "asked_by"], condition=models.Q(state="open"), name="network_claim_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_by="", decided_at=None)
                | models.Q(state__in=["approved", "rejected"], decided_at__isnull=False) & ~models.Q(decided_by=""),
                name="network_claim_decided_or_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | ~models.Q(decided_by=models.F("asked_by")),
                name="network_claim_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_by} for {self.organisation_id}: {self.state}"


class Upload(models.Model):
    """A list that someone sent in and has to confirm: checked rows as JSON; `subject` as in `Version`."""

    subject = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    rows = models.TextField()
    sent_by = models.CharField(max_length=220)
    sent_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return f"{self.subject} {self.name}"
