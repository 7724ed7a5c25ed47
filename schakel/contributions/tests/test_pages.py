# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages about one comment, the thread on a page, and that nobody learns of what is not theirs."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from schakel.contributions import actions, reads
from schakel.contributions.forms import CommentForm
from schakel.contributions.models import Comment
from schakel.contributions.tests.subjects import MEMBER, SUBJECTS
from schakel.people.models import Person
from tests.cast import Player, make_player

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
PAGES = ["edit", "withdraw", "report", "history"]


@pytest.fixture(autouse=True)
def some_subjects(settings: Any) -> None:
    settings.SCHAKEL_SUBJECTS = SUBJECTS


@pytest.fixture
def comment(visitor: Player) -> Comment:
    return actions.post(author=visitor.person, subject="open:1", text="First words")


def test_changing_keeps_what_was_written(comment: Comment, visitor: Player, reviewer: Player) -> None:
    url = f"/comments/{comment.pk}/"
    assert "First words" in visitor.get(f"{url}edit/").content.decode()
    assert visitor.post(f"{url}edit/", {"text": "Second words"})["Location"] == f"/glossary/#comment-{comment.pk}"
    for player in (visitor, reviewer):
        history = player.get(f"{url}history/", headers=ENGLISH).content.decode()
        assert "First words" in history
        assert "2 versions of a comment" in history


def test_nothing_is_not_a_change(comment: Comment, visitor: Player) -> None:
    assert visitor.post(f"/comments/{comment.pk}/edit/", {"text": " "}).status_code == 422


def test_withdrawing(comment: Comment, visitor: Player) -> None:
    url = f"/comments/{comment.pk}/withdraw/"
    assert visitor.post(url)["Location"] == "/glossary/#comments"
    assert visitor.post(url).status_code == 302
    assert visitor.get(f"/comments/{comment.pk}/edit/").status_code == 404
    comment.refresh_from_db()
    assert comment.state == Comment.State.WITHDRAWN


@pytest.mark.parametrize("page", ["edit", "withdraw", "history"])
def test_another_visitor_finds_nothing(comment: Comment, page: str) -> None:
    other, url = make_player("Other"), f"/comments/{comment.pk}/{page}/"
    answer = other.get(url) if page == "history" else other.post(url, {"text": "Theirs"})
    assert answer.status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_comment_about_a_closed_subject_is_as_if_it_were_not(visitor: Player, reviewer: Player, page: str) -> None:
    secret = actions.post(author=make_player(MEMBER).person, subject="closed:1", text="Secret")
    gone = actions.post(author=visitor.person, subject="open:2", text="The subject is gone")
    nowhere = actions.post(author=visitor.person, subject="unknown:1", text="Nobody owns this")
    for number in (secret.pk, gone.pk, nowhere.pk, 999_999):
        for player in (visitor, reviewer):
            url = f"/comments/{number}/{page}/"
            answer = player.post(url, {"text": "x", "reason": "x"}) if page != "history" else player.get(url)
            assert answer.status_code == 404
            assert b"Secret" not in answer.content


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_signs_in_first(comment: Comment, stranger: Client, page: str) -> None:
    assert stranger.post(f"/comments/{comment.pk}/{page}/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(("page", "method"), [("withdraw", "get"), ("history", "post"), ("edit", "put")])
def test_the_wrong_method(comment: Comment, visitor: Player, page: str, method: str) -> None:
    assert getattr(visitor.client, method)(f"/comments/{comment.pk}/{page}/").status_code == 405


def thread(person: Person | None, query: str = "", **context: Any) -> str:
    request = RequestFactory().get(f"/subject/{query}")
    request.user = person
    found = reads.thread("open:1", viewer=person, limit=2, offset=reads.offset_of(request.GET.get("comments"), 2))
    template = Template('{% thread found "/subject/comment/" %}')
    return template.render(Context({"request": request, "found": found, "csrf_token": "x" * 32} | context))


def test_who_may_write_finds_the_form(comment: Comment, visitor: Player, reviewer: Player) -> None:
    mine, theirs = thread(visitor.person), thread(reviewer.person)
    assert 'action="/subject/comment/"' in mine
    assert f"/comments/{comment.pk}/edit/" in mine
    assert f"/comments/{comment.pk}/report/" not in mine
    assert f"/moderation/{comment.pk}/" in theirs
    assert f"/comments/{comment.pk}/report/" in theirs


def test_a_stranger_reads_and_finds_the_login(comment: Comment) -> None:
    html = thread(None)
    assert "First words" in html
    assert "/accounts/login/?next=/subject/" in html
    assert "<form" not in html
    assert "Victor" not in html


def test_answering_names_what_is_answered(comment: Comment, visitor: Player) -> None:
    assert f'name="answers" value="{comment.pk}"' in thread(visitor.person, f"?answers={comment.pk}")
    assert 'name="answers" id' in thread(visitor.person, "?answers=999")


def test_a_refused_comment_is_not_lost(comment: Comment, visitor: Player) -> None:
    form = CommentForm({"text": "What I typed", "answers": comment.pk})
    assert form.is_valid()
    form.add_error(None, "Wait a little")
    html = thread(visitor.person, comment_form=form)
    assert "What I typed" in html
    assert "Wait a little" in html


def test_long_threads_have_pages(comment: Comment, visitor: Player) -> None:
    for number in range(4):
        actions.post(author=visitor.person, subject="open:1", text=f"Number {number}")
    assert "?comments=2#comments" in thread(visitor.person)
    last = thread(visitor.person, "?comments=3")
    assert "Number 3" in last
    assert "Number 0" not in last


def test_withdrawn_and_hidden_leave_a_line(comment: Comment, visitor: Player, reviewer: Player) -> None:
    other = actions.post(author=visitor.person, subject="open:1", text="Rude words")
    actions.withdraw(author=visitor.person, comment=comment)
    actions.hide(by=reviewer.person, comment=other, reason="Rude")
    html = thread(None)
    assert "words" not in html
    assert f'id="comment-{comment.pk}"' in html
    assert f'id="comment-{other.pk}"' in html
    assert "Rude words" in thread(visitor.person)
