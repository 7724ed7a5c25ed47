# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""News that editors write, with its history; and the plain texts as their file has them."""

from django.db import models


class PlainFile(models.Model):
    """A file of plain texts as it was loaded; `digest` is SHA-256 in hex over it."""

    name = models.CharField(primary_key=True, max_length=80)
    text = models.TextField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class NewsItem(models.Model):
    """News as it is now. English may be empty: the Dutch is then shown, marked as Dutch. Texts are Markdown."""

    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    text_nl = models.TextField()
    text_en = models.TextField(blank=True)
    topics = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["state", "-published_at"], name="public_news_published")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="public_published_news_has_date",
            )
        ]

    def __str__(self) -> str:
        return self.title_nl


class NewsVersion(models.Model):
    """What a news item said from `at` on, and who wrote it. Only added to."""

    item = models.ForeignKey(NewsItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    text_nl = models.TextField()
    text_en = models.TextField(blank=True)
    topics = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=State.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=220)

    class Meta:
        ordering = ["item", "-number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="public_news_version_once")]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"
