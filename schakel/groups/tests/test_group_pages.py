# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Working groups at work: founding, seats, meetings, decisions, documents; and the closed group nobody else finds."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from schakel.audit.models import Entry
from schakel.groups import actions, reads
from schakel.groups.models import Group, Seat
from schakel.people.models import Membership, Organisation
from schakel.people.roles import REPRESENTATIVE
from schakel.search.models import Entry as SearchEntry
from tests.cast import Player, make_player

pytestmark = pytest.mark.django_db

EN = {"accept-language": "en"}
TEXTS = {
    "name_nl": "Ontdooien",
    "name_en": "Thawing",
    "mandate_nl": "Eén werkwijze voor *ontdooien*. <script>alert(1)</script>",
    "mandate_en": "One method of *thawing*. <script>alert(1)</script>",
}


def founded(chair: Player, slug: str = "thaw", **fields: Any) -> Group:
    response = chair.post("/groups/found/", {"slug": slug, "organisation": "test-hospital", **TEXTS, **fields})
    assert response.status_code == 302, response.content.decode()
    return Group.objects.get(slug=slug)


@pytest.fixture
def group(editor: Player) -> Group:
    return founded(editor)


@pytest.fixture
def closed(editor: Player) -> Group:
    return founded(editor, "secret", closed="on")


@pytest.fixture
def patient() -> Player:
    """Someone who speaks for a patients' organisation."""
    player = make_player("Pat Ient")
    patients = Organisation.objects.create(id="patients", name="Test patients", kind="patients")
    Membership.objects.create(person=player.person, organisation=patients, role=REPRESENTATIVE.id, since=timezone.now())
    return player


def seated(group: Group, chair: Player, player: Player, role: str = "member") -> Seat:
    data = {"email": player.person.email, "organisation": "patients", "role": role}
    assert chair.post(f"/groups/{group.slug}/seats/", data).status_code == 302
    seat = Seat.objects.get(group=group, person=player.person, until=None)
    assert player.post(f"/groups/seats/{seat.pk}/answer/", {"answer": "accept"}).status_code == 302
    return Seat.objects.get(pk=seat.pk)


def page(player: Player | Client, address: str) -> str:
    return str(player.get(address, headers=EN).content.decode())


def test_a_group_is_read_by_all_with_organisations_and_without_names(group: Group, stranger: Client) -> None:
    html = page(stranger, "/groups/thaw/")
    assert "One method of <em>thawing</em>" in html
    assert "<script>alert" not in html
    assert "Test hospital" in html
    assert "Editor" not in html.split("<main")[1]
    assert "Ontdooien" in stranger.get("/groups/", headers={"accept-language": "nl"}).content.decode()


def test_patients_sit_as_full_members(group: Group, editor: Player, patient: Player) -> None:
    assert "No patients" in page(editor, "/groups/thaw/")
    seated(group, editor, patient)
    html = page(patient, "/groups/thaw/")
    assert "No patients" not in html
    assert "Pat Ient" in html
    assert "Plan a meeting" in html


def test_a_closed_group_is_not_there_for_others(
    closed: Group, editor: Player, patient: Player, stranger: Client
) -> None:
    meeting = plan(editor, closed)
    put(editor, closed)
    actions.note_decision(
        by=editor.person,
        group=closed,
        text="A hidden decision",
        votes="",
        decided_on=timezone.localdate(),
        meeting=None,
        replaces=None,
    )
    addresses = ("", "seats/", "calendar.ics", f"meetings/{meeting}/", "documents/1/1/", "change/", "decide/")
    for tail in addresses:
        assert patient.get(f"/groups/secret/{tail}").status_code == 404, tail
        assert stranger.get(f"/groups/secret/{tail}").status_code in (302, 404), tail
    document = closed.documents.get()
    assert stranger.get(f"/groups/secret/documents/{document.pk}/1/").status_code == 404
    assert editor.get(f"/groups/secret/documents/{document.pk}/1/").status_code == 200
    for text in (page(stranger, "/groups/"), page(patient, "/groups/"), page(stranger, "/search/?q=thawing")):
        assert "/groups/secret/" not in text
    assert not SearchEntry.objects.filter(url__contains="secret").exists()


def test_another_groups_document_is_not_in_this_one(
    group: Group, closed: Group, editor: Player, stranger: Client
) -> None:
    put(editor, closed)
    hidden = closed.documents.get()
    assert stranger.get(f"/groups/thaw/documents/{hidden.pk}/1/").status_code == 404
    assert editor.get(f"/groups/thaw/documents/put/?document={hidden.pk}").status_code == 404


def test_inviting_does_not_tell_who_has_an_account(group: Group, editor: Player, patient: Player) -> None:
    answers = []
    for email in (patient.person.email, "nobody@example.org"):
        data = {"email": email, "organisation": "patients", "role": "member"}
        response = editor.client.post("/groups/thaw/seats/", data, follow=True, headers=EN)
        answers.append([str(message) for message in response.context["messages"]][-1:])
    assert answers[0] == answers[1]
    assert Seat.objects.filter(since=None).count() == 1


def test_seats_of_a_group_are_for_its_members(group: Group, patient: Player, stranger: Client) -> None:
    assert patient.get("/groups/thaw/seats/").status_code == 302
    assert stranger.get("/groups/thaw/seats/").status_code == 302
    assert patient.post("/groups/thaw/seats/1/", {}).status_code == 404
    assert patient.post("/groups/seats/999/answer/", {"answer": "accept"}).status_code == 404


def test_interests_are_declared_and_the_trail_does_not_hold_them(group: Group, editor: Player) -> None:
    assert "Not everyone has declared" in page(editor, "/groups/thaw/")
    editor.post("/groups/thaw/interests/", {"interests": "Advises a firm"})
    html = page(editor, "/groups/thaw/seats/")
    assert "Advises a firm" in html
    assert "Not everyone has declared" not in html
    assert "Advises" not in " ".join(str(entry.__dict__) for entry in Entry.objects.all())


def test_the_last_chair_stays_until_another_has_the_chair(group: Group, editor: Player, patient: Player) -> None:
    mine = Seat.objects.get(group=group, person=editor.person)
    response = editor.client.post(f"/groups/thaw/seats/{mine.pk}/", {"role": "member"}, follow=True, headers=EN)
    assert "A group keeps a chair" in response.content.decode()
    seated(group, editor, patient, "chair")
    editor.post(f"/groups/thaw/seats/{mine.pk}/", {})
    assert reads.role_of(group, editor.person) is None


def plan(player: Player, group: Group) -> int:
    start = timezone.localtime() + timedelta(days=7)
    data = {
        "title": "First",
        "starts": start.strftime("%Y-%m-%dT%H:%M"),
        "ends": (start + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "place": "Utrecht",
        "agenda": "- one\n- two",
    }
    response = player.post(f"/groups/{group.slug}/meetings/plan/", data)
    assert response.status_code == 302, response.content.decode()
    return int(group.meetings.latest("id").pk)


def put(player: Player, group: Group, text: bytes = b"# A plan", query: str = "") -> Any:
    data = {"title": "Plan", "file": SimpleUploadedFile("plan.md", text), "note": "first"}
    return player.post(f"/groups/{group.slug}/documents/put/{query}", data, headers=EN)


def test_a_meeting_is_planned_changed_and_in_the_calendar(group: Group, editor: Player, stranger: Client) -> None:
    pk = plan(editor, group)
    calendar = stranger.get("/groups/thaw/calendar.ics").content.decode()
    assert f"UID:meeting-{pk}@thaw.schakel" in calendar
    assert "SEQUENCE:0" in calendar
    meeting = group.meetings.get(pk=pk)
    form = {
        "title": "First",
        "place": "Leiden",
        "minutes": "**Agreed**",
        "cancelled": "on",
        "base": "0",
        "starts": meeting.starts.strftime("%Y-%m-%dT%H:%M"),
        "ends": meeting.ends.strftime("%Y-%m-%dT%H:%M"),
    }
    assert editor.post(f"/groups/thaw/meetings/{pk}/change/", form).status_code == 302
    late = editor.post(f"/groups/thaw/meetings/{pk}/change/", {**form, "place": "Delft"}, headers=EN)
    assert late.status_code == 422
    assert "Someone else changed" in late.content.decode()
    assert "Delft" in late.content.decode()
    calendar = stranger.get("/groups/thaw/calendar.ics").content.decode()
    assert "STATUS:CANCELLED" in calendar
    assert "SEQUENCE:1" in calendar
    assert "<strong>Agreed</strong>" in page(stranger, f"/groups/thaw/meetings/{pk}/")


def test_the_key_of_a_calendar_dies_with_the_seat(
    closed: Group, editor: Player, patient: Player, stranger: Client
) -> None:
    seat = seated(closed, editor, patient)
    address = f"/groups/calendar/{reads.calendar_token(seat)}.ics"
    assert stranger.get(address).status_code == 200
    patient.post(f"/groups/secret/seats/{seat.pk}/", {})
    assert stranger.get(address).status_code == 404
    assert stranger.get("/groups/calendar/made-up.ics").status_code == 404


def test_a_decision_takes_the_place_of_another_once(group: Group, editor: Player, stranger: Client) -> None:
    data = {"text": "Thaw at 37", "decided_on": "2026-11-01", "votes": "7 for"}
    editor.post("/groups/thaw/decide/", data)
    first = group.decisions.get()
    editor.post("/groups/thaw/decide/", {**data, "text": "Thaw at 36", "replaces": first.pk})
    again = editor.post("/groups/thaw/decide/", {**data, "replaces": first.pk})
    assert again.status_code == 422
    html = page(stranger, "/groups/thaw/")
    assert "replaced by 2" in html
    assert SearchEntry.objects.filter(body_en__contains="Thaw at 36").exists()


def test_documents_have_versions_and_are_checked(group: Group, editor: Player, stranger: Client) -> None:
    assert put(editor, group).status_code == 302
    document = group.documents.get()
    assert put(editor, group, b"# Second", f"?document={document.pk}").status_code == 302
    assert [one.number for one in document.versions.all()] == [2, 1]
    response = stranger.get(f"/groups/thaw/documents/{document.pk}/1/")
    assert response.content == b"# A plan"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    bad = {"title": "x", "file": SimpleUploadedFile("plan.pdf", b"<html><script>"), "note": ""}
    refused = editor.post("/groups/thaw/documents/put/", bad, headers=EN)
    assert refused.status_code == 422
    assert group.documents.count() == 1


def test_an_ended_group_is_read_only(group: Group, editor: Player) -> None:
    editor.post("/groups/thaw/end/")
    assert editor.get("/groups/thaw/").status_code == 200
    for tail in ("meetings/plan/", "decide/", "documents/put/", "change/"):
        assert editor.get(f"/groups/thaw/{tail}").status_code == 404, tail


def test_doors(visitor: Player, stranger: Client, group: Group) -> None:
    assert visitor.get("/groups/found/").status_code == 403
    assert stranger.get("/groups/found/").status_code == 302
    assert stranger.get("/groups/none/").status_code == 404
    assert stranger.post("/groups/").status_code == 405
    assert founding_is_refused(visitor)


def founding_is_refused(player: Player) -> bool:
    player.post("/groups/found/", {"slug": "x", "organisation": "test-hospital", **TEXTS})
    return not Group.objects.filter(slug="x").exists()
