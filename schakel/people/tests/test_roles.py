# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What roles add up to, and the page that shows it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schakel.people.models import Membership
from schakel.people.permissions import WORDS, Permission
from schakel.people.reads import permissions_of, roles_of
from schakel.people.roles import EDITOR, OFFICE, REVIEWER, ROLES, VISITOR
from tests.cast import Player, make_person

pytestmark = pytest.mark.django_db


def test_every_permission_has_words_and_a_role() -> None:
    held = frozenset().union(*(role.permissions for role in ROLES.values()))
    assert set(WORDS) == set(Permission) == held


def test_without_a_role_someone_is_a_visitor() -> None:
    assert roles_of(make_person("Victor")) == [VISITOR]


def test_roles_add_up() -> None:
    person = make_person("Both", EDITOR)
    Membership.objects.create(person=person, organisation_id="test-hospital", role=OFFICE.id, since=timezone.now())
    assert permissions_of(person) == EDITOR.permissions | OFFICE.permissions


def test_a_role_counts_only_while_it_is_held() -> None:
    person = make_person("Past", REVIEWER)
    now = timezone.now()
    person.memberships.update(since=now - timedelta(days=2), until=now - timedelta(days=1))
    Membership.objects.create(
        person=person, organisation_id="test-hospital", role=EDITOR.id, since=now + timedelta(days=1)
    )
    assert roles_of(person) == [VISITOR]


def test_who_is_no_longer_active_may_nothing() -> None:
    assert permissions_of(make_person("Gone", REVIEWER, is_active=False)) == frozenset()


def test_a_demo_person_may_not_own_the_shared_account(settings) -> None:  # type: ignore[no-untyped-def]
    person = make_person("Demo", EDITOR, is_demo=True)
    assert permissions_of(person) == EDITOR.permissions - {Permission.ACCOUNT_SECURE}
    settings.SCHAKEL_DEMO = False
    assert permissions_of(person) == frozenset()


def test_the_page_names_every_role_and_permission(stranger, client) -> None:  # type: ignore[no-untyped-def]
    page = stranger.get("/people/roles/", headers={"accept-language": "en"})
    text = page.content.decode()
    assert page.status_code == 200
    assert all(str(role.label) in text for role in ROLES.values())
    assert text.count("<tr>") >= len(Permission)


def test_the_office_does_not_change_facts(office: Player) -> None:
    assert Permission.REQUIREMENT_REVIEW not in permissions_of(office.person)
    assert Permission.REQUIREMENT_PROPOSE not in permissions_of(office.person)
