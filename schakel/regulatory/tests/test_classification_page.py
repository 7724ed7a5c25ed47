# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page that asks whether something is an ATMP."""

import io
import re
from html import unescape

import pytest
from django.test import TestCase
from pypdf import PdfReader

from schakel.pathway.tests.loaded import inline, words
from schakel.regulatory.rules import classification

GENE = (
    "medicinal_claim=yes&recombinant_nucleic_acid=yes&genetic_purpose=yes&effect_from_sequence=yes"
    "&infectious_disease_vaccine=no&biological_origin=yes"
)


class Classifying(TestCase):
    def html(self, query: str = "", lang: str = "nl", status: int = 200) -> str:
        response = self.client.get(f"/classification/?{query}", headers={"accept-language": lang})
        assert response.status_code == status
        return str(response.content.decode())

    def heading(self, query: str, lang: str = "nl") -> str:
        return words(re.findall(r"<h1>(.*?)</h1>", self.html(query, lang), re.S)[0])

    def test_it_begins_with_the_first_question_in_either_language(self) -> None:
        question = classification().questions["medicinal_claim"].text
        assert question.nl in unescape(words(self.html()))
        assert question.en in unescape(words(self.html(lang="en")))

    def test_an_answer_leads_to_the_next_question_without_script(self) -> None:
        html = self.html("medicinal_claim=yes")
        assert (
            '<button class="button button-primary" type="submit" name="recombinant_nucleic_acid" value="yes">' in html
        )
        assert '<input type="hidden" name="medicinal_claim" value="yes">' in html

    def test_the_outcome_is_the_heading_and_the_path_its_reason(self) -> None:
        assert self.heading(f"{GENE}&device_integral=no") == "Geneesmiddel voor gentherapie"
        html = self.html(f"{GENE}&device_integral=no")
        assert "Annex I part IV 2.1(b)" in html
        assert 'href="https://eur-lex.europa.eu/' in html
        assert "de bevoegde autoriteit beslist" in html

    def test_each_answer_can_be_undone_and_the_others_stay(self) -> None:
        html = unescape(self.html(f"{GENE}&device_integral=no"))
        undo = re.findall(r'href="(/classification/\?[^"]*)">Ongedaan maken', html)
        assert len(undo) == 7
        assert "infectious_disease_vaccine" not in undo[4]
        again = self.client.get(f"{undo[4]}&infectious_disease_vaccine=no", headers={"accept-language": "nl"})
        assert "<h1>Geneesmiddel voor gentherapie</h1>" in again.content.decode()

    def test_a_fact_that_two_questions_need_is_shown_once(self) -> None:
        cells = "medicinal_claim=yes&recombinant_nucleic_acid=no&contains_cells=yes&viable_cells=yes"
        html = self.html(f"{cells}&substantial_manipulation=yes&regenerate_repair_replace=yes&device_integral=yes")
        assert len(re.findall(r'href="[^"]*">Ongedaan maken', html)) == 7

    def test_unknown_says_what_it_could_be(self) -> None:
        text = words(self.html(f"{GENE}&device_integral=unknown"))
        assert "Gecombineerd ATMP, gentherapie" in text
        assert "Niet bekend" in text

    def test_the_permanent_link_holds_only_what_counts(self) -> None:
        html = self.html("medicinal_claim=no&viable_cells=yes")
        assert '<a href="/classification/?medicinal_claim=no">Vaste link</a>' in html

    def test_an_answer_that_is_none_is_refused_in_words(self) -> None:
        text = words(self.html("medicinal_claim=<script>alert(1)</script>", status=404))
        assert "antwoord dat niet bestaat" in text
        assert "alert" not in text

    def test_a_class_leads_on_and_no_class_does_not(self) -> None:
        html = self.html(f"{GENE}&device_integral=no")
        assert 'href="/profile/?medicinal_claim=yes' in html
        assert 'href="/products/?kind=gene_therapy"' in html
        assert "/products/?kind=" not in self.html("medicinal_claim=no")

    def test_the_pdf_tells_the_same(self) -> None:
        response = self.client.get(f"/classification/?{GENE}&device_integral=no&format=pdf")
        assert response["Content-Type"] == "application/pdf"
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages).split())
        assert "Geneesmiddel voor gentherapie" in text
        assert "Alleen hulp bij de afweging" in text
        assert "Directive 2001/83/EC Annex I part IV 2.1(b)" in text

    def test_a_pdf_before_the_end_says_that_it_is_not_answered(self) -> None:
        response = self.client.get("/classification/?medicinal_claim=yes&format=pdf")
        text = " ".join(PdfReader(io.BytesIO(response.content)).pages[0].extract_text().split())
        assert "Nog niet beantwoord" in text

    def test_nothing_is_styled_or_scripted_in_the_page_and_only_reading_is_allowed(self) -> None:
        assert inline(self.html(f"{GENE}&device_integral=no")) == []
        assert self.client.post("/classification/").status_code == 405


@pytest.mark.parametrize("question", classification().questions.values(), ids=lambda question: question.id)
def test_dutch_and_english_questions_are_two_texts(question) -> None:  # type: ignore[no-untyped-def]
    assert question.text.nl != question.text.en
    assert question.text.nl.endswith("?")
