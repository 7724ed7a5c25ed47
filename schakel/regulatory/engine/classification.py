# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Is it an ATMP, and of which kind: `data/rules/classification.yaml` as a tree whose path is the explanation.

Decision support only: the Committee for Advanced Therapies recommends and the competent authority decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from schakel.regulatory.engine.references import Reference, cited, read_references
from schakel.regulatory.engine.tree import ANSWERS, Node, Tree, Walk, circles, loose_ends, outcomes, reached, walk
from schakel.regulatory.engine.tree import possible as possible_of
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, Path, read
from schakel.values.schema import Edition, LabelModel, Line, Model, Name, checked


class MetaModel(Model):
    """About the file. `start` and `after_set` are nodes; the rest tells readers of the file how it works."""

    id: Name
    version: Edition
    start: Name
    after_set: Name
    status: LabelModel
    donor: LabelModel
    how_to_run: Line
    path_is_the_explanation: Line


class FactModel(Model):
    """A question that is answered yes, no or unknown."""

    id: Name
    question: LabelModel
    help: LabelModel | None = None


class AnswersModel(Model):
    """Where each answer leads: a node, `outcome:id`, `outcome:…{set}…` or `set:id`."""

    yes: Line
    no: Line
    unknown: Line


class NodeModel(Model):
    """A place where a fact is asked, with the law that makes it matter."""

    id: Name
    fact: Name
    answers: AnswersModel
    legal: list[Line] = Field(min_length=1)
    source: list[Line] = Field(min_length=1)
    note: LabelModel | None = None


class OutcomeModel(Model):
    """What the tree can say. `is_atmp` null: it cannot be settled here. `kind`: the catalogue's word."""

    id: Name
    label: LabelModel
    is_atmp: bool | None
    kind: Name | None
    legal: list[Line] = Field(min_length=1)
    source: list[Line] = Field(min_length=1)
    then: LabelModel | None = None


class FileModel(Model):
    """`data/rules/classification.yaml`."""

    meta: MetaModel
    facts: list[FactModel] = Field(min_length=1)
    nodes: list[NodeModel] = Field(min_length=1)
    outcomes: list[OutcomeModel] = Field(min_length=1)
    sources: dict[str, object]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact in words."""

    id: str
    text: Label
    help: Label | None


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a question matters, or an outcome holds: the law, and where we read it."""

    legal: tuple[str, ...]
    references: tuple[Reference, ...]
    note: Label | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A class, or the reason why there is none. `is_atmp` None: not settled here."""

    id: str
    label: Label
    is_atmp: bool | None
    kind: str | None
    ground: Ground
    then: Label | None


@dataclass(frozen=True, slots=True)
class Passed:
    """A question on the path, its answer, and the law behind it."""

    question: Question
    answer: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class Classified:
    """The answer: the path, then the question that comes next or the outcome; `possible` is what can still come."""

    path: tuple[Passed, ...]
    asks: Question | None
    ground: Ground | None
    outcome: Outcome | None
    possible: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Classification:
    """The whole file, checked: no loose ends, no circles, everything reached, everything with a source."""

    version: str
    status: Label
    donor: Label
    tree: Tree
    questions: Mapping[str, Question]
    grounds: Mapping[str, Ground]
    outcomes: Mapping[str, Outcome]

    def classify(self, facts: Mapping[str, str]) -> Classified:
        """Follows the facts (id → yes | no | unknown); facts off the path count for nothing."""
        found = walk(self.tree, facts)
        on_path = {step.node.fact: step.answer for step in found.steps}
        return Classified(
            path=tuple(Passed(self.questions[s.node.fact], s.answer, self.grounds[s.node.id]) for s in found.steps),
            asks=self.questions[found.asks.fact] if found.asks else None,
            ground=self.grounds[found.asks.id] if found.asks else None,
            outcome=self.outcomes[found.outcome] if found.outcome else None,
            possible=self._still(found, on_path),
        )

    def _still(self, found: Walk, on_path: Mapping[str, str]) -> tuple[Outcome, ...]:
        """In the order of the file; nothing more is possible once all is definite and the end is there."""
        ends = possible_of(self.tree, on_path)
        if found.outcome in ends and len(ends) == 1:
            return ()
        return tuple(one for one in self.outcomes.values() if one.id in ends and one.id != found.outcome)

    def checked_facts(self, facts: Mapping[str, object]) -> dict[str, str]:
        """The facts as answers; ValueError names the first that is no fact of the file or has no such answer."""
        for name, answer in facts.items():
            if name not in self.questions:
                raise ValueError(f"unknown fact {name!r}; known: {', '.join(self.questions)}")
            if answer not in ANSWERS:
                raise ValueError(f"{name}: {str(answer)[:40]!r} is no answer; say {', '.join(ANSWERS)}")
        return {name: str(answer) for name, answer in facts.items()}


def read_classification(text: bytes, file: str = "rules/classification.yaml") -> Classification:
    """Reads and checks the file; FactsError tells every fault that could be found, with its line."""
    located = read(file, text)
    model = checked(located, FileModel)
    tree = Tree(model.meta.start, model.meta.after_set, {n.id: _node(n) for n in model.nodes})
    faults = [*_twice(located, model), *_loose(located, model, tree)]
    if not faults:
        faults = [*_shape(located, model, tree)]
    if faults:
        raise FactsError(faults)
    references = read_references(located)
    return Classification(
        version=model.meta.version,
        status=model.meta.status.label(),
        donor=model.meta.donor.label(),
        tree=tree,
        questions={f.id: Question(f.id, f.question.label(), _label(f.help)) for f in model.facts},
        grounds={n.id: _ground(located, ("nodes", i), n, n.note, references) for i, n in enumerate(model.nodes)},
        outcomes={o.id: _outcome(located, i, o, references) for i, o in enumerate(model.outcomes)},
    )


def _label(model: LabelModel | None) -> Label | None:
    return model.label() if model else None


def _node(model: NodeModel) -> Node:
    return Node(model.id, model.fact, {answer: getattr(model.answers, answer) for answer in ANSWERS})


def _ground(
    located: Located,
    path: Path,
    model: NodeModel | OutcomeModel,
    note: LabelModel | None,
    references: Mapping[str, Reference],
) -> Ground:
    return Ground(tuple(model.legal), cited(located, (*path, "source"), model.source, references), _label(note))


def _outcome(located: Located, place: int, model: OutcomeModel, references: Mapping[str, Reference]) -> Outcome:
    ground = _ground(located, ("outcomes", place), model, None, references)
    return Outcome(model.id, model.label.label(), model.is_atmp, model.kind, ground, _label(model.then))


def _twice(located: Located, model: FileModel) -> list[Fault]:
    lists: tuple[tuple[str, Sequence[FactModel | NodeModel | OutcomeModel]], ...] = (
        ("facts", model.facts),
        ("nodes", model.nodes),
        ("outcomes", model.outcomes),
    )
    return [
        located.fault((name, place, "id"), f"{one.id!r} stands twice", "each id once")
        for name, every in lists
        for place, one in enumerate(every)
        if one.id in {other.id for other in every[:place]}
    ]


def _loose(located: Located, model: FileModel, tree: Tree) -> list[Fault]:
    facts, place = {fact.id for fact in model.facts}, {node.id: i for i, node in enumerate(model.nodes)}
    faults = [
        located.fault(("nodes", place[node], "answers", answer), f"{node}: {answer!r} leads nowhere", "a node")
        if answer
        else located.fault(("meta",), f"no node {node!r}", "a node")
        for node, answer in loose_ends(tree)
    ]
    asked = {node.fact for node in model.nodes}
    faults += [
        located.fault(("nodes", place[node.id], "fact"), f"unknown fact {node.fact!r}", "a fact of this file")
        for node in model.nodes
        if node.fact not in facts
    ]
    return faults + [
        located.fault(("facts", i, "id"), f"no node asks {fact.id!r}", "a fact that decides something")
        for i, fact in enumerate(model.facts)
        if fact.id not in asked
    ]


def _shape(located: Located, model: FileModel, tree: Tree) -> list[Fault]:
    """Circles first: over a circle the ends cannot be counted."""
    place = {node.id: i for i, node in enumerate(model.nodes)}
    if found := circles(tree):
        return [located.fault(("nodes", place[node]), f"{node} leads back to itself", "a way on") for node in found]
    ends, known = outcomes(tree), {outcome.id: i for i, outcome in enumerate(model.outcomes)}
    there = reached(tree)
    return [
        *(
            located.fault(("nodes", place[n]), f"no answer leads to {n}", "a way there")
            for n in place
            if n not in there
        ),
        *(
            located.fault(("outcomes", known[o]), f"nothing ends in {o!r}", "a way there")
            for o in known
            if o not in ends
        ),
        *(
            located.fault(("nodes",), f"unknown outcome {end!r}", "an outcome of this file")
            for end in ends - set(known)
        ),
    ]
