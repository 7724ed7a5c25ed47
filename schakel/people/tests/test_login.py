# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Signing in and out, setting a password, the second step, the demo accounts."""

import re

import pytest
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import NoReverseMatch, reverse

from schakel.audit.models import Entry
from schakel.people.actions import make_demo_people
from schakel.people.models import Person
from tests.cast import PASSWORD, Player, make_person

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def log_in(client: Client, person: Person, password: str = PASSWORD, **fields: str):  # type: ignore[no-untyped-def]
    return client.post(LOGIN, {"login": person.email, "password": password, **fields})


def prove_again(client: Client) -> None:
    """Changing how one signs in asks for the password once more."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_it_signs_in_and_notes_it(stranger: Client) -> None:
    person = make_person("Person")
    response = log_in(stranger, person, next="/people/me/")
    assert (response.status_code, response["Location"]) == (302, "/people/me/")
    assert Entry.objects.get().action == "person.sign_in"
    assert "Person" in stranger.get("/people/me/").content.decode()


def test_it_does_not_lead_to_another_site(stranger: Client) -> None:
    assert log_in(stranger, make_person("Person"), next="https://evil.example/")["Location"] == reverse("home")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(stranger: Client) -> None:
    known = log_in(stranger, make_person("Known"), "wrong password here")
    unknown = log_in(stranger, Person(email="nobody@example.org"), "wrong password here")
    shown = [re.sub(r'value="[^"]*"', "", page.content.decode()) for page in (known, unknown)]
    assert shown[0] == shown[1]
    assert not Entry.objects.exists()


def test_guessing_is_slowed_down(stranger: Client) -> None:
    person = make_person("Person")
    for _ in range(6):
        log_in(stranger, person, "wrong password here")
    assert "sessionid" not in log_in(stranger, person).cookies


def test_signing_out_takes_a_post(editor: Player) -> None:
    assert editor.get("/accounts/logout/").status_code == 200
    assert editor.get("/people/me/").status_code == 200
    editor.post("/accounts/logout/")
    assert editor.get("/people/me/").status_code == 302


def test_a_link_by_mail_sets_the_password(stranger: Client, mailoutbox) -> None:  # type: ignore[no-untyped-def]
    person = make_person("Person")
    stranger.post("/accounts/password/reset/", {"email": person.email})
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)
    assert link is not None
    form = stranger.get(link[1], follow=True)
    target = form.redirect_chain[-1][0]
    new = {"password1": "another good passphrase", "password2": "another good passphrase"}
    assert stranger.post(target, new, follow=True).status_code == 200
    assert log_in(Client(), person, "another good passphrase").status_code == 302
    assert log_in(Client(), person, PASSWORD).status_code == 200


def test_a_used_link_says_so(stranger: Client) -> None:
    page = stranger.get("/accounts/password/reset/key/1-abc-def/", headers={"accept-language": "en"})
    assert "This link no longer works" in page.content.decode()


def test_mail_goes_to_known_people_only_and_never_to_demo(stranger: Client, mailoutbox) -> None:  # type: ignore[no-untyped-def]
    demo = make_person("Demo", is_demo=True)
    answers = [
        stranger.post("/accounts/password/reset/", {"email": email}).status_code
        for email in ("nobody@example.org", demo.email)
    ]
    assert answers == [302, 302]
    assert mailoutbox == []


def test_the_second_step_from_turning_on_to_signing_in(stranger: Client) -> None:
    person = make_person("Person")
    log_in(stranger, person)
    assert "/accounts/reauthenticate/" in stranger.get("/accounts/2fa/totp/activate/")["Location"]
    prove_again(stranger)
    stranger.get("/accounts/2fa/totp/activate/")
    secret = stranger.session["mfa.totp.secret"]
    page = stranger.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)}, follow=True)
    assert page.redirect_chain[-1][0] == "/accounts/2fa/recovery-codes/"
    codes = re.findall(r"<code>(\w+)</code>", page.content.decode())
    assert len(codes) == 10
    later = Client()
    assert log_in(later, person)["Location"] == "/accounts/2fa/authenticate/"
    assert later.get("/people/me/").status_code == 302
    assert later.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert later.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert later.get("/people/me/").status_code == 200


def test_the_second_step_can_be_turned_off_again(stranger: Client) -> None:
    person = make_person("Person")
    Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.TOTP,
        data={"secret": mfa_adapter().encrypt("JBSWY3DPEHPK3PXP")},
    )
    log_in(stranger, person)
    stranger.post("/accounts/2fa/authenticate/", {"code": code_for("JBSWY3DPEHPK3PXP")})
    assert stranger.get("/accounts/2fa/").status_code == 200
    prove_again(stranger)
    stranger.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_demo_accounts_are_offered_and_work(stranger: Client) -> None:
    editor, *_others = make_demo_people()
    page = stranger.get(LOGIN + "?next=/people/roles/", headers={"accept-language": "en"}).content.decode()
    assert "Continue as Demo editor" in page
    response = stranger.post(f"/accounts/demo/{editor.pk}/", {"next": "/people/roles/"})
    assert response["Location"] == "/people/roles/"
    assert Entry.objects.order_by("-index")[0].action == "person.sign_in"
    assert stranger.get("/accounts/password/change/").status_code == 403
    assert stranger.get("/accounts/2fa/").status_code == 403


def test_demo_accounts_do_not_exist_where_demo_is_off(stranger: Client, settings) -> None:  # type: ignore[no-untyped-def]
    editor, *_others = make_demo_people()
    settings.SCHAKEL_DEMO = False
    assert "Demo editor" not in stranger.get(LOGIN).content.decode()
    assert stranger.post(f"/accounts/demo/{editor.pk}/").status_code == 404


def test_the_demo_door_leads_to_nobody_else(stranger: Client, editor: Player) -> None:
    assert stranger.post(f"/accounts/demo/{editor.person.pk}/").status_code == 404
    assert stranger.get(f"/accounts/demo/{editor.person.pk}/").status_code == 405


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_confirm_email"])
def test_pages_we_do_not_use_have_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_signing_up_is_not_there(stranger: Client) -> None:
    assert stranger.post("/accounts/signup/", {"email": "x@example.org"}).status_code == 404
