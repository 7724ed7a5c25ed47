# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Words that several answers share. Without Django there are no translation files: each text stands here twice."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schakel.cli.given import Asked
    from schakel.pathway.engine.compare import Harmonisation
    from schakel.pathway.engine.requirement import Requirement
    from schakel.sources.engine.citation import Citation

VERDICTS = {
    "equal": ("= gelijk", "= equal"),
    "compatible": ("≈ één regel past", "≈ one rule fits"),
    "conflicting": ("≠ botst", "≠ conflicts"),
    "judgement": ("? oordeel nodig", "? needs judgement"),
    "single": ("1 één spreekt", "1 one speaks"),
}
CAVEAT = (
    "Samengesteld uit openbare bronnen. Controleer de geldende productinformatie.",
    "Compiled from public sources. Check the product information in force.",
)
_FIT = (
    "Eén regel past bij {fit} van de {of} methoden ({certain} zeker). Botst: {conflicting}. "
    "Oordeel nodig: {judgement}. Eén spreekt: {single}.",
    "One rule fits {fit} of {of} methods ({certain} for certain). Conflicts: {conflicting}. "
    "Needs judgement: {judgement}. One speaks: {single}.",
)
_GUIDANCE = ("aanwijzing", "guidance")
_DOUBTFUL = ("niet zeker", "not certain")
_UNVERIFIED = ("niet nagegaan", "unverified")


def brands(asked: "Asked", slugs: Iterable[str]) -> str:
    names = {profile.slug: profile.product.brand for profile in asked.profiles}
    return ", ".join(names[slug] for slug in slugs)


def fit(found: "Harmonisation", lang: str) -> str:
    """The figure over methods in one sentence."""
    from schakel.pathway.engine.words import said

    names = ("fit", "of", "certain", "conflicting", "judgement", "single")
    return said(_FIT, lang).format(**{name: getattr(found, name) for name in names})


def asks(requirement: "Requirement", asked: "Asked", lang: str) -> str:
    """What a requirement says, with its scope and a mark when it only guides."""
    from schakel.pathway.engine.words import requirement_words, said, scope_words

    told = requirement_words(requirement, asked.vocabulary, lang)
    scope = scope_words(requirement, asked.vocabulary, asked.terms.words("indications", lang), lang)
    guides = said(_GUIDANCE, lang) if requirement.obligation == "guidance" else ""
    extra = "; ".join(filter(None, (scope, guides)))
    return f"{told} ({extra})" if extra else told


def place(citation: "Citation", asked: "Asked", lang: str) -> str:
    """Where a fact stands, with a mark when that is not the norm."""
    from schakel.pathway.engine.words import said

    document = citation.document
    country = asked.terms.tag("jurisdictions", document.jurisdiction).in_(lang) if document.jurisdiction else ""
    mark = said(_UNVERIFIED, lang) if citation.unverified else said(_DOUBTFUL, lang) if citation.doubtful else ""
    extra = ", ".join(filter(None, (country, mark)))
    return f"{citation.section} [{extra}]" if extra else citation.section
