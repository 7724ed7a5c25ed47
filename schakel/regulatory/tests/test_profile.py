# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The target product profile: a form that keeps nothing and gives back what was typed."""

import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from schakel.audit.models import Entry
from schakel.pathway.folder import BUILT_IN
from schakel.pathway.tests.loaded import inline, words
from schakel.regulatory.engine.profile import Answer, ProfileError, from_json, read_template, to_json
from schakel.regulatory.rules import profile_template, rules_file
from schakel.values.located import FactsError

TEMPLATE = profile_template()
TYPED = {"name": "Cells of tomorrow", "indication": "All of it\nand more", "indication.minimum": "Some <b>of</b> it"}
HEAD = '"format": "schakel-target-product-profile", "rules": "1"'
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.dictionaries(st.sampled_from(sorted(TEMPLATE.fields)), st.builds(Answer, texts, texts)))
def test_what_is_saved_loads_the_same(filled: dict[str, Answer]) -> None:
    kept = {name: answer for name, answer in filled.items() if answer}
    assert from_json(TEMPLATE, to_json(TEMPLATE, filled).encode()) == kept


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "not_json"),
        ("[" * 100_000, "not_json"),
        ("[]", "not_profile"),
        ('{"format": "other", "rules": "1", "fields": {}}', "not_profile"),
        ('{"format": "schakel-target-product-profile", "rules": "1", "fields": {"spell": {}}}', "field"),
        (
            '{"format": "schakel-target-product-profile", "rules": "1", "fields": {"name": {"worst": "x"}}}',
            "not_profile",
        ),
        ('{"format": "schakel-target-product-profile", "rules": "1", "fields": {}, "x": 1}', "not_profile"),
        (" " * 700_000, "too_large"),
    ],
)
def test_what_is_no_profile_is_refused(text: str, what: str) -> None:
    with pytest.raises(ProfileError) as caught:
        from_json(TEMPLATE, text.encode())
    assert caught.value.what == what


def test_every_field_says_where_it_comes_from() -> None:
    assert all(field.references for field in TEMPLATE.fields.values())
    assert any(field.own for field in TEMPLATE.fields.values())


def test_a_field_twice_is_a_fault() -> None:
    text = rules_file(BUILT_IN, "profile").read_text(encoding="utf-8")
    with pytest.raises(FactsError, match="'name' stands twice"):
        read_template(text.replace("- id: need", "- id: name").encode())


class Filling(TestCase):
    def post(self, action: str, **more: Any) -> Any:
        return self.client.post("/profile/", {**TYPED, "action": action, **more}, headers={"accept-language": "nl"})

    def test_all_fields_are_there_with_a_label(self) -> None:
        html = self.client.get("/profile/").content.decode()
        for name, field in TEMPLATE.fields.items():
            assert f'<label for="{name}">' in html
            assert (f'name="{name}.minimum"' in html) == field.pair
        assert inline(html) == []
        assert "wordt niet bewaard" in words(html)

    def test_a_classification_fills_in_the_class(self) -> None:
        html = self.client.get("/profile/?medicinal_claim=no", headers={"accept-language": "nl"}).content.decode()
        assert "(Nog) geen geneesmiddel" in html
        assert self.client.get("/profile/?medicinal_claim=x").status_code == 200

    def test_saved_as_json_and_taken_back(self) -> None:
        saved = self.post("json").content
        assert json.loads(saved)["fields"]["indication"]["target"] == "All of it\nand more"
        back = self.post("load", file=SimpleUploadedFile("profile.json", saved)).content.decode()
        assert "Cells of tomorrow</textarea>" in back
        assert "Some &lt;b&gt;of&lt;/b&gt; it</textarea>" in back

    def test_as_word(self) -> None:
        response = self.post("docx")
        document = Document(io.BytesIO(response.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert document.paragraphs[0].text == "Doelproductprofiel: Cells of tomorrow"
        assert "Some <b>of</b> it" in cells
        assert sum(field.label.nl in cells for field in TEMPLATE.fields.values()) == len(TEMPLATE.fields)

    def test_as_pdf(self) -> None:
        pages = PdfReader(io.BytesIO(self.post("pdf").content)).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert "Doelproductprofiel: Cells of tomorrow" in text
        assert "Some <b>of</b> it" in text

    def test_what_was_typed_survives_a_fault(self) -> None:
        for wrong in (self.post("json", name="x" * 4001), self.post("fly")):
            assert wrong.status_code == 400
            assert "All of it" in wrong.content.decode()

    def test_a_wrong_file_is_told_in_words(self) -> None:
        wrong = self.post("load", file=SimpleUploadedFile("x.json", b"{"))
        assert (wrong.status_code, "geen JSON" in wrong.content.decode()) == (400, True)
        assert "Kies eerst een bestand" in self.post("load").content.decode()

    def test_nothing_is_stored_and_nothing_is_cached(self) -> None:
        before = Entry.objects.count()
        response = self.post("json")
        assert Entry.objects.count() == before
        assert "no-store" in response["Cache-Control"]
        assert not self.client.session.items()

    def test_other_methods_are_refused(self) -> None:
        assert self.client.put("/profile/").status_code == 405
