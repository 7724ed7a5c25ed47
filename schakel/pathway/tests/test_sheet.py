# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The checklist in words and on paper: nothing lost, doubt said, the same file for the same facts."""

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from schakel.pathway.engine.checklist import Task, checklist
from schakel.pathway.engine.sheet import Words, sheet
from schakel.pathway.exports.checklist_pdf import checklist_pdf
from schakel.pathway.tests.written_facts import real_facts

FACTS = real_facts()
NL = Words({}, {"UK": "VK", "US": "VS"}, "nl")
EN = Words({}, {}, "en")
DAY = date(2026, 11, 21)
SLUGS = [profile.slug for profile in FACTS.profiles if profile.requirements]


def of(step, *slugs, words=NL):
    return sheet(checklist(step, FACTS.chosen(slugs), FACTS.vocabulary), FACTS, words)


def pages_of(pdf):
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_lines_are_numbered_through_and_grouped_by_who_asks():
    found = of("receipt", "kymriah", "abecma", "breyanzi")
    assert [line.number for line in found.lines] == list(range(1, len(found.lines) + 1))
    assert found.groups[0].heading == "Voor alle drie"
    assert found.groups[-1].heading == "Alleen Breyanzi"


def test_a_source_of_another_country_says_so():
    doubts = {note.doubt for note in of("receipt", "breyanzi").notes}
    assert "VK, niet de EU-tekst" in doubts


def test_a_measured_line_has_its_unit():
    line = next(line for line in of("storage", "kymriah").lines if line.task is Task.MEASURE)
    assert line.unit == "°C"


def test_times_with_other_ends_each_name_theirs_and_have_their_own_place_to_write() -> None:
    line = next(line for line in of("preparation", "kymriah", "abecma").lines if len(line.fields) > 1)
    assert {field.unit for field in line.fields} == {"min"}
    assert all(field.between in line.rule for field in line.fields)
    assert len({field.between for field in line.fields}) == len(line.fields)


def test_a_product_tells_its_difference_once_and_a_note_is_told_on_one_line() -> None:
    lines = of("receipt", "kymriah", "abecma", "breyanzi").lines
    for line in lines:
        told = [(detail.brand, detail.note_lang) for detail in line.details]
        assert len(told) == len(set(told))
        assert all(detail.says or detail.note for detail in line.details)
    notes = [detail.note for line in lines for detail in line.details if detail.note]
    assert "zie regel 2" in notes
    assert len([note for note in notes if note.startswith("Vóór het ontdooien")]) == 1


def test_a_note_without_dutch_says_that_it_is_english() -> None:
    (profile,) = FACTS.chosen(["breyanzi"])
    english = replace(profile, requirements=tuple(replace(r, note_nl=None) for r in profile.requirements))
    for chosen, lang in ((profile, "nl"), (english, "en")):
        found = sheet(checklist("receipt", [chosen], FACTS.vocabulary), FACTS, NL)
        details = [detail for line in found.lines for detail in line.details]
        assert {detail.note_lang for detail in details if detail.note and "zie" not in detail.note} == {lang}


def test_a_bare_section_names_its_document() -> None:
    notes = of("receipt", "breyanzi", "tecartus").notes
    assert all(note.document for note in notes if note.section[:1].isdigit())
    assert {note.kind for note in notes if note.doubt} == {"elsewhere"}


def test_every_product_has_a_box_on_paper() -> None:
    chosen = SLUGS[:9]
    found = of("storage", *chosen)
    (first, *_others) = pages_of(checklist_pdf(found, lang="nl", facts_of=DAY))
    boxes = first.split("(sticker)")[1].split("Partijnummer")[0]
    assert boxes.split() == " ".join(found.products).split()


@given(st.lists(st.sampled_from(SLUGS), min_size=1, max_size=4, unique=True), st.sampled_from(FACTS.vocabulary.steps))
def test_every_line_rests_on_numbered_sources(chosen, step):
    found = of(step.id, *chosen)
    numbers = {note.number for note in found.notes}
    assert numbers == set(range(1, len(found.notes) + 1))
    assert all(line.notes and {note.number for note in line.notes} <= numbers for line in found.lines)


@pytest.mark.parametrize(("lang", "words", "texts"), [("nl", NL, ["Ontvangst", "Patiënt"]), ("en", EN, ["Receipt"])])
def test_the_paper_says_all_lines_and_sources(lang, words, texts):
    found = of("receipt", "kymriah", "abecma", "breyanzi", words=words)
    text = " ".join("\n".join(pages_of(checklist_pdf(found, lang=lang, facts_of=DAY))).split())
    assert all(told in text for told in texts)
    for line in found.lines:
        assert line.label in text
    assert all(note.section.split(",")[0] in text for note in found.notes)


def test_a_long_list_runs_over_pages_that_know_their_number():
    slugs = [profile.slug for profile in FACTS.of_modality("car_t")]
    pages = pages_of(checklist_pdf(of("preparation", *slugs), lang="nl", facts_of=DAY))
    assert len(pages) > 2
    assert all(f"blad {number} van {len(pages)}" in page for number, page in enumerate(pages, 1))


def test_the_same_facts_give_the_same_file():
    found = of("storage", "kymriah")
    assert checklist_pdf(found, lang="nl", facts_of=DAY) == checklist_pdf(found, lang="nl", facts_of=DAY)


def test_words_of_facts_never_become_markup():
    found = of("storage", "kymriah")
    (group, *_others) = found.groups
    line = group.lines[0]
    hostile = "#panic() *bold* $x$ `raw`"
    changed = replace(group, lines=(replace(line, rule=hostile),))
    told = replace(found, groups=(changed,))
    assert hostile in " ".join(pages_of(checklist_pdf(told, lang="en", facts_of=DAY))[0].split())
