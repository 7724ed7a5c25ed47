# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Acceptance by firms with what they keep asking, and the European file with differences, answers and sources."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from schakel.catalogue.models import Product
from schakel.standards import reads
from schakel.standards.actions.acceptance import Accepted, accept, note_acceptance
from schakel.standards.actions.consultation import open_consultation
from schakel.standards.actions.drafting import change_line
from schakel.standards.actions.questions import Said, ask, note_answer
from schakel.standards.actions.shared import RefusedError
from schakel.standards.models import Acceptance, Version
from schakel.standards.tests.playing import BOTH, BY, EN, draft_of, drafted, firm, in_a_month
from schakel.values.labels import Label

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TEMPERATURE = "storage.temperature"


@pytest.fixture
def version(tmp_path) -> Version:
    """Out for comment, with a storage rule that beta's requirement is stricter than."""
    draft = draft_of(drafted(tmp_path))
    line = draft.lines.get(key=TEMPERATURE)
    change_line(by=BY, line=line, must={"max": -125, "unit": "Cel"}, products=BOTH, text=Label("Damp", "In vapour"))
    return open_consultation(by=BY, version=draft, closes=in_a_month())


def said(**deviations: str) -> Accepted:
    return Accepted(TODAY, {key.replace("__", "."): why for key, why in deviations.items()})


def page_of(client, version: Version) -> str:
    return client.get(f"/standards/{version.standard_id}/", headers=EN).content.decode()


class TestAcceptance:
    def test_a_firm_accepts_for_its_own_product_with_deviations(self, version, client) -> None:
        fenna = firm("beta-firm", "beta")
        base = f"/standards/{version.standard_id}/versions/1/accept/"
        assert fenna.get(f"{base}alpha/").status_code == 404
        form = fenna.get(f"{base}beta/", headers=EN).content.decode()
        assert "Beta asks more than this: ≤\u00a0−130\u00a0°C" in form
        data = {"accepted_on": TODAY.isoformat(), "note": "", "line_0": "Not above −130 °C."}
        assert fenna.post(f"{base}beta/", data).status_code == 302
        found = Acceptance.objects.get()
        assert (found.organisation_id, [d.line.key for d in found.deviations.all()]) == ("beta-firm", [TEMPERATURE])
        html = page_of(client, version)
        assert "deviates" in html
        assert "Not above −130 °C." in html
        assert "Accepted by the firms of 1 of 2 products" in html

    def test_what_was_not_kept_counts_as_accepted_once_the_firm_says_so(self, version, client) -> None:
        assert "One line does not keep" in page_of(client, version)
        accept(by=firm("beta-firm", "beta").person, version=version, product=product("beta"), said=said())
        assert "accepted by the firm" in page_of(client, version)

    def test_an_editor_notes_a_letter_and_a_later_one_takes_its_place(self, version, editor) -> None:
        note_acceptance(by=BY, version=version, product=product("alpha"), said=said(), proof="Letter of 1 May")
        address = f"/standards/{version.standard_id}/versions/1/note/alpha/"
        data = {"accepted_on": TODAY.isoformat(), "proof": "Letter of 2 May"}
        assert editor.post(address, data).status_code == 302
        assert reads.acceptances(version)["alpha"].proof == "Letter of 2 May"
        assert Acceptance.objects.count() == 2
        assert editor.post(address, data | {"proof": ""}).status_code == 422

    def test_no_deviation_from_a_line_that_is_not_there(self, version) -> None:
        with pytest.raises(RefusedError, match=r"storage\.nosuch"):
            note_acceptance(
                by=BY, version=version, product=product("alpha"), said=said(storage__nosuch="x"), proof="Letter"
            )
        assert Acceptance.objects.count() == 0

    def test_neither_tomorrow_nor_another_firm_nor_a_draft(self, version, editor) -> None:
        tomorrow = Accepted(TODAY + timedelta(days=1))
        with pytest.raises(RefusedError):
            note_acceptance(by=BY, version=version, product=product("alpha"), said=tomorrow, proof="Letter")
        stranger = firm("alpha-firm", "alpha").person
        with pytest.raises(RefusedError):
            accept(by=stranger, version=version, product=product("beta"), said=said())
        editor.post(f"/standards/{version.standard_id}/next/", {"why": "Warmer."})
        assert editor.get(f"/standards/{version.standard_id}/versions/2/note/alpha/").status_code == 404


def product(slug: str) -> Product:
    return Product.objects.get(pk=slug)


class TestEuropeanFile:
    def test_word_and_pdf_hold_differences_answers_and_sources(self, version, client, editor) -> None:
        question = ask(by=BY, products=BOTH, step="storage", aspect="temperature", why="Why?", due=in_a_month())
        answered = Said("no", "Stable at −125 °C.", TODAY, evidence="Study 12")
        note_answer(by=editor.person, asked=question.asked.get(product="beta"), said=answered, proof="Letter of 3 May")
        base = f"/standards/{version.standard_id}/file/?line={TEMPERATURE}&by=Working+group"
        document = Document(BytesIO(client.get(f"{base}&format=docx", headers=EN).content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
        pdf = client.get(f"{base}&format=pdf", headers=EN)
        pages = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
        for words in ("Working group", "Example SmPC, SmPC 6.4", "Study 12", "no answer yet", "Letter of 3 May"):
            assert words in text, words
            assert words in " ".join(pages.split()), words
        assert "Beta asks more than this" in text
        assert "Preparation" not in text, "only what was chosen"

    def test_the_choice_stands_in_the_address(self, version, client) -> None:
        page = client.get(f"/standards/{version.standard_id}/file/?line={TEMPERATURE}", headers=EN).content.decode()
        assert "European file on one difference" in page
        assert page.count(" checked>") == 1

    def test_what_all_ask_alike_is_no_difference(self, version, client) -> None:
        page = client.get(f"/standards/{version.standard_id}/file/", headers=EN).content.decode()
        assert "preparation.refreeze" not in page
        assert TEMPERATURE in page

    def test_dutch_speaks_dutch(self, version, client) -> None:
        sent = client.get(f"/standards/{version.standard_id}/file/?format=docx", headers={"accept-language": "nl"})
        assert "Europees dossier" in Document(BytesIO(sent.content)).paragraphs[0].text
