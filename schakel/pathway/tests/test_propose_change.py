# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The form of a proposal: typed by the aspect, checked live by the engine, nothing lost when two write at once."""

from typing import Any

import pytest
from django.test import Client

from schakel.pathway.actions.proposals import approve, propose
from schakel.pathway.models import Proposal
from schakel.pathway.tests.editing import TEMPERATURE, current, load_small, now, saying
from schakel.values import plain
from schakel.values.located import Decimalish
from tests.cast import Player

pytestmark = pytest.mark.django_db
URL = f"/requirements/{TEMPERATURE}/propose/"
CHECK = f"/requirements/{TEMPERATURE}/check/"
EN = {"accept-language": "en"}
SOURCE = {"doc": "Example SmPC", "section": "SmPC 6.4", "version": "2", "obligation": "required"}


@pytest.fixture(autouse=True)
def facts(tmp_path) -> None:  # type: ignore[no-untyped-def]
    load_small(tmp_path)


def typed(name: str = TEMPERATURE, **fields: Any) -> dict[str, Any]:
    """What a browser would send."""
    shown = {"reason": "The new text says so.", "base": current(name).pk, "send": "1"}
    return SOURCE | {"low": "", "high": "−150", "unit": "Cel"} | shown | fields


def put(editor: Player, name: str, **fields: Any) -> Any:
    """Send the form about another requirement; give back what the proposal would ask."""
    sent = editor.post(f"/requirements/{name}/propose/", typed(name, **fields), headers=EN)
    assert sent.status_code == 302, sent.content.decode()
    return plain.loads(Proposal.objects.get().item)["must"]


def test_it_proposes_and_leads_to_the_proposal(editor: Player) -> None:
    sent = editor.post(URL, typed())
    proposal = Proposal.objects.get()
    assert sent["Location"] == f"/proposals/{proposal.pk}/"
    assert (proposal.proposed_by, proposal.base_id) == (editor.person.actor, current().pk)
    assert plain.loads(proposal.item)["must"] == {"max": -150, "unit": "Cel"}


def test_the_form_shows_what_is_there(editor: Player) -> None:
    page = editor.get(URL, headers=EN).content.decode()
    assert 'value="-120"' in page
    assert '<option value="Cel" selected>' in page
    assert 'value="Example SmPC"' in page
    assert '<option value="min"' not in page


@pytest.mark.parametrize(
    ("name", "fields", "must"),
    [
        ("alpha:preparation.thaw_method", {"values": ["dry_thaw"]}, {"one_of": ["dry_thaw"]}),
        ("alpha:preparation.thaw_method", {"values": ["water_bath"], "other": "dry_thaw"}, None),
        ("alpha:preparation.thaw_method", {"local": "on"}, {"local": True}),
        ("alpha:preparation.refreeze", {"act": "permitted"}, {"act": "permitted"}),
        (
            "alpha:preparation.max_time_after_thaw",
            {"high": "0,5", "unit": "h", "start": "thaw_start", "end": "administration_end"},
            {"max": Decimalish("0.5"), "unit": "h", "from": "thaw_start"},
        ),
    ],
)
def test_each_type_has_its_own_form(editor: Player, name: str, fields: dict[str, Any], must: Any) -> None:
    found = put(editor, name, **fields)
    assert found == (must or {"one_of": ["water_bath", "dry_thaw"]})


def test_an_end_that_a_clock_moved_stays_the_clock_s_own(editor: Player) -> None:
    name = "alpha:preparation.max_time_after_thaw"
    page = editor.get(f"/requirements/{name}/propose/").content.decode()
    assert '<option value="storage_removal" selected>' in page
    ends = {"start": "storage_removal", "end": "administration_end"}
    assert put(editor, name, high="60", unit="min", **ends) == {"max": 60, "unit": "min"}


def test_a_scope_stays_what_it_was(editor: Player) -> None:
    put(editor, "alpha:storage.temperature_frozen:weight=max 6 kg", high="-80")
    assert "applies_to" in plain.loads(Proposal.objects.get().item)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"high": "cold"}, "This is not a number"),
        ({"high": ""}, "Fill in a minimum, a maximum or both."),
        ({"low": "5", "high": "2"}, "The maximum lies below the minimum."),
        ({"unit": "min"}, "Select a valid choice"),
        ({"doc": ""}, "This field is required"),
        ({"url": "javascript:alert(1)"}, "A web address begins with"),
        ({"high": "1e999"}, "This is not a number"),
        ({"high": "NaN"}, "This is not a number"),
        ({"base": "x"}, "Enter a whole number"),
        ({"reason": ""}, "This field is required"),
        ({"high": "-120", "version": "1"}, "Nothing has changed yet"),
        ({"valid_from": "2027-01-02", "valid_to": "2027-01-01"}, "valid_to lies before valid_from"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(editor: Player, fields: dict[str, str], words: str) -> None:
    page = editor.post(URL, typed(**fields), headers=EN)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Proposal.objects.exists()


def test_who_was_overtaken_keeps_what_was_typed_and_may_send_again(editor: Player) -> None:
    mine = typed(note="My careful note")
    other = propose(by="person:8", requirement=now(), item=saying(note="Theirs"), base=current().pk, reason="x")
    approve(by="person:9", proposal=other, why="")
    page = editor.post(URL, mine, headers=EN)
    text = page.content.decode()
    assert page.status_code == 422
    assert "changed after you opened the form" in text
    assert "My careful note" in text
    assert f'name="base" value="{current().pk}"' in text
    assert editor.post(URL, mine | {"base": current().pk}).status_code == 302


def test_what_one_types_is_shown_as_words_and_never_as_markup(editor: Player) -> None:
    hostile = "<script>alert(1)</script>"
    sent = editor.post(URL, typed(note=hostile, reason=hostile, doc=hostile))
    page = editor.get(sent["Location"]).content.decode()
    assert hostile not in page
    assert page.count("&lt;script&gt;alert(1)") >= 3


def test_the_check_says_what_the_change_would_do(editor: Player) -> None:
    looking = typed(reason="")
    del looking["send"]
    page = editor.post(CHECK, looking, headers=EN).content.decode()
    assert "What this would change" in page
    assert "Comparison: Storage temperature" in page
    assert "≤\xa0−130\xa0°C" in page
    assert "≤\xa0−150\xa0°C" in page
    assert not Proposal.objects.exists()


def test_the_check_objects_while_one_types(editor: Player) -> None:
    assert "This is not a number" in editor.post(CHECK, typed(high="x"), headers=EN).content.decode()


def test_without_script_the_preview_is_a_button(editor: Player) -> None:
    sent = typed() | {"preview": "1"}
    del sent["send"]
    page = editor.post(URL, sent, headers=EN)
    assert "What this would change" in page.content.decode()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("url", [URL, CHECK])
def test_it_needs_the_permission(stranger: Client, visitor: Player, url: str) -> None:
    assert stranger.post(url, {}).status_code == 302
    assert visitor.post(url, {}).status_code == 403


@pytest.mark.parametrize("name", ["alpha:storage.nothing", "gamma:storage.temperature", "x", "a:b:c:d"])
def test_what_is_not_asked_cannot_be_changed(editor: Player, name: str) -> None:
    assert editor.get(f"/requirements/{name}/propose/").status_code == 404


def test_the_methods(editor: Player) -> None:
    assert editor.get(CHECK).status_code == 405
    assert editor.client.put(URL).status_code == 405
