# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What pages ask of capacity. Never writes; what is not yours to see is not there."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from schakel.capacity.engine.scenario.read import Scenario as ScenarioValue
from schakel.capacity.engine.scenario.read import read_scenario
from schakel.capacity.models import Run, Scenario, ScenarioVersion
from schakel.pathway.reads import facts
from schakel.people.models import Person
from schakel.values import plain
from schakel.values.located import Located

# Raised with the published answer: numbers computed before are no longer the numbers of now.
ENGINE = 1


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
    found = Run.objects.filter(digest=version.digest, engine=ENGINE)
    alive = found.exclude(state__in=[Run.State.FAILED, Run.State.CANCELLED]).first()
    return alive or found.first()


def answer_of(version: ScenarioVersion) -> Mapping[str, Any] | None:
    """The published answer to this content; None while there is none."""
    run = Run.objects.filter(digest=version.digest, engine=ENGINE, state=Run.State.DONE).first()
    return json.loads(run.answer) if run else None


def step_words(lang: str) -> dict[str, str]:
    """The names of the pathway's steps; {} before facts are loaded."""
    from schakel.pathway.reads import NoFactsError

    try:
        return {step.id: step.label.in_(lang) for step in facts().vocabulary.steps}
    except NoFactsError:
        return {}
