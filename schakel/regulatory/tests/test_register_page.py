# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of the register: reading, writing, closed fields, two people at once."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from schakel.audit.models import Entry as TrailEntry
from schakel.following.actions import follow
from schakel.pathway.tests.written_facts import DATA
from schakel.regulatory.actions import warn_of_ends
from schakel.regulatory.load import load
from schakel.regulatory.models import RegisterEntry
from schakel.search.models import Entry as SearchEntry
from tests.cast import Player

pytestmark = pytest.mark.django_db

SECRET = "between the two of us"


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "key": "HE-1",
        "kind": "hospital_exemption",
        "name": "Synthetic cells",
        "name_nl": "Kunstcellen",
        "status": "running",
        "allowed": "10",
        "per": "year",
        "end": "2099-12-31",
        "treated": "9",
        "remarks": SECRET,
        "source_title": "A letter",
        "why": "first entry",
        **fields,
    }


@pytest.fixture
def held(editor: Player) -> RegisterEntry:
    response = editor.post("/register/add/", typed())
    assert response.status_code == 302, response.content.decode()
    return RegisterEntry.objects.get(key="HE-1")


def test_the_files_load_once(stranger: Client) -> None:
    assert load(DATA)
    before = TrailEntry.objects.count()
    assert load(DATA) == []
    assert TrailEntry.objects.count() == before
    html = stranger.get("/register/").content.decode()
    assert "Tumorinfiltrerende lymfocyten (TIL)" in html
    assert (
        "CAR T made in the hospital pharmacy"
        in stranger.get("/register/?q=umc+groningen", headers={"accept-language": "en"}).content.decode()
    )


def test_a_stranger_reads_the_open_fields_only(held: RegisterEntry, stranger: Client) -> None:
    for address in ("/register/", "/register/HE-1/", "/register/?format=csv", "/register/?format=json"):
        text = stranger.get(address, headers={"accept-language": "en"}).content.decode()
        assert "Synthetic cells" in text
        assert SECRET not in text, address
        assert "90 %" not in text, address
    (shown,) = json.loads(stranger.get("/register/?format=json").content)["entries"]
    assert "treated" not in shown
    assert not SearchEntry.objects.filter(body_en__contains=SECRET).exists()
    assert SECRET not in " ".join(str(entry.__dict__) for entry in TrailEntry.objects.all())


def test_who_searches_for_exemptions_in_general_finds_them(held: RegisterEntry) -> None:
    found = SearchEntry.objects.get(kind="register", key=held.key)
    assert "ziekenhuisvrijstelling" in found.body_nl
    assert "hospital exemption" in found.body_en


def test_the_keeper_reads_them_too(held: RegisterEntry, editor: Player) -> None:
    html = editor.get("/register/HE-1/", headers={"accept-language": "nl"}).content.decode()
    assert SECRET in html
    assert "90 % van de plaatsen is gebruikt" in html


def test_taking_the_closed_fields_along_is_noted(held: RegisterEntry, editor: Player, visitor: Player) -> None:
    before = TrailEntry.objects.count()
    assert SECRET in editor.get("/register/closed.csv").content.decode()
    assert TrailEntry.objects.count() == before + 1
    assert visitor.get("/register/closed.csv").status_code == 403


def test_a_change_is_a_version(held: RegisterEntry, editor: Player, stranger: Client) -> None:
    change = typed(base="1", remarks="another secret", holder="Synthetic hospital", why="the holder was found")
    assert editor.post("/register/HE-1/change/", change).status_code == 302
    held.refresh_from_db()
    assert (held.number, held.holder) == (2, "Synthetic hospital")
    assert [one.number for one in held.versions.all()] == [2, 1]
    html = stranger.get("/register/HE-1/", headers={"accept-language": "en"}).content.decode()
    assert "Synthetic hospital" in html
    assert "secret" not in html.replace("Synthetic", "")
    assert "the holder was found" not in html, "who and why is for who signs in"
    assert "another secret" in editor.get("/register/HE-1/").content.decode()


def test_the_second_of_two_is_told(held: RegisterEntry, editor: Player) -> None:
    assert editor.post("/register/HE-1/change/", typed(base="1", holder="A")).status_code == 302
    late = editor.post("/register/HE-1/change/", typed(base="1", holder="B"), headers={"accept-language": "en"})
    assert late.status_code == 422
    assert "changed or added by someone else" in late.content.decode()
    assert 'value="B"' in late.content.decode(), "what was typed stays"
    held.refresh_from_db()
    assert held.holder == "A"


def test_saving_the_same_again_changes_nothing(held: RegisterEntry, editor: Player) -> None:
    again = editor.post("/register/HE-1/change/", typed(base="1"), headers={"accept-language": "en"})
    assert again.status_code == 422
    assert "Nothing has changed yet" in again.content.decode()
    assert editor.post("/register/add/", typed()).status_code == 422, "the key is taken"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"start": "2099-12-31", "end": "2026-01-01"}, "The end lies before the start."),
        ({"per": ""}, "Give the number of patients allowed"),
        ({"key": "a b"}, "Use letters, digits"),
        ({"source_title": ""}, "This field is required"),
        ({"url": "javascript:alert(1)"}, "begins with https://"),
        ({"name": "a\x00b"}, "Null characters"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(editor: Player, wrong: dict[str, str], told: str) -> None:
    response = editor.post("/register/add/", typed(**wrong), headers={"accept-language": "en"})
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not RegisterEntry.objects.exists()


def test_a_later_load_keeps_what_was_changed_here_and_closed_fields(editor: Player) -> None:
    load(DATA)
    row = RegisterEntry.objects.get(key="he-til-nki-avl")
    shown = row.value.model_dump(exclude_none=True)
    sites = "\n".join(shown.pop("sites"))
    change = {**shown, "sites": sites, "treated": "3", "source_title": "A letter", "why": "x", "base": "1"}
    assert editor.post(f"/register/{row.key}/change/", change).status_code == 302
    load(DATA)
    row.refresh_from_db()
    assert (row.number, row.value.treated) == (2, 3)


def test_who_follows_is_told_once_that_it_ends(held: RegisterEntry, visitor: Player) -> None:
    follow(person=visitor.person, topic="register:HE-1")
    soon = date(2099, 11, 1)
    assert warn_of_ends(by="system:test", today=date(2099, 1, 1)) == []
    assert warn_of_ends(by="system:test", today=soon) == ["HE-1"]
    assert warn_of_ends(by="system:test", today=soon) == []
    titles = [one.title_en for one in visitor.person.notifications.all()]
    assert "Synthetic cells: ends on 2099-12-31" in titles


def test_doors(visitor: Player, stranger: Client, held: RegisterEntry) -> None:
    for address in ("/register/add/", "/register/HE-1/change/", "/register/imports/"):
        assert stranger.get(address).status_code == 302
        assert visitor.get(address).status_code == 403
    assert stranger.get("/register/nothing/").status_code == 404
    assert stranger.post("/register/").status_code == 405
