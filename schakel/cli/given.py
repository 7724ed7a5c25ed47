# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a question is asked about: a folder of fact files, or the database."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from schakel.pathway.folder import read_folder, unknown_product

if TYPE_CHECKING:
    from schakel.catalogue.engine.terms import CatalogueTerms
    from schakel.pathway.engine.requirement import Facts, Profile
    from schakel.pathway.engine.vocabulary import Vocabulary


class BadInputError(ValueError):
    """What was asked cannot be asked; the message is one clear line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The products a question is about, over the words they are written in."""

    profiles: "tuple[Profile, ...]"
    vocabulary: "Vocabulary"
    terms: "CatalogueTerms"


class Given:
    """The facts that this run of the command works on: those of `data`, or of the database when it is None."""

    def __init__(self, data: Path | None) -> None:
        self.data = data

    def ask(self, products: Sequence[str], modality: str | None) -> Asked:
        """The products named, or all of a modality that prescribe anything; BadInputError when there are none."""
        if bool(products) == bool(modality):
            raise BadInputError("name products, or give --modality")
        facts, terms = self._facts(products), self._terms()
        if modality:
            return Asked(_of_modality(facts, modality), facts.vocabulary, terms)
        for slug in products:
            if slug not in facts.by_slug:
                raise BadInputError(unknown_product(slug, facts.by_slug))
        return Asked(facts.chosen(products), facts.vocabulary, terms)

    def _facts(self, products: Sequence[str]) -> "Facts":
        if self.data is None:
            return _of_database()
        from schakel.pathway.engine.facts import VOCABULARY_FILES, read_facts, read_vocabulary

        folder = read_folder(self.data, VOCABULARY_FILES, dict.fromkeys(products) or None)
        return read_facts(read_vocabulary(folder.vocabulary), folder.products)

    def _terms(self) -> "CatalogueTerms":
        from schakel.catalogue.engine.terms import read_terms, terms_of

        if self.data is not None:
            return terms_of(read_terms(read_folder(self.data, (), ()).catalogue))
        from schakel.catalogue.reads import terms

        return terms()


def start_django() -> None:
    """Here and not above: a question over files starts without it."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.config.settings.run")
    django.setup()


def _of_database() -> "Facts":
    start_django()
    from django.db import DatabaseError

    from schakel.pathway.reads import NoFactsError, facts

    try:
        return facts()
    except (NoFactsError, DatabaseError):
        raise BadInputError("no facts are loaded yet; run: schakel load (or make run)") from None


def _of_modality(facts: "Facts", modality: str) -> "tuple[Profile, ...]":
    found = facts.of_modality(modality)
    if not found:
        known = sorted({p.product.modality for p in facts.profiles if p.requirements})
        raise BadInputError(f"no product of modality {modality!r} prescribes anything; known: {', '.join(known)}")
    return found
