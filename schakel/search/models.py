# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One row per thing that can be found, whatever room it is of."""

from django.db import models


class Entry(models.Model):
    """Title and body in both languages, and the same folded (see `folding`), in which the database looks."""

    room = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=700)
    url = models.CharField(max_length=800)
    title_nl = models.TextField()
    title_en = models.TextField()
    body_nl = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    folded_nl = models.TextField()
    folded_en = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "kind", "key"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.room}/{self.kind}/{self.key}"
