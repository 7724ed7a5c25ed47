# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Persons, organisations and who holds which role where. What a role allows is in `roles`."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from schakel.people.roles import ROLES


class PersonManager(BaseUserManager["Person"]):
    """Finds persons by e-mail whatever its capitals; making one is an action."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with this e-mail address, compared without regard to case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who can sign in. No superuser and no staff flag: rights come from roles alone.

    `actor` is what the trail keeps instead of a name, so a name can be erased and the trail stays whole.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    joined = models.DateTimeField()

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[Sequence[str]] = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once_whatever_its_capitals"),
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        """The identifier in the trail: "person:" and the row number."""
        return f"person:{self.pk}"


class Organisation(models.Model):
    """A body that people act for; its id is a readable slug that never changes."""

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("hospital")
        FIRM = "firm", _("firm")
        ASSOCIATION = "association", _("association")
        PATIENTS = "patients", _("patients' organisation")
        AUTHORITY = "authority", _("authority")
        OFFICE = "office", _("office")

    id = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["hospital", "firm", "association", "patients", "authority", "office"]),
                name="organisation_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.name


def role_choices() -> list[tuple[str, Any]]:
    """Return the roles as choices; a function, so that a new role needs no migration."""
    return [(role.id, role.label) for role in ROLES.values()]


class Membership(models.Model):
    """A role of a person at an organisation, from `since` until before `until` (none: still held)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=role_choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(until__isnull=True),
                name="membership_held_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} @ {self.organisation_id}"
