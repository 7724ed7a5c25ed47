# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Page tests over the facts of the project, loaded once per class; each test sees them fresh."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import TestCase
from python_calamine import CalamineWorkbook

from schakel.pathway import reads
from schakel.pathway.load import load
from schakel.pathway.tests.written_facts import DATA

INLINE = re.compile(r"<[^>]+\s(style|on\w+)=", re.I)
TWO = "product=kymriah&product=yescarta"


class Visitor(TestCase):
    """Someone without an account. `address` is the page."""

    address = ""

    def get(self, query: str = TWO, lang: str = "nl", **headers: str) -> Any:
        """The page as this visitor reads it."""
        address = f"{self.address}?{query}" if query else self.address
        return self.client.get(address, headers={"accept-language": lang, **headers})

    def html(self, query: str = TWO, lang: str = "nl") -> str:
        """The text of a page that must be there."""
        response = self.get(query, lang)
        assert response.status_code == 200, response.status_code
        return str(response.content.decode())

    def csv(self, query: str = TWO) -> list[list[str]]:
        response = self.get(f"{query}&format=csv")
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        text = response.content.decode()
        assert text.startswith("\ufeff"), "spreadsheets need the mark"
        return list(csv.reader(io.StringIO(text[1:])))

    def xlsx(self, query: str = TWO) -> dict[str, list[list[Any]]]:
        """The sheets by name, as a spreadsheet reads them."""
        book = CalamineWorkbook.from_filelike(io.BytesIO(self.get(f"{query}&format=xlsx").content))
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

    def everything(self) -> str:
        """The question about every product."""
        return "&".join(f"product={profile.slug}" for profile in reads.facts().profiles)


@pytest.mark.django_db
class Loaded(Visitor):
    """A visitor at a site with every fact."""

    @classmethod
    def setUpTestData(cls) -> None:
        load(DATA)


def inline(html: str) -> list[str]:
    """Styles and scripts written into the page, which the content policy would not run."""
    found = [match.group() for match in INLINE.finditer(html)]
    return found + re.findall(r"<style|<script(?![^>]* src=)[^>]*>", html)


def words(html: str) -> str:
    """What a person reads of the page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class AnyQuestionPage:
    """What holds of each page that answers a question; mixed into `Loaded` with `address` and these words."""

    address: str
    dutch: tuple[str, ...]
    english: tuple[str, ...]
    nothing: tuple[str, str]  # what an answer without rows says, in Dutch and in English

    def test_it_speaks_one_language_at_a_time(self) -> None:
        for lang, own, other in (("nl", self.dutch, self.english), ("en", self.english, self.dutch)):
            text = words(without_foreign(self.html(TWO, lang)))
            assert [each for each in own if each not in text] == []
            assert [each for each in other if re.search(rf"\b{re.escape(each)}\b", text)] == []

    def test_without_a_question_it_is_about_the_car_ts(self) -> None:
        text = words(self.html(""))
        facts = reads.facts()
        assert [p.product.brand for p in facts.of_modality("car_t") if p.product.brand not in text] == []

    def test_an_unknown_product_is_named_with_what_comes_near(self) -> None:
        for lang, sentence in (("nl", "Er is geen product dat “kymria” heet"), ("en", "no product called “kymria”")):
            response = self.get("product=kymria&product=yescarta", lang)
            assert response.status_code == 404
            html = response.content.decode()
            assert sentence in words(html)
            assert 'href="/products/kymriah/"' in html

    def test_an_unknown_step_nature_or_modality_is_no_error_of_ours(self) -> None:
        for query, near in (("step=storag", "storage"), ("nature=clinica", "clinical"), ("modality=cart", "car_t")):
            response = self.get(query)
            assert (response.status_code, near in response.content.decode()) == (404, True), query

    def test_what_was_typed_is_shown_as_text(self) -> None:
        response = self.get("product=<script>alert(1)</script>")
        assert response.status_code == 404
        assert "<script>alert" not in response.content.decode()

    def test_only_reading(self) -> None:
        for method in ("post", "put", "delete"):
            assert getattr(self.client, method)(self.address).status_code == 405

    def test_the_permanent_link_asks_the_same(self) -> None:
        for query in (TWO, f"{TWO}&step=storage&step=preparation", ""):
            html = self.html(query)
            (link,) = re.findall(r'<a href="([^"]+)">Vaste link</a>', html)
            again = self.client.get(link.replace("&amp;", "&"), headers={"accept-language": "nl"})
            assert _heading(again.content.decode()) == _heading(html)

    def test_nothing_is_styled_or_scripted_in_the_page(self) -> None:
        for query in (TWO, f"{TWO}&step=labelling", ""):
            assert inline(self.html(query)) == []

    def test_an_answer_without_rows_says_so(self) -> None:
        for lang, sentence in zip(("nl", "en"), self.nothing, strict=True):
            assert sentence in words(self.html(f"{TWO}&step=labelling&nature=clinical", lang))

    def test_every_product_at_once(self) -> None:
        text = words(self.html(self.everything()))
        speaking = [p for p in reads.facts().profiles if p.requirements]
        assert len(speaking) > 20
        assert [p.product.brand for p in speaking if p.product.brand not in text] == []


def without_foreign(html: str) -> str:
    """The main part of the page without what is marked as being in English (notes, titles of documents)."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', " ", main, flags=re.S)


def _heading(html: str) -> list[str]:
    return re.findall(r"<h1>(.*?)</h1>", html, re.S)
