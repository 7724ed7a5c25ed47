# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What pages ask about working groups. A closed group is found by its members only; for others it is not there."""

from collections.abc import Sequence

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from schakel.groups.engine.seats import Act, Held, Lack, Role, lacks, may
from schakel.groups.models import Group, GroupDocument, GroupDocumentVersion, Seat
from schakel.people.models import Person
from schakel.search.actions import Indexed

SALT = "schakel.groups.calendar"


def held() -> QuerySet[Seat]:
    """The seats that are taken now: accepted, and not given up."""
    return Seat.objects.filter(since__isnull=False, until__isnull=True)


def groups_for(person: Person | None) -> QuerySet[Group]:
    """The groups that this person may know of."""
    if person is None:
        return Group.objects.filter(closed=False)
    mine = held().filter(group=OuterRef("pk"), person=person)
    return Group.objects.filter(Q(closed=False) | Exists(mine))


def group_for(person: Person | None, slug: str) -> Group | None:
    """One group, None where it is not there for this person."""
    return groups_for(person).filter(slug=slug).first()


def role_of(group: Group, person: Person | None) -> Role | None:
    """The role that the person has in the group now."""
    if person is None:
        return None
    seat = held().filter(group=group, person=person).first()
    return seat.role if seat else None  # type: ignore[return-value]


def allows(group: Group, person: Person | None, act: Act) -> bool:
    """Whether the person may do this in the group now."""
    return may(role_of(group, person), act, closed=group.closed, ended=group.ended_at is not None)


def seats_of(group: Group) -> list[Seat]:
    """Who sits in the group now, the chair first."""
    order = {name: place for place, name in enumerate(Seat.Role.values)}
    found = held().filter(group=group).select_related("person", "organisation")
    return sorted(found, key=lambda seat: (order[seat.role], seat.organisation.name, seat.pk))


def lacks_of(seats: Sequence[Seat]) -> tuple[Lack, ...]:
    """What the group's composition lacks."""
    return lacks([Held(seat.role, seat.organisation.kind, seat.interests_on is not None) for seat in seats])  # type: ignore[arg-type]


def invitations_of(person: Person) -> QuerySet[Seat]:
    """The seats that this person was offered and has not answered."""
    return Seat.objects.filter(person=person, since__isnull=True, until__isnull=True).select_related("group")


def documents_of(group: Group) -> QuerySet[GroupDocument]:
    """The documents that stand, with their versions."""
    found = GroupDocument.objects.filter(group=group, withdrawn_at__isnull=True)
    return found.prefetch_related("versions__attachment", "versions__by")


def version_of(group: Group, document: int, number: int) -> GroupDocumentVersion | None:
    """One version of a document of this very group; a document of another group is not there."""
    rows = GroupDocumentVersion.objects.filter(document__group=group, document__withdrawn_at__isnull=True)
    return rows.filter(document=document, number=number).select_related("attachment").first()


def calendar_token(seat: Seat) -> str:
    """A key for calendar programs, which cannot sign in. It works as long as the seat is held."""
    return signing.dumps(seat.pk, salt=SALT)


def group_of_token(token: str) -> Group | None:
    """The group of a key; None when the key is not ours or its seat was given up."""
    try:
        number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    seat = held().filter(pk=number).select_related("group").first()
    return seat.group if seat else None


def subject(key: str, person: Person | None) -> str | None:
    """The address of the page where comments about a group stand; None where it is not there for this person."""
    group = group_for(person, key)
    return f"/groups/{group.slug}/" if group else None


def indexed(group: Group) -> Indexed | None:
    """What the search box finds of a group: an open one with its decisions."""
    if group.closed:
        return None
    decisions = " · ".join(group.decisions.values_list("text", flat=True))
    nl, en = f"{group.mandate} · {decisions}", f"{group.mandate_en} · {decisions}"
    return Indexed("group", group.slug, f"/groups/{group.slug}/", group.name, group.name_en, nl, en)
