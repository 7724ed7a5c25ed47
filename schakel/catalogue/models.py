# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Products, the words of the catalogue, and every authorisation there ever was."""

from django.db import models

from schakel.sources.models import Document


class Product(models.Model):
    """A product. `identity` is its file's own data; the columns repeat what pages filter on.

    A product whose file went away keeps its row and its history, with `removed_at`.
    """

    slug = models.SlugField(primary_key=True, max_length=80)
    brand = models.CharField(max_length=200)
    inn = models.TextField()
    mah = models.TextField()
    kind = models.CharField(max_length=40)
    modality = models.CharField(max_length=80)
    route_of_manufacture = models.CharField(max_length=80)
    autologous = models.BooleanField()
    status = models.CharField(max_length=20)
    authorised_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    identity = models.TextField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["brand", "slug"]

    def __str__(self) -> str:
        return self.brand


class Term(models.Model):
    """A word of the catalogue, in the order of its file."""

    section = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    data = models.TextField()

    class Meta:
        ordering = ["section", "place"]
        constraints = [models.UniqueConstraint(fields=["section", "name"], name="catalogue_term_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.name}"


class Authorisation(models.Model):
    """A central EU authorisation that there is or was, with or without a product of ours behind it.

    `number` is the EMA's product number (empty: not seen). `loaded` is what the file said at the last load, empty for
    one that came from elsewhere: where it differs from `data`, something was taken over here since.
    """

    place = models.PositiveIntegerField(unique=True)
    brand = models.CharField(max_length=200)
    number = models.CharField(max_length=20, blank=True)
    data = models.TextField()
    loaded = models.TextField(blank=True)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.brand


class Condition(models.Model):
    """A disease that products are for; `data` is its entry as its file has it, without what it cites."""

    id = models.SlugField(primary_key=True, max_length=80)
    place = models.PositiveIntegerField()
    data = models.TextField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.id


class StatusTerm(models.Model):
    """What a Dutch status is called and means, in the order of its file."""

    id = models.SlugField(primary_key=True, max_length=80)
    place = models.PositiveIntegerField()
    data = models.TextField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.id


class DutchStatus(models.Model):
    """The status in the Netherlands of a product (empty: one without a file) for an indication."""

    id = models.SlugField(primary_key=True, max_length=80)
    place = models.PositiveIntegerField()
    product = models.CharField(max_length=80, blank=True)
    status = models.ForeignKey(StatusTerm, on_delete=models.PROTECT)
    data = models.TextField()

    class Meta:
        ordering = ["place"]
        indexes = [models.Index(fields=["product"], name="catalogue_status_product")]
        verbose_name_plural = "Dutch statuses"

    def __str__(self) -> str:
        return self.id


class Share(models.Model):
    """A figure on the Netherlands that a source states."""

    id = models.SlugField(primary_key=True, max_length=80)
    place = models.PositiveIntegerField()
    data = models.TextField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.id


class Cited(models.Model):
    """What a fact of this room cites: `subject` names the kind of fact (`condition`, `status`, …), `key` its id."""

    subject = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    place = models.PositiveIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="catalogue_cited")
    section = models.TextField(blank=True)

    class Meta:
        ordering = ["subject", "key", "place"]
        constraints = [models.UniqueConstraint(fields=["subject", "key", "place"], name="catalogue_cited_place_once")]

    def __str__(self) -> str:
        return f"{self.subject}:{self.key}"


class HorizonPart(models.Model):
    """What the horizon's file says beside its entries: `section` is `kinds`, `stages`, `known` or `notes`."""

    section = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    data = models.TextField()

    class Meta:
        ordering = ["section", "place"]
        constraints = [models.UniqueConstraint(fields=["section", "name"], name="catalogue_horizon_part_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.name}"


class HorizonEntry(models.Model):
    """A product for an indication that is coming. The last columns repeat what follows from its estimates.

    `loaded` is what the file said at the last load, empty for an entry that was sent in. `begins` and `ends`: when it
    is expected, in decimal years. `patients`: the newest yearly number that no rule strikes; `struck`: how many are.
    """

    id = models.SlugField(primary_key=True, max_length=80)
    place = models.PositiveIntegerField()
    product = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=80)
    stage = models.CharField(max_length=80)
    words = models.TextField()
    data = models.TextField()
    loaded = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True)
    begins = models.FloatField(null=True)
    ends = models.FloatField(null=True)
    patients = models.FloatField(null=True)
    struck = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["begins"], name="catalogue_horizon_begins")]
        verbose_name_plural = "horizon entries"

    def __str__(self) -> str:
        return self.id


class HorizonEstimate(models.Model):
    """What was said about an entry at one time: only ever added. `gone_at`: its file no longer tells it."""

    entry = models.ForeignKey(HorizonEntry, on_delete=models.PROTECT, related_name="estimates")
    number = models.PositiveIntegerField()
    of = models.CharField(max_length=20)
    said_on = models.CharField(max_length=10)
    data = models.TextField()
    mark = models.CharField(max_length=64)
    from_file = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=220)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["said_on", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "mark"], condition=models.Q(gone_at=None), name="catalogue_estimate_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.of} {self.said_on}"


class HorizonUpload(models.Model):
    """A table that someone sent in and has to confirm: its checked rows as JSON."""

    name = models.CharField(max_length=200)
    rows = models.TextField()
    sent_by = models.CharField(max_length=220)
    sent_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return self.name
