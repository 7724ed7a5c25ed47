# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What pages ask of capacity. Never writes; what is not yours to see is not there."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from schakel.capacity.engine.scenario.published import ENGINE
from schakel.capacity.engine.scenario.read import Scenario as ScenarioValue
from schakel.capacity.engine.scenario.read import read_scenario
from schakel.capacity.models import Run, Scenario, ScenarioVersion
from schakel.pathway.engine.vocabulary import Step
from schakel.pathway.reads import NoFactsError, facts
from schakel.people.models import Person
from schakel.values import plain
from schakel.values.located import Located


def scenarios_for(person: Person | None) -> QuerySet[Scenario]:
    """The scenarios in the list of this person: the public ones and the own ones."""
    mine = Q(owner=person) if person else Q(pk__in=[])
    return Scenario.objects.filter(Q(sight=Scenario.Sight.PUBLIC) | mine, removed_at=None)


def scenario_for(person: Person | None, key: str) -> Scenario | None:
    """One scenario: public, by link (its key is the link), or one's own."""
    mine = Q(owner=person) if person else Q(pk__in=[])
    seen = Q(sight__in=[Scenario.Sight.PUBLIC, Scenario.Sight.LINK]) | mine
    return Scenario.objects.filter(seen, key=key, removed_at=None).first()


def newest(scenario: Scenario) -> ScenarioVersion:
    """The version that stands."""
    return scenario.versions.order_by("-number")[:1].get()


def version_of(scenario: Scenario, number: int | None) -> ScenarioVersion | None:
    """One version by its number; the newest without one."""
    return newest(scenario) if number is None else scenario.versions.filter(number=number).first()


@lru_cache(maxsize=64)
def _read(digest: str, data: str) -> ScenarioValue:  # noqa: ARG001 - the digest is the key
    return read_scenario(Located("scenario", plain.loads(data), {}))


def value_of(version: ScenarioVersion) -> ScenarioValue:
    """The scenario of a version as the engine knows it."""
    return _read(version.digest, version.data)


def run_of(version: ScenarioVersion) -> Run | None:
    """The run that answers this content: done, or under way; else the newest that failed or was stopped."""
    return run_with(version.digest)


def versus_digest(base: ScenarioVersion, other: ScenarioVersion) -> str:
    """What names the comparison of two contents."""
    return plain.digest([base.digest, other.digest])


def versus_run(base: ScenarioVersion, other: ScenarioVersion) -> Run | None:
    """The run that compares two contents on the same luck, as `run_of`."""
    return run_with(versus_digest(base, other))


def run_with(digest: str) -> Run | None:
    """The run of a digest, as `run_of`."""
    # The answer is a megabyte: who wants it asks for it.
    found = Run.objects.filter(digest=digest, engine=ENGINE).defer("answer")
    alive = found.exclude(state__in=[Run.State.FAILED, Run.State.CANCELLED]).first()
    return alive or found.first()


def answer_in(run: Run | None) -> Mapping[str, Any] | None:
    """The published answer of a run; None while there is none. Not to be changed: it is kept for who asks next."""
    if run is None or run.state != Run.State.DONE:
        return None
    return _parsed(run.pk, str(run.finished_at))


@lru_cache(maxsize=12)
def _parsed(pk: int, finished: str) -> Mapping[str, Any]:  # noqa: ARG001 - a run is finished once
    found: Mapping[str, Any] = json.loads(Run.objects.values_list("answer", flat=True).get(pk=pk))
    return found


def headlines(versions: Sequence[ScenarioVersion]) -> dict[str, Mapping[str, Any]]:
    """What breaks first, by digest, of those versions that have an answer: one query, whatever their number."""
    done = Run.objects.filter(digest__in={one.digest for one in versions}, engine=ENGINE, state=Run.State.DONE)
    return {digest: json.loads(text) for digest, text in done.values_list("digest", "headline") if text}


def newest_of(scenarios: Sequence[Scenario]) -> dict[int, ScenarioVersion]:
    """The version that stands of each scenario, by its id."""
    last = ScenarioVersion.objects.filter(scenario__in=scenarios).annotate(last=Max("scenario__versions__number"))
    rows = last.filter(number=F("last"))
    return {row.scenario_id: row for row in rows}


def steps() -> tuple[Step, ...]:
    """The steps of the pathway; none before facts are loaded."""
    try:
        return facts().vocabulary.steps
    except NoFactsError:
        return ()


def step_words(lang: str) -> dict[str, str]:
    """The names of the pathway's steps; {} before facts are loaded."""
    return {step.id: step.label.in_(lang) for step in steps()}
