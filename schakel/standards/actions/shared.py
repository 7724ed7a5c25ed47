# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What every action of this room needs: who may speak, the refusal, telling the followers, the index."""

import json
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from schakel.following.actions import announce
from schakel.people.models import Organisation, Person
from schakel.people.permissions import Permission
from schakel.people.reads import members_of
from schakel.search.actions import Indexed, change
from schakel.standards import reads
from schakel.standards.engine.difference import Difference
from schakel.standards.models import Question, Standard, Version
from schakel.values.labels import Label

ROOM = "standards"


class RefusedError(Exception):
    """A rule of this room forbids it; the message is for the reader."""


def firm_for(person: Person, product: str) -> Organisation:
    """The firm in whose name this person may answer for the product; RefusedError when there is none."""
    found = reads.products_of(reads.spoken_for(person)).get(product)
    if found is None:
        raise RefusedError(_("You do not speak for the firm of this product."))
    return found


def keep_told(*, topics: Iterable[str], title: Label, url: str, by: str, at: datetime) -> None:
    """Tell who follows one of these topics."""
    announce(topics=list(dict.fromkeys(topics)), title_nl=title.nl, title_en=title.en, url=url, by=by, at=at)


def day_words(day: date) -> Label:
    """The day as a reader writes it; titles of what happened are kept in both languages."""
    with override("nl"):
        nl = date_format(day, "DATE_FORMAT")
    with override("en"):
        return Label(nl, date_format(day, "DATE_FORMAT"))


def tell_speakers(*, organisations: Iterable[str], title: Label, url: str, by: str, at: datetime) -> None:
    """Tell who may speak for these organisations that something waits for them; whether they follow it or not."""
    told = members_of(organisations, Permission.ORGANISATION_SPEAK)
    announce(topics=[], title_nl=title.nl, title_en=title.en, url=url, by=by, at=at, only=told)


def keep_question_found(question: Question) -> None:
    """Bring what the search box finds of a question up to date."""
    change(room=ROOM, kind="question", key=str(question.pk), entry=_question(question))


def keep_standard_found(standard: Standard) -> None:
    """Bring what the search box finds of a standard up to date; drafts are not found."""
    change(room=ROOM, kind="standard", key=str(standard.pk), entry=_standard(standard))


def _question(question: Question) -> Indexed:
    found = reads.difference_then(question)
    title = question_title(found)
    brands = " · ".join(said.brand for said in found.positions)
    body = Label(
        f"{found.step_words.nl} · {brands} · {question.why}", f"{found.step_words.en} · {brands} · {question.why}"
    )
    return Indexed("question", str(question.pk), f"/questions/{question.pk}/", title.nl, title.en, body.nl, body.en)


def question_title(found: Difference) -> Label:
    """The question in one line."""
    nl, en = found.aspect_words.nl, found.aspect_words.en
    return Label(f"Is het verschil nodig? {nl}", f"Is the difference needed? {en}")


def _standard(standard: Standard) -> Indexed | None:
    versions = reads.versions_of(standard, drafts=False)
    if not versions:
        return None
    nl, en = _words(reads.shown(versions))
    key = str(standard.pk)
    return Indexed("standard", key, f"/standards/{key}/", standard.title_nl, standard.title_en, nl, en)


def _words(version: Version) -> tuple[str, str]:
    rows = list(version.lines.all())
    return (
        " · ".join(f"{row.aspect_nl} {row.rule_nl} {row.text_nl}" for row in rows),
        " · ".join(f"{row.aspect_en} {row.rule_en} {row.text_en}" for row in rows),
    )


def topics_of(version: Version) -> list[str]:
    """Who follows the standard or one of its products is told."""
    return [f"standard:{version.standard_id}", *(f"product:{slug}" for slug in json.loads(version.products))]
