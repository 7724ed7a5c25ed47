# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Files with a subject: kept, listed, served as what no browser runs, withdrawn."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from schakel.audit.models import Entry
from schakel.contributions import actions, reads
from schakel.contributions.engine.attachment import RefusedAttachmentError
from schakel.contributions.forms import REFUSALS, AttachmentForm
from schakel.contributions.models import Attachment, AttachmentContent
from schakel.contributions.tests.files import PDF, lying, office
from schakel.contributions.tests.subjects import SUBJECTS
from schakel.contributions.tests.test_attachment import BAD
from tests.cast import Player, make_person, make_player

pytestmark = pytest.mark.django_db
SUBJECT = "open:1"


@pytest.fixture(autouse=True)
def some_subjects(settings: Any) -> None:
    settings.SCHAKEL_SUBJECTS = SUBJECTS


def attach(player: Player, name: str = "Protocol.pdf", content: bytes = PDF, **more: Any) -> Attachment:
    return actions.attach(author=player.person, subject=SUBJECT, name=name, content=content, **more)


def test_a_file_is_kept_and_served_as_a_download(visitor: Player) -> None:
    attach(visitor, "Prötocol “3”.pdf")
    kept = reads.attachments(SUBJECT)[0]
    response = reads.attachment_response(kept)
    assert (response.content, response["Content-Type"]) == (PDF, "application/pdf")
    assert response["Content-Disposition"].startswith(
        "attachment; filename=\"Pr_tocol _3_.pdf\"; filename*=UTF-8''Pr%C3"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    assert Entry.objects.filter(action="attachment.add", actor=visitor.person.actor).count() == 1


def test_a_list_of_files_loads_no_bytes(visitor: Player, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        attach(visitor)
    with django_assert_num_queries(1) as asked:
        assert [str(file.author) for file in reads.attachments(SUBJECT)] == ["Victor Visitor"] * 3
    assert "attachmentcontent" not in asked[0]["sql"]


@pytest.mark.parametrize(("name", "content"), [("a.docx", lying(100)), ("a.html", b"<script>"), ("a.pdf", PDF + b"PK")])
def test_what_is_refused_is_not_kept(visitor: Player, name: str, content: bytes) -> None:
    with pytest.raises(RefusedAttachmentError):
        attach(visitor, name, content)
    assert not Attachment.objects.exists()


def test_withdrawing_removes_the_bytes(visitor: Player) -> None:
    kept = attach(visitor)
    assert visitor.post(f"/attachments/{kept.pk}/withdraw/")["Location"] == "/glossary/"
    assert reads.attachments(SUBJECT) == []
    assert not AttachmentContent.objects.exists()
    assert visitor.post(f"/attachments/{kept.pk}/withdraw/", follow=True).status_code == 200


def test_only_who_sent_a_file_withdraws_it(visitor: Player) -> None:
    kept, other = attach(visitor), make_player("Other")
    assert other.post(f"/attachments/{kept.pk}/withdraw/").status_code == 404
    assert other.get(f"/attachments/{kept.pk}/withdraw/").status_code == 405
    with pytest.raises(actions.RefusedError):
        actions.withdraw_attachment(author=other.person, attachment=kept)


def test_a_file_of_a_subject_that_closed_is_not_found(visitor: Player) -> None:
    kept = actions.attach(author=visitor.person, subject="closed:1", name="a.pdf", content=PDF)
    assert visitor.post(f"/attachments/{kept.pk}/withdraw/").status_code == 404


def test_thirty_files_a_day_is_the_most(visitor: Player) -> None:
    now = timezone.now()
    for _ in range(30):
        attach(visitor, at=now)
    with pytest.raises(actions.TooOftenError):
        attach(visitor, at=now)
    attach(visitor, at=now + timedelta(days=1, minutes=1))


def test_the_form_gives_what_the_action_takes() -> None:
    form = AttachmentForm({}, {"file": SimpleUploadedFile("x.docx", office())})
    assert form.is_valid()
    assert (form.cleaned_data["name"], form.cleaned_data["content"]) == ("x.docx", office())


@pytest.mark.parametrize(("language", "words"), [("nl", "wachtwoord"), ("en", "password")])
def test_the_form_says_why_in_the_language_of_the_reader(language: str, words: str) -> None:
    name, content, _code = BAD["a locked document"]
    with translation.override(language):
        form = AttachmentForm({}, {"file": SimpleUploadedFile(name, content)})
        assert words in form.errors["file"][0]


def test_every_refusal_has_words() -> None:
    assert {code for _name, _content, code in BAD.values()} == set(REFUSALS)


def test_the_list_links_to_the_page_of_the_room_that_owns_the_subject(visitor: Player) -> None:
    kept, other = attach(visitor), make_person("Other")
    html = {}
    for person in (visitor.person, other):
        request = RequestFactory().get("/")
        request.user = person
        template = Template('{% attachments files "attachment_withdraw" %}')
        html[person.name] = template.render(Context({"request": request, "files": [kept]}))
    assert f'href="/attachments/{kept.pk}/withdraw/"' in html["Other"]
    assert ("<form" in html["Victor Visitor"], "<form" in html["Other"]) == (True, False)


def test_a_moderator_removes_a_file_for_good_and_says_why(visitor: Player, reviewer: Player) -> None:
    kept, url = attach(visitor), "/moderation/files/{}/"
    assert reviewer.get(url.format(kept.pk)).status_code == 200
    assert reviewer.post(url.format(kept.pk), {"reason": " "}).status_code == 422
    assert reviewer.post(url.format(kept.pk), {"reason": "Names a patient"})["Location"] == "/moderation/"
    assert not AttachmentContent.objects.exists()
    assert "Names a patient" in reviewer.get("/moderation/").content.decode()
    assert "Names a patient" in reviewer.get(url.format(kept.pk)).content.decode()
    assert "Names a patient" in visitor.person.notifications.get().title_en
    assert Entry.objects.filter(action="attachment.remove", actor=reviewer.person.actor).count() == 1
    assert reviewer.post(url.format(kept.pk), {"reason": "Twice"}).status_code == 422


def test_a_moderator_removes_nothing_of_their_own_or_out_of_sight(reviewer: Player, editor: Player) -> None:
    own = attach(reviewer)
    closed = actions.attach(author=editor.person, subject="closed:1", name="a.pdf", content=PDF)
    assert reviewer.post(f"/moderation/files/{own.pk}/", {"reason": "x"}).status_code == 422
    assert reviewer.post(f"/moderation/files/{closed.pk}/", {"reason": "x"}).status_code == 404
    assert editor.get(f"/moderation/files/{own.pk}/").status_code == 403
    assert AttachmentContent.objects.count() == 2
