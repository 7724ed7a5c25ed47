# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the pages of a scenario have in common: which one is meant, and who may do what with it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from schakel.capacity import reads
from schakel.capacity.engine.scenario.written import ScenarioFile
from schakel.capacity.models import Run, Scenario, ScenarioVersion
from schakel.capacity.views.words import Words, words_of
from schakel.people.door import may, visitor_of
from schakel.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Shown:
    """A version of a scenario, ready for a page."""

    row: Scenario
    version: ScenarioVersion
    file: ScenarioFile
    words: Words
    newest: bool
    mine: bool

    @property
    def title(self) -> str:
        """Its name in the language of the page."""
        return self.version.title_nl if self.words.lang.startswith("nl") else self.version.title_en

    @property
    def about(self) -> str:
        """What it is about; empty when it does not say."""
        return self.file.about.label().in_(self.words.lang) if self.file.about else ""


def scenario_or_404(request: HttpRequest, key: str) -> Scenario:
    """A scenario that this visitor may see."""
    row = reads.scenario_for(visitor_of(request), key)
    if row is None:
        raise Http404
    return row


def shown_or_404(request: HttpRequest, key: str, number: str = "") -> Shown:
    """A scenario in the version asked for, the newest unless a number is given."""
    row = scenario_or_404(request, key)
    newest = reads.newest(row)
    wanted = newest if not number else reads.version_of(row, int(number)) if number.isdecimal() else None
    if wanted is None:
        raise Http404
    file = reads.value_of(wanted).file
    person = visitor_of(request)
    mine = person is not None and row.owner_id == person.pk
    return Shown(row, wanted, file, words_of(file), wanted == newest, mine)


def run_context(request: HttpRequest, run: Run | None) -> dict[str, Any]:
    """Where a run stands, for the part of a page that shows it."""
    person = visitor_of(request)
    return {
        "run": run,
        "under_way": run is not None and run.state in (Run.State.WAITING, Run.State.RUNNING),
        "percent": round(100 * run.done / run.of) if run and run.of else 0,
        "mine_to_stop": person is not None and run is not None and run.asked_by == person.actor,
        "may_run": may(request, Permission.SCENARIO_RUN),
    }
