# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A checklist in words, ready for screen, paper and table: one shape, so that all three say the same.

Sources are numbered notes, each named once however many lines rest on it. Texts of the sheet stand here in both
languages, since the command makes the same sheet without Django.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schakel.pathway.engine.checklist import Checklist, ChecklistLine, Task
from schakel.pathway.engine.constraints import Constraint, Items, Range, Span, Window, equal
from schakel.pathway.engine.requirement import PRODUCT, STANDARD, Adopted, AdoptedLine, Facts, Requirement
from schakel.pathway.engine.vocabulary import Vocabulary
from schakel.pathway.engine.words import (
    constraint_words,
    event_words,
    listed,
    note_words,
    requirement_words,
    said,
    scope_words,
)
from schakel.sources.engine.citation import Citation
from schakel.values.numbers import bounds, count_words, unit_words

_AND = ("en", "and")
_FOR_ALL = ("Voor alle {}", "For all {}")
_FOR_BOTH = ("Voor beide", "For both")
_ONLY = ("Alleen {}", "Only {}")
_FOR = ("Voor {}", "For {}")
_UNVERIFIED = ("niet geverifieerd", "unverified")
_ELSEWHERE = ("{}, niet de EU-tekst", "{}, not the EU text")
_SECOND_BEST = ("tweede keus", "second best")
_SEE = ("zie regel {}", "see line {}")
_STANDARD = ("Nederlandse standaard: {}, versie {}", "Dutch standard: {}, version {}")
_HOLDS = ("{}; geldt voor {}", "{}; holds for {}")


@dataclass(frozen=True, slots=True)
class Words:
    """What the words need beside the facts: indications and jurisdictions of the catalogue by id, and the language."""

    indications: Mapping[str, str]
    jurisdictions: Mapping[str, str]
    lang: str


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered source. `doubt` is empty for the norm; `key` is the document's address, empty where none was seen.

    `document` is told where the section alone (`4.2`) does not say of what. `kind` of the doubt: elsewhere, guidance,
    unverified. `url` is the page of an adopted standard, whose key is empty.
    """

    number: int
    brand: str
    document: str
    section: str
    version: str
    doubt: str
    kind: str
    key: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A value to write down; `between` tells the events of a time, empty where the line does."""

    between: str
    unit: str


@dataclass(frozen=True, slots=True)
class Detail:
    """What one product asks beside the line. `brand` is empty under a heading that names it; `note` in its language."""

    brand: str
    says: str
    note: str
    note_lang: str

    @property
    def text(self) -> str:
        told = "; ".join(filter(None, (self.says, self.note)))
        return f"{self.brand}: {told}" if self.brand else told


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One thing to do. `fields` are values to write down; `details` say what a product asks differently."""

    number: int
    label: str
    rule: str
    task: Task
    fields: tuple[Field, ...]
    details: tuple[Detail, ...]
    notes: tuple[Note, ...]

    @property
    def unit(self) -> str:
        """The units of its fields, each once."""
        return ", ".join(dict.fromkeys(field.unit for field in self.fields))


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """`issuer` is product, or standard for what a Dutch standard in force rules here."""

    heading: str
    common: bool
    lines: tuple[SheetLine, ...]
    issuer: str = PRODUCT


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
    groups = [maker.group(products, lines) for products, lines in found.groups.items()]
    groups += [group for standard in facts.standards for group in maker.standard_groups(standard)]
    return Sheet(
        step=facts.vocabulary.step_of[found.step].label.in_(words.lang),
        products=tuple(facts.by_slug[slug].product.brand for slug in found.products),
        groups=tuple(groups),
        notes=tuple(maker.notes.values()),
        requirements=len(found.requirements),
        common=sum(line.common for line in found.lines) if len(found.products) > 1 else 0,
    )


class _Maker:
    """Numbers lines and notes as they come, and remembers on which line a note of a fact was told."""

    def __init__(self, found: Checklist, facts: Facts, words: Words) -> None:
        self.found, self.facts, self.words = found, facts, words
        self.notes: dict[tuple[str, Citation], Note] = {}
        self.told: dict[str, int] = {}
        self.count = 0

    @property
    def vocabulary(self) -> Vocabulary:
        return self.facts.vocabulary

    def group(self, products: Sequence[str], lines: Iterable[ChecklistLine]) -> SheetGroup:
        common = len(products) == len(self.found.products)
        return SheetGroup(self._heading(products, common=common), common, tuple(map(self._line, lines)))

    def standard_groups(self, standard: Adopted) -> Iterator[SheetGroup]:
        """What an adopted standard rules at this step, by the chosen products that its lines hold for."""
        lang, chosen = self.words.lang, self.found.products
        grouped: dict[tuple[str, ...], list[ChecklistLine]] = {}
        for line in standard.lines:
            held = tuple(slug for slug in chosen if slug in line.products)
            if held and line.requirement.step == self.found.step:
                grouped.setdefault(held, []).append(self._adopted(line, held))
        name = said(_STANDARD, lang).format(standard.title.in_(lang), standard.number)
        for held, lines in grouped.items():
            common = len(held) == len(chosen)
            brands = listed(map(self._brand, held), _AND, lang)
            heading = name if common else said(_HOLDS, lang).format(name, brands)
            yield SheetGroup(heading, common, tuple(map(self._line, lines)), STANDARD)

    def _adopted(self, line: AdoptedLine, held: tuple[str, ...]) -> ChecklistLine:
        requirement = line.requirement
        aspect = self.vocabulary.aspect(*requirement.key)
        assert aspect is not None, requirement.id
        return ChecklistLine(
            aspect, requirement.constraint, (requirement,), held, len(held) == len(self.found.products)
        )

    def _heading(self, products: Sequence[str], *, common: bool) -> str:
        lang = self.words.lang
        brands = listed((self._brand(slug) for slug in products), _AND, lang)
        if common and len(products) > 1:
            count = len(products)
            return said(_FOR_BOTH, lang) if count == 2 else said(_FOR_ALL, lang).format(count_words(count, lang))
        return said(_ONLY if len(products) == 1 and not common else _FOR, lang).format(brands)

    def _line(self, line: ChecklistLine) -> SheetLine:
        self.count += 1
        return SheetLine(
            number=self.count,
            label=line.aspect.label.in_(self.words.lang),
            rule=self._rule(line.rule, line),
            task=line.task,
            fields=self._fields(line),
            details=tuple(self._details(line)),
            notes=tuple(dict.fromkeys(self._note(requirement) for requirement in line.requirements)),
        )

    def _rule(self, rule: Constraint, line: ChecklistLine) -> str:
        """The rule; where times differ in their events, each names its own, so that none is taken for another."""
        if isinstance(rule, Window) and _several(line.rule):
            lang = self.words.lang
            told = (f"{_within(span, lang)} ({self._between(span)})" for span in _ordered(rule))
            return listed(told, _AND, lang)
        return constraint_words(rule, line.aspect, self.vocabulary, self.words.lang)

    def _fields(self, line: ChecklistLine) -> tuple[Field, ...]:
        lang = self.words.lang
        if isinstance(line.rule, Range) and line.task is Task.MEASURE:
            return (Field("", unit_words(line.rule.unit, None, lang)),)
        if not isinstance(line.rule, Window):
            return ()
        return tuple(
            Field(self._between(span) if _several(line.rule) else "", unit_words(span.unit, None, lang))
            for span in _ordered(line.rule)
        )

    def _between(self, span: Span) -> str:
        lang = self.words.lang
        return f"{event_words(span.start, self.vocabulary, lang)} → {event_words(span.end, self.vocabulary, lang)}"

    def _details(self, line: ChecklistLine) -> Iterator[Detail]:
        """One per product and language of its notes; what several facts of it say stands together."""
        parts: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        for requirement in line.requirements:
            note, note_lang = self._remark(requirement)
            says, notes = parts.setdefault((requirement.product, note_lang), ([], []))
            says.extend(self._says(requirement, line))
            notes.extend([note] if note else [])
        for (product, lang), told in parts.items():
            asks, note = map(_joined, told)
            if asks or note:
                yield Detail(self._brand(product) if len(line.products) > 1 else "", asks, note, lang)

    def _says(self, requirement: Requirement, line: ChecklistLine) -> Iterator[str]:
        """What this fact asks differently from the line, and in which scope."""
        lang = self.words.lang
        told = requirement_words(requirement, self.vocabulary, lang)
        if requirement.key != (line.aspect.step, line.aspect.name):
            # A clock; where the times tell their events, those are its words.
            yield "" if _several(line.rule) else f"{self._label(requirement)}: {told}"
        elif not isinstance(line.rule, Items) and not _asks(requirement, line):
            timed = isinstance(requirement.constraint, Window)
            yield self._rule(requirement.constraint, line) if timed else told
        yield scope_words(requirement, self.vocabulary, self.words.indications, lang)

    def _label(self, requirement: Requirement) -> str:
        aspect = self.vocabulary.aspect(*requirement.key)
        return aspect.label.in_(self.words.lang) if aspect else requirement.aspect

    def _remark(self, requirement: Requirement) -> tuple[str, str]:
        """The note of the fact and its language; told once, afterwards a pointer to that line."""
        lang = self.words.lang
        note = note_words(requirement, lang)
        if not note:
            return "", lang
        line = self.told.setdefault(requirement.id, self.count)
        if line != self.count and requirement.issuer == PRODUCT:
            return said(_SEE, lang).format(line), lang
        return note, "nl" if lang.startswith("nl") and requirement.note_nl else "en"

    def _brand(self, slug: str) -> str:
        """The brand of a product, or the title of an adopted standard."""
        if slug in self.facts.by_slug:
            return self.facts.by_slug[slug].product.brand
        return next(one.title.in_(self.words.lang) for one in self.facts.standards if one.key == slug)

    def _note(self, requirement: Requirement) -> Note:
        citation = requirement.citation
        place = (requirement.product, citation)
        if place not in self.notes:
            self.notes[place] = Note(
                number=len(self.notes) + 1,
                brand=self._brand(requirement.product),
                document=_document(citation),
                section=citation.section,
                version=citation.document.version or "",
                doubt=self._doubt(citation),
                kind=_kind(citation),
                key="" if citation.unverified or requirement.issuer == STANDARD else citation.document.key,
                url=(citation.document.url or "") if requirement.issuer == STANDARD else "",
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


def _document(citation: Citation) -> str:
    """The title, where a section is a bare number."""
    return citation.document.title if citation.section[:1].isdigit() and not citation.unverified else ""


def _kind(citation: Citation) -> str:
    if citation.unverified:
        return "unverified"
    if citation.document.jurisdiction:
        return "elsewhere"
    return "guidance" if citation.document.second_best else ""


def _several(rule: Constraint) -> bool:
    """Times between several pairs of events."""
    return isinstance(rule, Window) and len(rule.spans) > 1


def _ordered(rule: Window) -> list[Span]:
    return sorted(rule.spans, key=lambda span: span.pair)


def _within(span: Span, lang: str) -> str:
    return bounds(span.low, span.high, span.unit, lang)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, parts)))
