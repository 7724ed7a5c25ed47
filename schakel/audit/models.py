# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The trail as rows. Identifiers are text, never keys to other rooms: what they point at may go, the history stays.

Rows are added and never changed. Three things hold that: these classes refuse, triggers in the database refuse
(`migrations/_append_only.py`), and whoever passes both changes a hash that others hold a signed checkpoint of.
"""

from typing import Any, NoReturn

from django.db import models

from schakel.audit.engine.merkle import HASH_SIZE


class AppendOnly(Exception):  # noqa: N818 - it states the rule that was about to be broken
    """History is added to, never changed."""


def _refuse() -> NoReturn:
    raise AppendOnly("the trail is only added to: a correction is a new entry")


class AppendOnlyRows(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()


class AppendOnlyModel(models.Model):
    objects = AppendOnlyRows.as_manager()

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """Where every way of saving one row ends up: only a new row passes, and only as an INSERT."""
        if not self._state.adding:
            _refuse()
        super().save_base(*args, **(kwargs | {"force_insert": True}))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()


class Entry(AppendOnlyModel):
    """One line of the trail. `body` holds the bytes that were hashed; the other columns repeat it for searching."""

    index = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=220)
    action = models.CharField(max_length=100)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=200)
    body = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=HASH_SIZE)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "-index"], name="audit_entry_object"),
            models.Index(fields=["actor", "-index"], name="audit_entry_actor"),
            models.Index(fields=["action", "-index"], name="audit_entry_action"),
            models.Index(fields=["at"], name="audit_entry_at"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(index__gte=0), name="audit_entry_index_counts")]

    def __str__(self) -> str:
        return f"{self.index} {self.action} {self.object}"

    @property
    def object(self) -> str:
        return f"{self.object_type}:{self.object_id}"


class Personal(models.Model):
    """A name that an entry commits to. The one part that may be erased: the commitment stays, the name goes."""

    index = models.BigIntegerField()
    name = models.CharField(max_length=60)
    salt = models.BinaryField()
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "name"], name="audit_personal_once")]

    def __str__(self) -> str:
        return f"{self.name} of entry {self.index}"


class Subtree(AppendOnlyModel):
    """Hash over 256**level entries, as the tiles above the leaves hold it: so no proof reads the whole trail."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=HASH_SIZE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="audit_subtree_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Head(models.Model):
    """The one row that moves: how many entries there are and the right edge of their tree (`Frontier`)."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    size = models.BigIntegerField(default=0)
    edge = models.BinaryField(default=bytes)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_only_one")]

    def __str__(self) -> str:
        return f"{self.size} entries"


class Checkpoint(AppendOnlyModel):
    """A signed statement of size and root, as published. `key` is the verifier key that checks `note`."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=220)
    note = models.TextField()
    key = models.TextField()

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"
