# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Files → database: whole, once, and never over what people said unless the files say something new."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from schakel.audit.models import Entry
from schakel.followup import reads
from schakel.followup.actions.state import Proof, set_state
from schakel.followup.engine.facts import ACTIONS
from schakel.followup.engine.figures import Verdict, compared
from schakel.followup.engine.progress import State
from schakel.followup.load import load
from schakel.followup.models import Change, Item
from schakel.followup.tests.loaded import Promised
from schakel.network.load import load as load_network
from schakel.pathway.tests.written_facts import DATA
from schakel.search.models import Entry as Indexed
from schakel.solutions.models import Unanswered

AT = datetime(2026, 11, 22, tzinfo=UTC)


class TestLoaded(Promised):
    def test_everything_of_the_files_is_there_with_its_links(self) -> None:
        assert Item.objects.filter(kind=Item.ACTION).count() == 15
        assert Item.objects.filter(kind=Item.RECOMMENDATION, part_of=None).count() == 47
        assert Item.objects.get(pk="r04a").part_of_id == "r04"
        assert [row.actor for row in Item.objects.get(pk="r01").actors.all()] == ["umcs", "umcnl"]
        assert set(Item.objects.get(pk="a13").answers.values_list("pk", flat=True)) == {"b67"}

    def test_the_same_files_once_more_change_nothing_and_leave_no_trail(self) -> None:
        before = Entry.objects.count()
        assert load(Path(DATA)) == []
        assert Entry.objects.count() == before

    def test_a_state_read_from_a_source_is_a_line_with_that_source(self) -> None:
        (line,) = Change.objects.filter(item_id="a03")
        assert (line.state, line.happened_on, line.by) == (State.DONE.value, date(2023, 3, 31), "system:load")
        assert line.document is not None
        assert line.document.title.startswith("FAST")

    def test_what_nobody_answers_is_counted_and_told_to_the_room_of_solutions(self) -> None:
        found = {row.id for row in reads.unanswered()}
        assert "b70" in found
        assert "b01" not in found
        assert found <= set(Unanswered.objects.values_list("pk", flat=True))

    def test_everything_is_found_by_the_search_box(self) -> None:
        counts = {
            kind: Indexed.objects.filter(kind=kind).count() for kind in ("bottleneck", "action", "recommendation")
        }
        assert counts == {"bottleneck": 74, "action": 15, "recommendation": 54}

    def test_a_history_is_refused_to_change_by_the_database_itself(self) -> None:
        with pytest.raises(Exception, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE followup_change SET state = 'planned'")

    def test_done_without_any_proof_is_refused_by_the_database_itself(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Change.objects.create(item_id="a01", number=1, state="done", at=AT, by="person:1")

    def test_the_stated_numbers_come_back_whole(self) -> None:
        facts = reads.counted()
        found = {one.id: compared(one, facts) for one in reads.figures()}
        assert found["bottlenecks_2016"].verdict is Verdict.DEPENDS
        assert found["letter_themes"].verdict is Verdict.AGREE
        assert found["unanswered"].ours[0].of == (len(reads.unanswered()), 74)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the facts that a test may change."""
    shutil.copytree(Path(DATA) / "landscape", tmp_path / "landscape")
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    text = (folder / ACTIONS).read_text()
    assert old in text
    (folder / ACTIONS).write_text(text.replace(old, new))


@pytest.mark.django_db
def test_what_people_said_stays_until_the_files_say_something_new(folder: Path) -> None:
    load_network(folder)
    load(folder)
    item = Item.objects.get(pk="a03")
    set_state(by="person:1", item=item, seen=1, state=State.UNDER_WAY, proof=Proof(words="letter"), at=AT)
    assert load(folder) == []
    assert Item.objects.get(pk="a03").state == State.UNDER_WAY.value
    change(folder, 'is: done, on: "2023-03"', 'is: stopped, on: "2026-01"')
    assert "follow-up overruled: a03" in load(folder)
    assert Item.objects.get(pk="a03").state == State.STOPPED.value
    assert [line.number for line in item.changes.order_by("number")] == [1, 2, 3]


@pytest.mark.django_db
def test_what_left_the_files_keeps_its_history_and_may_return(folder: Path) -> None:
    load_network(folder)
    load(folder)
    lines = (folder / ACTIONS).read_text().splitlines(keepends=True)
    (folder / ACTIONS).write_text("".join(line for line in lines if "id: a14," not in line))
    assert load(folder)[0] == "follow-up ended: a14"
    assert not reads.items().filter(pk="a14").exists()
    assert reads.item("a14") is not None
    (folder / ACTIONS).write_text("".join(lines))
    assert "follow-up added: a14" in load(folder)


@pytest.mark.django_db
def test_a_folder_without_these_files_has_nothing_to_load(tmp_path: Path) -> None:
    assert load(tmp_path) == []
