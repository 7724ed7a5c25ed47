# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reports and decisions: who may, what each sees afterwards, and that every decision stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from schakel.audit.models import Entry
from schakel.contributions import actions, reads
from schakel.contributions.models import Comment, Decision, Report
from schakel.contributions.tests.subjects import MEMBER, SUBJECTS
from tests.cast import Player, make_person, make_player

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
QUEUE = "/moderation/"


@pytest.fixture(autouse=True)
def some_subjects(settings: Any) -> None:
    settings.SCHAKEL_SUBJECTS = SUBJECTS


@pytest.fixture
def comment(visitor: Player) -> Comment:
    return actions.post(author=visitor.person, subject="open:1", text="Something *rude*")


def page(player: Player, path: str = QUEUE) -> str:
    return str(player.get(path, headers=ENGLISH).content.decode())


def decide(player: Player, comment: Comment, decision: str, reason: str = "Rude") -> Any:
    return player.post(f"{QUEUE}{comment.pk}/", {"decision": decision, "reason": reason}, headers=ENGLISH)


def test_a_report_waits_until_a_moderator_decides(comment: Comment, editor: Player, reviewer: Player) -> None:
    editor.post(f"/comments/{comment.pk}/report/", {"reason": "This is rude"})
    editor.post(f"/comments/{comment.pk}/report/", {"reason": "Again"})
    assert "Reported because: This is rude" in page(reviewer)
    assert "One comment waits" in page(reviewer)
    assert decide(reviewer, comment, "keep", "Rude, but true")["Location"] == QUEUE
    assert "Nothing waits." in page(reviewer)
    assert "Rude, but true" in page(reviewer)
    assert comment.reports.get().answered_by == Decision.objects.get()


def test_hiding_hides_from_all_but_the_author_and_tells_them(
    comment: Comment, visitor: Player, reviewer: Player, editor: Player
) -> None:
    decide(reviewer, comment, "hide")
    assert [bool(reads.thread("open:1", viewer=one.person).comments[0].html) for one in (visitor, editor)] == [
        True,
        False,
    ]
    assert reads.thread("open:1").comments[0].html == ""
    told = visitor.person.notifications.get()
    assert ("Rude" in told.title_nl, "Rude" in told.title_en, told.url) == (True, True, "/glossary/")
    assert "Something" in page(reviewer, f"{QUEUE}{comment.pk}/")


def test_what_was_hidden_is_shown_again_and_everything_stays_written(comment: Comment, reviewer: Player) -> None:
    decide(reviewer, comment, "hide")
    decide(reviewer, comment, "restore", "On second thought")
    assert reads.thread("open:1").comments[0].shown
    assert list(Decision.objects.values_list("kind", "reason")) == [("hide", "Rude"), ("restore", "On second thought")]
    assert list(Entry.objects.order_by("index").values_list("action", flat=True))[-2:] == [
        "comment.hide",
        "comment.restore",
    ]
    assert "On second thought" in page(reviewer)


@pytest.mark.parametrize(
    ("decision", "reason"), [("restore", "x"), ("hide", " "), ("hide", ""), ("burn", "x"), ("", "x")]
)
def test_a_wrong_decision_is_refused(comment: Comment, reviewer: Player, decision: str, reason: str) -> None:
    assert decide(reviewer, comment, decision, reason).status_code == 422
    assert not Decision.objects.exists()


def test_two_moderators_at_once_decide_once(comment: Comment, reviewer: Player, office: Player) -> None:
    actions.hide(by=office.person, comment=comment, reason="Rude")
    with pytest.raises(actions.RefusedError):
        actions.hide(by=reviewer.person, comment=comment, reason="Rude")


def test_nobody_decides_about_their_own_comment(reviewer: Player) -> None:
    own = actions.post(author=reviewer.person, subject="open:1", text="Mine")
    assert decide(reviewer, own, "hide").status_code == 422
    assert '<form class="stack"' not in page(reviewer, f"{QUEUE}{own.pk}/")


@pytest.mark.parametrize("path", [QUEUE, f"{QUEUE}1/"])
def test_only_moderators_come_in(path: str, stranger: Client, editor: Player) -> None:
    assert stranger.get(path)["Location"].startswith("/accounts/login/")
    assert editor.get(path).status_code == 403


def test_a_report_needs_a_reason_and_another_author(comment: Comment, visitor: Player, editor: Player) -> None:
    url = f"/comments/{comment.pk}/report/"
    assert editor.post(url, {"reason": ""}).status_code == 422
    assert visitor.post(url, {"reason": "Me"}).status_code == 422
    actions.withdraw(author=visitor.person, comment=comment)
    assert editor.post(url, {"reason": "Gone"}).status_code == 422


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 1001])
def test_a_reason_is_short_and_not_nothing(comment: Comment, editor: Player, reason: str) -> None:
    with pytest.raises(actions.RefusedError):
        actions.report(by=editor.person, comment=comment, reason=reason)


def test_ten_reports_an_hour_is_the_most(visitor: Player, editor: Player) -> None:
    now = timezone.now()
    rows = [actions.post(author=visitor.person, subject="open:1", text=f"{number}") for number in range(12)]
    for row in rows[:10]:
        actions.report(by=editor.person, comment=row, reason="x", at=now)
    assert editor.post(f"/comments/{rows[10].pk}/report/", {"reason": "x"}).status_code == 429
    actions.report(by=editor.person, comment=rows[11], reason="x", at=now + timedelta(hours=1, minutes=1))


def test_a_report_about_a_closed_subject_shows_a_moderator_no_word_of_it(reviewer: Player) -> None:
    member, other = make_player(MEMBER), make_person("Other")
    secret = actions.post(author=other, subject="closed:1", text="A secret plan")
    member.post(f"/comments/{secret.pk}/report/", {"reason": "Secretly rude"})
    queue = page(reviewer)
    assert "One more report is about a closed subject" in queue
    assert "ecret plan" not in queue
    assert "Secretly" not in queue
    assert reviewer.get(f"{QUEUE}{secret.pk}/").status_code == 404
    assert decide(reviewer, secret, "hide").status_code == 404


def test_a_long_queue_takes_few_queries(
    visitor: Player, editor: Player, reviewer: Player, django_assert_max_num_queries: Any
) -> None:
    rows = Comment.objects.bulk_create(
        Comment(subject="open:1", author=visitor.person, text="Rude", written_at=timezone.now(), thread=number)
        for number in range(600)
    )
    Report.objects.bulk_create(Report(comment=row, by=editor.person, reason="Rude", at=timezone.now()) for row in rows)
    with django_assert_max_num_queries(15):
        queue = page(reviewer)
    assert queue.count("Reported because") == 50
    assert "500 comments wait" in queue
