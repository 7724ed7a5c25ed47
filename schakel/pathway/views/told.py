# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A requirement in words, for the pages where requirements are read, proposed and decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schakel.catalogue.engine.terms import CatalogueTerms
from schakel.pathway.engine.requirement import Facts, Requirement
from schakel.pathway.engine.words import note_words, requirement_words, scope_words
from schakel.pathway.forms import OBLIGATION_WORDS
from schakel.sources.engine.citation import Citation


@dataclass(frozen=True, slots=True)
class Told:
    """One requirement (or one version of it) as a page says it."""

    id: str
    brand: str
    step: str
    aspect: str
    nature: str
    says: str
    scope: str
    obligation: str
    note: str
    note_lang: str
    valid_from: date | None
    valid_to: date | None
    citation: Citation
    country: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a requirement, before and after a change; equal parts are not told."""

    part: str
    before: str
    after: str


def told(requirement: Requirement, facts: Facts, terms: CatalogueTerms, lang: str) -> Told:
    """The requirement in the words of a page."""
    vocabulary = facts.vocabulary
    aspect = vocabulary.aspect(*requirement.key)
    assert aspect is not None, requirement.id
    country = requirement.citation.document.jurisdiction
    profile = facts.by_slug.get(requirement.product)
    dutch_note = lang.startswith("nl") and requirement.note_nl is not None
    return Told(
        id=requirement.id,
        brand=profile.product.brand if profile else requirement.product,
        step=vocabulary.step_of[requirement.step].label.in_(lang),
        aspect=aspect.label.in_(lang),
        nature=aspect.nature,
        says=requirement_words(requirement, vocabulary, lang),
        scope=scope_words(requirement, vocabulary, terms.words("indications", lang), lang),
        obligation=str(OBLIGATION_WORDS[requirement.obligation]) if requirement.obligation != "required" else "",
        note=note_words(requirement, lang) or "",
        note_lang="nl" if dutch_note else "en",
        valid_from=requirement.valid_from,
        valid_to=requirement.valid_to,
        citation=requirement.citation,
        country=terms.label("jurisdictions", country).in_(lang) if country else "",
    )


def differences(before: Told | None, after: Told, parts: Mapping[str, str]) -> list[Difference]:
    """What is said differently; `parts` names the parts in the language of the page."""
    pairs = ((name, _text(before, part) if before else "", _text(after, part)) for part, name in parts.items())
    return [Difference(name, old, new) for name, old, new in pairs if old != new]


def _text(one: Told, part: str) -> str:
    citation, document = one.citation, one.citation.document
    found = {
        "document": document.title,
        "section": citation.section,
        "version": document.version,
        "url": document.url,
        "second_best": document.second_best,
        "checked_by": citation.checked_by,
        "checked_on": citation.checked_on,
    }
    value = found[part] if part in found else getattr(one, part)
    return value.isoformat() if isinstance(value, date) else value or ""
