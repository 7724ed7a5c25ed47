# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Proposing what is not asked yet: chosen from the vocabulary, judged like a file, decided by another."""

from typing import Any

import pytest
from django.test import Client

from schakel.pathway import reads
from schakel.pathway.actions.proposals import StaleError, approve, propose_new
from schakel.pathway.engine.change import requirement_in
from schakel.pathway.models import Proposal
from schakel.pathway.tests.editing import load_small
from tests.cast import Player

pytestmark = pytest.mark.django_db
CHOICE = "/products/beta/propose/"
URL = f"{CHOICE}?aspect=storage.temperature_frozen"
NAME = "beta:storage.temperature_frozen"
EN = {"accept-language": "en"}
SOURCE = {"doc": "Beta SmPC", "section": "SmPC 6.4"}


@pytest.fixture(autouse=True)
def facts(tmp_path) -> None:  # type: ignore[no-untyped-def]
    load_small(tmp_path)


def typed(**fields: Any) -> dict[str, Any]:
    told = {"low": "", "high": "-60", "unit": "Cel", "obligation": "required", "base": 0, "reason": "It says so."}
    return SOURCE | told | {"send": "1"} | fields


def said() -> dict[str, Any]:
    must = {"max": -60, "unit": "Cel"}
    return {"step": "storage", "aspect": "temperature_frozen", "must": must, "source": dict(SOURCE)}


def test_one_chooses_what_is_not_asked_yet(editor: Player) -> None:
    page = editor.get(CHOICE, headers=EN).content.decode()
    assert 'href="?aspect=storage.temperature_frozen"' in page
    assert 'href="?aspect=storage.temperature"' not in page


def test_it_is_proposed_approved_and_then_asked(editor: Player, reviewer: Player) -> None:
    sent = editor.post(URL, typed())
    proposal = Proposal.objects.get()
    assert sent["Location"] == f"/proposals/{proposal.pk}/"
    assert requirement_in(reads.facts(), "beta", NAME) is None
    page = reviewer.get(sent["Location"], headers=EN).content.decode()
    assert "≤\xa0−60\xa0°C" in page
    assert editor.get(f"/requirements/{NAME}/").status_code == 404
    assert reviewer.post(f"{sent['Location']}approve/", {"why": ""}).status_code == 302
    assert requirement_in(reads.facts(), "beta", NAME) is not None
    assert "One version so far" in editor.get(f"/requirements/{NAME}/", headers=EN).content.decode()
    assert reviewer.get(sent["Location"]).status_code == 200


def test_what_it_would_do_shows_while_one_types(editor: Player) -> None:
    looking = typed(reason="")
    del looking["send"]
    page = editor.post(URL, looking, headers=EN | {"hx-request": "true"}).content.decode()
    assert "Comparison:" in page
    assert "Checklist:" in page
    assert "<html" not in page
    assert not Proposal.objects.exists()


def test_of_two_that_propose_the_same_the_second_is_overtaken(reviewer: Player) -> None:
    first, second = (propose_new(by=by, product="beta", item=said(), reason="x") for by in ("person:8", "person:9"))
    approve(by="person:7", proposal=first, why="")
    with pytest.raises(StaleError):
        approve(by="person:7", proposal=second, why="")
    assert "can no longer be approved" in reviewer.get(f"/proposals/{second.pk}/", headers=EN).content.decode()
    with pytest.raises(StaleError):
        propose_new(by="person:8", product="beta", item=said(), reason="x")


def test_what_is_asked_already_leads_to_its_change(editor: Player) -> None:
    answer = editor.get(f"{CHOICE}?aspect=storage.temperature")
    assert answer["Location"] == "/requirements/beta:storage.temperature/propose/"


@pytest.mark.parametrize("wrong", [{"high": ""}, {"unit": "min"}, {"doc": ""}, {"reason": ""}, {"valid_from": "x"}])
def test_what_is_wrong_is_said_and_nothing_is_kept(editor: Player, wrong: dict[str, str]) -> None:
    assert editor.post(URL, typed(**wrong)).status_code == 422
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "address", ["/products/gamma/propose/", f"{CHOICE}?aspect=storage.nothing", f"{CHOICE}?aspect="]
)
def test_the_missing(editor: Player, address: str) -> None:
    assert editor.get(address).status_code == 404


def test_it_needs_the_permission(stranger: Client, visitor: Player, editor: Player) -> None:
    assert stranger.get(URL).status_code == 302
    assert visitor.get(URL).status_code == 403
    assert editor.client.put(URL).status_code == 405
