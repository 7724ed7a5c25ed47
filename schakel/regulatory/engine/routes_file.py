# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reads `data/rules/routes.yaml` strictly: what it says must be complete, in order and sourced."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from schakel.regulatory.engine.references import Reference, cited, read_references
from schakel.regulatory.engine.routes import Cell, Choice, Fact, Limit, Route, Routes, Span, Step, Topic
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, Path, read
from schakel.values.schema import Edition, LabelModel, Line, Model, Name, checked

Confidence = Literal["seen", "partly", "unverified"]
Sources = list[Line]


class SpanModel(Model):
    value: int = Field(ge=1)
    unit: Literal["d", "wk", "mo", "a"]
    kind: Literal["max", "mean", "typical"]
    note: LabelModel | None = None


class WholeModel(SpanModel):
    source: Sources = Field(min_length=1)


class ChangeModel(Model):
    """A shorter or an extra term, and when it holds."""

    value: int = Field(ge=1)
    unit: Literal["d", "wk", "mo", "a"]
    when: LabelModel


class TermModel(Model):
    """How long something holds, or by when to report; `of` says which."""

    value: int = Field(ge=1)
    unit: Literal["h", "d", "wk", "mo", "a"]
    kind: Literal["max"]
    of: LabelModel


class StepModel(Model):
    id: Name
    phase: Literal["before", "after"]
    after: list[Name] = []
    what: LabelModel
    body: LabelModel
    optional: LabelModel | None = None
    moment: bool = False
    duration: SpanModel | None = None
    shorter: list[ChangeModel] = []
    longer: list[ChangeModel] = []
    term: TermModel | None = None
    documents: list[LabelModel] = []
    note: LabelModel | None = None
    source: Sources = Field(min_length=1)
    confidence: Confidence
    doubt: LabelModel | None = None


class LimitModel(Model):
    what: LabelModel
    value: int
    source: Sources = Field(min_length=1)
    doubt: LabelModel | None = None


class RouteModel(Model):
    id: Name
    label: LabelModel
    use_when: list[LabelModel] = Field(min_length=1)
    legal: list[Line] = Field(min_length=1)
    steps: list[StepModel] = Field(min_length=1)
    whole: WholeModel | None = None
    limits: list[LimitModel] = []
    coming: list[LabelModel] = []
    coming_source: Sources = []
    reimbursed: LabelModel | None = None
    note: LabelModel | None = None
    then: Name | None = None


class ChoiceModel(Model):
    id: Name
    question: LabelModel
    help: LabelModel | None = None
    route: Name
    source: Sources = Field(min_length=1)


class CellModel(Model):
    text: LabelModel
    source: Sources = Field(min_length=1)
    confidence: Confidence
    doubt: LabelModel | None = None


class TopicModel(Model):
    """`cells`: one per column; null where nothing was found."""

    id: Name
    label: LabelModel
    cells: dict[str, CellModel | None]


class SettingsModel(Model):
    columns: list[Name] = Field(min_length=1)
    topics: list[TopicModel] = Field(min_length=1)


class MetaModel(Model):
    id: Name
    country: Line
    version: Edition
    durations: LabelModel
    order: LabelModel


class RoutesModel(Model):
    """`data/rules/routes.yaml`."""

    meta: MetaModel
    choose: list[ChoiceModel] = Field(min_length=1)
    routes: list[RouteModel] = Field(min_length=1)
    settings: SettingsModel
    sources: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Cites:
    """Turns keys into references; a fault carries the line of the fact."""

    located: Located
    references: Mapping[str, Reference]

    def __call__(self, path: Path, keys: Sequence[str]) -> tuple[Reference, ...]:
        return cited(self.located, path, keys, self.references)


def read_routes(text: bytes, file: str = "rules/routes.yaml") -> Routes:
    """Reads and checks the file; FactsError tells the faults with their lines."""
    located = read(file, text)
    model = checked(located, RoutesModel)
    faults = [*_route_faults(located, model), *_choice_faults(located, model), *_table_faults(located, model)]
    if faults:
        raise FactsError(faults)
    cites = _Cites(located, read_references(located))
    return Routes(
        version=model.meta.version,
        durations=model.meta.durations.label(),
        order=model.meta.order.label(),
        choose=tuple(_choice(cites, i, one) for i, one in enumerate(model.choose)),
        routes={one.id: _route(cites, ("routes", i), one) for i, one in enumerate(model.routes)},
        columns=tuple(model.settings.columns),
        topics=tuple(_topic(cites, i, one) for i, one in enumerate(model.settings.topics)),
    )


def _label(model: LabelModel | None) -> Label | None:
    return model.label() if model else None


def _labels(models: Sequence[LabelModel]) -> tuple[Label, ...]:
    return tuple(model.label() for model in models)


def _span(model: SpanModel | None) -> Span | None:
    return Span(model.value, model.unit, model.kind, _label(model.note)) if model else None


def _changes(models: Sequence[ChangeModel]) -> tuple[Span, ...]:
    return tuple(Span(model.value, model.unit, "max", model.when.label()) for model in models)


def _choice(cites: _Cites, place: int, model: ChoiceModel) -> Choice:
    references = cites(("choose", place, "source"), model.source)
    return Choice(model.id, model.question.label(), _label(model.help), model.route, references)


def _route(cites: _Cites, path: Path, model: RouteModel) -> Route:
    return Route(
        id=model.id,
        label=model.label.label(),
        use_when=_labels(model.use_when),
        legal=tuple(model.legal),
        steps=tuple(_step(cites, (*path, "steps", i), step) for i, step in enumerate(model.steps)),
        limits=tuple(_limit(cites, (*path, "limits", i), limit) for i, limit in enumerate(model.limits)),
        coming=_labels(model.coming),
        coming_references=cites((*path, "coming_source"), model.coming_source) if model.coming else (),
        whole=_span(model.whole),
        whole_references=cites((*path, "whole", "source"), model.whole.source) if model.whole else (),
        reimbursed=_label(model.reimbursed),
        note=_label(model.note),
        then=model.then,
    )


def _step(cites: _Cites, path: Path, model: StepModel) -> Step:
    term = model.term
    return Step(
        id=model.id,
        phase=model.phase,
        what=model.what.label(),
        body=model.body.label(),
        fact=Fact(cites((*path, "source"), model.source), model.confidence, _label(model.doubt)),
        after=tuple(model.after),
        optional=_label(model.optional),
        moment=model.moment,
        duration=_span(model.duration),
        shorter=_changes(model.shorter),
        longer=_changes(model.longer),
        term=Span(term.value, term.unit, term.kind, term.of.label()) if term else None,
        documents=_labels(model.documents),
        note=_label(model.note),
    )


def _limit(cites: _Cites, path: Path, model: LimitModel) -> Limit:
    references = cites((*path, "source"), model.source)
    known = "partly" if model.doubt else "seen"
    confidence = "unverified" if any(reference.unverified for reference in references) else known
    return Limit(model.what.label(), model.value, Fact(references, confidence, _label(model.doubt)))


def _topic(cites: _Cites, place: int, model: TopicModel) -> Topic:
    cells = {
        column: _cell(cites, ("settings", "topics", place, "cells", column), cell)
        for column, cell in model.cells.items()
    }
    return Topic(model.id, model.label.label(), cells)


def _cell(cites: _Cites, path: Path, model: CellModel | None) -> Cell | None:
    if model is None:
        return None
    fact = Fact(cites((*path, "source"), model.source), model.confidence, _label(model.doubt))
    return Cell(model.text.label(), fact)


def _route_faults(located: Located, model: RoutesModel) -> Iterator[Fault]:
    known = [route.id for route in model.routes]
    for i, route in enumerate(model.routes):
        if route.id in known[:i]:
            yield located.fault(("routes", i, "id"), f"{route.id!r} stands twice", "each id once")
        if route.then and route.then not in known:
            yield located.fault(("routes", i, "then"), f"unknown route {route.then!r}", "a route of this file")
        for j, step in enumerate(route.steps):
            yield from _step_faults(located, ("routes", i, "steps", j), step, route.steps[:j])
        yield from _unfinished(located, ("routes", i), route)


def _step_faults(located: Located, path: Path, step: StepModel, earlier: Sequence[StepModel]) -> Iterator[Fault]:
    """A step waits only for steps that stand above it: so no circle can be written."""
    phases = {one.id: one.phase for one in earlier}
    if step.id in phases:
        yield located.fault((*path, "id"), f"{step.id!r} stands twice", "each id once")
    for name in step.after:
        if name not in phases:
            yield located.fault((*path, "after"), f"waits for {name!r}", "a step that stands above it")
        elif step.phase == "before" and phases[name] == "after":
            yield located.fault((*path, "after"), f"waits for {name!r}", "a step before the first patient")
    if step.moment and step.duration:
        yield located.fault((*path, "duration"), "a moment that takes time", "moment or duration")
    if (step.shorter or step.longer) and not step.duration:
        yield located.fault(path, "a shorter or longer term of no duration", "a duration")
    if step.confidence != "seen" and step.phase == "before" and not step.doubt:
        yield located.fault((*path, "confidence"), "doubt that is not told", "a key 'doubt'")


def _unfinished(located: Located, path: Path, route: RouteModel) -> Iterator[Fault]:
    """The last step before the first patient waits, in the end, for all others: none is forgotten in a plan."""
    before = [step for step in route.steps if step.phase == "before"]
    if not before:
        yield located.fault(path, "no step before the first patient", "at least one")
        return
    waits = {before[-1].id}
    for step in reversed(before):
        if step.id in waits:
            waits.update(step.after)
    for step in before:
        if step.id not in waits:
            place = route.steps.index(step)
            yield located.fault((*path, "steps", place), f"nothing waits for {step.id!r}", "an `after` of a later step")


def _choice_faults(located: Located, model: RoutesModel) -> Iterator[Fault]:
    known = {route.id for route in model.routes}
    for i, choice in enumerate(model.choose):
        if choice.route not in known:
            yield located.fault(("choose", i, "route"), f"unknown route {choice.route!r}", "a route of this file")


def _table_faults(located: Located, model: RoutesModel) -> Iterator[Fault]:
    columns, known = model.settings.columns, {route.id for route in model.routes}
    for i, column in enumerate(columns):
        if column not in known:
            yield located.fault(("settings", "columns", i), f"unknown route {column!r}", "a route of this file")
    for i, topic in enumerate(model.settings.topics):
        if set(topic.cells) != set(columns):
            missing = ", ".join(sorted(set(columns) ^ set(topic.cells)))
            path: Path = ("settings", "topics", i, "cells")
            yield located.fault(path, f"not one cell per column: {missing}", "each column once, null where not found")
