# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a product is and how certain its facts are, ready to be shown."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from schakel.catalogue.engine.product import IndicationModel
from schakel.catalogue.engine.terms import CatalogueTerms
from schakel.pathway.engine.requirement import Profile, Requirement

# The populations of `data/products`; a new one is shown in English, and says so, until it stands here.
POPULATIONS = {
    "adult": gettext_lazy("adults"),
    "adult, 26 years and above": gettext_lazy("adults from 26 years"),
    "both": gettext_lazy("children and adults"),
    "both (from 2 years)": gettext_lazy("children from 2 years and adults"),
    "paediatric": gettext_lazy("children"),
    "paediatric and young adults up to and including 25 years": gettext_lazy(
        "children and young adults up to and including 25 years"
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Words with the language they are in."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Indication:
    text: Said
    line: Said | None
    population: Said | None


@dataclass(frozen=True, slots=True)
class Head:
    """The identity of a product. `unverified`: names of parts that no document was seen for."""

    kind: str
    modality: str
    route: str
    indications: tuple[Indication, ...]
    note: Said | None
    status_note: Said | None
    numbers: str
    unverified: frozenset[str]
    unverified_words: str


@dataclass(frozen=True, slots=True)
class Certainty:
    """How many requirements rest on what; every requirement counts once, the strongest doubt first."""

    total: int
    eu: int
    elsewhere: int
    guidance: int
    unverified: int
    checked: int
    read: tuple[str, ...]
    unread: tuple[str, ...]
    seen_on: date | None

    @property
    def sections(self) -> int:
        return len(self.read) + len(self.unread)


def head(profile: Profile, terms: CatalogueTerms, lang: str) -> Head:
    """The identity in the words of a page."""
    identity = profile.product.identity
    ema = identity.ema
    marked = ema.unverified or []
    return Head(
        kind=terms.label("kinds", identity.kind).in_(lang),
        modality=terms.label("modalities", identity.modality).in_(lang),
        route=terms.label("routes", identity.route_of_manufacture).in_(lang),
        indications=tuple(_indication(one, lang) for one in identity.indications),
        note=_either(ema.note_nl, ema.note, lang),
        status_note=_either(identity.status_note_nl, identity.status_note, lang),
        numbers=", ".join([*(ema.ma_numbers or []), *([ema.product_number] if ema.product_number else [])]),
        unverified=frozenset(name.split(" ")[0] for name in marked),
        unverified_words=", ".join(marked),
    )


def _indication(one: IndicationModel, lang: str) -> Indication:
    text = _either(one.text_nl, one.text, lang)
    assert text is not None
    return Indication(text, _either(one.line_nl, one.line, lang), _population(one.population, lang))


def _population(name: str | None, lang: str) -> Said | None:
    """Whom an indication is for, in the words of the page where we have them."""
    if not name:
        return None
    known = POPULATIONS.get(name)
    return Said(str(known), lang) if known else Said(name, "en")


def _either(dutch: str | None, english: str | None, lang: str) -> Said | None:
    """The Dutch words where there are any and they are wanted, else the English."""
    if lang.startswith("nl") and dutch:
        return Said(dutch, "nl")
    return Said(english, "en") if english else None


def doubt(requirement: Requirement) -> str:
    """What a requirement rests on: unverified, elsewhere, guidance or eu; as `source_badge` marks it."""
    citation = requirement.citation
    if citation.unverified:
        return "unverified"
    if citation.document.jurisdiction:
        return "elsewhere"
    return "guidance" if citation.document.second_best or requirement.obligation == "guidance" else "eu"


def certainty(profile: Profile) -> Certainty:
    """The summary above the requirements."""
    kinds = [doubt(requirement) for requirement in profile.requirements]
    read, unread = profile.sections
    return Certainty(
        total=len(kinds),
        eu=kinds.count("eu"),
        elsewhere=kinds.count("elsewhere"),
        guidance=kinds.count("guidance"),
        unverified=kinds.count("unverified"),
        checked=sum(r.citation.checked_by is not None for r in profile.requirements),
        read=read,
        unread=unread,
        seen_on=profile.product.identity.seen_on,
    )
