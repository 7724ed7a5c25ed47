# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Signs and badges: the word always stands beside the shape, in both languages."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from schakel.ui import signs
from schakel.ui.templatetags import ui


@dataclass(frozen=True)
class Document:
    title: str = "Kymriah SmPC"
    jurisdiction: str = ""
    second_best: str = ""


@dataclass(frozen=True)
class Citation:
    document: Document = Document()
    unverified: bool = False


EU = Citation()
UK = Citation(Document(jurisdiction="UK"))
SECOND = Citation(Document(second_best="only an abstract"))
UNVERIFIED = Citation(unverified=True)

WORDS = {
    "equal": ("gelijk", "equal"),
    "compatible": ("één regel past", "one rule fits"),
    "conflicting": ("botst", "conflicts"),
    "judgement": ("oordeel nodig", "needs judgement"),
    "single": ("één spreekt", "one speaks"),
}


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("name", WORDS)
def test_verdict_is_a_shape_and_a_word(name: str) -> None:
    for language, word in zip(("nl", "en"), WORDS[name], strict=True):
        with override(language):
            drawn = draw("{% verdict name %}", name=name)
        assert word in drawn
        assert "<svg" in drawn
        assert "visually-hidden" not in drawn


def test_shape_alone_still_says_the_word() -> None:
    with override("nl"):
        assert '<span class="visually-hidden">botst</span>' in draw('{% verdict "conflicting" shape_only=True %}')


def test_verdicts_differ_in_shape_and_not_only_in_colour() -> None:
    assert len(set(signs.VERDICT_SHAPES.values())) == len(signs.VERDICT_WORDS)


def test_unknown_sign_is_refused() -> None:
    with pytest.raises(KeyError):
        signs.sign("better")


@pytest.mark.parametrize(
    ("citation", "nl", "en", "kind"),
    [
        (EU, "EU-tekst", "EU text", ""),
        (UK, "VK, niet de EU-tekst", "UK, not the EU text", "is-elsewhere"),
        (SECOND, "tweede keus", "second-best source", "is-guidance"),
        (UNVERIFIED, "niet geverifieerd", "unverified", "is-unverified"),
        (Citation(Document(title="News on an opinion")), "openbare bron", "public source", ""),
    ],
)
def test_source_badge(citation: Citation, nl: str, en: str, kind: str) -> None:
    for language, words in (("nl", nl), ("en", en)):
        with override(language):
            assert f">{words}</span>" in ui.source_badge(citation)
    assert ui.source_class(citation) == kind


def test_guideline_says_it_is_no_rule_of_the_product() -> None:
    with override("nl"):
        assert "richtlijn, geen producteis" in ui.source_badge(EU, "guidance")


def test_eu_text_gets_no_mark_in_a_table() -> None:
    assert ui.source_tag(EU) == ""


@pytest.mark.parametrize(("citation", "word"), [(UK, "VK"), (SECOND, "2e bron"), (UNVERIFIED, "niet geverifieerd")])
def test_doubtful_source_gets_a_short_mark_with_words(citation: Citation, word: str) -> None:
    with override("nl"):
        assert f">{word}</span>" in ui.source_tag(citation)


def test_variants_differ_by_letter_and_fill() -> None:
    assert 'variant-a">A<' in draw('{% variant "A" %}')
    assert 'class="variant">B<' in draw('{% variant "B" %}')


def test_silent_and_unread_are_never_the_same() -> None:
    with override("nl"):
        assert "zwijgt" in draw("{% silent %}")
        assert "niet gelezen" in draw("{% unread %}")


def test_natures_are_written_out_and_differ() -> None:
    with override("nl"):
        assert len({draw("{% nature name %}", name=name) for name in ui.NATURES}) == len(ui.NATURES)


def test_words_from_outside_are_escaped() -> None:
    assert "<script>" not in draw("{% variant text %}", text="<script>")


def test_query_changes_one_parameter_and_keeps_the_rest() -> None:
    request = RequestFactory().get("/compare/", {"product": ["kymriah", "yescarta"], "step": "storage", "page": "2"})
    drawn = draw('{% query step="receipt" page=None %}', request=request)
    assert drawn == "?product=kymriah&amp;product=yescarta&amp;step=receipt"


def test_query_without_parameters_is_the_page_itself() -> None:
    assert draw("{% query page=None %}", request=RequestFactory().get("/products/?page=2")) == "?"
