# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of working groups. Each asks the engine whether this person may, inside the transaction that does it.

The trail keeps identifiers and numbers, never names, texts or declared interests.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.contributions.actions import attach
from schakel.following.actions import announce, notify
from schakel.groups import reads
from schakel.groups.engine.seats import Act
from schakel.groups.models import (
    Decision,
    Group,
    GroupDocument,
    GroupDocumentVersion,
    Meeting,
    MeetingVersion,
    Seat,
)
from schakel.people.models import Organisation, Person
from schakel.search.actions import change
from schakel.values import plain

ROOM = "groups"


class RefusedError(Exception):
    """A rule of working groups forbids it; the message is for the reader."""


@transaction.atomic
def found_group(
    *,
    by: Person,
    slug: str,
    names: Mapping[str, str],
    mandates: Mapping[str, str],
    closed: bool,
    organisation: Organisation,
) -> Group:
    """Founds a group; who founds it takes the first seat, as its chair. `names` and `mandates` by language."""
    if Group.objects.filter(slug=slug).exists():
        # Also of a closed group: the short name is taken, which says no more than a random word would.
        raise RefusedError(_("This short name is taken. Choose another."))
    now = timezone.now()
    group = Group.objects.create(
        slug=slug,
        name=names["nl"],
        name_en=names["en"],
        mandate=mandates["nl"],
        mandate_en=mandates["en"],
        closed=closed,
        founded_at=now,
    )
    Seat.objects.create(
        group=group, person=by, organisation=organisation, role=Seat.Role.CHAIR, invited_at=now, since=now
    )
    _record(by, "group.found", group, {"closed": closed})
    _tell(group, by, _both("Werkgroep opgericht: %s", "Working group founded: %s", group))
    _index(group)
    return group


@transaction.atomic
def change_group(
    *, by: Person, group: Group, names: Mapping[str, str], mandates: Mapping[str, str], closed: bool
) -> Group:
    """Changes name, mandate, and whether the group is closed."""
    row = _held(by, group, "manage")
    row.name, row.name_en, row.mandate, row.mandate_en = names["nl"], names["en"], mandates["nl"], mandates["en"]
    row.closed = closed
    row.save()
    _record(by, "group.change", row, {"closed": closed})
    _index(row)
    return row


@transaction.atomic
def end_group(*, by: Person, group: Group) -> Group:
    """Ends the group: everything stays to be read, nothing can be added."""
    row = _held(by, group, "manage")
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    _record(by, "group.end", row, {})
    return row


@transaction.atomic
def invite(*, by: Person, group: Group, email: str, organisation: Organisation, role: str) -> None:
    """Offers a seat to whoever has this address. Nothing comes back that tells whether someone has."""
    row = _held(by, group, "manage")
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None or row.seats.filter(person=person, until__isnull=True).exists():
        return
    seat = Seat.objects.create(
        group=row, person=person, organisation=organisation, role=role, invited_at=timezone.now()
    )
    _record(by, "seat.offer", row, {"seat": seat.pk, "role": role})
    nl, en = _both("Uitnodiging voor werkgroep %s", "Invitation to working group %s", row)
    notify(person=person, title_nl=nl, title_en=en, url="/groups/")


@transaction.atomic
def answer_invitation(*, by: Person, seat: Seat, accept: bool) -> Seat:
    """Takes or declines a seat that was offered to this very person; answering again changes nothing."""
    row = Seat.objects.select_for_update().get(pk=seat.pk)
    if row.person_id != by.pk:
        raise RefusedError(_("This invitation is for someone else."))
    if row.since is not None or row.until is not None:
        return row
    now = timezone.now()
    row.since, row.until = (now, None) if accept else (None, now)
    row.save(update_fields=["since", "until"])
    _record(by, "seat.take" if accept else "seat.decline", row.group, {"seat": row.pk})
    return row


@transaction.atomic
def change_seat(*, by: Person, seat: Seat, role: str) -> Seat:
    """Gives a seat another role; the last chair keeps the chair."""
    _held(by, seat.group, "manage")
    row = _seat(seat)
    if row.role == Seat.Role.CHAIR != role:
        _refuse_last_chair(row)
    row.role = role
    row.save(update_fields=["role"])
    _record(by, "seat.change", row.group, {"seat": row.pk, "role": role})
    return row


@transaction.atomic
def end_seat(*, by: Person, seat: Seat) -> Seat:
    """Ends a seat: one's own, or with the right to manage anyone's."""
    row = _seat(seat)
    if row.person_id != by.pk:
        _held(by, row.group, "manage")
    if row.role == Seat.Role.CHAIR:
        _refuse_last_chair(row)
    row.until = timezone.now()
    row.save(update_fields=["until"])
    _record(by, "seat.end", row.group, {"seat": row.pk})
    return row


@transaction.atomic
def declare_interests(*, by: Person, group: Group, text: str) -> Seat:
    """Says which interests one has that touch the mandate; empty text says: none."""
    seat = reads.held().select_for_update().filter(group=group, person=by).first()
    if seat is None:
        raise RefusedError(_("You have no seat in this group."))
    seat.interests, seat.interests_on = text.strip(), timezone.now()
    seat.save(update_fields=["interests", "interests_on"])
    _record(by, "seat.declare", group, {"seat": seat.pk, "none": not seat.interests})
    return seat


@transaction.atomic
def plan_meeting(*, by: Person, group: Group, fields: Mapping[str, Any]) -> Meeting:
    """Plans a meeting; `fields` are title, starts, ends, place, agenda."""
    row = _held(by, group, "write")
    meeting = Meeting.objects.create(group=row, changed_at=timezone.now(), **fields)
    _record(by, "meeting.plan", row, {"meeting": meeting.pk})
    _tell(row, by, _both("Vergadering gepland: %s", "Meeting planned: %s", row), f"meetings/{meeting.pk}/")
    return meeting


@transaction.atomic
def change_meeting(*, by: Person, meeting: Meeting, base: int, fields: Mapping[str, Any]) -> Meeting:
    """Changes a meeting, its minutes too. `base` is the sequence that the writer was shown; what stood is kept."""
    group = _held(by, meeting.group, "write")
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.sequence != base:
        raise RefusedError(_("Someone else changed this meeting meanwhile. Look at it again; your text is still here."))
    names = ("title", "place", "agenda", "minutes", "cancelled")
    before = {name: getattr(row, name) for name in names}
    days = {"starts": row.starts.isoformat(), "ends": row.ends.isoformat()}
    MeetingVersion.objects.create(
        meeting=row, number=row.sequence, data=plain.dumps({**before, **days}), by=by.actor, at=timezone.now()
    )
    for name, value in fields.items():
        setattr(row, name, value)
    row.sequence, row.changed_at = row.sequence + 1, timezone.now()
    row.save()
    changed = sorted(name for name in fields if name in before and before[name] != fields[name])
    _record(by, "meeting.change", group, {"meeting": row.pk, "fields": changed})
    return row


@transaction.atomic
def note_decision(
    *,
    by: Person,
    group: Group,
    text: str,
    votes: str,
    decided_on: date,
    meeting: Meeting | None,
    replaces: Decision | None,
) -> Decision:
    """Notes a decision; one that takes the place of another marks that one as replaced, once."""
    row = _held(by, group, "decide")
    number = (row.decisions.aggregate(last=Max("number"))["last"] or 0) + 1
    if replaces is not None and (replaces.group_id != row.pk or replaces.replaced_by_id is not None):
        raise RefusedError(_("That decision was replaced already."))
    decision = Decision.objects.create(
        group=row, number=number, text=text, votes=votes, decided_on=decided_on, meeting=meeting
    )
    if replaces is not None:
        replaces.replaced_by = decision
        replaces.save(update_fields=["replaced_by"])
    _record(by, "decision.note", row, {"number": number, "replaces": replaces.number if replaces else None})
    _tell(row, by, _both("Besluit van %s", "Decision of %s", row), f"#decision-{number}")
    _index(row)
    return decision


@transaction.atomic
def put_document(
    *, by: Person, group: Group, title: str, name: str, content: bytes, note: str, document: GroupDocument | None = None
) -> GroupDocumentVersion:
    """Adds a document, or a version to it; the file is checked as every upload is."""
    row = _held(by, group, "write")
    if document is not None and document.group_id != row.pk:
        raise RefusedError(_("This document belongs to another group."))
    document = document or GroupDocument.objects.create(group=row, title=title)
    attachment = attach(author=by, subject=f"group:{row.slug}", name=name, content=content)
    number = (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = GroupDocumentVersion.objects.create(
        document=document, number=number, attachment=attachment, note=note, by=by, at=timezone.now()
    )
    _record(by, "document.put", row, {"document": document.pk, "number": number})
    return version


@transaction.atomic
def withdraw_document(*, by: Person, document: GroupDocument) -> GroupDocument:
    """Takes a document off the list; its versions stay for the record."""
    group = _held(by, document.group, "write")
    document.withdrawn_at = timezone.now()
    document.save(update_fields=["withdrawn_at"])
    _record(by, "document.withdraw", group, {"document": document.pk})
    return document


def _index(group: Group) -> None:
    """Brings what the search box finds of the group up to date; of a closed one that is nothing."""
    change(room=ROOM, kind="group", key=group.slug, entry=reads.indexed(group))


def _held(by: Person, group: Group, act: Act) -> Group:
    """The group, locked, when this person may do this in it."""
    row = Group.objects.select_for_update().get(pk=group.pk)
    if not reads.allows(row, by, act):
        raise RefusedError(_("Your seat in this group does not allow that, or the group has ended."))
    return row


def _seat(seat: Seat) -> Seat:
    row = Seat.objects.select_for_update().get(pk=seat.pk)
    if row.until is not None:
        raise RefusedError(_("This seat was given up already."))
    return row


def _refuse_last_chair(seat: Seat) -> None:
    others = reads.held().filter(group=seat.group, role=Seat.Role.CHAIR).exclude(pk=seat.pk)
    if not others.exists():
        raise RefusedError(_("A group keeps a chair: give the chair to someone else first."))


def _record(by: Person, action: str, group: Group, details: Mapping[str, Any], at: datetime | None = None) -> None:
    record(by=by.actor, action=action, object=f"group:{group.slug}", details=details, at=at)


def _both(nl: str, en: str, group: Group) -> tuple[str, str]:
    return nl % group.name, en % group.name_en


def _tell(group: Group, by: Person, titles: tuple[str, str], tail: str = "") -> None:
    """Tells members and followers; of a closed group nobody but its members."""
    only = [seat.person for seat in reads.seats_of(group)] if group.closed else None
    address = f"/groups/{group.slug}/{tail}"
    nl, en = titles
    announce(topics=[f"group:{group.slug}"], title_nl=nl, title_en=en, url=address, by=by.actor, only=only)
