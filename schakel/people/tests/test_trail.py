# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The trail page, its proofs and its checkpoint."""

import json

import pytest
from django.db import transaction
from django.test import Client

from schakel.audit.actions import record, sign_checkpoint
from schakel.audit.engine.document import inclusion
from schakel.audit.engine.proof import verify_inclusion
from schakel.audit.models import Entry
from tests.cast import Player

pytestmark = pytest.mark.django_db
URL = "/people/trail/"
EN = {"accept-language": "en"}


def add(count: int, **fields: str) -> None:
    with transaction.atomic():
        for number in range(count):
            line = {"by": "person:1", "action": "thing.do", "object": f"thing:{number}"} | fields
            record(**line, details={"number": number})


@pytest.fixture
def signing_key(settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.SCHAKEL_LOG_KEY = tmp_path / "key.pem"


def test_it_shows_who_did_what_and_notes_that_it_was_read(reviewer: Player) -> None:
    add(1, by=reviewer.person.actor)
    page = reviewer.get(URL, headers=EN).content.decode()
    assert "Rolf Reviewer" in page
    assert "thing:0" in page
    last = Entry.objects.order_by("-index")[0]
    assert (last.action, last.actor) == ("trail.read", reviewer.person.actor)


def test_it_filters(reviewer: Player) -> None:
    add(1, object="thing:alpha")
    add(1, object="thing:beta", action="other.act", by="system:load")
    for query, seen in (("object=thing:alpha", "alpha"), ("actor=system:load", "beta"), ("action=other", "beta")):
        page = reviewer.get(f"{URL}?{query}").content.decode()
        unseen = "beta" if seen == "alpha" else "alpha"
        assert f"thing:{seen}</a>" in page
        assert f"thing:{unseen}</a>" not in page


def test_it_filters_by_day(reviewer: Player) -> None:
    add(1)
    assert "thing:0</a>" in reviewer.get(f"{URL}?since=2020-01-01&until=2099-12-31").content.decode()
    assert "thing:0</a>" not in reviewer.get(f"{URL}?until=2020-01-01").content.decode()


def test_it_goes_on_in_pages(reviewer: Player, settings) -> None:  # type: ignore[no-untyped-def]
    settings.SCHAKEL_PAGE_SIZE = 3
    add(5)
    first = reviewer.get(f"{URL}?object=thing", headers=EN).content.decode()
    assert "thing:4</a>" in first
    assert "thing:1</a>" not in first
    assert "?object=thing&amp;before=2" in first
    second = reviewer.get(f"{URL}?object=thing&before=2").content.decode()
    assert "thing:1</a>" in second


def test_a_senseless_filter_is_refused_in_words(reviewer: Player) -> None:
    assert reviewer.get(f"{URL}?since=yesterday").status_code == 422


def test_it_needs_the_permission(stranger: Client, visitor: Player, editor: Player, office: Player) -> None:
    assert stranger.get(URL).status_code == 302
    assert visitor.get(URL).status_code == editor.get(URL).status_code == 403
    assert office.get(URL).status_code == 200


def test_it_rejects_other_methods(reviewer: Player) -> None:
    assert reviewer.post(URL).status_code == 405


@pytest.mark.usefixtures("signing_key")
def test_a_proof_holds_against_the_signed_checkpoint(reviewer: Player) -> None:
    add(5)
    checkpoint = sign_checkpoint(by="system:test")
    add(2)
    response = reviewer.get(f"{URL}3/proof.json")
    claim = inclusion(response.content)
    assert claim.size == 5
    assert verify_inclusion(claim).ok
    assert json.loads(response.content)["checkpoint"] == checkpoint.note


def test_a_proof_exists_before_anything_is_signed(reviewer: Player) -> None:
    add(2)
    assert verify_inclusion(inclusion(reviewer.get(f"{URL}1/proof.json").content)).ok


def test_there_is_no_proof_of_what_is_not_there(reviewer: Player) -> None:
    assert reviewer.get(f"{URL}99999999999999999999999/proof.json").status_code == 404


def test_outsiders_may_keep_the_checkpoint(stranger: Client, settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert stranger.get(f"{URL}checkpoint.txt").status_code == 404
    settings.SCHAKEL_LOG_KEY = tmp_path / "key.pem"
    add(1)
    checkpoint = sign_checkpoint(by="system:test")
    assert stranger.get(f"{URL}checkpoint.txt").content.decode() == checkpoint.note
