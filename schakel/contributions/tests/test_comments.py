# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Comments: written, changed, withdrawn, read; and the limits."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from schakel.audit.models import Entry
from schakel.contributions import actions, reads
from schakel.contributions.models import Comment, CommentVersion
from schakel.contributions.tests.subjects import SUBJECTS
from schakel.people.models import Person
from tests.cast import Player, make_person

pytestmark = pytest.mark.django_db
SUBJECT = "open:1"


@pytest.fixture
def author(editor: Player) -> Person:
    return editor.person


def test_what_is_written_is_read(author: Person) -> None:
    comment = actions.post(author=author, subject=SUBJECT, text="We do **this**.")
    found = reads.thread(SUBJECT, viewer=author)
    assert (found.count, found.comments[0].html) == (1, "<p>We do <strong>this</strong>.</p>\n")
    assert (found.comments[0].author, found.comments[0].organisation) == ("Emma Editor", "Test hospital")
    assert Entry.objects.filter(action="comment.post", object_id=str(comment.pk), actor=author.actor).count() == 1


def test_a_stranger_reads_the_organisation_but_no_name(author: Person) -> None:
    actions.post(author=author, subject=SUBJECT, text="Words")
    found = reads.thread(SUBJECT).comments[0]
    assert "Emma" not in found.author
    assert found.organisation == "Test hospital"


def test_answers_stand_below_what_they_answer(author: Person) -> None:
    first = actions.post(author=author, subject=SUBJECT, text="First")
    second = actions.post(author=author, subject=SUBJECT, text="Second")
    answer = actions.post(author=author, subject=SUBJECT, text="To the first", answers=first)
    deeper = actions.post(author=author, subject=SUBJECT, text="To the answer", answers=answer)
    assert [one.id for one in reads.thread(SUBJECT).comments] == [first.pk, answer.pk, deeper.pk, second.pk]
    assert reads.thread(SUBJECT).comments[2].answers == answer.pk


def test_who_is_answered_hears_of_it_once_and_not_of_oneself(author: Person, settings: Any) -> None:
    settings.SCHAKEL_SUBJECTS = SUBJECTS
    other = make_person("Bert")
    first = actions.post(author=author, subject=SUBJECT, text="First")
    actions.post(author=author, subject=SUBJECT, text="More", answers=first)
    assert author.notifications.count() == 0
    actions.post(author=other, subject=SUBJECT, text="An answer", answers=first)
    assert [one.url for one in author.notifications.all()] == ["/glossary/"]
    assert other.notifications.count() == 0


def test_an_answer_is_about_the_same_subject(author: Person) -> None:
    first = actions.post(author=author, subject=SUBJECT, text="First")
    with pytest.raises(actions.RefusedError):
        actions.post(author=author, subject="open:2", text="Elsewhere", answers=first)


def test_a_line_has_its_own_comments(author: Person) -> None:
    actions.post(author=author, subject=SUBJECT, text="About the whole")
    actions.post(author=author, subject=SUBJECT, text="About line 3", line="3")
    assert reads.thread(SUBJECT, line="3").count == 1
    assert reads.thread(SUBJECT).count == 2


@pytest.mark.parametrize("text", ["", "  \n ", "\0", "x" * 10_001])
def test_too_little_and_too_much_is_refused(author: Person, text: str) -> None:
    with pytest.raises(actions.RefusedError):
        actions.post(author=author, subject=SUBJECT, text=text)
    assert not Comment.objects.exists()


def test_every_version_is_kept(author: Person) -> None:
    comment = actions.post(author=author, subject=SUBJECT, text="One")
    actions.edit(author=author, comment=comment, text="Two")
    actions.edit(author=author, comment=comment, text="Two")
    assert list(CommentVersion.objects.values_list("number", "text")) == [(1, "One"), (2, "Two")]
    assert "Two" in reads.thread(SUBJECT).comments[0].html


def test_only_the_author_changes_and_withdraws(author: Person) -> None:
    comment, other = actions.post(author=author, subject=SUBJECT, text="Mine"), make_person("Other")
    for act in (lambda: actions.edit(author=other, comment=comment, text="Theirs"), lambda: withdraw(other, comment)):
        with pytest.raises(actions.RefusedError):
            act()


def withdraw(author: Person, comment: Comment) -> Comment:
    return actions.withdraw(author=author, comment=comment)


def test_a_withdrawn_comment_leaves_a_line_and_its_answers(author: Person) -> None:
    first = actions.post(author=author, subject=SUBJECT, text="First")
    actions.post(author=author, subject=SUBJECT, text="Answer", answers=first)
    withdraw(author, first)
    found = reads.thread(SUBJECT, viewer=author)
    assert [(one.state, bool(one.html)) for one in found.comments] == [("withdrawn", False), ("shown", True)]
    assert found.count == 1
    with pytest.raises(actions.RefusedError):
        withdraw(author, first)


def test_twenty_comments_in_ten_minutes_is_the_most(author: Person) -> None:
    now = timezone.now()
    for number in range(20):
        actions.post(author=author, subject=SUBJECT, text=f"{number}", at=now)
    with pytest.raises(actions.TooOftenError):
        actions.post(author=author, subject=SUBJECT, text="21", at=now)
    actions.post(author=author, subject=SUBJECT, text="21", at=now + timedelta(minutes=11))
    actions.post(author=make_person("Other"), subject=SUBJECT, text="1", at=now)


def test_changing_over_and_over_counts_too(author: Person) -> None:
    comment = actions.post(author=author, subject=SUBJECT, text="0")
    for number in range(1, 20):
        actions.edit(author=author, comment=comment, text=f"{number}")
    with pytest.raises(actions.TooOftenError):
        actions.edit(author=author, comment=comment, text="20")


def many(author: Person, number: int, **fields: Any) -> None:
    """Comments straight into the database: the limit would stop a test that writes them."""
    first = Comment.objects.create(subject=SUBJECT, author=author, text="First", written_at=timezone.now(), thread=0)
    Comment.objects.filter(pk=first.pk).update(thread=first.pk)
    Comment.objects.bulk_create(
        Comment(
            subject=SUBJECT,
            author=author,
            text="*More*",
            written_at=timezone.now(),
            thread=first.pk,
            root=first,
            answers=first,
        )
        for _ in range(number - 1)
    )


def test_ten_thousand_comments_take_three_queries(author: Person, django_assert_max_num_queries: Any) -> None:
    many(author, 10_000)
    with django_assert_max_num_queries(3):
        found = reads.thread(SUBJECT, viewer=author, offset=9_950)
    assert (len(found.comments), found.count, found.page, found.pages) == (50, 10_000, 200, 200)


def test_counts_of_many_subjects_take_one_query(author: Person, django_assert_num_queries: Any) -> None:
    actions.post(author=author, subject=SUBJECT, text="One")
    withdraw(author, actions.post(author=author, subject=SUBJECT, text="Two"))
    with django_assert_num_queries(1):
        assert reads.counts([SUBJECT, "open:2"]) == {SUBJECT: 1, "open:2": 0}


@pytest.mark.parametrize(("page", "offset"), [(None, 0), ("3", 100), ("0", 0), ("x", 0), ("9" * 30, 0), ("²", 0)])
def test_the_page_of_an_address(page: str | None, offset: int) -> None:
    assert reads.offset_of(page) == offset
