# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who plays in every test: an editor, a reviewer, the office, a visitor without a role, a stranger not signed in.

Each is a fixture that gives a browser (`django.test.Client`); `.person` on it is who it is signed in as.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from schakel.people.models import Membership, Organisation, Person
from schakel.people.roles import EDITOR, OFFICE, REVIEWER, Role

PASSWORD = "a long enough test password"


@dataclass(frozen=True)
class Player:
    """Someone at a browser."""

    person: Person
    client: Client

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self.client.get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        return self.client.post(*args, **kwargs)


def make_person(name: str, role: Role | None = None, **fields: Any) -> Person:
    """Make a person straight in the database: no trail entry, so that tests can count their own."""
    fields.setdefault("email", f"{name.lower().replace(' ', '.')}@example.org")
    person = Person(name=name, **fields)
    person.joined = timezone.now()
    person.set_password(PASSWORD)
    person.save()
    if role is not None:
        hospital, _ = Organisation.objects.get_or_create(
            id="test-hospital", defaults={"name": "Test hospital", "kind": "hospital"}
        )
        Membership.objects.create(person=person, organisation=hospital, role=role.id, since=timezone.now())
    return person


def make_player(name: str, role: Role | None = None, **fields: Any) -> Player:
    """Make a person who is signed in."""
    player = Player(make_person(name, role, **fields), Client())
    player.client.force_login(player.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return player


@pytest.fixture
def editor(db: None) -> Player:
    return make_player("Emma Editor", EDITOR)


@pytest.fixture
def reviewer(db: None) -> Player:
    return make_player("Rolf Reviewer", REVIEWER)


@pytest.fixture
def office(db: None) -> Player:
    return make_player("Olga Office", OFFICE)


@pytest.fixture
def visitor(db: None) -> Player:
    return make_player("Victor Visitor")


@pytest.fixture
def stranger(db: None) -> Client:
    return Client()


@pytest.fixture(autouse=True)
def fresh_rate_limits() -> None:
    """Forget the attempts that an earlier test made; limits count over all tests of a process otherwise."""
    cache.clear()
