# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the search box finds of this room: products, aspects, requirements and documents."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from django.db import transaction

from schakel.catalogue import reads as catalogue
from schakel.catalogue.engine.terms import CatalogueTerms
from schakel.pathway import reads
from schakel.pathway.engine.requirement import Facts, Profile, Requirement
from schakel.pathway.engine.vocabulary import Aspect
from schakel.pathway.engine.words import note_words, requirement_words, scope_words, value_words
from schakel.search.actions import Indexed, index

ROOM = "pathway"
_LANGUAGES = ("nl", "en")


@transaction.atomic
def index_facts() -> int:
    """Brings the index up to date with the facts; answers how many entries it holds of this room."""
    facts, terms = reads.facts(), catalogue.terms()
    return index(
        room=ROOM,
        entries=[*_products(facts, terms), *_aspects(facts), *_requirements(facts, terms), *_documents(facts)],
    )


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)


def _products(facts: Facts, terms: CatalogueTerms) -> Iterator[Indexed]:
    for profile in facts.profiles:
        nl, en = (_product_body(profile, terms, lang) for lang in _LANGUAGES)
        brand, slug = profile.product.brand, profile.slug
        yield Indexed("product", slug, f"/products/{slug}/", brand, brand, nl, en)


def _product_body(profile: Profile, terms: CatalogueTerms, lang: str) -> str:
    identity = profile.product.identity
    named = (("modalities", identity.modality), ("kinds", identity.kind), ("routes", identity.route_of_manufacture))
    dutch = lang == "nl"
    indications = ((i.text_nl or i.text) if dutch else i.text for i in identity.indications)
    return _joined(
        [identity.inn, identity.mah, identity.atc, *(terms.label(*name).in_(lang) for name in named), *indications]
    )


def _aspects(facts: Facts) -> Iterator[Indexed]:
    values: dict[tuple[str, str], set[str]] = {}
    for profile in facts.profiles:
        for requirement in profile.requirements:
            found = values.setdefault(requirement.key, set())
            for form in ("one_of", "all_of"):
                found.update(requirement.must.get(form, ()))
    for aspect in facts.vocabulary.aspects:
        nl, en = (_aspect_body(facts, aspect, values.get(aspect.key, set()), lang) for lang in _LANGUAGES)
        yield Indexed(
            "aspect",
            f"{aspect.step}.{aspect.name}",
            _aspect_url(facts, aspect),
            aspect.label.nl,
            aspect.label.en,
            nl,
            en,
        )


def _aspect_url(facts: Facts, aspect: Aspect) -> str:
    """The comparison at this step of the products that say something about it, at most eight."""
    speaking = [p.slug for p in facts.profiles if aspect.key in p.by_aspect][:8]
    return "/compare/?" + "&".join([*(f"product={slug}" for slug in speaking), f"step={aspect.step}"])


def _aspect_body(facts: Facts, aspect: Aspect, values: set[str], lang: str) -> str:
    words = facts.vocabulary
    step = words.step_of[aspect.step].label.in_(lang)
    return _joined([step, aspect.help.in_(lang) if aspect.help else None, *value_words(values, words, lang)])


def _requirements(facts: Facts, terms: CatalogueTerms) -> Iterator[Indexed]:
    indications = {lang: terms.words("indications", lang) for lang in _LANGUAGES}
    for profile in facts.profiles:
        for requirement in profile.requirements:
            aspect = facts.vocabulary.aspect(*requirement.key)
            assert aspect is not None, requirement.id
            titles = [f"{profile.product.brand}: {aspect.label.in_(lang)}" for lang in _LANGUAGES]
            bodies = [_requirement_body(facts, requirement, indications[lang], lang) for lang in _LANGUAGES]
            yield Indexed("requirement", requirement.id, _requirement_url(requirement), *titles, *bodies)


def _requirement_url(requirement: Requirement) -> str:
    return f"/requirements/{quote(requirement.id)}/"


def _requirement_body(facts: Facts, requirement: Requirement, indications: dict[str, str], lang: str) -> str:
    words = facts.vocabulary
    return _joined(
        [
            requirement_words(requirement, words, lang),
            scope_words(requirement, words, indications, lang),
            words.step_of[requirement.step].label.in_(lang),
            note_words(requirement, lang),
        ]
    )


def _documents(facts: Facts) -> Iterator[Indexed]:
    for document in dict.fromkeys(d for profile in facts.profiles for d in profile.documents):
        body = _joined([document.version, document.jurisdiction, document.second_best])
        yield Indexed("document", document.key, f"/sources/{document.key}/", document.title, document.title, body, body)
