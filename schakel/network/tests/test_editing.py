# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Editors change entries: with a source and a reason, kept as history, until the file says something new."""

from typing import Any

import pytest
from django.test import Client

from schakel.audit.models import Entry
from schakel.network import reads
from schakel.network.actions.landscape import load_landscape
from schakel.network.tests.loaded import landscape, text
from schakel.values import plain
from tests.cast import Player

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    load_landscape(by="system:test", landscape=landscape())


def organisation_form(slug: str, **changed: str) -> dict[str, str]:
    """What the form would send back as it stands, with some fields changed."""
    row = reads.organisation(slug)
    assert row is not None
    entry = plain.loads(row.data)
    sent = {name: entry.get(name) or "" for name in ("name", "short", "kind", "city", "role", "role_nl", "url")}
    skills = entry["capabilities"]
    sent |= {"why": "seen", "cap-TOTAL_FORMS": str(len(skills) + 1), "cap-INITIAL_FORMS": str(len(skills))}
    for n, one in enumerate(skills):
        sent |= {f"cap-{n}-{key}": value for key, value in one.items()}
    return {**sent, "review_on": entry["review_on"].isoformat(), "base": plain.digest(entry), **changed}


def initiative_form(**changed: Any) -> dict[str, Any]:
    sent = {
        "name": "New net", "name_nl": "Nieuw net", "level": "national", "what": "Links.", "what_nl": "Verbindt.",
        "lead": "LUMC", "lead_nl": "LUMC", "led_by": "lumc", "partners": "umcg, gocart", "period": "2026",
        "period_nl": "2026", "themes": ["contracts", "vigilance"], "phases": ["practice"], "why": "began",
        "source_title": "Announcement", "source_url": "https://www.example.org/net",
    }  # fmt: skip
    return sent | changed


def test_a_change_is_kept_with_who_and_why(editor: Player, stranger: Client) -> None:
    sent = organisation_form("isala", role_nl="Nieuwe woorden.", why="new page", source_title="Isala: a page")
    assert editor.post("/organisations/isala/edit/", sent).status_code == 302
    now, before = reads.versions("organisation", "isala")
    assert (now.recorded_by, now.why, before.replaced_by) == (editor.person.actor, "new page", editor.person.actor)
    assert reads.cited("organisation", "isala")[0].document.title == "Isala: a page"
    assert Entry.objects.filter(action="organisation.change", object_id="isala").count() == 1
    html = stranger.get("/organisations/isala/", headers={"accept-language": "nl"}).content.decode()
    assert "Nieuwe woorden." in html
    assert "new page" in html
    assert editor.person.name not in html


def test_saving_without_a_change_leaves_no_trace(editor: Player) -> None:
    before = Entry.objects.count()
    editor.post("/organisations/isala/edit/", organisation_form("isala"))
    assert (Entry.objects.count(), len(reads.versions("organisation", "isala"))) == (before, 1)


def test_a_new_capability_needs_a_source(editor: Player) -> None:
    sent = organisation_form("umcnl", **{"cap-0-cap": "qp"})
    assert editor.post("/organisations/umcnl/edit/", sent).status_code == 422
    assert editor.post("/organisations/umcnl/edit/", sent | {"source_title": "A register"}).status_code == 302
    assert reads.citations("organisation", ["umcnl"])["umcnl"]["capability:qp"][0].document.title == "A register"


def test_the_change_holds_until_the_file_says_something_new(editor: Player) -> None:
    editor.post("/organisations/isala/edit/", organisation_form("isala", name="Isala, changed here"))
    assert load_landscape(by="system:test", landscape=landscape()).any is False
    assert reads.organisation("isala").name == "Isala, changed here"  # type: ignore[union-attr]
    newer = text("organisations", ("name: Isala,", "name: Isala klinieken,"))
    outcome = load_landscape(by="system:test", landscape=landscape(organisations=newer))
    assert outcome.overruled == ["isala"]
    assert reads.organisation("isala").name == "Isala klinieken"  # type: ignore[union-attr]
    assert len(reads.versions("organisation", "isala")) == 3


def test_a_new_initiative_closes_a_gap_on_the_map(editor: Player, stranger: Client) -> None:
    assert "5 of 15 themes" in stranger.get("/activity/", headers={"accept-language": "en"}).content.decode()
    assert editor.post("/initiatives/add/", initiative_form(slug="new-net")).status_code == 302
    assert "3 of 15 themes" in stranger.get("/activity/", headers={"accept-language": "en"}).content.decode()
    html = stranger.get("/initiatives/new-net/", headers={"accept-language": "nl"}).content.decode()
    for link in ("/organisations/lumc/", "/organisations/umcg/", "/initiatives/gocart/"):
        assert f'href="{link}"' in html
    assert load_landscape(by="system:test", landscape=landscape()).any is False
    assert reads.initiative("new-net") is not None


def test_an_initiative_is_changed_and_its_partners_in_words_stay(editor: Player) -> None:
    entry = reads.entry("initiative", "atmp-nl")
    sent = initiative_form(partners="", themes=["overview"], source_title="", base=plain.digest(entry))
    editor.post("/initiatives/atmp-nl/edit/", sent)
    row = reads.initiative("atmp-nl")
    assert row is not None
    assert [tag.name for tag in row.tags.filter(section="themes")] == ["overview"]
    assert [type(one) for one in plain.loads(row.data)["partners"]] == [dict]


@pytest.mark.parametrize(
    "wrong",
    [{"partners": "nobody-here"}, {"themes": ["nothing"]}, {"source_title": ""}, {"slug": "gocart"}, {"why": ""}],
)
def test_what_does_not_fit_is_told_at_its_field(editor: Player, wrong: dict[str, Any]) -> None:
    response = editor.post("/initiatives/add/", initiative_form(slug="new-net") | wrong)
    assert response.status_code == 422
    assert "error" in response.content.decode()
    assert reads.initiative("new-net") is None


def test_only_editors_change_entries(visitor: Player, office: Player, stranger: Client) -> None:
    for page in ("organisations/add", "organisations/lumc/edit", "initiatives/add", "initiatives/gocart/edit"):
        assert visitor.get(f"/{page}/").status_code == 403
        assert office.post(f"/{page}/", {}).status_code == 403
        assert stranger.get(f"/{page}/").status_code == 302


def test_a_follower_hears_of_a_change(visitor: Player, editor: Player) -> None:
    visitor.post("/following/follow/", {"topic": "organisation:isala", "rhythm": "daily"})
    visitor.post("/following/follow/", {"topic": "theme:contracts", "rhythm": "daily"})
    editor.post("/organisations/isala/edit/", organisation_form("isala", role="New words."))
    editor.post("/initiatives/add/", initiative_form(slug="new-net"))
    assert visitor.person.notifications.count() == 2


def test_who_comes_second_does_not_undo_who_was_first(editor: Player) -> None:
    first, second = organisation_form("isala", name="First"), organisation_form("isala", name="Second")
    assert editor.post("/organisations/isala/edit/", first).status_code == 302
    response = editor.post("/organisations/isala/edit/", second, headers={"accept-language": "en"})
    assert (response.status_code, "changed this entry meanwhile" in response.content.decode()) == (422, True)
    assert reads.organisation("isala").name == "First"  # type: ignore[union-attr]
