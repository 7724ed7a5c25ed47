# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A hospital writes down what works; who sees it when; others use it; two people at once."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from schakel.contributions.models import Attachment, Comment
from schakel.following.models import Happening, HappeningTopic
from schakel.network.load import load as load_network
from schakel.pathway.tests.written_facts import DATA
from schakel.people.models import Membership, Organisation
from schakel.people.roles import VISITOR
from schakel.search.reads import search
from schakel.solutions.actions.unanswered import keep_unanswered
from schakel.solutions.models import Solution, SolutionVersion, Use
from tests.cast import Player, make_player


def member(name: str, at: str) -> Player:
    """Someone who acts for an organisation, without any further role."""
    organisation, _ = Organisation.objects.get_or_create(
        id=at, defaults={"name": f"Ziekenhuis {at}", "kind": "hospital"}
    )
    player = make_player(name)
    Membership.objects.create(person=player.person, organisation=organisation, role=VISITOR.id, since=timezone.now())
    return player


@pytest.fixture
def anna(db: None) -> Player:
    load_network(Path(DATA))
    return member("Anna", "north")


@pytest.fixture
def bert(anna: Player) -> Player:
    return member("Bert", "south")


def words(**more: Any) -> dict[str, Any]:
    given = {
        "organisation": "north",
        "language": "nl",
        "title": "Eén doos per product",
        "problem": "Dozen raakten zoek",
    }
    return {"seen": 0, **given, "what": "Elke doos een eigen plek", "bottlenecks": ["b48"], **more}


def written(player: Player, **more: Any) -> Solution:
    response = player.post("/solutions/add/", words(**more))
    assert response.status_code == 302, response.content.decode()[:3000]
    return Solution.objects.latest("id")


def shown(client: Any, row: Solution) -> int:
    return int(client.get(f"/solutions/{row.pk}/").status_code)


def test_a_draft_is_there_for_ones_own_organisation_alone(anna: Player, bert: Player, reviewer: Player) -> None:
    row = written(anna)
    assert row.state == Solution.State.DRAFT
    colleague = member("Carla", "north")
    assert [shown(who, row) for who in (anna, colleague, bert, reviewer, Client())] == [200, 200, 404, 404, 404]
    for address in ("edit", "history"):
        assert bert.get(f"/solutions/{row.pk}/{address}/").status_code == 404
    for address in ("publish", "withdraw", "comment", "use", "attach"):
        assert bert.post(f"/solutions/{row.pk}/{address}/").status_code == 404
    assert search("doos", "nl").total == 0
    assert b"E\xc3\xa9n doos" not in Client().get("/solutions/").content


def test_published_it_is_found_and_its_bottlenecks_followers_are_told(anna: Player) -> None:
    row = written(anna)
    for _ in range(2):
        assert anna.post(f"/solutions/{row.pk}/publish/").status_code == 302
    assert SolutionVersion.objects.filter(solution=row).count() == 2, "a second click adds nothing"
    topics = set(
        HappeningTopic.objects.filter(happening=Happening.objects.latest("id")).values_list("topic", flat=True)
    )
    assert topics == {f"solution:{row.pk}", "bottleneck:b48"}
    assert [one.key for one in search("doos", "nl").found] == [str(row.pk)]
    assert shown(Client(), row) == 200
    anna.post(f"/solutions/{row.pk}/withdraw/")
    assert shown(Client(), row) == 404
    assert search("doos", "nl").total == 0


def test_who_acts_for_nobody_cannot_write_one(anna: Player, visitor: Player) -> None:
    assert b"you act for none here" in visitor.get("/solutions/add/", headers={"accept-language": "en"}).content
    assert visitor.post("/solutions/add/", words()).status_code == 422
    assert anna.post("/solutions/add/", words(organisation="south")).status_code == 422
    assert Client().get("/solutions/add/").status_code == 302
    assert not Solution.objects.exists()


def test_a_second_click_writes_it_once(anna: Player) -> None:
    assert written(anna).pk == written(anna).pk


def test_every_version_is_kept_and_told(anna: Player) -> None:
    row = written(anna)
    changed = words(seen=1, what="Elke doos een eigen plank", hours=12)
    assert anna.post(f"/solutions/{row.pk}/edit/", changed).status_code == 302
    assert anna.post(f"/solutions/{row.pk}/edit/", changed).status_code == 302, "the same words once more"
    page = anna.get(f"/solutions/{row.pk}/history/", headers={"accept-language": "en"}).content.decode()
    assert "Changed: What you do now, Hours" in page
    assert SolutionVersion.objects.filter(solution=row).count() == 2


def test_the_second_of_two_people_sees_the_first_and_loses_nothing(anna: Player) -> None:
    row, colleague = written(anna), member("Carla", "north")
    assert anna.post(f"/solutions/{row.pk}/edit/", words(seen=1, title="Van Anna")).status_code == 302
    response = colleague.post(f"/solutions/{row.pk}/edit/", words(seen=1, title="Van Carla"))
    assert response.status_code == 409
    assert "Van Carla" in response.content.decode()
    row.refresh_from_db()
    assert row.title_nl == "Van Anna"


def test_the_other_language_stays_when_one_is_changed(anna: Player) -> None:
    row = written(anna)
    english = words(seen=1, language="en", title="One box", problem="Boxes got lost", what="A place for each")
    anna.post(f"/solutions/{row.pk}/edit/", english)
    row.refresh_from_db()
    assert (row.title_nl, row.title_en) == ("Eén doos per product", "One box")
    assert b'lang="nl">Dozen' not in Client().get("/solutions/").content


def test_others_say_that_they_use_it_too(anna: Player, bert: Player, visitor: Player) -> None:
    row = written(anna)
    anna.post(f"/solutions/{row.pk}/publish/")
    address = f"/solutions/{row.pk}/use/"
    assert bert.post(address, {"organisation": "north"}).status_code == 422, "not in another's name"
    assert visitor.post(address, {"organisation": "south"}).status_code == 422
    told = {"organisation": "south", "since": "2026-05-01", "experience": "Scheelt <b>veel</b>"}
    for _ in range(2):
        assert bert.post(address, told).status_code == 302
    row.refresh_from_db()
    assert row.used == 1
    assert b"Scheelt &lt;b&gt;veel" in Client().get(f"/solutions/{row.pk}/").content
    bert.post(f"/solutions/{row.pk}/stop/", {"organisation": "south"})
    assert Use.objects.filter(solution=row, ended_at=None).count() == 0
    assert Use.objects.filter(solution=row).count() == 1, "what was said is kept"
    assert bert.post(f"/solutions/{row.pk}/stop/", {"organisation": "north"}).status_code == 404


def test_questions_and_answers(anna: Player, bert: Player) -> None:
    row = written(anna)
    anna.post(f"/solutions/{row.pk}/publish/")
    bert.post(f"/solutions/{row.pk}/comment/", {"text": "Which shelf?"})
    question = Comment.objects.get()
    anna.post(f"/solutions/{row.pk}/comment/", {"text": "The top one", "answers": question.pk})
    assert list(Comment.objects.order_by("id").values_list("kind", flat=True)) == ["question", "answer"]
    assert bert.post(f"/solutions/{row.pk}/comment/", {"text": ""}).status_code == 422


def test_files_are_as_closed_as_the_solution(anna: Player, bert: Player) -> None:
    row = written(anna)
    file = SimpleUploadedFile("list.txt", b"shelf by shelf\n")
    assert anna.post(f"/solutions/{row.pk}/attach/", {"file": file}).status_code == 302
    address = f"/solutions/{row.pk}/files/{Attachment.objects.get().pk}/"
    assert anna.get(address).status_code == 200
    assert [who.get(address).status_code for who in (bert, Client())] == [404, 404]
    anna.post(f"/solutions/{row.pk}/publish/")
    assert Client().get(address)["X-Content-Type-Options"] == "nosniff"
    other = written(anna, title="Anders")
    assert anna.get(f"/solutions/{other.pk}/files/{Attachment.objects.get().pk}/").status_code == 404
    wrong = SimpleUploadedFile("list.html", b"<script>")
    assert anna.post(f"/solutions/{row.pk}/attach/", {"file": wrong}).status_code == 422
    assert bert.post(f"/solutions/{row.pk}/attach/", {"file": file}).status_code == 404


def test_a_moderator_takes_back_what_should_not_stand_there(anna: Player, reviewer: Player, editor: Player) -> None:
    row = written(anna)
    anna.post(f"/solutions/{row.pk}/publish/")
    assert editor.post(f"/solutions/{row.pk}/withdraw/").status_code == 404
    assert reviewer.post(f"/solutions/{row.pk}/withdraw/").status_code == 302
    assert shown(Client(), row) == 404


def test_what_nobody_answers_comes_first(anna: Player) -> None:
    plain = written(anna, title="Eerste", bottlenecks=["b48"])
    urgent = written(anna, title="Tweede", bottlenecks=["b70"])
    for row in (plain, urgent):
        anna.post(f"/solutions/{row.pk}/publish/")
    keep_unanswered(bottlenecks=["b70", "b71"])
    html = Client().get("/solutions/").content.decode()
    assert html.index("Tweede") < html.index("Eerste")
    assert "1 knelpunten wachten" in html
    newest = Client().get("/solutions/?sort=new&bottleneck=b48").content.decode()
    assert "Eerste" in newest
    assert "Tweede" not in newest


def test_a_question_and_a_use_reach_who_wrote_it_down(anna: Player, bert: Player) -> None:
    row = written(anna)
    anna.post(f"/solutions/{row.pk}/publish/")
    bert.post(f"/solutions/{row.pk}/use/", {"organisation": "south", "experience": "Works."})
    bert.post(f"/solutions/{row.pk}/comment/", {"text": "How long does it take?"})
    titles = [one.title_nl for one in anna.person.notifications.order_by("id")]
    assert titles == [
        "Ziekenhuis south gebruikt dit ook: Eén doos per product",
        "Een vraag over uw oplossing: Eén doos per product",
    ]
    anna.post(f"/solutions/{row.pk}/comment/", {"text": "A week.", "answers": Comment.objects.get().pk})
    assert bert.person.notifications.get().url == f"/solutions/{row.pk}/"
    assert anna.person.notifications.count() == 2


def test_what_is_written_is_markdown_and_harmless(anna: Player, bert: Player, client: Client) -> None:
    row = written(anna, problem="A **lost** box <script>alert(1)</script> [x](javascript:alert(1))")
    anna.post(f"/solutions/{row.pk}/publish/")
    bert.post(f"/solutions/{row.pk}/use/", {"organisation": "south", "experience": "- one\n- two"})
    html = client.get(f"/solutions/{row.pk}/").content.decode()
    assert "<strong>lost</strong>" in html
    assert "<li>one</li>" in html
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
