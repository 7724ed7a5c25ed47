# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A difference between products as it was when someone pointed at it, in words: it must read the same in ten years.

The comparison itself goes on; `moved` says whether it has since become another difference.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schakel.catalogue.engine.terms import CatalogueTerms
from schakel.pathway.engine.compare import Row, Verdict
from schakel.pathway.engine.requirement import Facts, Requirement
from schakel.pathway.engine.standard import variants
from schakel.pathway.engine.vocabulary import Aspect, Vocabulary
from schakel.pathway.engine.words import constraint_words, requirement_words, scope_words
from schakel.values.labels import Label

LANGUAGES = ("nl", "en")
DIFFERENT = (Verdict.CONFLICTING, Verdict.COMPATIBLE, Verdict.JUDGEMENT)


@dataclass(frozen=True, slots=True)
class Said:
    """What one product asked, where, and where that stands. `requirement` is its id; `url` may be empty."""

    product: str
    brand: str
    requirement: str
    words: Label
    scope: Label
    document: str
    section: str
    version: str
    url: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of the comparison. `rules` are the words of the rules that serve: one, or one per variant."""

    step: str
    aspect: str
    step_words: Label
    aspect_words: Label
    verdict: str
    rules: tuple[Label, ...]
    positions: tuple[Said, ...]

    @property
    def products(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(said.product for said in self.positions))


def difference(row: Row, facts: Facts, terms: CatalogueTerms) -> Difference:
    """The row in words."""
    vocabulary, aspect = facts.vocabulary, row.aspect
    rules = [row.rule] if row.rule is not None else [v.rule for v in variants(row, vocabulary.order)]
    return Difference(
        step=aspect.step,
        aspect=aspect.name,
        step_words=vocabulary.step_of[aspect.step].label,
        aspect_words=aspect.label,
        verdict=row.verdict.value,
        rules=tuple(both(lambda lang, rule=rule: constraint_words(rule, aspect, vocabulary, lang)) for rule in rules),
        positions=said(row.positions, facts, terms),
    )


def said(positions: Iterable[Requirement], facts: Facts, terms: CatalogueTerms) -> tuple[Said, ...]:
    """Requirements in words, with their sources."""
    indications = {lang: terms.words("indications", lang) for lang in LANGUAGES}
    return tuple(_said(position, facts, indications) for position in positions)


def _said(position: Requirement, facts: Facts, indications: Mapping[str, Mapping[str, str]]) -> Said:
    vocabulary, document = facts.vocabulary, position.citation.document
    return Said(
        product=position.product,
        brand=facts.by_slug[position.product].product.brand,
        requirement=position.id,
        words=both(lambda lang: requirement_words(position, vocabulary, lang)),
        scope=both(lambda lang: scope_words(position, vocabulary, indications[lang], lang)),
        document=document.title,
        section=position.citation.section,
        version=document.version or "",
        url=document.url or "",
        doubtful=position.citation.doubtful,
    )


def both(words: Any) -> Label:
    """The words of a function of the language, in both."""
    return Label(*(words(lang) for lang in LANGUAGES))


def moved(before: Difference, now: Difference | None) -> bool:
    """Whether the products ask something else than they did, or the verdict became another."""
    if now is None:
        return True
    return (before.verdict, _asked(before)) != (now.verdict, _asked(now))


def _asked(found: Difference) -> set[tuple[str, str, str]]:
    return {(said.requirement, said.words.en, said.scope.en) for said in found.positions}


def plain(found: Difference) -> dict[str, Any]:
    """As plain data, to be kept."""
    return {
        "step": found.step,
        "aspect": found.aspect,
        "step_words": _pair(found.step_words),
        "aspect_words": _pair(found.aspect_words),
        "verdict": found.verdict,
        "rules": [_pair(rule) for rule in found.rules],
        "positions": plain_said(found.positions),
    }


def plain_said(positions: Iterable[Said]) -> list[dict[str, Any]]:
    return [
        {name: _plain(getattr(one, name)) for name in Said.__dataclass_fields__}  # the fields are the format
        for one in positions
    ]


def _plain(value: Any) -> Any:
    return _pair(value) if isinstance(value, Label) else value


def _pair(label: Label) -> list[str]:
    return [label.nl, label.en]


def read_difference(data: Mapping[str, Any]) -> Difference:
    """Back from what was kept."""
    return Difference(
        step=data["step"],
        aspect=data["aspect"],
        step_words=Label(*data["step_words"]),
        aspect_words=Label(*data["aspect_words"]),
        verdict=data["verdict"],
        rules=tuple(Label(*rule) for rule in data["rules"]),
        positions=read_said(data["positions"]),
    )


def read_said(data: Iterable[Mapping[str, Any]]) -> tuple[Said, ...]:
    return tuple(Said(**{name: _read(value) for name, value in one.items()}) for one in data)


def _read(value: Any) -> Any:
    return Label(*value) if isinstance(value, list) else value


def aspect_of(vocabulary: Vocabulary, step: str, aspect: str) -> Aspect | None:
    """The aspect of exactly this place; none for a former name, which has its own page no more."""
    found = vocabulary.aspect(step, aspect)
    return found if found is not None and found.key == (step, aspect) else None
