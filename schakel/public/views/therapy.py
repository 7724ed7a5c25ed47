# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One therapy for patients, relatives and the press: what it is, for whom, whether and where, and what happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.catalogue import reads as catalogue
from schakel.catalogue.engine.availability import Availability, Verdict
from schakel.network import reads as network
from schakel.network.models import OrganisationEntry
from schakel.pathway.engine.requirement import Profile
from schakel.pathway.engine.vocabulary import Vocabulary
from schakel.pathway.reads import facts
from schakel.people.door import open_to_all
from schakel.public import reads
from schakel.public.engine.plain import Plain
from schakel.public.views import told
from schakel.public.views.trials import Trial, trials
from schakel.sources.engine.citation import Citation

# Which capability of an organisation goes with which kind of therapy.
CAPABILITIES = {
    "car_t": "car_t_centre",
    "in_vivo_gene_therapy": "in_vivo_gene_therapy_site",
    "tissue": "tissue_therapy_site",
}


@dataclass(frozen=True, slots=True)
class Where:
    """The hospitals to ask. `named`: a source names them for this product itself, not only for its kind."""

    hospitals: tuple[OrganisationEntry, ...]
    named: bool
    capability: str
    citations: tuple[Citation, ...]


@open_to_all
@require_safe
def therapy(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one therapy in plain words."""
    held, lang = facts(), get_language() or "nl"
    profile, product = held.by_slug.get(slug), catalogue.present().filter(slug=slug).first()
    if profile is None or product is None:
        return told.missing(request, slug, {p.slug: p.product.brand for p in held.profiles}, "therapy")
    answer, plain = catalogue.available(product, told.today()), reads.plain()
    shown = told.therapy(product, answer, "", catalogue.conditions().values())
    context = {
        "therapy": shown,
        "profile": profile,
        "title": told.sentence(shown.name, answer),
        "reason": told.reason(answer, product.withdrawn_on),
        "answer": answer,
        "statuses": told.told(answer.statuses, lang),
        "events": events(profile, answer, lang),
        "kind": catalogue.terms().label("modalities", product.modality).in_(lang),
        "where": where(product.modality, answer) if answer.verdict is not Verdict.NO else None,
        "trials": trials(shown.conditions, lang),
        **_plain(plain, profile, held.vocabulary, lang),
    }
    texts = [text for _name, text in context["steps"]] + [one.status for one in context["statuses"]]
    context["words"] = explained(plain, lang, [context["what"], *texts])
    context["sources"] = _sources(context, answer)
    return render(request, "public/therapy.html", context)


def _plain(plain: Plain, profile: Profile, vocabulary: Vocabulary, lang: str) -> dict[str, Any]:
    pathway = pathway_of(profile, vocabulary)
    kind = plain.kinds.get(profile.product.modality)
    steps = plain.steps_of(
        pathway, profile.product.modality, profile.steps(vocabulary), {r.step for r in profile.requirements}
    )
    questions = [one.ask.in_(lang) for one in plain.questions_of(pathway)]
    return {
        "what": kind.what.in_(lang) if kind else "",
        "steps": [(one.title.in_(lang), one.told.what.in_(lang)) for one in steps],
        "questions": questions,
        "plain_citations": [c for one in ([kind] if kind else []) + [s.told for s in steps] for c in one.citations],
    }


def pathway_of(profile: Profile, vocabulary: Vocabulary) -> str:
    """The pathway whose steps are the product's."""
    steps = profile.steps(vocabulary)
    return next((one.id for one in vocabulary.pathways if one.steps == steps), "")


def explained(plain: Plain, lang: str, texts: Iterable[str]) -> list[tuple[str, str]]:
    """The hard words that these texts hold, with what they mean."""
    found = plain.words_in(" ".join(texts), lang)
    return [(one.word.in_(lang), one.meaning.in_(lang)) for one in found]


def events(profile: Profile, answer: Availability, lang: str) -> list[tuple[str, str, str]]:
    """What happened, oldest first: date as told, what, and for which use (empty: for the product as a whole)."""
    ema = profile.product.identity.ema
    found = [
        *([(ema.authorised_on.isoformat(), _("allowed in Europe"), "")] if ema.authorised_on else []),
        *([(ema.withdrawn_on.isoformat(), _("no longer allowed in Europe"), "")] if ema.withdrawn_on else []),
    ]
    for one in told.told(answer.statuses, lang):
        found += [(date, what, one.plain) for date, what in one.events]
    return sorted(found, key=lambda event: place_in_time(event[0]))


def place_in_time(date: str) -> str:
    """What a date sorts by; words around it stand before or after the date in them."""
    digits = "".join(sign for sign in date if sign.isdigit() or sign == "-").strip("-")
    return f"{digits}~" if date.startswith(("later", "after")) else digits


def where(modality: str, answer: Availability) -> Where:
    """Which hospitals to ask: those that the sources of a status name, else those with the capability."""
    slugs = [slug for one in answer.yes for slug in one.told.sites]
    if slugs:
        rows = network.organisations().filter(slug__in=slugs)
        cited = tuple(c for one in answer.yes if one.told.sites for c in one.citations)
        return Where(tuple(rows), named=True, capability="", citations=cited)
    capability = CAPABILITIES.get(modality, "")
    rows = network.organisations_with(capability) if capability else network.organisations().none()
    return Where(tuple(rows), named=False, capability=capability, citations=())


def _sources(context: dict[str, Any], answer: Availability) -> list[Citation]:
    shown: list[Trial] = context["trials"]
    cited = [c for one in answer.statuses for c in one.citations]
    cited += [c for one in context["therapy"].conditions for c in one.citations]
    return told.documents([*cited, *context["plain_citations"], *(c for one in shown for c in one.citations)])
