# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every write of this room: keyword-only, who does it in `by`, one transaction, the trail entry inside it."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.people.models import Membership, Organisation, Person
from schakel.people.roles import EDITOR, OFFICE, REPRESENTATIVE, REVIEWER, Role

DEMO_BY = "system:demo"
DEMO_ORGANISATIONS: tuple[tuple[str, str, str], ...] = (
    ("demo", "Demo organisation (synthetic)", Organisation.Kind.ASSOCIATION),
    ("demo-hospital", "Demo hospital (synthetic)", Organisation.Kind.HOSPITAL),
    ("demo-firm", "Demo firm (synthetic)", Organisation.Kind.FIRM),
)
DEMO_PEOPLE: tuple[tuple[str, str, Role, str], ...] = (
    ("demo-editor@example.org", "Demo editor", EDITOR, "demo"),
    ("demo-reviewer@example.org", "Demo reviewer", REVIEWER, "demo"),
    ("demo-office@example.org", "Demo office", OFFICE, "demo"),
    ("demo-association@example.org", "Demo association", REPRESENTATIVE, "demo"),
    ("demo-hospital@example.org", "Demo hospital", REPRESENTATIVE, "demo-hospital"),
    ("demo-firm@example.org", "Demo firm", REPRESENTATIVE, "demo-firm"),
)


class RefusedError(Exception):
    """The action is refused by a rule of the room; the message says which."""


@transaction.atomic
def create_organisation(*, by: str, id: str, name: str, kind: str) -> Organisation:  # noqa: A002
    """Add an organisation; `id` is its lasting slug, `kind` one of Organisation.Kind."""
    organisation = Organisation(id=id, name=name, kind=kind)
    organisation.full_clean()
    organisation.save(force_insert=True)
    record(by=by, action="organisation.create", object=f"organisation:{id}", details={"name": name, "kind": kind})
    return organisation


@transaction.atomic
def create_person(*, by: str, email: str, name: str, is_demo: bool = False) -> Person:
    """Add a person who has no password yet; the trail keeps neither the name nor the address."""
    if Person.objects.filter(email__iexact=email.strip()).exists():
        raise RefusedError(_("Someone with this address is already here."))
    person = Person(email=email.strip().lower(), name=name.strip(), is_demo=is_demo, joined=timezone.now())
    person.set_unusable_password()
    person.full_clean()
    person.save(force_insert=True)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    record(by=by, action="person.create", object=person.actor, details={"demo": is_demo})
    return person


@transaction.atomic
def grant_role(*, by: str, person: Person, organisation: Organisation, role: Role) -> Membership:
    """Give the person the role at the organisation from now on; giving what is held is refused."""
    held = person.memberships.filter(organisation=organisation, role=role.id, until__isnull=True)
    if held.exists():
        raise RefusedError(_("This person already holds that role there."))
    if person.actor == by:
        raise RefusedError(_("Nobody gives a role to themselves."))
    membership = Membership(person=person, organisation=organisation, role=role.id, since=timezone.now())
    membership.save(force_insert=True)
    details = {"role": role.id, "organisation": organisation.id}
    record(by=by, action="role.grant", object=person.actor, details=details)
    return membership


@transaction.atomic
def invite(*, by: str, email: str, name: str, organisation: Organisation, role: Role) -> Person:
    """Add a person with a first role; both or neither."""
    person = create_person(by=by, email=email, name=name)
    grant_role(by=by, person=person, organisation=organisation, role=role)
    return person


@transaction.atomic
def revoke_role(*, by: str, membership: Membership) -> Membership:
    """End a role from now on; the row stays, so who held what when can always be answered."""
    held = Membership.objects.select_for_update().get(pk=membership.pk)
    if held.until is not None:
        raise RefusedError(_("This role had already ended."))
    held.until = timezone.now()
    held.save(update_fields=["until"])
    details = {"role": held.role, "organisation": held.organisation_id}
    record(by=by, action="role.revoke", object=held.person.actor, details=details)
    return held


@transaction.atomic
def note_sign_in(*, by: str) -> None:
    """Note in the trail that someone signed in."""
    record(by=by, action="person.sign_in", object=by, details={})


@transaction.atomic
def note_trail_read(*, by: str, details: dict[str, str]) -> None:
    """Note in the trail that someone read it, and with which filter."""
    record(by=by, action="trail.read", object="trail:entries", details=details)


@transaction.atomic
def make_demo_people() -> list[Person]:
    """Add the synthetic demo people that are still missing; refused where demo accounts are switched off."""
    if not settings.SCHAKEL_DEMO:
        raise RefusedError(_("Demo people exist only where SCHAKEL_DEMO is on."))
    return [_demo_person(*row) for row in DEMO_PEOPLE]


def _demo_person(email: str, name: str, role: Role, at: str) -> Person:
    person = Person.objects.filter(email=email).first()
    if person is None:
        person = create_person(by=DEMO_BY, email=email, name=name, is_demo=True)
        grant_role(by=DEMO_BY, person=person, organisation=_demo_organisation(at), role=role)
    return person


def _demo_organisation(slug: str) -> Organisation:
    _slug, name, kind = next(one for one in DEMO_ORGANISATIONS if one[0] == slug)
    found = Organisation.objects.filter(pk=slug).first()
    return found or create_organisation(by=DEMO_BY, id=slug, name=name, kind=kind)
