# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The office's pages, and my own."""

import re

import pytest
from django.test import Client

from schakel.people.models import Membership, Person
from tests.cast import Player, make_person

pytestmark = pytest.mark.django_db
PERSONS = "/people/persons/"
NEW = {"name": "New Person", "email": "new@example.org", "organisation": "test-hospital", "role": "editor"}


def test_the_office_adds_someone_who_then_sets_a_password(office: Player, stranger: Client) -> None:
    page = office.post(PERSONS, NEW)
    assert page.status_code == 201
    link = re.search(r"http://testserver(/accounts/password/reset/key/[^<\s]+)", page.content.decode())
    assert link is not None
    form = stranger.get(link[1], follow=True)
    passwords = {"password1": "a very long passphrase", "password2": "a very long passphrase"}
    stranger.post(form.redirect_chain[-1][0], passwords)
    logged_in = stranger.post("/accounts/login/", {"login": NEW["email"], "password": "a very long passphrase"})
    assert logged_in.status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"email": "OLGA.office@example.org"}, {"role": "visitor"}, {"organisation": "nowhere"}, {"name": " "}]
)
def test_what_is_wrong_is_said_and_nothing_is_saved(office: Player, wrong: dict[str, str]) -> None:
    assert office.post(PERSONS, NEW | wrong).status_code == 422
    assert Person.objects.count() == 1


def test_a_role_is_given_and_ended(office: Player) -> None:
    person = make_person("Person")
    url = f"{PERSONS}{person.pk}/"
    grant = {"organisation": "test-hospital", "role": "reviewer"}
    assert office.post(url, grant)["Location"] == url
    assert office.post(url, grant).status_code == 422
    held = Membership.objects.get(person=person)
    office.post(f"/people/memberships/{held.pk}/end/")
    office.post(f"/people/memberships/{held.pk}/end/")
    held.refresh_from_db()
    assert held.until is not None


def test_the_office_cannot_promote_itself(office: Player) -> None:
    grant = {"organisation": "test-hospital", "role": "reviewer"}
    assert office.post(f"{PERSONS}{office.person.pk}/", grant).status_code == 422


@pytest.mark.parametrize("path", [PERSONS, f"{PERSONS}1/"])
def test_only_the_office_comes_in(path: str, stranger: Client, reviewer: Player) -> None:
    assert stranger.get(path).status_code == 302
    assert reviewer.get(path).status_code == 403


def test_ending_takes_a_post_by_the_office(office: Player, reviewer: Player) -> None:
    held = Membership.objects.get(person=reviewer.person)
    url = f"/people/memberships/{held.pk}/end/"
    assert office.get(url).status_code == 405
    assert reviewer.post(url).status_code == 403
    assert office.post("/people/memberships/999/end/").status_code == 404
    assert office.get(f"{PERSONS}999/").status_code == 404


def test_my_page_says_who_i_am_and_what_i_may(editor: Player, stranger: Client) -> None:
    page = editor.get("/people/me/", headers={"accept-language": "en"}).content.decode()
    assert "Emma Editor" in page
    assert "Test hospital" in page
    assert "propose a change to a requirement" in page
    assert "read the trail" not in page
    assert stranger.get("/people/me/").status_code == 302
    assert editor.post("/people/me/").status_code == 405
