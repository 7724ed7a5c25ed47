# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Standards that were adopted elsewhere in the house, kept beside the requirements of products.

A load of fact files never touches them: they are no facts of a file but decisions of associations.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from schakel.audit.actions import record
from schakel.pathway.actions.version import hold, move_on
from schakel.pathway.engine.adopted import WrittenLine, adopted_of
from schakel.pathway.engine.requirement import Adopted
from schakel.pathway.engine.vocabulary import Vocabulary
from schakel.pathway.models import StandardInForce, StandardLine
from schakel.pathway.reads import standards_in_force, vocabulary
from schakel.values import plain


@transaction.atomic
def put_standard(*, by: str, standard: Adopted, lines: Sequence[WrittenLine], at: datetime) -> StandardInForce:
    """From now on this version of the standard holds, in place of an earlier one of the same key.

    `standard` comes without lines; FactsError when a line says what no fact file could.
    """
    hold()
    adopted_of(standard, lines, vocabulary())
    StandardInForce.objects.filter(key=standard.key).delete()
    row = StandardInForce(key=standard.key, number=standard.number, url=standard.url, adopted_on=standard.adopted_on)
    row.title_nl, row.title_en = standard.title.nl, standard.title.en
    row.save(force_insert=True)
    StandardLine.objects.bulk_create([_row(row, place, line) for place, line in enumerate(lines, start=1)])
    details = {"version": standard.number, "lines": len(lines), "url": standard.url}
    record(by=by, action="standard.hold", object=f"facts:{standard.key}", details=details, at=at)
    move_on(at=at)
    return row


@transaction.atomic
def end_standard(*, by: str, key: str, at: datetime) -> bool:
    """The standard of this key no longer holds; False when it did not."""
    hold()
    gone, _ = StandardInForce.objects.filter(key=key).delete()
    if not gone:
        return False
    record(by=by, action="standard.end", object=f"facts:{key}", details={}, at=at)
    move_on(at=at)
    return True


def keep_standards_possible(*, words: Vocabulary) -> None:
    """FactsError when new words no longer hold an aspect that an adopted standard speaks of."""
    standards_in_force(words)


def _row(standard: StandardInForce, place: int, line: WrittenLine) -> StandardLine:
    return StandardLine(
        standard=standard,
        place=place,
        step=line.step,
        aspect=line.aspect,
        must=plain.dumps(dict(line.must)),
        applies_to=plain.dumps(dict(line.applies_to)) if line.applies_to else "",
        note=line.note or "",
        note_nl=line.note_nl or "",
        products=plain.dumps(list(line.products)),
    )
