# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The solutions that the sources name: read strictly, loaded once, and never over what people wrote."""

import shutil
from pathlib import Path

import pytest

from schakel.audit.models import Entry
from schakel.network.load import load as load_network
from schakel.pathway.tests.written_facts import DATA
from schakel.search.reads import search
from schakel.solutions.engine.solution import FILE, Content, changes, content_of, read_solutions
from schakel.solutions.load import load
from schakel.solutions.models import Solution
from schakel.sources.engine.register import read_register
from schakel.values.labels import Label
from schakel.values.located import FactsError, read

REGISTER = read_register(read("s.yaml", "sources: {s1: {title: T, seen: full}}"))
TEXT = """solutions:
- id: one
  title: {nl: a, en: b}
  problem: {nl: a, en: b}
  what: {nl: a, en: b}
  steps: [receipt]
  bottlenecks: [b1]
  source: {ref: s1}
"""


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (TEXT.replace("[b1]", "[b9]"), 7, "unknown bottleneck 'b9'"),
        (TEXT.replace("[receipt]", "[reception]"), 6, "unknown step 'reception'"),
        (TEXT.replace("ref: s1", "ref: s9"), 8, "unknown source 's9'"),
        (TEXT.replace("  source: {ref: s1}\n", ""), 2, "'source' is missing"),
        (TEXT + TEXT.partition("\n")[2], 9, "'one' stands twice"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(FactsError, match=what) as told:
        read_solutions(read("f.yaml", text), REGISTER, {"b1"}, {"receipt"})
    assert {fault.line for fault in told.value.faults} == {line}


def test_what_the_source_leaves_out_stays_out() -> None:
    (told,) = read_solutions(read("f.yaml", TEXT), REGISTER, {"b1"}, {"receipt"})
    assert set(told.content.texts) == {"title", "problem", "what"}
    assert told.content.hours is None


def test_a_version_comes_back_as_it_was_and_tells_what_it_changed() -> None:
    before = Content({"title": Label("a", "")}, 4, ("receipt",), ("b1",), ())
    after = Content({"title": Label("a", ""), "proof": Label("c", "")}, 5, ("receipt",), ("b1", "b2"), ())
    assert content_of(before.plain()) == before
    assert changes(before, after) == ("proof", "hours", "bottlenecks")
    assert changes(after, after) == ()


@pytest.mark.django_db
def test_the_three_of_the_sources_are_there_once_with_their_source(tmp_path: Path) -> None:
    shutil.copytree(Path(DATA) / "landscape", tmp_path / "landscape")
    load_network(tmp_path)
    load(tmp_path)
    rows = Solution.objects.filter(state=Solution.State.PUBLISHED)
    assert {row.key for row in rows} == {"train_the_trainer", "audits_on_one_day", "one_receipt_checklist"}
    assert all(row.sources.count() == 1 and row.organisation is None for row in rows)
    assert [one.title for one in search("ontvangst apotheek checklist", "nl").found if one.kind == "solution"]
    before = Entry.objects.count()
    assert load(tmp_path) == []
    assert Entry.objects.count() == before
    text = (tmp_path / FILE).read_text()
    (tmp_path / FILE).write_text(text.replace("Audits van verschillende firma's op één dag", "Audits op één dag"))
    assert load(tmp_path) == ["solutions changed: audits_on_one_day"]
    (tmp_path / FILE).write_text(text.split("- id: one_receipt_checklist")[0])
    assert "solutions ended: one_receipt_checklist" in load(tmp_path)
    assert load(tmp_path) == []
