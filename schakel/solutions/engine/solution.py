# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A solution as a value, and the solutions that the sources name, read from their file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel, citations
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located
from schakel.values.schema import Line, Model, Name, checked

FILE = "landscape/solutions.yaml"
TEXTS = ("title", "problem", "what", "proof", "effort")


class WordsModel(Model):
    nl: Line
    en: Line


class SolutionModel(Model):
    """An entry of `data/landscape/solutions.yaml`; what the source does not give is left out."""

    id: Name
    title: WordsModel
    problem: WordsModel
    what: WordsModel
    proof: WordsModel | None = None
    effort: WordsModel | None = None
    steps: list[Name] = []
    bottlenecks: list[Name]
    source: CitedModel | list[CitedModel]


class SolutionsModel(Model):
    solutions: list[SolutionModel]


@dataclass(frozen=True, slots=True)
class Content:
    """What a solution says. `texts`: by name of TEXTS and language; `firms`: slugs of who was asked about it."""

    texts: Mapping[str, Label]
    hours: int | None = None
    steps: tuple[str, ...] = ()
    bottlenecks: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As plain data, for a version of the history."""
        texts = {name: {"nl": text.nl, "en": text.en} for name, text in self.texts.items()}
        lists = {name: list(getattr(self, name)) for name in ("steps", "bottlenecks", "firms")}
        return {"texts": texts, "hours": self.hours, **lists}


@dataclass(frozen=True, slots=True)
class Told:
    """A solution from the file, with its sources."""

    key: str
    content: Content
    citations: tuple[Citation, ...] = field(default=())


def content_of(data: Mapping[str, Any]) -> Content:
    """The content of plain data that `Content.plain` made."""
    texts = {name: Label(text["nl"], text["en"]) for name, text in data["texts"].items()}
    lists = {name: tuple(data[name]) for name in ("steps", "bottlenecks", "firms")}
    return Content(texts, data["hours"], **lists)


def changes(before: Content, after: Content) -> tuple[str, ...]:
    """The names of what differs between two versions, in the order of the page."""
    texts = [name for name in TEXTS if _text(before, name) != _text(after, name)]
    rest = [
        name for name in ("hours", "steps", "bottlenecks", "firms") if getattr(before, name) != getattr(after, name)
    ]
    return (*texts, *rest)


def _text(content: Content, name: str) -> Label:
    return content.texts.get(name, Label("", ""))


def read_solutions(
    located: Located, register: Mapping[str, Document], bottlenecks: Collection[str], steps: Collection[str]
) -> tuple[Told, ...]:
    """The solutions of the file; FactsError with every fault. Without `steps` those are not checked."""
    model = checked(located, SolutionsModel)
    faults: list[Fault] = []
    found: list[Told] = []
    for place, one in enumerate(model.solutions):
        faults += _faults(located, place, one, model, bottlenecks, steps)
        try:
            cited = citations(located, ("solutions", place, "source"), one.source, register)
        except FactsError as error:
            faults.extend(error.faults)
        else:
            found.append(Told(one.id, _content(one), cited))
    if faults:
        raise FactsError(faults)
    return tuple(found)


def _content(one: SolutionModel) -> Content:
    words = {name: getattr(one, name) for name in TEXTS}
    texts = {name: Label(text.nl, text.en) for name, text in words.items() if text is not None}
    return Content(texts, steps=tuple(one.steps), bottlenecks=tuple(one.bottlenecks))


def _faults(
    located: Located,
    place: int,
    one: SolutionModel,
    model: SolutionsModel,
    bottlenecks: Collection[str],
    steps: Collection[str],
) -> list[Fault]:
    path = ("solutions", place)
    lost = [key for key in one.bottlenecks if key not in bottlenecks]
    faults = [
        located.fault((*path, "bottlenecks"), f"unknown bottleneck {key!r}", "an id of bottlenecks.yaml")
        for key in lost
    ]
    if steps:
        unknown = [step for step in one.steps if step not in steps]
        faults += [
            located.fault((*path, "steps"), f"unknown step {step!r}", "a step of the pathway") for step in unknown
        ]
    if one.id in [other.id for other in model.solutions[:place]]:
        faults.append(located.fault((*path, "id"), f"{one.id!r} stands twice", "each id once"))
    return faults
