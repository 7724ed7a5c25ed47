# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Digests: who gets what when, exactly once whatever breaks, and how it stops."""

import re
import smtplib
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import translation

from schakel.following import actions
from schakel.following.actions import digests
from schakel.following.models import PERSONAL, Digest
from schakel.following.tests.topics import TOPICS
from schakel.people.models import Person
from tests.cast import make_person

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEDNESDAY = datetime(2026, 3, 4, 12, tzinfo=AMSTERDAM)
EVENING = datetime(2026, 3, 4, 23, tzinfo=AMSTERDAM)
THURSDAY = datetime(2026, 3, 5, 6, tzinfo=AMSTERDAM)
FRIDAY = datetime(2026, 3, 6, 6, tzinfo=AMSTERDAM)
SUNDAY = datetime(2026, 3, 8, 23, tzinfo=AMSTERDAM)
MONDAY = datetime(2026, 3, 9, 6, tzinfo=AMSTERDAM)
BY = "system:test"


@pytest.fixture(autouse=True)
def some_topics(settings: Any) -> None:
    settings.SCHAKEL_TOPICS = TOPICS


@pytest.fixture
def reader() -> Person:
    return make_person("Rita Reader")


def happen(topic: str = "thing:1", title: str = "moved", **more: Any) -> None:
    about = {"title_nl": f"Het ding {title}", "title_en": f"The thing {title}", "url": "/glossary/"}
    actions.announce(topics=[topic], by=BY, at=WEDNESDAY, **about, **more)


def follow(person: Person, topic: str = "thing:1", rhythm: str = "daily") -> None:
    actions.follow(person=person, topic=topic, rhythm=rhythm)


@pytest.mark.parametrize(("rhythm", "sent"), [("daily", [0, 1, 1, 1]), ("weekly", [0, 0, 0, 1]), ("never", [0] * 4)])
def test_a_digest_comes_in_its_rhythm_and_once(reader: Person, rhythm: str, sent: list[int]) -> None:
    follow(reader, rhythm=rhythm)
    happen()
    counted = []
    for now in (EVENING, THURSDAY, SUNDAY, MONDAY):
        actions.send_digests(at=now)
        actions.send_digests(at=now)
        counted.append(len(mail.outbox))
    assert counted == sent


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["Ding 1", "Het ding moved", "Alle mail stoppen"]),
        ("en", ["Thing 1", "The thing moved", "Stop all mail"]),
    ],
)
def test_the_mail_speaks_the_language_of_who_followed(reader: Person, language: str, words: list[str]) -> None:
    with translation.override(language):
        follow(reader)
    happen()
    actions.send_digests(at=THURSDAY)
    message = mail.outbox[0]
    html = str(message.alternatives[0][0])
    assert [word for word in words if word not in message.body or word not in html] == []


def test_titles_cannot_write_html(reader: Person) -> None:
    follow(reader)
    happen(title="<script>alert(1)</script>")
    actions.send_digests(at=THURSDAY)
    assert "<script>" not in str(mail.outbox[0].alternatives[0][0])


def test_many_happenings_are_one_mail(reader: Person) -> None:
    follow(reader)
    follow(reader, "thing:2")
    for topic in ("thing:1", "thing:1", "thing:2"):
        happen(topic)
    actions.announce(topics=["thing:1", "thing:2"], title_nl="x", title_en="x", url="/", by=BY, at=WEDNESDAY)
    assert reader.notifications.count() == 4
    assert actions.send_digests(at=THURSDAY).mails == 1
    assert "4" in mail.outbox[0].subject


class Crash(BaseException):
    """The machine stops."""


def test_a_crash_after_the_mail_went_does_not_mail_twice(reader: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    follow(reader)
    happen()
    sending = EmailBackend.send_messages

    def crash(*args: Any) -> int:
        sending(*args)
        raise Crash

    monkeypatch.setattr(EmailBackend, "send_messages", crash)
    with pytest.raises(Crash):
        actions.send_digests(at=THURSDAY)
    monkeypatch.undo()
    again = actions.send_digests(at=THURSDAY)
    assert (again.mails, again.uncertain, len(mail.outbox)) == (0, 1, 1)


def test_what_the_server_refused_goes_the_next_time(
    reader: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    follow(reader)
    happen()

    def refuse(*args: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({reader.email: (550, b"no")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert actions.send_digests(at=THURSDAY).refused == 1
    assert "SMTPRecipientsRefused" in caplog.text
    assert reader.email not in caplog.text
    monkeypatch.undo()
    assert actions.send_digests(at=FRIDAY).mails == 1
    assert Digest.objects.get().state == Digest.State.SENT


def test_who_stopped_while_a_mail_waited_does_not_get_it(reader: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    follow(reader)
    happen()

    def refuse(*args: Any) -> int:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    actions.send_digests(at=THURSDAY)
    monkeypatch.undo()
    actions.stop_mail(person=reader)
    assert actions.send_digests(at=FRIDAY) == actions.Sent(0, 0, 0)
    assert Digest.objects.get().state == Digest.State.SENT


def test_two_runs_at_once_mail_once(reader: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run begins while the first is sending, and has seen the digest as still waiting."""
    follow(reader)
    happen()
    sending = EmailBackend.send_messages
    runs: list[actions.Sent] = []

    def send(*args: Any) -> int:
        if not runs:
            runs.append(actions.Sent(0, 0, 0))
            waiting = Digest.objects.get()
            assert digests._send(waiting, THURSDAY) == "elsewhere"
            runs.append(actions.send_digests(at=THURSDAY))
        return sending(*args)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    assert actions.send_digests(at=THURSDAY).mails == 1
    assert (runs[-1].mails, len(mail.outbox)) == (0, 1)


def test_a_subject_that_is_gone_keeps_its_plain_name(reader: Person, settings: Any) -> None:
    follow(reader)
    happen()
    settings.SCHAKEL_TOPICS = {}
    actions.send_digests(at=THURSDAY)
    assert "thing:1" in mail.outbox[0].body


def test_a_refused_address_is_not_tried_for_ever(reader: Person) -> None:
    Digest.objects.create(person=reader, made_at=WEDNESDAY)
    assert actions.send_digests(at=MONDAY) == actions.Sent(0, 0, 0)


@pytest.mark.parametrize("change", ["unfollow", "read", "inactive", "demo"])
def test_nothing_is_mailed_to_who_does_not_want_or_need_it(reader: Person, change: str) -> None:
    follow(reader)
    happen()
    if change == "unfollow":
        actions.unfollow(person=reader, topic="thing:1")
    elif change == "read":
        actions.mark_read(person=reader)
    else:
        Person.objects.filter(pk=reader.pk).update(
            **{"is_active": False} if change == "inactive" else {"is_demo": True}
        )
    assert actions.send_digests(at=THURSDAY).mails == 0


def test_what_is_closed_goes_to_the_named_alone(reader: Person) -> None:
    other = make_person("Other")
    follow(other)
    happen(only=[reader])
    actions.send_digests(at=THURSDAY)
    assert [message.to for message in mail.outbox] == [[reader.email]]


def links(message: Any) -> dict[str, str]:
    """The paths in a mail that stop something: `one` topic and `all` mail."""
    found = re.findall(r"http://localhost:8000(/unsubscribe/\S+)", message.body)
    return {"one": found[0], "all": found[-1]}


def mailed(reader: Person) -> Any:
    follow(reader)
    happen()
    actions.send_digests(at=THURSDAY)
    return mail.outbox[-1]


def test_one_click_of_the_mail_program_stops_all_mail(reader: Person) -> None:
    message = mailed(reader)
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = message.extra_headers["List-Unsubscribe"].removeprefix("<http://localhost:8000").removesuffix(">")
    # As a mail program does it: no cookie, no token of ours.
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert set(reader.subscriptions.values_list("rhythm", flat=True)) == {"never"}
    happen(title="again")
    actions.notify(person=reader, title_nl="x", title_en="x", url="/", at=WEDNESDAY)
    assert actions.send_digests(at=MONDAY).mails == 0


def test_a_link_in_the_mail_asks_first_and_stops_one_topic(reader: Person, stranger: Client) -> None:
    follow(reader, "thing:2")
    link = links(mailed(reader))["one"]
    assert stranger.get(link).status_code == 200
    assert reader.subscriptions.filter(until__isnull=True).count() == 2
    assert stranger.post(link).status_code == 200
    assert [row.topic for row in reader.subscriptions.filter(until__isnull=True)] == ["thing:2"]


@pytest.mark.parametrize("end", ["x", "%00", "é"])
def test_a_link_that_we_did_not_make_stops_nothing(reader: Person, stranger: Client, end: str) -> None:
    link = links(mailed(reader))["all"].rstrip("/") + end + "/"
    assert stranger.get(link).status_code == 404
    assert stranger.post(link).status_code == 404
    assert reader.subscriptions.get().rhythm == "daily"


def test_stopping_is_never_too_often(reader: Person, stranger: Client) -> None:
    link = links(mailed(reader))["all"]
    for number in range(2, 61):
        follow(reader, f"thing:{number}")
    assert stranger.post(link).status_code == 200
    assert set(reader.subscriptions.filter(until__isnull=True).values_list("rhythm", flat=True)) == {"never"}


def test_what_concerns_me_alone_is_mailed_until_i_stop_it(reader: Person, stranger: Client) -> None:
    actions.notify(person=reader, title_nl="Antwoord", title_en="Answer", url="/", at=WEDNESDAY)
    actions.send_digests(at=THURSDAY)
    stranger.post(links(mail.outbox[0])["one"])
    actions.notify(person=reader, title_nl="Antwoord", title_en="Answer", url="/", at=WEDNESDAY)
    assert actions.send_digests(at=MONDAY).mails == 0
    assert reader.subscriptions.get().topic == PERSONAL
