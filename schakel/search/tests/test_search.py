# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The search box: the same answers on both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.search.actions import Indexed, index
from schakel.search.engine.folding import folded, words
from schakel.search.engine.ranking import Part, marked, snippet
from schakel.search.reads import search

ENTRIES = [
    Indexed("aspect", "storage.temperature", "/a/", "Bewaartemperatuur", "Storage temperature", "Opslag", "Storage"),
    Indexed("aspect", "transport.temperature", "/b/", "Temperatuur bij vervoer", "Transport temperature"),
    Indexed("product", "kymriah", "/c/", "Kymriah", "Kymriah", "tisagenlecleucel; diffuus grootcellig", "large B-cell"),
    Indexed(
        "requirement", "kymriah:x", "/d/", "Kymriah: Corticosteroïden", "Kymriah: Corticosteroids", "≤ −120 °C 100%"
    ),
]


@pytest.fixture
def filled(db: None) -> None:
    index(room="test", entries=ENTRIES)


def keys(text: str, lang: str = "nl", **options: object) -> list[str]:
    return [found.key for found in search(text, lang, **options).found]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("temperatuur", ["transport.temperature", "storage.temperature"]),
        ("TEMPERATUUR bewaar", ["storage.temperature"]),
        ("kymriah", ["kymriah", "kymriah:x"]),
        ("corticosteroiden", ["kymriah:x"]),
        ("lecleucel", ["kymriah"]),
        ("120", ["kymriah:x"]),
        ("storage", []),
    ],
)
@pytest.mark.usefixtures("filled")
def test_words_are_found_in_any_case_without_accents_and_in_the_tail_of_compounds(text: str, found: list[str]) -> None:
    assert keys(text) == found


@pytest.mark.usefixtures("filled")
def test_each_language_looks_in_its_own_words() -> None:
    assert keys("storage", "en") == ["storage.temperature"]
    assert keys("bewaar", "en") == []


@pytest.mark.parametrize("text", ["", "   ", "%", "_", '"', "'; DROP TABLE search_entry; --", "*", "a\0b", "(", "\\"])
@pytest.mark.usefixtures("filled")
def test_nothing_typed_is_an_operator(text: str) -> None:
    assert search(text, "nl").found == ()


@pytest.mark.usefixtures("filled")
def test_a_per_cent_sign_is_no_wildcard() -> None:
    assert keys("100%") == ["kymriah:x"]


@pytest.mark.usefixtures("filled")
def test_short_words_count_only_at_the_start_of_a_word() -> None:
    assert keys("te") == ["transport.temperature"]


@pytest.mark.usefixtures("filled")
def test_a_page_and_the_counts_of_each_kind() -> None:
    answer = search("kymriah", "nl", kind="requirement")
    assert (answer.total, dict(answer.kinds)) == (1, {"product": 1, "requirement": 1})
    assert keys("kymriah", limit=1, offset=1) == ["kymriah:x"]


@pytest.mark.usefixtures("filled")
def test_a_near_miss_is_suggested_when_nothing_is_found() -> None:
    assert search("kimriah", "nl").suggestion == "kymriah"
    assert search("qqqqq", "nl").suggestion is None


@pytest.mark.usefixtures("filled")
def test_indexing_again_replaces_what_the_room_had() -> None:
    index(room="test", entries=ENTRIES[:1])
    index(room="other", entries=ENTRIES[2:3])
    assert keys("kymriah") == ["kymriah"]
    assert keys("bewaar") == ["storage.temperature"]


def test_marks_stand_on_the_letters_that_were_sought() -> None:
    assert marked("Corticosteroïden", words("roid")) == (
        Part("Corticoste"),
        Part("roïd", marked=True),
        Part("en"),
    )


def test_a_snippet_shows_the_surroundings_of_the_first_word() -> None:
    body = "voor " * 100 + "het doel " + "na " * 100
    shown = "".join(part.text for part in snippet(body, words("doel")))
    assert "het doel na" in shown
    assert shown.startswith("… voor")
    assert shown.endswith(" …")
    assert len(shown) < 200


@given(st.text())
def test_folding_keeps_every_sign_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(), st.text(min_size=1, max_size=3))
def test_marking_loses_no_letter(text: str, sought: str) -> None:
    if found := words(sought):
        assert "".join(part.text for part in marked(text, found)) == text
