# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Runs from asked to answered: shared, stopped, taken up again; and scenarios kept, forked, shared and gone back to."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from schakel.audit.models import Entry
from schakel.capacity import reads
from schakel.capacity.actions import runs, scenarios
from schakel.capacity.models import Run, Scenario, ScenarioVersion
from schakel.capacity.tasks import answer_run
from schakel.capacity.tests.scenarios import tiny
from schakel.following.models import HappeningTopic
from schakel.people.models import Person
from schakel.values.located import FactsError
from tests.cast import make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person() -> Person:
    return make_person("Paula Planner")


@pytest.fixture
def version() -> ScenarioVersion:
    """The newest version of the one example of a small site."""
    scenarios.load_examples(by="system:test", examples=[tiny()])
    return reads.newest(Scenario.objects.get())


def work() -> None:
    """What a worker does until nothing waits."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)


def changed(number: int = 400) -> dict[str, Any]:
    data = tiny()
    data["forecast"]["growth"][0]["base"] = {"value": number, "assumption": "made"}
    return data


def test_the_examples_are_loaded_once(version: ScenarioVersion) -> None:
    before = Entry.objects.count()
    assert scenarios.load_examples(by="system:test", examples=[tiny()]) == []
    assert Entry.objects.count() == before
    assert scenarios.load_examples(by="system:test", examples=[changed()]) == ["tiny"]
    assert (version.scenario.versions.count(), reads.newest(version.scenario).number) == (2, 2)
    assert [happening.topic for happening in HappeningTopic.objects.all()] == ["scenario:tiny"]
    assert scenarios.load_examples(by="system:test", examples=[]) == ["tiny"]
    assert reads.scenario_for(None, "tiny") is None


def test_who_asks_the_same_gets_the_same_run(version: ScenarioVersion, person: Person) -> None:
    run = runs.ask_run(by="person:1", version=version)
    mine = scenarios.fork(by=person, version=version, data={**tiny(), "title": {"nl": "Ander", "en": "Other"}})
    assert runs.ask_run(by=person.actor, version=mine.versions.get()) == run
    assert (DBTaskResult.objects.count(), Run.objects.count()) == (1, 1)
    work()
    answer = reads.answer_in(reads.run_of(mine.versions.get()))
    assert answer is not None
    assert answer["years"] == [2026, 2027]
    headline = reads.headlines([version])[version.digest]
    first = next(one for one in answer["breaks"] if one["centre"])
    assert (headline["name"], headline["year"], headline["of"]) == (first["name"], first["year"], 2)


def test_two_who_ask_at_the_same_moment_share_one_run(
    version: ScenarioVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = runs.ask_run(by="person:1", version=version)
    monkeypatch.setattr(reads, "run_with", lambda _digest: None)
    assert runs.ask_run(by="person:2", version=version) == first


def test_a_run_whose_worker_died_gives_the_same_numbers(version: ScenarioVersion) -> None:
    run = runs.ask_run(by="person:1", version=version)
    work()
    run.refresh_from_db()
    told = run.answer
    Run.objects.update(state=Run.State.RUNNING, answer="", beat=timezone.now())
    assert runs.take_up_again() == []
    Run.objects.update(beat=timezone.now() - timedelta(minutes=10))
    assert runs.take_up_again() == [run.pk]
    work()
    run.refresh_from_db()
    assert (run.state, run.answer == told) == ("done", True)


def test_a_worker_that_starts_alone_takes_everything_up_and_sees_to_the_examples(version: ScenarioVersion) -> None:
    call_command("work", batch=True)
    run = Run.objects.get()
    assert (run.version, run.state, run.asked_by) == (version, "done", runs.WORKER)
    Run.objects.update(state=Run.State.RUNNING, beat=timezone.now())
    call_command("work", batch=True, beside_others=True)
    assert Run.objects.get().state == "running"
    call_command("work", batch=True)
    assert Run.objects.get().state == "done"


def test_a_waiting_run_is_stopped_at_once_and_can_be_asked_again(version: ScenarioVersion) -> None:
    run = runs.ask_run(by="person:1", version=version)
    with pytest.raises(scenarios.RefusedError):
        runs.stop_run(by="person:2", run=run)
    assert runs.stop_run(by="person:1", run=run).state == "cancelled"
    work()
    run.refresh_from_db()
    assert run.state == "cancelled"
    assert runs.ask_run(by="person:1", version=version) != run


def test_a_running_run_stops_when_asked(version: ScenarioVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    run = runs.ask_run(by="person:1", version=version)
    monkeypatch.setattr("schakel.capacity.tasks.EVERY", 0.0)
    told = runs.tell_progress

    def stop_meanwhile(**said: Any) -> bool:
        runs.stop_run(by="person:1", run=run)
        return told(**said)

    monkeypatch.setattr(runs, "tell_progress", stop_meanwhile)
    answer_run.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.answer) == ("cancelled", "")


def test_what_takes_long_is_confirmed_and_what_takes_hours_is_refused(
    version: ScenarioVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "seconds_of", lambda _scenario: 1200.0)
    with pytest.raises(runs.LongError, match="20 min"):
        runs.ask_run(by="person:1", version=version)
    assert runs.ask_run(by="person:1", version=version, confirmed=True).state == "waiting"
    Run.objects.update(state="cancelled")
    monkeypatch.setattr(runs, "seconds_of", lambda _scenario: 9000.0)
    with pytest.raises(scenarios.RefusedError):
        runs.ask_run(by="person:1", version=version, confirmed=True)


def test_three_of_ones_runs_wait_at_most(version: ScenarioVersion, person: Person) -> None:
    made = [scenarios.fork(by=person, version=version, data=changed(300 + n)) for n in (1, 2, 3, 4)]
    for one in made[:3]:
        runs.ask_run(by=person.actor, version=one.versions.get())
    with pytest.raises(scenarios.RefusedError):
        runs.ask_run(by=person.actor, version=made[3].versions.get())
    runs.ask_run(by="person:other", version=made[3].versions.get())


def test_a_model_that_cannot_be_run_is_refused_with_its_field(version: ScenarioVersion, person: Person) -> None:
    data = tiny()
    for centre in data["centres"]:
        centre["capacity"]["place"] = 0
    mine = scenarios.fork(by=person, version=version, data=data)
    with pytest.raises(scenarios.RefusedError, match="'north' has patients but not 1 'place'"):
        runs.ask_run(by=person.actor, version=mine.versions.get())
    with pytest.raises(FactsError):
        scenarios.fork(by=person, version=version, data={**data, "years": -1})


def test_versions_are_only_added_and_nobody_writes_over_another(version: ScenarioVersion, person: Person) -> None:
    mine = scenarios.fork(by=person, version=version, data=changed(301))
    second = scenarios.add_version(by=person, scenario=mine, base=1, data=changed(302))
    assert (second.number, json.loads(second.data)["key"]) == (2, mine.key)
    with pytest.raises(scenarios.RefusedError):
        scenarios.add_version(by=person, scenario=mine, base=1, data=changed(303))
    assert scenarios.add_version(by=person, scenario=mine, base=2, data=changed(302)) == second
    back = scenarios.go_back(by=person, scenario=mine, number=1)
    assert (back.number, back.digest) == (3, mine.versions.get(number=1).digest)
    for other in (make_person("Otto Other"),):
        with pytest.raises(scenarios.RefusedError):
            scenarios.add_version(by=other, scenario=mine, base=3, data=changed(304))
        with pytest.raises(scenarios.RefusedError):
            scenarios.remove(by=other, scenario=mine)


def test_who_sees_a_scenario(version: ScenarioVersion, person: Person) -> None:
    mine = scenarios.fork(by=person, version=version, data=changed())
    other = make_person("Otto Other")
    assert [reads.scenario_for(who, mine.key) is not None for who in (person, other, None)] == [True, False, False]
    scenarios.show_to(by=person, scenario=mine, sight="link")
    assert reads.scenario_for(None, mine.key) == mine
    assert mine not in reads.scenarios_for(other)
    with pytest.raises(scenarios.RefusedError):
        scenarios.show_to(by=person, scenario=mine, sight="public")
    scenarios.remove(by=person, scenario=mine)
    assert reads.scenario_for(person, mine.key) is None


def test_two_contents_are_compared_on_the_same_luck(version: ScenarioVersion, person: Person) -> None:
    data = tiny()
    data["centres"][0]["capacity"]["bed"] = {"value": 40, "assumption": "made"}
    more = scenarios.fork(by=person, version=version, data=data).versions.get()
    run = runs.ask_versus(by=person.actor, base=version, other=more)
    assert reads.run_of(more) is None
    work()
    answer = reads.answer_in(reads.versus_run(version, more))
    assert answer is not None
    assert [one["year"] for one in answer["differences"]] == [2026, 2027]
    assert answer["differences"][1]["wait_total"][2] < 0, "more beds, less waiting"
    assert runs.ask_versus(by="person:9", base=version, other=more) == run


def test_the_trail_knows_who_and_not_what(version: ScenarioVersion, person: Person) -> None:
    data = {**changed(), "title": {"nl": "Geheim plan", "en": "Secret plan"}}
    mine = scenarios.fork(by=person, version=version, data=data, note="a secret reason")
    runs.ask_run(by=person.actor, version=mine.versions.get())
    told = " ".join(str(vars(entry)) for entry in Entry.objects.all())
    assert f"scenario:{mine.key}" in told
    assert "ecret" not in told
    assert "Geheim" not in told
