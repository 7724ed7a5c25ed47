# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Routes of an ATMP to the patient, and what applies in which setting: the values of `data/rules/routes.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from schakel.regulatory.engine.references import Reference
from schakel.regulatory.engine.tree import NO, YES
from schakel.values.labels import Label

MONTHS = {"mo": 1, "a": 12}
DAYS = {"d": 1, "wk": 7}


@dataclass(frozen=True, slots=True)
class Span:
    """So much of a UCUM unit (h, d, wk, mo, a). `kind`: max, mean or typical; `words`: when, or of what."""

    value: int
    unit: str
    kind: str = "max"
    words: Label | None = None

    def after(self, day: date) -> date:
        """The day that lies this long after `day`; the last of the month where the day itself is not in it."""
        if self.unit in DAYS:
            return day + timedelta(days=self.value * DAYS[self.unit])
        months = day.month - 1 + self.value * MONTHS[self.unit]
        year, month = day.year + months // 12, months % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month, min(day.day, last))


@dataclass(frozen=True, slots=True)
class Fact:
    """What a statement rests on. `confidence`: seen, partly or unverified; `doubt` says what was not seen."""

    references: tuple[Reference, ...]
    confidence: str
    doubt: Label | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a route. `after`: the steps that must end first. Without `duration` no term was found: not the same as
    none, unless it is a `moment`. `optional`: in which case a plan may leave it out. `term` is no waiting time."""

    id: str
    phase: str
    what: Label
    body: Label
    fact: Fact
    after: tuple[str, ...] = ()
    optional: Label | None = None
    moment: bool = False
    duration: Span | None = None
    shorter: tuple[Span, ...] = ()
    longer: tuple[Span, ...] = ()
    term: Span | None = None
    documents: tuple[Label, ...] = ()
    note: Label | None = None

    @property
    def open_ended(self) -> bool:
        """It takes time, and nobody wrote down how much."""
        return not self.moment and self.duration is None


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a route allows: patients, years."""

    what: Label
    value: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Route:
    """A way to the patient. `whole`: a duration known only for all of it; `coming`: what new law would change."""

    id: str
    label: Label
    use_when: tuple[Label, ...]
    legal: tuple[str, ...]
    steps: tuple[Step, ...]
    limits: tuple[Limit, ...] = ()
    coming: tuple[Label, ...] = ()
    coming_references: tuple[Reference, ...] = ()
    whole: Span | None = None
    whole_references: tuple[Reference, ...] = ()
    reimbursed: Label | None = None
    note: Label | None = None
    then: str | None = None

    @property
    def before(self) -> tuple[Step, ...]:
        """Steps on the way to the first patient."""
        return tuple(step for step in self.steps if step.phase == "before")

    @property
    def afterwards(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.phase == "after")

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every document that the route cites, each once."""
        cited = [reference for step in self.steps for reference in step.fact.references]
        limits = [reference for limit in self.limits for reference in limit.fact.references]
        return tuple(dict.fromkeys([*cited, *limits, *self.coming_references, *self.whole_references]))


@dataclass(frozen=True, slots=True)
class Choice:
    """A question whose yes points to a route."""

    id: str
    question: Label
    help: Label | None
    route: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds for a topic in a setting."""

    text: Label
    fact: Fact


@dataclass(frozen=True, slots=True)
class Topic:
    """A row of the table of settings: per setting what holds, None where nothing was found."""

    id: str
    label: Label
    cells: Mapping[str, Cell | None]


@dataclass(frozen=True, slots=True)
class Routes:
    """The whole file, checked."""

    version: str
    durations: Label
    order: Label
    choose: tuple[Choice, ...]
    routes: Mapping[str, Route]
    columns: tuple[str, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """Routes by what was answered: those a yes points to, those nobody answered yet, and the rest."""

    fits: tuple[Choice, ...]
    open: tuple[Choice, ...]
    out: tuple[Choice, ...]


def fitting(routes: Routes, answers: Mapping[str, str]) -> Fitting:
    """In the order of the file, which is the order in which to try them; `unknown` leaves a route open."""
    told = [(choice, answers.get(choice.id)) for choice in routes.choose]
    return Fitting(
        fits=tuple(choice for choice, answer in told if answer == YES),
        open=tuple(choice for choice, answer in told if answer not in (YES, NO)),
        out=tuple(choice for choice, answer in told if answer == NO),
    )
