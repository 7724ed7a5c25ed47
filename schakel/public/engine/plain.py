# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Texts for patients, relatives and the press: what a kind of therapy is, what happens step by step, what to ask."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schakel.public.engine.readable import complaints
from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel, citations, read_register
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, Path, read
from schakel.values.schema import LabelModel, Model, Name, checked

FILE = "public/plain.yaml"


class KindModel(Model):
    """What a modality is, in plain sentences."""

    id: Name
    what: LabelModel
    source: list[CitedModel]


class StepModel(Model):
    """What a patient sees of a step. `only_if_required`: shown where a product's texts ask something at that step.

    `modalities`: the kinds of therapy that the words hold for; every kind on the pathways when empty.
    """

    step: Name
    pathways: list[Name]
    modalities: list[Name] = []
    only_if_required: bool = False
    title: LabelModel
    what: LabelModel
    source: list[CitedModel]


class QuestionModel(Model):
    """A question to ask. `pathways`: where it makes sense; everywhere when empty."""

    id: Name
    pathways: list[Name] = []
    ask: LabelModel
    source: list[CitedModel] = []


class WordModel(Model):
    word: LabelModel
    meaning: LabelModel


class PlainModel(Model):
    """`data/public/plain.yaml`."""

    sources: Any
    modalities: list[KindModel]
    steps: list[StepModel]
    questions: list[QuestionModel]
    words: list[WordModel]


@dataclass(frozen=True, slots=True)
class Told:
    """A plain text with what it cites."""

    what: Label
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step in the words of a patient."""

    step: str
    pathways: tuple[str, ...]
    modalities: tuple[str, ...]
    only_if_required: bool
    title: Label
    told: Told


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `pathways` is empty where it is one for all."""

    pathways: tuple[str, ...]
    ask: Label


@dataclass(frozen=True, slots=True)
class Word:
    word: Label
    meaning: Label


@dataclass(frozen=True, slots=True)
class Plain:
    """All plain texts: modalities by id, the rest in the order of the file."""

    kinds: Mapping[str, Told]
    steps: tuple[StepTold, ...]
    questions: tuple[Question, ...]
    words: tuple[Word, ...]

    def steps_of(self, pathway: str, modality: str, order: Sequence[str], required: Collection[str]) -> list[StepTold]:
        """What happens on a pathway whose steps stand in `order`, for a product that asks something at `required`.

        Words for the modality itself go before words for every modality.
        """
        on_it = [one for one in self.steps if pathway in one.pathways]
        here = {one.step: one for one in on_it if not one.modalities}
        here |= {one.step: one for one in on_it if modality in one.modalities}
        shown = (here[step] for step in order if step in here)
        return [one for one in shown if not one.only_if_required or one.step in required]

    def questions_of(self, pathway: str) -> list[Question]:
        return [one for one in self.questions if not one.pathways or pathway in one.pathways]

    def words_in(self, text: str, lang: str) -> list[Word]:
        """The explained words that a text holds."""
        held = text.lower()
        return [one for one in self.words if one.word.in_(lang).split(" (")[0].lower() in held]


Register = Mapping[str, Document]


def read_plain(
    text: str | bytes, modalities: Collection[str] | None = None, steps: Mapping[str, Collection[str]] | None = None
) -> Plain:
    """The texts of the file; FactsError with every fault: no source, an unknown name, or words that are too hard.

    `modalities` are the known ones, `steps` the steps of each pathway; None leaves the names unchecked.
    """
    located = read(FILE, text)
    register, model = read_register(located), checked(located, PlainModel)
    plain = _plain(located, model, register)
    faults = list(_hard(located, model))
    faults += _unknown(located, model, modalities, steps) if modalities is not None and steps is not None else []
    if faults:
        raise FactsError(faults)
    return plain


def _plain(located: Located, model: PlainModel, register: Register) -> Plain:
    def told(path: Path, what: LabelModel, source: Sequence[CitedModel]) -> Told:
        return Told(what.label(), citations(located, path, source, register))

    return Plain(
        {one.id: told(("modalities", n), one.what, one.source) for n, one in enumerate(model.modalities)},
        tuple(
            StepTold(
                one.step,
                tuple(one.pathways),
                tuple(one.modalities),
                one.only_if_required,
                one.title.label(),
                told(("steps", n), one.what, one.source),
            )
            for n, one in enumerate(model.steps)
        ),
        tuple(Question(tuple(one.pathways), one.ask.label()) for one in model.questions),
        tuple(Word(one.word.label(), one.meaning.label()) for one in model.words),
    )


def _unknown(
    located: Located, model: PlainModel, modalities: Collection[str], steps: Mapping[str, Collection[str]]
) -> Iterator[Fault]:
    for n, kind in enumerate(model.modalities):
        if kind.id not in modalities:
            yield located.fault(("modalities", n), f"unknown modality {kind.id!r}", "a modality of the catalogue")
    for n, one in enumerate(model.steps):
        for modality in set(one.modalities) - set(modalities):
            yield located.fault(("steps", n), f"unknown modality {modality!r}", "a modality of the catalogue")
        for pathway in one.pathways:
            if one.step not in steps.get(pathway, ()):
                yield located.fault(("steps", n), f"pathway {pathway!r} has no step {one.step!r}", "a step of it")


def _hard(located: Located, model: PlainModel) -> Iterator[Fault]:
    """Texts that ask too much of a reader."""
    texts: list[tuple[Path, LabelModel]] = [
        *((("modalities", n), one.what) for n, one in enumerate(model.modalities)),
        *((("steps", n), one.what) for n, one in enumerate(model.steps)),
        *((("questions", n), one.ask) for n, one in enumerate(model.questions)),
        *((("words", n), one.meaning) for n, one in enumerate(model.words)),
    ]
    for lang in ("nl", "en"):
        explained = [word for one in model.words for word in one.word.label().in_(lang).replace(")", "").split(" (")]
        for path, words in texts:
            for complaint in complaints(words.label().in_(lang), lang, explained):
                yield located.fault(path, f"{lang}: {complaint}", "plain words")
