# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Recommendations and promised actions, read from their files: every one with actor, source and what it answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schakel.followup.engine.due import last_day
from schakel.followup.engine.progress import State
from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel, citation, citations
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, Path
from schakel.values.schema import Edition, Line, Model, Name, checked

NO_WORDS = Label("", "")
RECOMMENDATIONS, ACTIONS = "landscape/recommendations.yaml", "landscape/actions.yaml"


class WordsModel(Model):
    nl: Line
    en: Line

    @property
    def label(self) -> Label:
        return Label(self.nl, self.en)


class PartModel(WordsModel):
    """A part of a recommendation that can be done apart."""

    id: Name
    section: Edition | None = None


class RowModel(WordsModel):
    """What advice and promises share. `actor`: slugs of organisations or of groups; `answers`: ids of bottlenecks."""

    id: Name
    actor: list[Line]
    answers: list[Name]


class RecommendationModel(RowModel):
    """One row of `recommendations`."""

    origin: Name
    section: Edition
    horizon: Literal["short", "medium", "long"] | None = None
    parts: list[PartModel] = []
    note: WordsModel | None = None


class RecommendationsModel(Model):
    recommendations: list[RecommendationModel]
    sources: dict[str, CitedModel]


class DueModel(WordsModel):
    """A term in words; as a period whose last day can be computed, or after another action."""

    period: Edition | None = None
    after: Name | None = None


class FoundModel(WordsModel):
    """What was found afterwards."""

    source: CitedModel


class ReadStateModel(Model):
    """A state that the project read from a source."""

    is_: Literal["planned", "under_way", "done", "stopped"]
    on: Edition
    source: CitedModel


class ActionModel(RowModel):
    """One row of `actions`."""

    theme: int
    theme_nl: Line
    theme_en: Line
    due: DueModel | None = None
    recurring: bool = False
    later: list[FoundModel] = []
    state: ReadStateModel | None = None


class ActionsModel(Model):
    actions: list[ActionModel]
    source: CitedModel


@dataclass(frozen=True, slots=True)
class Found:
    """Something found afterwards, with where."""

    words: Label
    citation: Citation


@dataclass(frozen=True, slots=True)
class ReadState:
    """A state read from a source. `on`: as precise as the source; `happened_on`: its last day."""

    state: State
    on: str
    happened_on: date
    citation: Citation


@dataclass(frozen=True, slots=True)
class Item:
    """A recommendation, a part of one, or an action. `answers`: keys of bottlenecks; `theme`: empty for advice."""

    key: str
    kind: Literal["recommendation", "action"]
    words: Label
    actors: tuple[str, ...]
    answers: tuple[str, ...]
    citation: Citation
    part_of: str = ""
    origin: str = ""
    horizon: str = ""
    theme: Label = NO_WORDS
    due: Label = NO_WORDS
    due_by: date | None = None
    after: str = ""
    recurring: bool = False
    note: Label = NO_WORDS
    found: tuple[Found, ...] = ()
    read_state: ReadState | None = None


def read_recommendations(
    located: Located, register: Mapping[str, Document], bottlenecks: Collection[str]
) -> tuple[Item, ...]:
    """The recommendations and their parts, in the order of the file; FactsError with every fault."""
    model = checked(located, RecommendationsModel)
    origins = {name: citations(located, ("sources", name), cited, register)[0] for name, cited in model.sources.items()}
    faults = _unknown_answers(located, "recommendations", model.recommendations, bottlenecks)
    for place, one in enumerate(model.recommendations):
        if one.origin not in origins:
            faults.append(
                _fault(located, "recommendations", place, f"unknown origin {one.origin!r}", "one of `sources`")
            )
    _stop(faults + _twice(located, "recommendations", [one.id for one in model.recommendations]))
    return tuple(item for one in model.recommendations for item in _advice(one, origins[one.origin]))


def _advice(one: RecommendationModel, origin: Citation) -> list[Item]:
    """A recommendation and then its parts: same actors, same bottlenecks, a section of their own where given."""
    whole = Item(
        key=one.id,
        kind="recommendation",
        words=one.label,
        actors=tuple(one.actor),
        answers=tuple(one.answers),
        citation=Citation(origin.document, _section(origin, one.section)),
        origin=one.origin,
        horizon=one.horizon or "",
        note=one.note.label if one.note else NO_WORDS,
    )
    return [whole, *(_part(part, whole) for part in one.parts)]


def _part(part: PartModel, whole: Item) -> Item:
    return Item(
        key=part.id,
        kind="recommendation",
        words=part.label,
        actors=whole.actors,
        answers=whole.answers,
        citation=Citation(whole.citation.document, part.section or whole.citation.section),
        part_of=whole.key,
        origin=whole.origin,
        horizon=whole.horizon,
    )


def _section(origin: Citation, section: str) -> str:
    return f"{origin.section}, {section}" if origin.section else section


def read_actions(located: Located, register: Mapping[str, Document], bottlenecks: Collection[str]) -> tuple[Item, ...]:
    """The promised actions, in the order of the file; FactsError with every fault."""
    model = checked(located, ActionsModel, _named(located))
    letter = citations(located, ("source",), model.source, register)[0]
    keys = [one.id for one in model.actions]
    faults = _unknown_answers(located, "actions", model.actions, bottlenecks) + _twice(located, "actions", keys)
    items: list[Item] = []
    for place, one in enumerate(model.actions):
        try:
            items.append(_promise(located, place, one, letter, register))
        except FactsError as error:
            faults.extend(error.faults)
        if one.due and one.due.after and one.due.after not in keys:
            faults.append(_fault(located, "actions", place, f"after {one.due.after!r}", "the id of an action"))
    _stop(faults)
    return tuple(items)


def _named(located: Located) -> object:
    """`is` is a word of the language, so the model calls it `is_`."""
    data = located.data
    if not isinstance(data, dict) or not isinstance(data.get("actions"), list):
        return data
    return {**data, "actions": [_renamed(one) for one in data["actions"]]}


def _renamed(one: object) -> object:
    if not isinstance(one, dict) or not isinstance(one.get("state"), dict):
        return one
    state = {("is_" if name == "is" else name): value for name, value in one["state"].items()}
    return {**one, "state": state}


def _promise(
    located: Located, place: int, one: ActionModel, letter: Citation, register: Mapping[str, Document]
) -> Item:
    path: Path = ("actions", place)
    due = one.due
    return Item(
        key=one.id,
        kind="action",
        words=one.label,
        actors=tuple(one.actor),
        answers=tuple(one.answers),
        citation=Citation(letter.document, f"theme {one.theme}" if one.theme else letter.section),
        theme=Label(one.theme_nl, one.theme_en),
        due=due.label if due else NO_WORDS,
        due_by=_day(located, (*path, "due", "period"), due.period) if due and due.period else None,
        after=(due.after if due else "") or "",
        recurring=one.recurring,
        found=tuple(
            Found(each.label, citations(located, (*path, "later", n, "source"), each.source, register)[0])
            for n, each in enumerate(one.later)
        ),
        read_state=_read_state(located, (*path, "state"), one.state, register) if one.state else None,
    )


def _read_state(located: Located, path: Path, one: ReadStateModel, register: Mapping[str, Document]) -> ReadState:
    citations(located, (*path, "source"), one.source, register)
    return ReadState(State(one.is_), one.on, _day(located, (*path, "on"), one.on), citation(one.source, register))


def _day(located: Located, path: Path, period: str) -> date:
    try:
        return last_day(period)
    except ValueError:
        expected = "a period such as 2022, 2022-H1, 2022-Q2, 2022-05 or 2022-summer"
        raise FactsError([located.fault(path, f"period {period!r}", expected)]) from None


def _unknown_answers(
    located: Located,
    section: str,
    rows: Sequence[RowModel],
    bottlenecks: Collection[str],
) -> list[Fault]:
    return [
        _fault(located, section, place, f"unknown bottleneck {key!r}", "an id of bottlenecks.yaml", "answers")
        for place, one in enumerate(rows)
        for key in one.answers
        if key not in bottlenecks
    ]


def _twice(located: Located, section: str, keys: list[str]) -> list[Fault]:
    return [
        _fault(located, section, place, f"{key!r} stands twice", "each id once", "id")
        for place, key in enumerate(keys)
        if key in keys[:place]
    ]


def _fault(located: Located, section: str, place: int, what: str, expected: str, *more: str) -> Fault:
    return located.fault((section, place, *more), what, expected)


def _stop(faults: list[Fault]) -> None:
    if faults:
        raise FactsError(faults)
