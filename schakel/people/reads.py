# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions about persons: which roles, which permissions. Never writes."""

from django.conf import settings
from django.db.models import Q
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
    """Return everything the person may do now, over all roles together."""
    return frozenset().union(*(role.permissions for role in roles_of(person)))
