# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The first person of an installation comes from the command."""

import pytest
from django.test import Client

from schakel.cli.tests.run import Runner
from schakel.people.models import Organisation, Person
from schakel.people.reads import roles_of
from schakel.people.roles import OFFICE

pytestmark = pytest.mark.django_db
FIRST = ("people", "invite", "olga@example.org", "Olga")
NEW = ("--organisation", "our-office", "--organisation-name", "Our office")


def test_it_adds_the_office_and_prints_where_the_password_is_set(schakel: Runner) -> None:
    ran = schakel(*FIRST, *NEW)
    assert ran.code == 0
    assert roles_of(Person.objects.get()) == [OFFICE]
    assert Client().get(ran.out.strip()).status_code == 302


@pytest.mark.parametrize(
    "arguments",
    [
        (*FIRST, "--organisation", "unknown"),
        (*FIRST, *NEW, "--role", "visitor"),
        (*FIRST, *NEW, "--kind", "club"),
        ("people", "invite", "no address", "Olga", *NEW),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_kept(schakel: Runner, arguments: tuple[str, ...]) -> None:
    ran = schakel(*arguments)
    assert ran.code == 2
    assert ran.err.startswith("schakel: ")
    assert ran.err.count("\n") == 1
    assert not Person.objects.exists()
    assert not Organisation.objects.exists()


def test_an_address_is_added_once(schakel: Runner) -> None:
    schakel(*FIRST, *NEW)
    assert schakel(*FIRST, *NEW).code == 2
    assert Person.objects.count() == 1
