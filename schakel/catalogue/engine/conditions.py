# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Diseases, in the words of patients, and which indications of which products are about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel, citations, read_register
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, read
from schakel.values.schema import LabelModel, Line, Model, Name, checked

FILE = "catalogue/conditions.yaml"


class IndicationsModel(Model):
    """`indications` of the product `slug`, counted from 1 as its file lists them."""

    slug: Name
    indications: list[int]


class ConditionModel(Model):
    """An entry of `conditions`. `what`: plain sentences, which need a `source`; `words`: other names."""

    id: Name
    label: LabelModel
    words: list[Line] = []
    what: LabelModel | None = None
    products: list[IndicationsModel] = []


class WrittenConditionModel(ConditionModel):
    """The same as its file has it, with what it cites."""

    source: list[CitedModel] | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A disease. `products`: places of the indications (from 1) by slug. `what`: None where no source was read."""

    id: str
    label: Label
    words: tuple[str, ...]
    what: Label | None
    products: Mapping[str, tuple[int, ...]]
    citations: tuple[Citation, ...] = ()


def condition_of(model: ConditionModel, cited: Sequence[Citation] = ()) -> Condition:
    """The value of a checked entry."""
    products = {one.slug: tuple(one.indications) for one in model.products}
    what = model.what.label() if model.what else None
    return Condition(model.id, model.label.label(), tuple(model.words), what, products, tuple(cited))


def read_conditions(text: str | bytes) -> list[tuple[ConditionModel, tuple[Citation, ...]]]:
    """The entries of the file with what they cite; FactsError with every fault (no source, an id that stands twice)."""
    located = read(FILE, text)
    register = read_register(located)
    found, faults = [], list[Fault]()
    for place, data in enumerate(_listed(located)):
        try:
            found.append(_entry(located, ("conditions", place), data, register))
        except FactsError as error:
            faults.extend(error.faults)
    ids = [model.id for model, _cited in found]
    faults += [located.fault(("conditions",), f"id {one!r} stands twice") for one in ids if ids.count(one) > 1]
    if faults:
        raise FactsError(faults)
    return found


def _listed(located: Located) -> list[Any]:
    listed = located.data.get("conditions") if isinstance(located.data, dict) else None
    if not isinstance(listed, list):
        raise FactsError([located.fault((), "no list 'conditions'", "a list of conditions")])
    return listed


def _entry(
    located: Located, path: tuple[str | int, ...], data: Any, register: Mapping[str, Document]
) -> tuple[ConditionModel, tuple[Citation, ...]]:
    written = checked(located, WrittenConditionModel, data, path)
    cited = citations(located, path, written.source or [], register) if written.what or written.source else ()
    return ConditionModel.model_validate(written.model_dump(exclude={"source"}, exclude_unset=True)), cited
