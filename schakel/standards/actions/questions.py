# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Asking firms whether a difference is needed, and keeping what they answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.catalogue.models import Product
from schakel.contributions.actions import attach
from schakel.pathway.reads import facts
from schakel.people.models import Organisation, Person
from schakel.standards import reads
from schakel.standards.actions.shared import (
    RefusedError,
    day_words,
    firm_for,
    keep_question_found,
    keep_told,
    question_title,
    tell_speakers,
)
from schakel.standards.engine.difference import DIFFERENT, plain
from schakel.standards.models import Answer, Asked, Mandate, Question
from schakel.values.labels import Label


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says. `needed` is one of Answer.Needed; `evidence` a document, `evidence_url` where it stands.

    `file` is the evidence itself: its name and its bytes.
    """

    needed: str
    reason: str
    answered_on: date
    evidence: str = ""
    evidence_url: str = ""
    file: tuple[str, bytes] | None = None


@transaction.atomic
def ask(
    *,
    by: str,
    products: Sequence[str],
    step: str,
    aspect: str,
    why: str,
    due: date,
    situation: str = "",
    at: datetime | None = None,
) -> Question:
    """Ask the firms of these products whether they need what sets them apart, as computed now.

    RefusedError where they do not differ, or where one of them says nothing about it.
    """
    at = at or timezone.now()
    if due <= timezone.localdate(at):
        raise RefusedError(_("Give the firms until a day that is still to come."))
    found = reads.difference_now(facts(), products, step, aspect)
    if found is None or found.verdict not in DIFFERENT:
        raise RefusedError(_("These products do not differ here, so there is nothing to ask."))
    question = Question(step=step, aspect=aspect, situation=situation.strip(), why=why.strip(), due=due)
    question.difference = json.dumps(plain(found), ensure_ascii=False)
    question.asked_by, question.asked_at = by, at
    question.save(force_insert=True)
    rows = Product.objects.filter(slug__in=found.products)
    Asked.objects.bulk_create([Asked(question=question, product=product) for product in rows])
    details = {"about": f"{step}.{aspect}", "products": sorted(found.products), "due": due.isoformat()}
    record(by=by, action="question.ask", object=f"question:{question.pk}", details=details, at=at)
    topics, url = [f"product:{slug}" for slug in found.products], f"/questions/{question.pk}/"
    keep_told(topics=topics, title=question_title(found), url=url, by=by, at=at)
    day, about = day_words(due), question_title(found)
    asked = Label(f"Antwoord gevraagd uiterlijk {day.nl}: {about.nl}", f"Please answer by {day.en}: {about.en}")
    tell_speakers(organisations=reads.firms_of(found.products), title=asked, url=url, by=by, at=at)
    keep_question_found(question)
    return question


@transaction.atomic
def answer(*, by: Person, asked: Asked, said: Said, at: datetime | None = None) -> Answer:
    """Answer in the name of the product's firm; RefusedError for who does not speak for it."""
    firm = firm_for(by, asked.product_id)
    return _answer(by, asked, said, at or timezone.now(), organisation=firm)


@transaction.atomic
def note_answer(*, by: Person, asked: Asked, said: Said, proof: str, at: datetime | None = None) -> Answer:
    """Note what a firm answered elsewhere; `proof` says in which letter."""
    if not proof.strip():
        raise RefusedError(_("Say in which letter or message the firm answered."))
    return _answer(by, asked, said, at or timezone.now(), proof=proof.strip())


def _answer(
    by: Person, asked: Asked, said: Said, at: datetime, *, organisation: Organisation | None = None, proof: str = ""
) -> Answer:
    """The new answer holds; the one before it stays to be read."""
    if said.needed not in Answer.Needed.values or not said.reason.strip():
        raise RefusedError(_("Say whether the difference is needed, and why."))
    if said.answered_on > timezone.localdate(at):
        raise RefusedError(_("An answer cannot be of a day that is still to come."))
    earlier = Answer.objects.select_for_update().filter(asked=asked, replaced_at=None).first()
    if earlier is not None:
        earlier.replaced_at = at
        earlier.save(update_fields=["replaced_at"])
    given = Answer(asked=asked, needed=said.needed, reason=said.reason.strip(), answered_on=said.answered_on)
    given.evidence, given.evidence_url = said.evidence.strip(), said.evidence_url
    given.organisation, given.proof, given.recorded_by, given.recorded_at = organisation, proof, by.actor, at
    if said.file is not None:
        subject, (name, content) = f"question:{asked.question_id}", said.file
        given.attachment = attach(author=by, subject=subject, name=name, content=content, at=at)
    given.save(force_insert=True)
    details = {"product": asked.product_id, "needed": said.needed, "replaces": earlier.pk if earlier else None}
    details["firm"] = organisation.pk if organisation else None
    record(by=by.actor, action="question.answer", object=f"question:{asked.question_id}", details=details, at=at)
    _tell_answer(by.actor, asked, at)
    return given


def _tell_answer(by: str, asked: Asked, at: datetime) -> None:
    words, brand = reads.difference_then(asked.question).aspect_words, asked.product.brand
    title = Label(f"Antwoord voor {brand}: {words.nl}", f"Answer for {brand}: {words.en}")
    topics = [f"question:{asked.question_id}", f"product:{asked.product_id}"]
    keep_told(topics=topics, title=title, url=f"/questions/{asked.question_id}/", by=by, at=at)


@transaction.atomic
def give_mandate(
    *, by: str, organisation: Organisation, product: Product, proof: str, at: datetime | None = None
) -> Mandate:
    """From now on this firm may answer for the product, though it is not its holder by name."""
    if organisation.kind != Organisation.Kind.FIRM:
        raise RefusedError(_("Only a firm answers for a product."))
    if not proof.strip():
        raise RefusedError(_("Say in which letter the holder gave this mandate."))
    if Mandate.objects.filter(organisation=organisation, product=product, ended_at=None).exists():
        raise RefusedError(_("This firm holds that mandate already."))
    mandate = Mandate(organisation=organisation, product=product, proof=proof.strip(), given_by=by)
    mandate.given_at = at or timezone.now()
    mandate.save(force_insert=True)
    details = {"organisation": organisation.pk, "product": product.pk}
    record(by=by, action="mandate.give", object=f"mandate:{mandate.pk}", details=details, at=mandate.given_at)
    return mandate


@transaction.atomic
def end_mandate(*, by: str, mandate: Mandate, at: datetime | None = None) -> Mandate:
    """From now on it no longer may; what it answered stays."""
    held = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if held.ended_at is not None:
        raise RefusedError(_("This mandate had already ended."))
    held.ended_at = at or timezone.now()
    held.save(update_fields=["ended_at"])
    record(by=by, action="mandate.end", object=f"mandate:{held.pk}", details={}, at=held.ended_at)
    return held
