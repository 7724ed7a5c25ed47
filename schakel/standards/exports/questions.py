# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions and answers as a table and as data."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from schakel.standards import reads
from schakel.standards.models import Answer, Asked, Question
from schakel.ui.files import Table


def questions_table(rows: Iterable[Question], lang: str) -> Table:
    """One line per question and product, with the answer that holds."""
    about = [_("Question"), _("Step"), _("Aspect"), _("Asked on"), _("Answer by"), _("Product"), _("Firm"), _("Asks")]
    answer = [_("Difference needed"), _("Why"), pgettext("of an answer", "Evidence"), _("Address"), _("Answered on")]
    head = [*about, *answer, _("Answered by")]
    return [head, *(line for row in rows for line in _lines(row, lang))]


def _lines(row: Question, lang: str) -> Iterator[list[object]]:
    then = reads.difference_then(row)
    for asked in row.asked.all():
        says = " | ".join(said.words.in_(lang) for said in then.positions if said.product == asked.product_id)
        about = [row.pk, then.step_words.in_(lang), then.aspect_words.in_(lang)]
        when = [row.asked_at.date().isoformat(), row.due.isoformat()]
        yield [*about, *when, asked.product.brand, asked.product.mah, says, *_answer(reads.current(asked))]


def _answer(found: Answer | None) -> list[object]:
    if found is None:
        return [_("no answer yet"), "", "", "", "", ""]
    by = found.organisation.name if found.organisation else found.proof
    said = [found.get_needed_display(), found.reason, found.evidence, found.evidence_url]
    return [*said, found.answered_on.isoformat(), by]


def questions_json(rows: Iterable[Question]) -> list[dict[str, Any]]:
    """Every question with its difference as it was and all its answers, also those that were replaced."""
    return [
        {
            "id": row.pk,
            "step": row.step,
            "aspect": row.aspect,
            "situation": row.situation,
            "why": row.why,
            "asked_at": row.asked_at,
            "due": row.due,
            "difference": reads.plain_difference(row),
            "products": [_asked(asked) for asked in row.asked.all()],
        }
        for row in rows
    ]


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "product": asked.product_id,
        "answers": [
            {
                "needed": answer.needed,
                "reason": answer.reason,
                "evidence": answer.evidence,
                "evidence_url": answer.evidence_url,
                "answered_on": answer.answered_on,
                "firm": answer.organisation_id,
                "noted_from": answer.proof,
                "holds": answer.replaced_at is None,
            }
            for answer in asked.answers.all()
        ],
    }
