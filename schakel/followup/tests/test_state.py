# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may say how something stands; that it is proven; that two people at once see each other."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from schakel.audit.models import Entry
from schakel.contributions.models import Attachment
from schakel.following.models import Happening, HappeningTopic
from schakel.followup.actions.state import Proof, RefusedError, StaleError, set_state
from schakel.followup.engine.progress import State, state_on
from schakel.followup.load import load
from schakel.followup.models import Change, Item
from schakel.followup.reads import entries
from schakel.network.load import load as load_network
from schakel.network.models import OrganisationEntry
from schakel.pathway.tests.written_facts import DATA
from schakel.people.models import Membership, Organisation
from schakel.people.roles import REPRESENTATIVE
from tests.cast import Player, make_person, make_player

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDRESS = "/followup/a08/"
PAGE_OF_TEXT = b"Letter of 1 December 2022 about the renewed assessment framework.\n"


@pytest.fixture
def item(db: None) -> Item:
    load_network(Path(DATA))
    load(Path(DATA))
    return Item.objects.get(pk="a08")


@pytest.fixture
def keeper(item: Item) -> Player:
    """Someone who speaks for the organisation that should act."""
    account = Organisation.objects.create(id="zin-account", name="Zorginstituut", kind="authority")
    OrganisationEntry.objects.filter(pk="zorginstituut").update(account=account)
    player = make_player("Karin Keeper")
    Membership.objects.create(person=player.person, organisation=account, role=REPRESENTATIVE.id, since=timezone.now())
    return player


def answer(**more: object) -> dict[str, object]:
    return {"seen": 0, "state": "under_way", "happened_on": "", "url": "", "proof": "", "note": "", **more}


def send(player: Player, **more: object) -> int:
    return int(player.post(f"{ADDRESS}state/", answer(**more)).status_code)


def test_who_speaks_for_the_owner_says_how_it_stands(keeper: Player, item: Item) -> None:
    assert b"state-form" in keeper.get(ADDRESS).content
    assert send(keeper, url="https://example.org/letter", happened_on="2022-10-01", note="Begun") == 302
    line = item.changes.get()
    assert (line.state, line.happened_on, line.by) == ("under_way", date(2022, 10, 1), keeper.person.actor)
    item.refresh_from_db()
    assert (item.state, item.version) == ("under_way", 1)
    assert Entry.objects.filter(action="followup.state", object_id="a08").count() == 1


def test_it_is_news_for_who_follows_it_or_its_bottleneck(editor: Player, item: Item) -> None:
    send(editor)
    happening = Happening.objects.latest("id")
    assert "bezig" in happening.title_nl
    topics = set(HappeningTopic.objects.filter(happening=happening).values_list("topic", flat=True))
    assert topics == {"action:a08", "bottleneck:b63"}


def test_others_may_not(item: Item, visitor: Player) -> None:
    stranger = Client()
    assert b"state-form" not in visitor.get(ADDRESS).content
    assert send(visitor) == 403
    assert stranger.post(f"{ADDRESS}state/", answer()).status_code == 302
    other = make_player("Otto Other", REPRESENTATIVE)
    assert send(other) == 403
    assert not item.changes.exists()


def test_a_role_that_ended_gives_nothing(keeper: Player, item: Item) -> None:
    Membership.objects.filter(person=keeper.person).update(until=timezone.now())
    assert send(keeper) == 403


def test_a_hospital_does_not_speak_for_all_of_them(item: Item) -> None:
    account = Organisation.objects.create(id="lumc-account", name="LUMC", kind="hospital")
    OrganisationEntry.objects.filter(pk="lumc").update(account=account)
    player = make_player("Lea Lumc")
    Membership.objects.create(person=player.person, organisation=account, role=REPRESENTATIVE.id, since=timezone.now())
    assert player.post("/followup/r03/state/", answer()).status_code == 403


def test_done_is_shown_not_said(editor: Player, item: Item) -> None:
    assert send(editor, state="done") == 422
    with pytest.raises(RefusedError):
        set_state(by="person:1", item=item, seen=0, state=State.DONE)
    assert send(editor, state="done", proof="Letter of 1 December 2022") == 302


def test_a_file_proves_it_and_everyone_may_open_it(editor: Player, item: Item) -> None:
    file = SimpleUploadedFile("letter.txt", PAGE_OF_TEXT)
    assert send(editor, state="done", file=file) == 302
    attachment = Attachment.objects.get(subject="action:a08")
    address = f"{ADDRESS}files/{attachment.pk}/"
    assert address.encode() in Client().get(ADDRESS).content
    response = Client().get(address)
    assert response.content == PAGE_OF_TEXT
    assert response["Content-Disposition"].startswith("attachment")
    assert Client().get(f"/followup/a09/files/{attachment.pk}/").status_code == 404


def test_a_file_that_is_no_document_is_refused(editor: Player, item: Item) -> None:
    assert send(editor, state="done", file=SimpleUploadedFile("a.exe", b"MZ\x00")) == 422
    assert not item.changes.exists()


def test_a_second_click_is_harmless(editor: Player, item: Item) -> None:
    assert [send(editor, proof="letter", state="done") for _ in range(2)] == [302, 302]
    assert item.changes.count() == 1


def test_the_second_of_two_people_sees_what_the_first_said(editor: Player, reviewer: Player, item: Item) -> None:
    assert send(editor, note="Begun in October") == 302
    response = reviewer.post(f"{ADDRESS}state/", answer(state="planned", note="My own words"))
    assert response.status_code == 409
    page = response.content.decode()
    assert "Begun in October" in page
    assert "My own words" in page
    assert 'name="seen" value="1"' in page
    assert item.changes.count() == 1
    assert send(reviewer, seen=1, state="planned") == 302
    assert [line.state for line in item.changes.order_by("number")] == ["under_way", "planned"]


def test_stale_tells_the_lines_in_between(item: Item) -> None:
    set_state(by="person:1", item=item, seen=0, state=State.PLANNED, at=AT)
    with pytest.raises(StaleError) as told:
        set_state(by="person:2", item=item, seen=0, state=State.STOPPED, at=AT)
    assert [line.state for line in told.value.since] == ["planned"]


def test_a_stranger_reads_that_a_person_said_it_not_which(item: Item) -> None:
    person = make_person("Petra Person")
    set_state(by=person.actor, item=item, seen=0, state=State.PLANNED, proof=Proof(words="minutes"))
    assert b"Petra Person" not in Client().get(ADDRESS).content
    assert b"Petra Person" in make_player("Vera").get(ADDRESS).content
    assert Change.objects.get(item=item).by == person.actor


def test_markup_in_words_stays_words(editor: Player, item: Item) -> None:
    send(editor, note="<script>alert(1)</script>")
    assert b"<script>alert" not in Client().get(ADDRESS).content
    assert send(editor, seen=1, url="javascript:alert(1)") == 422


def test_comments_about_a_bottleneck(item: Item, visitor: Player) -> None:
    response = visitor.post("/bottlenecks/b01/comment/", {"text": "We see this too"})
    assert response.status_code == 302
    assert b"We see this too" in Client().get("/bottlenecks/b01/").content
    assert visitor.post("/bottlenecks/b01/comment/", {"text": ""}).status_code == 422
    assert visitor.post("/bottlenecks/b99/comment/", {"text": "x"}).status_code == 404


def test_what_is_said_after_midnight_is_of_the_day_that_began_here(item: Item) -> None:
    # Half past eleven in the evening of 31 December in UTC is the new year in the Netherlands.
    row = Change(item=item, state="planned", number=1, at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    (entry,) = entries([row])
    assert state_on([entry], date(2026, 12, 31)) is State.UNKNOWN
    assert state_on([entry], date(2027, 1, 1)) is State.PLANNED
