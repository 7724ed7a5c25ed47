# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions about persons: which roles, which permissions. Never writes."""

from collections.abc import Iterable

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from schakel.people.models import Person
from schakel.people.permissions import Permission
from schakel.people.roles import ROLES, VISITOR, Role


def roles_of(person: Person) -> list[Role]:
    """Return the roles held now, in the order of the list; a visitor when there is none.

    A demo person holds no role, not even visitor, where demo accounts are switched off.
    """
    if not person.is_active or (person.is_demo and not settings.SCHAKEL_DEMO):
        return []
    now = timezone.now()
    held = set(
        person.memberships.filter(Q(until__isnull=True) | Q(until__gt=now), since__lte=now).values_list(
            "role", flat=True
        )
    )
    return [role for role in ROLES.values() if role.id in held] or [VISITOR]


def permissions_of(person: Person) -> frozenset[Permission]:
    """Return everything the person may do now, over all roles together.

    A demo account is shared by many, so nobody may put a password or a second step on it.
    """
    held: frozenset[Permission] = frozenset().union(*(role.permissions for role in roles_of(person)))
    return held - {Permission.ACCOUNT_SECURE} if person.is_demo else held


def demo_people() -> list[Person]:
    """Return the demo people that the login page may offer; none where demo accounts are switched off."""
    return list(Person.objects.filter(is_demo=True, is_active=True)) if settings.SCHAKEL_DEMO else []


def demo_person(id: int) -> Person | None:  # noqa: A002
    """Return one demo person, or None when it is not there or not offered."""
    return next((person for person in demo_people() if person.pk == id), None)


def members_of(organisations: Iterable[str], permission: Permission | None = None) -> list[Person]:
    """Return who holds a role at one of these organisations now; with a permission, a role that gives it."""
    roles = [role.id for role in ROLES.values() if permission is None or permission in role.permissions]
    now = timezone.now()
    ended = Q(memberships__until__isnull=True) | Q(memberships__until__gt=now)
    held = {"memberships__organisation__in": list(organisations), "memberships__role__in": roles}
    return list(Person.objects.filter(ended, is_active=True, memberships__since__lte=now, **held).distinct())


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Return the present name behind each trail identifier; an erased or system actor keeps its own."""
    known = set(actors)
    parts = [actor.partition(":") for actor in known]
    ids = [int(row) for kind, _, row in parts if kind == "person" and row.isdecimal()]
    persons = Person.objects.filter(pk__in=ids)
    return {actor: actor for actor in known} | {person.actor: person.name for person in persons}


def password_path(person: Person) -> str:
    """Return the path where the person sets a password; works once, and for a limited time."""
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return reverse("account_reset_password_from_key", kwargs=key)
