# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""An adopted standard as facts: its lines become requirements that it issues, with its own page as their source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from schakel.pathway.engine import schema
from schakel.pathway.engine.facts import Faults, requirement_of
from schakel.pathway.engine.requirement import STANDARD, Adopted, AdoptedLine, Requirement
from schakel.pathway.engine.vocabulary import Vocabulary
from schakel.sources.engine.citation import Citation, Document
from schakel.values.located import Located
from schakel.values.schema import checked


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line in plain data, as the entry of a fact file would say it."""

    step: str
    aspect: str
    must: Mapping[str, Any]
    products: tuple[str, ...]
    applies_to: Mapping[str, Any] | None = None
    note: str | None = None
    note_nl: str | None = None


def adopted_of(head: Adopted, lines: Iterable[WrittenLine], vocabulary: Vocabulary) -> Adopted:
    """The standard with these lines, judged by the rules that judge a fact file; FactsError with all its faults."""
    faults, found = Faults(), []
    for place, line in enumerate(lines, start=1):
        with faults.collecting():
            found.append(AdoptedLine(_requirement(head, place, line, vocabulary), line.products))
    faults.stop_if_any()
    return replace(head, lines=tuple(found))


def _requirement(head: Adopted, place: int, line: WrittenLine, vocabulary: Vocabulary) -> Requirement:
    document = Document(head.title.nl, str(head.number), head.url, None, None)
    written: dict[str, Any] = {"step": line.step, "aspect": line.aspect, "must": dict(line.must), "note": line.note}
    written |= {
        "applies_to": line.applies_to,
        "note_nl": line.note_nl,
        "source": {"doc": head.title.nl, "section": "-"},
    }
    data = {name: value for name, value in written.items() if value is not None}
    located = Located(f"standard {head.key}, line {place}", data, {})
    item = checked(located, schema.RequirementModel, data)
    made = requirement_of(item, head.key, vocabulary, located, ())
    return replace(made, citation=Citation(document, f"§ {place}"), issuer=STANDARD)
