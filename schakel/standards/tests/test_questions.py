# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Asking firms whether a difference is needed, and what they answer, side by side."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schakel.audit.models import Entry
from schakel.pathway.actions.proposals import approve, propose
from schakel.pathway.tests.editing import current, load_small, now, saying
from schakel.standards import reads
from schakel.standards.actions.questions import Said, answer, ask, end_mandate, note_answer
from schakel.standards.actions.shared import RefusedError
from schakel.standards.models import Answer, Asked, Mandate, Question
from schakel.standards.tests.playing import BOTH, BY, EN, asked, firm, in_a_month, speaker

ASK = "/questions/ask/?product=alpha&product=beta&step=storage&aspect=temperature"
TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db


def answering(**said: object) -> dict[str, object]:
    return {"needed": "no", "reason": "Stable at −120 °C too.", "answered_on": TODAY.isoformat(), **said}


@pytest.fixture
def question(tmp_path) -> Question:
    return asked(tmp_path)


def row(question: Question, slug: str = "alpha"):
    return question.asked.get(product=slug)


class TestAsking:
    def test_an_editor_asks_from_the_row_and_the_firms_read_what_each_asks(self, editor, tmp_path, client) -> None:
        load_small(tmp_path)
        page = editor.get(ASK, headers=EN)
        assert "≤\u00a0−130\u00a0°C" in page.content.decode()
        sent = editor.post(ASK, {"products": BOTH, "why": "Two freezers.", "due": in_a_month().isoformat()})
        question = Question.objects.get()
        assert sent.url == f"/questions/{question.pk}/"
        html = client.get(sent.url, headers=EN).content.decode()
        assert "Alpha" in html
        assert "Not answered yet: Alpha, Beta" in " ".join(html.split())
        assert Entry.objects.filter(action="question.ask", object_id=str(question.pk)).count() == 1

    def test_who_speaks_for_a_firm_that_is_asked_hears_it_without_following(self, tmp_path) -> None:
        load_small(tmp_path)
        mine, other = firm("alpha-firm", "alpha"), firm("other-firm")
        question = ask(by="person:0", products=BOTH, step="storage", aspect="temperature", why="Why?", due=in_a_month())
        told = mine.person.notifications.get()
        assert told.url == f"/questions/{question.pk}/"
        assert other.person.notifications.count() == 0

    def test_where_products_agree_there_is_nothing_to_ask(self, tmp_path) -> None:
        load_small(tmp_path)
        with pytest.raises(RefusedError):
            ask(by=BY, products=BOTH, step="preparation", aspect="refreeze", why="Why", due=in_a_month())
        assert Question.objects.count() == 0

    def test_a_day_that_has_passed_is_refused_beside_the_form(self, editor, tmp_path) -> None:
        load_small(tmp_path)
        sent = editor.post(ASK, {"products": BOTH, "why": "x", "due": TODAY.isoformat()}, headers=EN)
        assert (sent.status_code, "still to come" in sent.content.decode()) == (422, True)

    def test_only_who_drafts_standards_may_ask(self, visitor, client, tmp_path) -> None:
        load_small(tmp_path)
        assert visitor.get(ASK).status_code == 403
        assert client.get(ASK).status_code == 302

    def test_an_aspect_that_is_not_there_is_not_found(self, editor, tmp_path) -> None:
        load_small(tmp_path)
        assert editor.get("/questions/ask/?step=storage&aspect=nosuch").status_code == 404

    def test_what_was_asked_stays_when_the_facts_move_on(self, question, client) -> None:
        wanted = saying(must={"max": -140, "unit": "Cel"})
        proposal = propose(by="person:8", requirement=now(), item=wanted, base=current().pk, reason="New text")
        approve(by="person:9", proposal=proposal, why="")
        html = client.get(f"/questions/{question.pk}/", headers=EN).content.decode()
        assert "≤\u00a0−120\u00a0°C" in html
        assert "The comparison has changed since" in html


class TestAnswering:
    def test_a_firm_answers_for_its_own_product_only(self, question) -> None:
        fenna = firm("alpha-firm", "alpha")
        own, other = (f"/questions/{question.pk}/answer/{row(question, slug).pk}/" for slug in BOTH)
        assert fenna.get(own).status_code == 200
        assert fenna.get(other).status_code == 404
        assert fenna.post(other, answering()).status_code == 404
        assert fenna.post(own, answering()).status_code == 302
        assert Answer.objects.get().organisation_id == "alpha-firm"
        with pytest.raises(RefusedError):
            answer(by=fenna.person, asked=row(question, "beta"), said=Said("no", "x", TODAY))

    def test_the_holder_named_by_the_product_needs_no_mandate(self, tmp_path) -> None:
        load_small(tmp_path)
        player = speaker("Hugo", "holder", "firm")
        organisation = player.person.memberships.get().organisation
        organisation.name = "example b.v."
        organisation.save()
        assert set(reads.products_of([organisation])) == set(BOTH)

    def test_an_association_of_that_name_does_not_answer_for_products(self, tmp_path) -> None:
        load_small(tmp_path)
        player = speaker("Anna", "example", "association")
        organisation = player.person.memberships.get().organisation
        organisation.name = "Example B.V."
        assert reads.products_of([organisation]) == {}

    def test_a_later_answer_takes_the_place_and_the_earlier_stays_to_read(self, question, client) -> None:
        fenna = firm("alpha-firm", "alpha")
        mine = row(question)
        answer(by=fenna.person, asked=mine, said=Said("yes", "Never tested warmer.", TODAY))
        answer(by=fenna.person, asked=mine, said=Said("no", "Tested since.", TODAY))
        assert [(a.needed, a.replaced_at is None) for a in mine.answers.all()] == [("no", True), ("yes", False)]
        html = client.get(f"/questions/{question.pk}/", headers=EN).content.decode()
        assert "1 earlier answer" in html
        assert "Never tested warmer." in html

    def test_an_editor_notes_a_letter_and_never_without_naming_it(self, question, editor) -> None:
        address = f"/questions/{question.pk}/note/{row(question).pk}/"
        assert editor.post(address, answering()).status_code == 422
        assert editor.post(address, answering(proof="Letter of 3 May")).status_code == 302
        found = Answer.objects.get()
        assert (found.organisation, found.proof) == (None, "Letter of 3 May")
        with pytest.raises(RefusedError):
            note_answer(by=editor.person, asked=row(question), said=Said("no", "x", TODAY), proof="  ")

    def test_an_answer_of_tomorrow_is_refused(self, question, editor) -> None:
        said = Said("no", "x", TODAY + timedelta(days=1))
        with pytest.raises(RefusedError):
            note_answer(by=editor.person, asked=row(question), said=said, proof="Letter")

    def test_evidence_is_checked_and_given_as_a_download(self, question, editor, client) -> None:
        address = f"/questions/{question.pk}/note/{row(question).pk}/"
        bad = SimpleUploadedFile("proof.pdf", b"<script>alert(1)</script>")
        assert editor.post(address, answering(proof="Letter", file=bad)).status_code == 422
        good = SimpleUploadedFile("proof.txt", b"Stable for a year.")
        assert editor.post(address, answering(proof="Letter", file=good)).status_code == 302
        file = Answer.objects.get().attachment_id
        sent = client.get(f"/questions/{question.pk}/files/{file}/")
        assert (sent.content, sent["Content-Disposition"][:10]) == (b"Stable for a year.", "attachment")
        assert client.get(f"/questions/{question.pk + 1}/files/{file}/").status_code == 404

    def test_an_ended_mandate_answers_no_more(self, question) -> None:
        fenna = firm("alpha-firm", "alpha")
        end_mandate(by=BY, mandate=Mandate.objects.get())
        assert fenna.get(f"/questions/{question.pk}/answer/{row(question).pk}/").status_code == 404


class TestList:
    def test_it_counts_what_waits_and_what_is_overdue(self, question, editor, client) -> None:
        assert "One question waits" in client.get("/questions/", headers=EN).content.decode()
        Question.objects.update(due=TODAY - timedelta(days=1))
        html = client.get("/questions/?state=overdue", headers=EN).content.decode()
        assert "overdue (1)" in html
        for one in question.asked.all():
            note_answer(by=editor.person, asked=one, said=Said("no", "x", TODAY), proof="Letter")
        assert "answered by all (1)" in client.get("/questions/", headers=EN).content.decode()

    def test_csv_and_json_hold_every_answer(self, question, editor, client) -> None:
        said = Said("conditional", "=1+1 below 6 kg", TODAY, evidence="Study 12")
        note_answer(by=editor.person, asked=row(question), said=said, proof="Letter")
        text = client.get("/questions/?format=csv", headers=EN).content.decode()
        assert "'=1+1 below 6 kg" in text
        assert "no answer yet" in text
        (found,) = client.get("/questions/?format=json").json()["questions"]
        assert found["products"][0]["answers"][0]["needed"] == "conditional"
        assert found["difference"]["verdict"] == "compatible"

    def test_no_question_yet_says_where_to_begin(self, client, tmp_path) -> None:
        load_small(tmp_path)
        assert "/compare/" in client.get("/questions/", headers=EN).content.decode()

    def test_it_is_found_by_searching_in_both_languages(self, question, client) -> None:
        for word, lang in (("Bewaartemperatuur", "nl"), ("storage temperature", "en")):
            found = client.get(f"/search/?q={word}", headers={"accept-language": lang}).content.decode()
            assert f'href="/questions/{question.pk}/"' in found

    def test_many_questions_cost_no_more_queries_than_one(
        self, question, client, django_assert_max_num_queries
    ) -> None:
        with CaptureQueriesContext(connection) as one:
            client.get("/questions/")
        rows = [Question(**{**_columns(question), "why": f"Again {n}"}) for n in range(30)]
        for made in Question.objects.bulk_create(rows):
            Asked.objects.bulk_create([Asked(question=made, product_id=slug) for slug in BOTH])
        with django_assert_max_num_queries(len(one)):
            page = client.get("/questions/", headers=EN).content.decode()
        assert "31 questions wait" in page


def _columns(question: Question) -> dict[str, object]:
    names = ("step", "aspect", "situation", "difference", "due", "asked_by", "asked_at")
    return {name: getattr(question, name) for name in names}
