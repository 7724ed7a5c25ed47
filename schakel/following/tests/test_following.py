# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Following and being told: the pages, the button, the limits."""

from datetime import timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import timezone

from schakel.audit.models import Entry
from schakel.following import actions, reads
from schakel.following.tests.topics import TOPICS
from schakel.people.models import Person
from tests.cast import Player, make_person

pytestmark = pytest.mark.django_db
FOLLOW, STOP = "/following/follow/", "/following/stop/"
ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def some_topics(settings: Any) -> None:
    settings.SCHAKEL_TOPICS = TOPICS


def announce(topic: str = "thing:1", title: str = "moved", **more: Any) -> None:
    titles = {"title_nl": f"Ding {title}", "title_en": f"Thing {title}"}
    actions.announce(topics=[topic], url="/glossary/", by="system:test", **titles, **more)


def test_following_shows_what_happens(visitor: Player) -> None:
    visitor.post(FOLLOW, {"topic": "thing:1", "rhythm": "daily"})
    announce()
    announce("thing:2", title="stayed away")
    assert "Thing 1" in visitor.get("/following/", headers=ENGLISH).content.decode()
    page = visitor.get("/notifications/", headers=ENGLISH).content.decode()
    assert "Thing moved" in page
    assert "stayed away" not in page
    assert "Ding moved" in visitor.get("/notifications/", headers={"accept-language": "nl"}).content.decode()


def test_stopping_ends_it(visitor: Player) -> None:
    visitor.post(FOLLOW, {"topic": "thing:1"})
    visitor.post(STOP, {"topic": "thing:1"})
    announce()
    assert visitor.person.notifications.count() == 0
    mine = Entry.objects.filter(actor=visitor.person.actor).order_by("index")
    assert list(mine.values_list("action", flat=True)) == ["topic.follow", "topic.unfollow"]


def test_the_rhythm_can_change(visitor: Player) -> None:
    visitor.post(FOLLOW, {"topic": "thing:1"})
    visitor.post(FOLLOW, {"topic": "thing:1", "rhythm": "daily"})
    visitor.post(FOLLOW, {"topic": "thing:1", "rhythm": "daily"})
    assert [row.rhythm for row in reads.following(visitor.person)] == ["daily"]
    assert visitor.person.subscriptions.count() == 2


@pytest.mark.parametrize("wrong", [{"topic": "thing:0"}, {"topic": "other:1"}, {"topic": ""}, {}, {"topic": "thing"}])
def test_what_is_not_there_cannot_be_followed(visitor: Player, wrong: dict[str, str]) -> None:
    assert visitor.post(FOLLOW, wrong).status_code == 404
    assert not visitor.person.subscriptions.exists()


def test_an_unknown_rhythm_is_refused(visitor: Player) -> None:
    assert visitor.post(FOLLOW, {"topic": "thing:1", "rhythm": "hourly"}).status_code == 404


def follow_many(person: Person, first: int, number: int, at: Any) -> None:
    for key in range(first, first + number):
        actions.follow(person=person, topic=f"thing:{key}", at=at)


def test_following_everything_at_once_is_refused(visitor: Player) -> None:
    follow_many(visitor.person, 1, 60, timezone.now())
    assert visitor.post(FOLLOW, {"topic": "thing:100"}).status_code == 429
    visitor.post(STOP, {"topic": "thing:1"})
    assert visitor.post(FOLLOW, {"topic": "thing:100"}).status_code == 429


def test_changing_the_rhythm_over_and_over_is_refused(visitor: Player) -> None:
    codes = [
        visitor.post(FOLLOW, {"topic": "thing:1", "rhythm": ["daily", "weekly"][n % 2]}).status_code for n in range(61)
    ]
    assert (codes[59], codes[60]) == (302, 429)
    assert reads.following(visitor.person).count() == 1


def test_two_hundred_subjects_is_the_most(visitor: Player) -> None:
    now = timezone.now()
    for part in range(4):
        follow_many(visitor.person, 1 + 50 * part, 50, now - timedelta(hours=4 - part))
    assert visitor.post(FOLLOW, {"topic": "thing:300"}).status_code == 422
    visitor.post(STOP, {"topic": "thing:1"})
    assert visitor.post(FOLLOW, {"topic": "thing:300"}).status_code == 302


def test_who_did_it_is_not_told(visitor: Player) -> None:
    actions.follow(person=visitor.person, topic="thing:1")
    titles = {"title_nl": "x", "title_en": "x"}
    actions.announce(topics=["thing:1"], url="/", by=visitor.person.actor, **titles)
    assert visitor.person.notifications.count() == 0
    assert len(reads.happened()) == 1


def test_what_is_closed_is_no_public_news(visitor: Player) -> None:
    other = make_person("Other")
    actions.follow(person=other, topic="thing:1")
    announce(only=[visitor.person])
    announce(title="in public")
    assert [one.title_en for one in reads.happened(["thing:1"])] == ["Thing in public"]
    assert [one.title_en for one in other.notifications.all()] == ["Thing in public"]
    assert visitor.person.notifications.count() == 1


def test_public_news_by_topic_and_time() -> None:
    now = timezone.now()
    for days in range(3):
        announce(f"thing:{days + 1}", title=str(days), at=now - timedelta(days=days))
    assert [one.title_en for one in reads.happened(since=now - timedelta(days=1, hours=1))] == ["Thing 0", "Thing 1"]
    assert [one.title_en for one in reads.happened(["thing:2", "thing:3"])] == ["Thing 1", "Thing 2"]
    assert len(reads.happened(limit=1)) == 1


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "x"])
def test_news_never_leads_to_another_site(url: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        actions.announce(topics=["thing:1"], title_nl="x", title_en="x", url=url, by="system:test")


def test_reading_marks_and_leads_on(visitor: Player) -> None:
    actions.follow(person=visitor.person, topic="thing:1")
    announce()
    announce(title="again")
    first = visitor.person.notifications.last()
    assert visitor.post("/notifications/read/", {"id": first.pk})["Location"] == "/glossary/"
    assert reads.unread(visitor.person) == 1
    page = visitor.get("/notifications/", headers=ENGLISH).content.decode()
    assert page.index("Thing again") < page.index("Thing moved")
    visitor.post("/notifications/read/")
    assert reads.unread(visitor.person) == 0


@pytest.mark.parametrize("id", ["x", "²", "99999"])
def test_someone_elses_notification_is_not_there(visitor: Player, id: str) -> None:  # noqa: A002
    other = make_person("Other")
    actions.notify(person=other, title_nl="x", title_en="x", url="/secret/")
    asked = str(other.notifications.get().pk) if id == "99999" else id
    assert visitor.post("/notifications/read/", {"id": asked})["Location"] == "/notifications/"
    assert reads.unread(other) == 1


@pytest.mark.parametrize("path", ["/following/", "/notifications/"])
def test_a_stranger_signs_in_first(stranger: Client, path: str) -> None:
    assert stranger.get(path)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("path", [FOLLOW, STOP, "/notifications/read/"])
def test_what_changes_something_takes_a_post(visitor: Player, stranger: Client, path: str) -> None:
    assert visitor.get(path).status_code == 405
    assert stranger.post(path)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_following_never_leads_to_another_site(visitor: Player, wanted: str) -> None:
    assert visitor.post(FOLLOW, {"topic": "thing:1", "next": wanted})["Location"] == "/following/"


def button(client: Client, user: Any) -> str:
    request = RequestFactory().get("/glossary/")
    request.user = user
    return Template('{% follow "thing:1" %}').render(Context({"request": request}))


def test_the_button_follows_and_stops(visitor: Player) -> None:
    assert f'action="{FOLLOW}"' in button(visitor.client, visitor.person)
    part = visitor.post(FOLLOW, {"topic": "thing:1"}, headers={"hx-request": "true"})
    assert (part.status_code, f'action="{STOP}"' in part.content.decode()) == (200, True)
    assert f'action="{STOP}"' in button(visitor.client, visitor.person)


def test_the_button_sends_a_stranger_to_the_login(stranger: Client) -> None:
    assert "/accounts/login/?next=/glossary/" in button(stranger, None)


def test_the_head_tells_how_much_is_new(visitor: Player, stranger: Client, django_assert_num_queries: Any) -> None:
    actions.follow(person=visitor.person, topic="thing:1")
    announce()
    assert 'href="/notifications/"' in visitor.get("/privacy/").content.decode()
    with django_assert_num_queries(0):
        assert 'href="/notifications/"' not in stranger.get("/privacy/").content.decode()
