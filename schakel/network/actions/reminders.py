# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reminders: who keeps an entry hears once when its review date has passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from schakel.audit.actions import record
from schakel.following.actions import notify
from schakel.network.models import Initiative, OrganisationEntry
from schakel.people.models import Person
from schakel.people.permissions import Permission
from schakel.people.roles import REPRESENTATIVE, ROLES


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many entries were told of for the first time, and how many persons heard."""

    entries: int
    persons: int


@transaction.atomic
def remind(*, by: str, today: date | None = None, at: datetime | None = None) -> Reminded:
    """Tells the keepers of entries past their review date; a second run the same day tells nobody anything."""
    today, at = today or timezone.localdate(), at or timezone.now()
    organisations, initiatives = (_due(model, today) for model in (OrganisationEntry, Initiative))
    told: set[int] = set()
    for row in organisations.exclude(account=None):
        told |= _tell_keepers(row, at)
    loose = organisations.filter(account=None).count() + initiatives.count()
    if loose:
        told |= _tell_editors(loose, at)
    entries = organisations.count() + initiatives.count()
    organisations.update(reminded_for=F("review_on"))
    initiatives.update(reminded_for=F("review_on"))
    if entries:
        record(by=by, action="network.remind", object="landscape:all", details={"entries": entries}, at=at)
    return Reminded(entries, len(told))


def _due(model: type[OrganisationEntry] | type[Initiative], today: date) -> QuerySet[OrganisationEntry | Initiative]:
    fresh = Q(reminded_for=None) | Q(reminded_for__lt=F("review_on"))
    return model._default_manager.filter(fresh, removed_at=None, review_on__lt=today).order_by()


def _tell_keepers(row: OrganisationEntry, at: datetime) -> set[int]:
    held = {"memberships__organisation": row.account, "memberships__role": REPRESENTATIVE.id}
    keepers = Person.objects.filter(**held, memberships__until=None, is_active=True).distinct()
    return _tell(
        keepers, at, f"/organisations/{row.slug}/own/",
        f"Bekijk de vermelding van {row.name} opnieuw: haar datum is voorbij",
        f"Look at the entry of {row.name} again: its review date has passed",
    )  # fmt: skip


def _tell_editors(count: int, at: datetime) -> set[int]:
    roles = [role.id for role in ROLES.values() if Permission.NETWORK_EDIT in role.permissions]
    editors = Person.objects.filter(memberships__role__in=roles, memberships__until=None, is_active=True).distinct()
    return _tell(
        editors, at, "/organisations/?past=1",
        f"{count} vermeldingen in het netwerk zijn voorbij hun datum",
        f"{count} entries of the network are past their review date",
    )  # fmt: skip


def _tell(persons: Iterable[Person], at: datetime, url: str, nl: str, en: str) -> set[int]:
    found = list(persons)
    for person in found:
        notify(person=person, title_nl=nl, title_en=en, url=url, at=at)
    return {person.pk for person in found}
