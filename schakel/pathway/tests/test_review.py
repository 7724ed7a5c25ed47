# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The queue, the page of a proposal, the decision; and the page where the history of a requirement stands."""

from typing import Any

import pytest
from django.test import Client

from schakel.pathway.actions.proposals import approve, propose
from schakel.pathway.models import Proposal
from schakel.pathway.tests.editing import TEMPERATURE, current, load_small, now, saying
from tests.cast import Player

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}
REQUIREMENT = f"/requirements/{TEMPERATURE}/"


@pytest.fixture(autouse=True)
def facts(tmp_path) -> None:  # type: ignore[no-untyped-def]
    load_small(tmp_path)


def put(by: str = "person:77", **said: Any) -> Proposal:
    said = said or {"must": {"max": -150, "unit": "Cel"}}
    return propose(by=by, requirement=now(), item=saying(**said), base=current().pk, reason="The text changed.")


def url(proposal: Proposal, tail: str = "") -> str:
    return f"/proposals/{proposal.pk}/{tail}"


def test_a_reviewer_sees_before_after_effect_and_reason_and_approves(editor: Player, reviewer: Player) -> None:
    proposal = put(editor.person.actor)
    page = reviewer.get(url(proposal), headers=EN).content.decode()
    for words in ("≤\xa0−120\xa0°C", "≤\xa0−150\xa0°C", "The text changed.", "Emma Editor", "What this would change"):
        assert words in page
    sent = reviewer.post(url(proposal, "approve/"), {"why": "Read."})
    assert sent["Location"] == url(proposal)
    after = reviewer.get(url(proposal), headers=EN).content.decode()
    assert "approved" in after
    assert "Rolf Reviewer" in after
    assert "Approve</button>" not in after


def test_a_reviewer_cannot_decide_on_their_own(reviewer: Player) -> None:
    proposal = put(reviewer.person.actor)
    assert "Approve</button>" not in reviewer.get(url(proposal), headers=EN).content.decode()
    answer = reviewer.post(url(proposal, "approve/"), {"why": "mine"}, headers=EN)
    assert answer.status_code == 422
    assert "A second person decides" in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == Proposal.OPEN


def test_rejecting_asks_for_words(reviewer: Player) -> None:
    proposal = put()
    assert reviewer.post(url(proposal, "reject/"), {"why": ""}).status_code == 422
    assert reviewer.post(url(proposal, "reject/"), {"why": "Not so."}).status_code == 302
    assert "Not so." in reviewer.get(url(proposal)).content.decode()


def test_an_overtaken_proposal_says_so_and_can_only_be_rejected(reviewer: Player) -> None:
    proposal = put(note="late")
    approve(by="person:9", proposal=put("person:8"), why="")
    page = reviewer.get(url(proposal), headers=EN).content.decode()
    assert "can no longer be approved" in page
    assert "Approve</button>" not in page
    assert reviewer.post(url(proposal, "approve/"), {"why": ""}).status_code == 422
    assert reviewer.post(url(proposal, "reject/"), {"why": "overtaken"}).status_code == 302


def test_the_proposer_withdraws_and_nobody_else(editor: Player, reviewer: Player) -> None:
    proposal = put(editor.person.actor)
    reviewer.post(url(proposal, "withdraw/"))
    proposal.refresh_from_db()
    assert proposal.state == Proposal.OPEN
    assert "Withdraw</button>" in editor.get(url(proposal), headers=EN).content.decode()
    editor.post(url(proposal, "withdraw/"))
    proposal.refresh_from_db()
    assert proposal.state == Proposal.WITHDRAWN


def test_the_queue_tells_mine_from_what_waits_for_me(editor: Player, reviewer: Player) -> None:
    put(editor.person.actor)
    mine = editor.get("/proposals/", headers=EN).content.decode()
    theirs = reviewer.get("/proposals/", headers=EN).content.decode()
    assert "Nothing waits." in mine
    assert "Alpha: Storage temperature" in mine
    assert "You proposed nothing yet" in theirs
    assert "Emma Editor" in theirs


@pytest.mark.parametrize("tail", ["", "approve/", "reject/", "withdraw/"])
def test_it_needs_the_permission(stranger: Client, visitor: Player, tail: str) -> None:
    proposal = put()
    for client, status in ((stranger, 302), (visitor, 403)):
        answer = client.post(url(proposal, tail)) if tail else client.get(url(proposal))
        assert answer.status_code == status


def test_an_editor_does_not_decide(editor: Player) -> None:
    assert editor.post(url(put(), "approve/"), {"why": ""}).status_code == 403


def test_the_methods_and_the_missing(reviewer: Player) -> None:
    assert reviewer.get(url(put(), "approve/")).status_code == 405
    assert reviewer.post("/proposals/").status_code == 405
    assert reviewer.get("/proposals/999/").status_code == 404
    assert reviewer.post("/proposals/999/approve/").status_code == 404


def test_a_requirement_shows_every_version_and_what_waits(stranger: Client, editor: Player, reviewer: Player) -> None:
    approve(by=reviewer.person.actor, proposal=put(editor.person.actor), why="")
    put(editor.person.actor, note="more")
    page = stranger.get(REQUIREMENT, headers=EN).content.decode()
    assert "2 versions so far" in page
    assert "≤\xa0−120\xa0°C" in page
    assert "loaded from the fact files" in page
    assert "Waits for a second person" in page
    assert "Emma Editor" not in page
    assert "proposed by Emma Editor, approved by Rolf Reviewer" in editor.get(REQUIREMENT, headers=EN).content.decode()


def test_only_an_editor_is_offered_to_propose(stranger: Client, editor: Player, visitor: Player) -> None:
    offer = "Propose a change</a>"
    assert offer in editor.get(REQUIREMENT, headers=EN).content.decode()
    assert offer not in visitor.get(REQUIREMENT, headers=EN).content.decode()
    assert "Log in to propose a change" in stranger.get(REQUIREMENT, headers=EN).content.decode()


def test_a_scope_in_the_address_is_found(stranger: Client) -> None:
    page = stranger.get("/requirements/alpha:storage.temperature_frozen:weight=max 6 kg/")
    assert page.status_code == 200
    assert stranger.post(REQUIREMENT).status_code == 405
    assert stranger.get("/requirements/alpha:storage.nothing/").status_code == 404


def test_a_source_is_proposed_and_approved_for_all_that_cite_it(editor: Player, reviewer: Player) -> None:
    address = f"/sources/{now().citation.document.key}/propose/"
    assert "9 facts cite it" in editor.get(address, headers=EN).content.decode()
    sent = editor.post(address, {"doc": "Example SmPC", "version": "3", "reason": "New edition."})
    page = reviewer.get(sent["Location"], headers=EN).content.decode()
    assert "Facts that cite it" in page
    reviewer.post(f"{sent['Location']}approve/", {"why": "Read all."})
    assert now().citation.document.version == "3"
    assert reviewer.get(sent["Location"]).status_code == 200


def test_a_source_proposal_needs_the_permission_and_a_source(editor: Player, visitor: Player) -> None:
    address = f"/sources/{now().citation.document.key}/propose/"
    assert visitor.get(address).status_code == 403
    assert editor.get("/sources/0000000000000000/propose/").status_code == 404
    assert editor.post(address, {"doc": "", "reason": ""}).status_code == 422
    assert editor.post(address, {"doc": "Example SmPC", "version": "1", "reason": "x"}).status_code == 422
