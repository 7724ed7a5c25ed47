# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Fact files in, facts out: every fault of every file in one run, or the whole.

Pure: the caller brings the text of the files. `schakel load` stores the result, `schakel --data DIR` works on it
directly; both therefore refuse the same things with the same words.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from schakel.catalogue.engine.product import IdentityModel, Product
from schakel.pathway.engine import schema
from schakel.pathway.engine.constraints import Choice, ConstraintError, Kind, Window
from schakel.pathway.engine.requirement import Facts, Profile, Requirement
from schakel.pathway.engine.vocabulary import Aspect, Clock, Event, Pathway, Step, Term, Vocabulary
from schakel.pathway.engine.written import constraint_of, scope_of
from schakel.sources.engine.citation import Document
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, Path, read
from schakel.values.schema import LabelModel, checked
from schakel.values.units import UnitError

MODELS: Mapping[str, type[BaseModel]] = {
    "steps": schema.StepsModel,
    "aspects": schema.AspectsModel,
    "events": schema.EventsModel,
    "pathways": schema.PathwaysModel,
    "terms": schema.TermsModel,
}
VOCABULARY_FILES = tuple(MODELS)


class Faults:
    """Collects faults, so that one run shows them all."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """What the block finds wrong is kept; the block ends there and the run goes on."""
        try:
            yield
        except FactsError as error:
            self.found.extend(error.faults)

    def stop_if_any(self) -> None:
        if self.found:
            raise FactsError(self.found)


def read_facts(vocabulary: Vocabulary, products: Mapping[str, str | bytes]) -> Facts:
    """All products (file name → text) over one vocabulary, in the order of their brands."""
    faults, profiles = Faults(), []
    for file, text in products.items():
        with faults.collecting():
            profiles.append(read_product(file, text, vocabulary))
    faults.stop_if_any()
    return facts_of(vocabulary, profiles)


def facts_of(vocabulary: Vocabulary, profiles: Iterable[Profile]) -> Facts:
    """Facts with the products in the order of their brands."""
    return Facts(vocabulary, tuple(sorted(profiles, key=lambda p: (p.product.brand.lower(), p.slug))))


def slug_of(file: str) -> str:
    """`products/kymriah.yaml` → `kymriah`."""
    return file.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def read_product(file: str, text: str | bytes, vocabulary: Vocabulary) -> Profile:
    """One product file; FactsError with all its faults, of form and of meaning."""
    return profile_of(read(file, text), slug_of(file), vocabulary)


def profile_of(located: Located, slug: str, vocabulary: Vocabulary) -> Profile:
    """The profile of a product file's data. Each requirement is judged by itself, so that no fault hides another."""
    if not isinstance(located.data, dict):
        raise FactsError([located.fault((), "the file is not a mapping", "keys such as brand, inn and requirements")])
    faults = Faults()
    head, model = {key: value for key, value in located.data.items() if key != "requirements"}, None
    with faults.collecting():
        model = checked(located, schema.ProductModel, head)
    requirements = tuple(_requirements(located, slug, vocabulary, faults))
    faults.stop_if_any()
    assert model is not None
    return Profile(
        product=Product(slug, _identity(model)),
        requirements=_with_clocks(requirements, vocabulary),
        documents=_documents(model, requirements),
        sections_read=frozenset(model.sections_read),
        sections_unread=frozenset(model.sections_unread),
        consulted=tuple(model.sources),
        sections=(tuple(model.sections_read), tuple(model.sections_unread)),
    )


def _requirements(located: Located, slug: str, vocabulary: Vocabulary, faults: Faults) -> Iterator[Requirement]:
    items = located.data.get("requirements", [])
    if not isinstance(items, list):
        faults.found.append(located.fault(("requirements",), "'requirements' is not a list", "a list"))
        return
    places: dict[str, Path] = {}
    for place, data in enumerate(items):
        path: Path = ("requirements", place)
        with faults.collecting():
            item = checked(located, schema.RequirementModel, data, path)
            made = requirement_of(item, slug, vocabulary, located, path)
            if made.id in places:
                first = located.line(places[made.id])
                raise FactsError([located.fault(path, f"{made.id} stands twice", f"it once (first on line {first})")])
            places[made.id] = path
            yield made


def _identity(model: schema.ProductModel) -> IdentityModel:
    """The identity with the memory of which keys were written, so that a null that says "not seen" is written back."""
    values = {name: getattr(model, name) for name in IdentityModel.model_fields}
    return IdentityModel.model_construct(model.model_fields_set & set(IdentityModel.model_fields), **values)


def _documents(model: schema.ProductModel, requirements: Iterable[Requirement]) -> tuple[Document, ...]:
    """Every document a file names, cited or only consulted, each once."""
    cited = [requirement.citation.document for requirement in requirements]
    return tuple(dict.fromkeys([*(source.document() for source in model.sources), *cited]))


def requirement_of(
    item: schema.RequirementModel, slug: str, vocabulary: Vocabulary, located: Located, path: Path
) -> Requirement:
    """One requirement; FactsError when the vocabulary does not know it or its constraint does not fit."""
    if item.step not in vocabulary.step_of:
        raise FactsError([located.fault((*path, "step"), f"unknown step {item.step!r}", ", ".join(vocabulary.step_of))])
    aspect = vocabulary.aspect(item.step, item.aspect, item.must.unit)
    if aspect is None:
        raise FactsError([_unknown_aspect(item, vocabulary, located, path)])
    try:
        constraint = constraint_of(item.must, aspect, vocabulary)
        _check_clock(item, aspect)
    except (ConstraintError, UnitError) as error:
        raise FactsError([located.fault((*path, "must"), str(error))]) from None
    return Requirement(
        product=slug,
        step=aspect.step,
        aspect=aspect.name,
        constraint=constraint,
        citation=item.source.citation(),
        must=item.must.plain(),
        scope=scope_of(item.applies_to),
        applies_to=item.applies_to,
        obligation=item.obligation,
        note=item.note,
        note_nl=item.note_nl,
        valid_from=item.valid_from,
        valid_to=item.valid_to,
    )


def _unknown_aspect(item: schema.RequirementModel, vocabulary: Vocabulary, located: Located, path: Path) -> Fault:
    names = [aspect.name for aspect in vocabulary.aspects if aspect.step == item.step]
    near = get_close_matches(item.aspect, names, n=3, cutoff=0.5) or sorted(names)[:3]
    expected = (
        f"one of the aspects of {item.step}, such as {', '.join(near)}" if near else "an aspect of the vocabulary"
    )
    return located.fault((*path, "aspect"), f"unknown aspect {item.step}.{item.aspect}", expected)


def _check_clock(item: schema.RequirementModel, aspect: Aspect) -> None:
    if aspect.clock is None:
        return
    for value in item.must.one_of or ():
        if value not in aspect.clock.events:
            known = ", ".join(sorted(aspect.clock.events))
            raise ConstraintError(f"{value!r} is no clock of {aspect.step}.{aspect.name}; known: {known}")


def _with_clocks(requirements: tuple[Requirement, ...], vocabulary: Vocabulary) -> tuple[Requirement, ...]:
    """Windows moved to where the product's own clock starts and stops; an explicit from or to of a fact stays."""
    clocks = [
        (r, a.clock) for r in requirements if (a := vocabulary.aspect(*r.key)) is not None and a.clock is not None
    ]
    return tuple(_moved(requirement, clocks) for requirement in requirements)


def _moved(requirement: Requirement, clocks: list[tuple[Requirement, Clock]]) -> Requirement:
    if not isinstance(requirement.constraint, Window):
        return requirement
    (span,) = requirement.constraint.spans
    for told, clock in clocks:
        applies = (
            told.step == requirement.step and requirement.aspect in clock.of and told.scope.overlaps(requirement.scope)
        )
        if applies and clock.sets not in requirement.must and isinstance(told.constraint, Choice):
            event = clock.events[min(told.constraint.options)]
            span = replace(span, start=event) if clock.sets == "from" else replace(span, end=event)
    return replace(requirement, constraint=Window(frozenset({span})))


# --- the vocabulary ---------------------------------------------------------------------------------------------------


def read_vocabulary(files: Mapping[str, str | bytes]) -> Vocabulary:
    """The vocabulary from its five files, keyed steps, aspects, events, pathways, terms (file name → text)."""
    return vocabulary_of(read_words(files))


def read_words(files: Mapping[str, str | bytes]) -> dict[str, BaseModel]:
    """The five files as checked models, with every reference between them checked."""
    missing = [name for name in VOCABULARY_FILES if name not in files]
    if missing:
        raise FactsError(
            [Fault(f"pathway/{name}.yaml", 1, "the file is missing", "a vocabulary file") for name in missing]
        )
    faults = Faults()
    located: dict[str, Located] = {}
    models: dict[str, BaseModel] = {}
    for name, model in MODELS.items():
        with faults.collecting():
            located[name] = read(f"pathway/{name}.yaml", files[name])
            models[name] = checked(located[name], model)
    faults.stop_if_any()
    faults.found.extend(_crossings(vocabulary_of(models), located))
    faults.stop_if_any()
    return models


def words_of(data: Mapping[str, Any]) -> dict[str, BaseModel]:
    """The models of data that was checked before, keyed as the files are."""
    return {name: model.model_validate(data.get(name, {})) for name, model in MODELS.items()}


def vocabulary_of(models: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of the five checked models, keyed as their files are."""
    terms: schema.TermsModel = models["terms"]
    sections = {name: getattr(terms, name) for name in schema.TermsModel.model_fields}
    return Vocabulary(
        steps=tuple(map(_step, models["steps"].steps)),
        aspects=tuple(map(_aspect, models["aspects"].aspects)),
        events={e.id: Event(e.id, e.step, e.label.label(), tuple(e.after)) for e in models["events"].events},
        pathways=tuple(Pathway(p.id, p.label.label(), p.when, tuple(p.steps)) for p in models["pathways"].pathways),
        terms={name: {t.id: Term(t.id, t.label.label(), t.local) for t in found} for name, found in sections.items()},
        renamed_terms={old: term.id for term in terms.values for old in term.also},
    )


def _step(model: schema.StepModel) -> Step:
    return Step(model.id, model.label.label(), model.holder, tuple(map(frozenset, model.silent_when_read)))


def _aspect(model: schema.AspectModel) -> Aspect:
    clock = Clock(model.sets, tuple(model.of), model.events) if model.sets else None
    return Aspect(
        step=model.step,
        name=model.aspect,
        label=model.label.label(),
        type=model.type,
        nature=model.nature,
        actor=model.actor,
        unit=model.unit,
        help=_label(model.help),
        also=tuple(model.also),
        flags={flag == "true": meaning for flag, meaning in model.flags.items()},
        acts={Kind(kind): label.label() for kind, label in model.acts.items()},
        start=model.from_,
        end=model.to,
        clock=clock,
    )


def _label(model: LabelModel | None) -> Label | None:
    return model.label() if model else None


def _crossings(vocabulary: Vocabulary, located: Mapping[str, Located]) -> Iterable[Fault]:
    """References between the files that lead nowhere, and names that stand twice."""
    yield from _aspect_faults(vocabulary, located["aspects"])
    yield from _event_faults(vocabulary, located["events"])
    for place, pathway in enumerate(vocabulary.pathways):
        for step in pathway.steps:
            if step not in vocabulary.step_of:
                yield located["pathways"].fault(("pathways", place, "steps"), f"unknown step {step!r}")


def _aspect_faults(vocabulary: Vocabulary, located: Located) -> Iterable[Fault]:
    seen: set[tuple[str, str]] = set()
    for place, aspect in enumerate(vocabulary.aspects):
        ends = [e for e in (aspect.start, aspect.end) if e] + list(aspect.clock.events.values() if aspect.clock else ())
        whats = [f"unknown event {event!r}" for event in ends if event not in vocabulary.events]
        if aspect.step not in vocabulary.step_of:
            whats.append(f"unknown step {aspect.step!r}")
        if aspect.key in seen:
            whats.append(f"{aspect.step}.{aspect.name} stands twice")
        seen.add(aspect.key)
        yield from (located.fault(("aspects", place), what) for what in whats)


def _event_faults(vocabulary: Vocabulary, located: Located) -> Iterable[Fault]:
    for place, event in enumerate(vocabulary.events.values()):
        whats = [f"unknown event {name!r}" for name in event.after if name not in vocabulary.events]
        if event.step not in vocabulary.step_of:
            whats.append(f"unknown step {event.step!r}")
        yield from (located.fault(("events", place), what) for what in whats)
