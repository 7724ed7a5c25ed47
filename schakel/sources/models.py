# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Documents: one row per document in one version. What is cited where stands with the facts of higher rooms."""

from django.db import models

from schakel.sources.engine.citation import Document as DocumentValue


class Document(models.Model):
    """A document in one version; never changed, since a fact was checked against exactly it. Empty: not known."""

    key = models.CharField(max_length=16, unique=True)
    title = models.TextField()
    version = models.TextField(blank=True)
    url = models.TextField(blank=True)
    jurisdiction = models.TextField(blank=True)
    second_best = models.TextField(blank=True)

    class Meta:
        ordering = ["title", "version", "key"]

    def __str__(self) -> str:
        return f"{self.title} {self.version}".strip()

    @property
    def value(self) -> DocumentValue:
        """The document as the engines know it."""
        return DocumentValue(
            self.title, self.version or None, self.url or None, self.jurisdiction or None, self.second_best or None
        )
