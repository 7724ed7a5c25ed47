# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""An organisation keeps its own entry: claims, invitations, its own words, and reminders when a date has passed."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client

from schakel.audit.models import Entry
from schakel.cli.remind import remind as remind_command
from schakel.network import reads
from schakel.network.actions.keeping import RefusedError, decide_claim
from schakel.network.actions.landscape import load_landscape
from schakel.network.actions.reminders import remind
from schakel.network.models import Claim
from schakel.network.tests.loaded import landscape, text
from schakel.people.models import Membership, Organisation
from schakel.people.roles import REPRESENTATIVE
from tests.cast import Player, make_player

pytestmark = pytest.mark.django_db
OWN = {
    "role_nl": "Wij geven CAR T aan volwassenen.",
    "role": "We give CAR T to adults.",
    "url": "https://www.example.org",
    "review_on": "2027-06-01",
    "cap-TOTAL_FORMS": "1",
    "cap-INITIAL_FORMS": "0",
    "cap-0-cap": "gmp_facility",
    "cap-0-proof": "Vergunning 123, 2026",
    "contact-TOTAL_FORMS": "1",
    "contact-INITIAL_FORMS": "0",
    "contact-0-role_nl": "CAR T-coördinator",
    "contact-0-mail": "cart@example.org",
}


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    load_landscape(by="system:test", landscape=landscape())


@pytest.fixture
def keeper(office: Player) -> Player:
    """Someone whose claim on the LUMC was granted."""
    player = make_player("Karel Keeper")
    player.post("/organisations/lumc/claim/", {"why": "I am the quality officer."})
    office.post(f"/organisations/claims/{Claim.objects.get().pk}/", {"approve": "1"})
    return player


def test_a_granted_claim_makes_a_representative(keeper: Player, office: Player) -> None:
    held = Membership.objects.get(person=keeper.person)
    assert (held.organisation_id, held.role) == ("lumc", REPRESENTATIVE.id)
    assert Organisation.objects.get(pk="lumc").kind == "hospital"
    assert reads.organisation("lumc").account_id == "lumc"  # type: ignore[union-attr]
    assert Entry.objects.filter(action="claim.decide", actor=office.person.actor).count() == 1
    assert keeper.person.notifications.count() == 1


def test_a_refused_claim_changes_nothing_and_says_why(visitor: Player, office: Player) -> None:
    visitor.post("/organisations/lumc/claim/", {"why": "mine"})
    claim = Claim.objects.get()
    office.post(f"/organisations/claims/{claim.pk}/", {"refuse": "1"})
    claim.refresh_from_db()
    assert claim.state == Claim.OPEN, "a refusal needs a reason"
    office.post(f"/organisations/claims/{claim.pk}/", {"refuse": "1", "why": "not employed there"})
    claim.refresh_from_db()
    assert (claim.state, claim.decided_why) == (Claim.REJECTED, "not employed there")
    assert not Membership.objects.filter(person=visitor.person).exists()


def test_nobody_grants_their_own_claim(office: Player) -> None:
    office.post("/organisations/lumc/claim/", {"why": "mine"})
    with pytest.raises(RefusedError):
        decide_claim(by=office.person.actor, claim=Claim.objects.get(), approve=True)


def test_only_the_office_decides(editor: Player, visitor: Player, stranger: Client) -> None:
    visitor.post("/organisations/lumc/claim/", {"why": "mine"})
    address = f"/organisations/claims/{Claim.objects.get().pk}/"
    assert editor.post(address, {"approve": "1"}).status_code == 403
    assert visitor.get("/organisations/claims/").status_code == 403
    assert stranger.post(address, {"approve": "1"}).status_code == 302
    assert Claim.objects.get().state == Claim.OPEN


def test_what_it_says_itself_stands_beside_what_others_say(keeper: Player, stranger: Client) -> None:
    assert keeper.post("/organisations/lumc/own/", OWN).status_code == 302
    html = stranger.get("/organisations/lumc/", headers={"accept-language": "nl"}).content.decode()
    for words in ("Wij geven CAR T aan volwassenen.", "opgave van de organisatie zelf", "mailto:cart@example.org"):
        assert words in html
    assert "is eigenaar van NecstGen" in html
    assert "Vergunning 123, 2026" in html
    assert "1 juni 2027" in html


def test_no_load_touches_what_it_says_itself(keeper: Player) -> None:
    keeper.post("/organisations/lumc/own/", OWN)
    before = reads.organisation("lumc")
    name = ("name: Leids Universitair Medisch Centrum,", "name: LUMC Leiden,")
    load_landscape(by="system:test", landscape=landscape(organisations=text("organisations", name)))
    after = reads.organisation("lumc")
    assert before is not None
    assert after is not None
    assert after.name == "LUMC Leiden"
    assert (after.own, after.review_on, after.account_id) == (before.own, date(2027, 6, 1), "lumc")
    assert list(after.capabilities.filter(own=True).values_list("name", flat=True)) == ["gmp_facility"]


def test_another_organisation_is_not_there_for_its_keeper(keeper: Player, visitor: Player, editor: Player) -> None:
    assert keeper.get("/organisations/umcg/own/").status_code == 404
    assert editor.get("/organisations/lumc/own/").status_code == 403
    assert visitor.get("/organisations/lumc/own/").status_code == 403


def test_who_lost_the_role_keeps_nothing(keeper: Player) -> None:
    Membership.objects.filter(person=keeper.person).update(until=Membership.objects.get(person=keeper.person).since)
    assert keeper.post("/organisations/lumc/own/", OWN).status_code in (403, 404)
    assert reads.organisation("lumc").own == ""  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "wrong",
    [{"cap-0-proof": ""}, {"contact-0-role_nl": ""}, {"url": "javascript:alert(1)"}, {"contact-0-mail": "nobody"}],
)
def test_a_statement_without_proof_or_role_is_not_kept(keeper: Player, wrong: dict[str, str]) -> None:
    assert keeper.post("/organisations/lumc/own/", OWN | wrong).status_code == 422
    assert reads.organisation("lumc").own == ""  # type: ignore[union-attr]


def test_the_office_invites_someone_to_keep_it(office: Player, editor: Player) -> None:
    assert editor.get("/organisations/mumc/invite/").status_code == 403
    sent = {"name": "Nora New", "email": "nora@example.org"}
    response = office.post("/organisations/mumc/invite/", sent)
    assert (response.status_code, "/password/reset/key/" in response.content.decode()) == (201, True)
    assert Membership.objects.get(person__email="nora@example.org").organisation_id == "mumc"
    again = office.post("/organisations/umcg/invite/", sent)
    assert again.status_code == 201
    assert Membership.objects.filter(person__email="nora@example.org").count() == 2


def test_reminders_go_to_the_keeper_and_to_editors_once(keeper: Player, editor: Player) -> None:
    keeper.post("/organisations/lumc/own/", OWN)
    before = keeper.person.notifications.count()
    assert remind(by="system:test", today=date(2027, 5, 1)).entries == 0
    assert remind(by="system:test", today=date(2027, 6, 2)).entries == 1
    assert keeper.person.notifications.count() == before + 1
    assert editor.person.notifications.count() == 0
    later = remind(by="system:test", today=date(2028, 1, 1))
    assert later.entries == reads.organisations().count() + reads.initiatives().count() - 1
    assert editor.person.notifications.count() == 1
    assert remind(by="system:test", today=date(2028, 1, 1)).entries == 0
    assert mail.outbox == []


def test_the_command_may_run_every_day(capsys: pytest.CaptureFixture[str], editor: Player) -> None:
    row = reads.organisation("lumc")
    assert row is not None
    row.review_on = date(2020, 1, 1)
    row.save()
    for told in ("1 entry has passed", "0 entries have passed"):
        remind_command()
        assert told in capsys.readouterr().out
    assert editor.person.notifications.count() == 1


def test_an_entry_past_its_date_says_so(stranger: Client) -> None:
    row = reads.organisation("lumc")
    assert row is not None
    row.review_on = date(2020, 1, 1)
    row.save()
    for address in ("/organisations/lumc/", "/organisations/?past=1"):
        html = stranger.get(address, headers={"accept-language": "nl"}).content.decode()
        assert "had al herzien moeten zijn" in html
