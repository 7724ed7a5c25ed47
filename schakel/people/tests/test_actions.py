# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of this room: each leaves a trail entry, and without the entry there is no write."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from schakel.audit.models import Entry
from schakel.people import actions
from schakel.people.models import Membership, Organisation, Person
from schakel.people.roles import EDITOR, REVIEWER
from tests.cast import make_person

pytestmark = pytest.mark.django_db
BY = "person:1000"


def hospital() -> Organisation:
    return actions.create_organisation(by=BY, id="umc-test", name="UMC Test", kind="hospital")


def trail() -> list[str]:
    return list(Entry.objects.order_by("index").values_list("action", flat=True))


def test_inviting_makes_a_person_with_a_role_and_no_password() -> None:
    organisation = hospital()
    person = actions.invite(by=BY, email=" New@Example.org ", name="New", organisation=organisation, role=EDITOR)
    assert person.email == "new@example.org"
    assert not person.has_usable_password()
    assert [(m.role, m.organisation_id) for m in person.memberships.all()] == [("editor", "umc-test")]
    assert trail() == ["organisation.create", "person.create", "role.grant"]


def test_the_trail_keeps_no_name_and_no_address() -> None:
    actions.create_person(by=BY, email="secret@example.org", name="Secret Name")
    kept = "".join(str(vars(entry)) for entry in Entry.objects.all())
    assert "secret" not in kept.lower()


def test_an_address_is_used_once_whatever_its_capitals() -> None:
    actions.create_person(by=BY, email="a@example.org", name="A")
    with pytest.raises(actions.RefusedError):
        actions.create_person(by=BY, email="A@EXAMPLE.org", name="B")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person("C", email="A@example.ORG")


@pytest.mark.parametrize(("email", "name"), [("no address", "A"), ("a@example.org", " ")])
def test_a_person_has_an_address_and_a_name(email: str, name: str) -> None:
    with pytest.raises(ValidationError):
        actions.create_person(by=BY, email=email, name=name)


def test_a_role_is_given_once() -> None:
    person, organisation = make_person("Person"), hospital()
    actions.grant_role(by=BY, person=person, organisation=organisation, role=EDITOR)
    with pytest.raises(actions.RefusedError):
        actions.grant_role(by=BY, person=person, organisation=organisation, role=EDITOR)
    assert person.memberships.count() == 1


def test_nobody_gives_a_role_to_themselves() -> None:
    person = make_person("Person")
    with pytest.raises(actions.RefusedError):
        actions.grant_role(by=person.actor, person=person, organisation=hospital(), role=REVIEWER)


def test_an_ended_role_stays_on_record_and_can_be_given_again() -> None:
    person, organisation = make_person("Person"), hospital()
    first = actions.grant_role(by=BY, person=person, organisation=organisation, role=EDITOR)
    actions.revoke_role(by=BY, membership=first)
    with pytest.raises(actions.RefusedError):
        actions.revoke_role(by=BY, membership=first)
    actions.grant_role(by=BY, person=person, organisation=organisation, role=EDITOR)
    assert Membership.objects.filter(person=person).count() == 2
    assert trail()[-3:] == ["role.grant", "role.revoke", "role.grant"]


def test_without_a_trail_entry_nothing_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = hospital()

    def broken(**_: object) -> None:
        raise OSError("no trail")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(OSError, match="no trail"):
        actions.invite(by=BY, email="n@example.org", name="N", organisation=organisation, role=EDITOR)
    assert not Person.objects.filter(email="n@example.org").exists()


def test_demo_people_are_made_once() -> None:
    first = actions.make_demo_people()
    assert [person.name for person in first if person.is_demo] == [name for _email, name, *_rest in actions.DEMO_PEOPLE]
    assert actions.make_demo_people() == first
    assert Person.objects.count() == len(actions.DEMO_PEOPLE)


def test_demo_people_are_refused_where_demo_is_off(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SCHAKEL_DEMO = False
    with pytest.raises(actions.RefusedError):
        actions.make_demo_people()
    assert not Person.objects.exists()
