# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A checklist in words, ready for screen, paper and table: one shape, so that all three say the same.

Sources are numbered notes, each named once however many lines rest on it. Texts of the sheet stand here in both
languages, since the command makes the same sheet without Django.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schakel.pathway.engine.checklist import Checklist, ChecklistLine, Task
from schakel.pathway.engine.constraints import Items, Range, Window, equal
from schakel.pathway.engine.requirement import Facts, Requirement
from schakel.pathway.engine.vocabulary import Vocabulary
from schakel.pathway.engine.words import (
    constraint_words,
    listed,
    note_words,
    requirement_words,
    said,
    scope_words,
)
from schakel.sources.engine.citation import Citation
from schakel.values.numbers import count_words, unit_words

_AND = ("en", "and")
_FOR_ALL = ("Voor alle {}", "For all {}")
_FOR_BOTH = ("Voor beide", "For both")
_ONLY = ("Alleen {}", "Only {}")
_FOR = ("Voor {}", "For {}")
_UNVERIFIED = ("niet geverifieerd", "unverified")
_ELSEWHERE = ("{}, niet de EU-tekst", "{}, not the EU text")
_SECOND_BEST = ("tweede keus", "second best")


@dataclass(frozen=True, slots=True)
class Words:
    """What the words need beside the facts: indications and jurisdictions of the catalogue by id, and the language."""

    indications: Mapping[str, str]
    jurisdictions: Mapping[str, str]
    lang: str


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered source. `doubt` is empty for the norm; `key` is the document's address, empty where none was seen."""

    number: int
    brand: str
    section: str
    version: str
    doubt: str
    key: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One thing to do. `unit` is given for a value to write down; `details` say what a product asks differently."""

    number: int
    label: str
    rule: str
    task: Task
    unit: str
    details: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class SheetGroup:
    heading: str
    common: bool
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`requirements` all stand on the lines; `common` lines hold for every product."""

    step: str
    products: tuple[str, ...]
    groups: tuple[SheetGroup, ...]
    notes: tuple[Note, ...]
    requirements: int
    common: int

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def doubtful(self) -> int:
        """Sources that are not the norm."""
        return sum(bool(note.doubt) for note in self.notes)


def sheet(found: Checklist, facts: Facts, words: Words) -> Sheet:
    """The checklist in words."""
    maker = _Maker(found, facts, words)
    groups = tuple(maker.group(products, lines) for products, lines in found.groups.items())
    return Sheet(
        step=facts.vocabulary.step_of[found.step].label.in_(words.lang),
        products=tuple(facts.by_slug[slug].product.brand for slug in found.products),
        groups=groups,
        notes=tuple(maker.notes.values()),
        requirements=len(found.requirements),
        common=sum(line.common for line in found.lines) if len(found.products) > 1 else 0,
    )


class _Maker:
    """Numbers lines and notes as they come."""

    def __init__(self, found: Checklist, facts: Facts, words: Words) -> None:
        self.found, self.facts, self.words = found, facts, words
        self.notes: dict[tuple[str, Citation], Note] = {}
        self.count = 0

    @property
    def vocabulary(self) -> Vocabulary:
        return self.facts.vocabulary

    def group(self, products: Sequence[str], lines: Iterable[ChecklistLine]) -> SheetGroup:
        common = len(products) == len(self.found.products)
        return SheetGroup(self._heading(products, common=common), common, tuple(map(self._line, lines)))

    def _heading(self, products: Sequence[str], *, common: bool) -> str:
        lang = self.words.lang
        brands = listed((self._brand(slug) for slug in products), _AND, lang)
        if common and len(products) > 1:
            count = len(products)
            return said(_FOR_BOTH, lang) if count == 2 else said(_FOR_ALL, lang).format(count_words(count, lang))
        return said(_ONLY if len(products) == 1 and not common else _FOR, lang).format(brands)

    def _line(self, line: ChecklistLine) -> SheetLine:
        self.count += 1
        lang = self.words.lang
        unit = ""
        if line.task is Task.MEASURE and isinstance(line.rule, Range):
            unit = unit_words(line.rule.unit, None, lang)
        elif line.task is Task.MEASURE and isinstance(line.rule, Window):
            unit = unit_words(next(iter(line.rule.spans)).unit, None, lang)
        return SheetLine(
            number=self.count,
            label=line.aspect.label.in_(lang),
            rule=constraint_words(line.rule, line.aspect, self.vocabulary, lang),
            task=line.task,
            unit=unit,
            details=tuple(dict.fromkeys(detail for r in line.requirements if (detail := self._detail(r, line)))),
            notes=tuple(dict.fromkeys(self._note(requirement) for requirement in line.requirements)),
        )

    def _detail(self, requirement: Requirement, line: ChecklistLine) -> str:
        """What this product asks differently from the line, in which scope, and the note of the fact."""
        lang = self.words.lang
        scope = scope_words(requirement, self.vocabulary, self.words.indications, lang)
        parts = []
        if not isinstance(line.rule, Items) and not _asks(requirement, line):
            parts.append(requirement_words(requirement, self.vocabulary, lang))
        if scope:
            parts.append(scope)
        note = note_words(requirement, lang)
        if note:
            parts.append(note)
        return f"{self._brand(requirement.product)}: {'; '.join(parts)}" if parts else ""

    def _brand(self, slug: str) -> str:
        return self.facts.by_slug[slug].product.brand

    def _note(self, requirement: Requirement) -> Note:
        citation = requirement.citation
        place = (requirement.product, citation)
        if place not in self.notes:
            self.notes[place] = Note(
                number=len(self.notes) + 1,
                brand=self._brand(requirement.product),
                section=citation.section,
                version=citation.document.version or "",
                doubt=self._doubt(citation),
                key="" if citation.unverified else citation.document.key,
            )
        return self.notes[place]

    def _doubt(self, citation: Citation) -> str:
        lang, country = self.words.lang, citation.document.jurisdiction
        if citation.unverified:
            return said(_UNVERIFIED, lang)
        if country:
            return said(_ELSEWHERE, lang).format(self.words.jurisdictions.get(country, country))
        return said(_SECOND_BEST, lang) if citation.document.second_best else ""


def _asks(requirement: Requirement, line: ChecklistLine) -> bool:
    """Whether the requirement asks just what the line says; a clock never does."""
    mine = requirement.constraint
    return type(mine) is type(line.rule) and equal(mine, line.rule)
