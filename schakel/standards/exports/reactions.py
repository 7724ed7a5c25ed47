# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The reaction document of a consultation: every comment, what was done with it, and why."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from schakel.standards.exports.word import add_table, add_text, new_document, saved
from schakel.standards.models import Version
from schakel.ui.files import Table

if TYPE_CHECKING:
    from schakel.standards.views.consultation import Place, Remark


def reactions_table(places: "Sequence[Place]") -> Table:
    """One row per comment."""
    head = [_("Line"), _("Rule"), _("Comment"), _("By"), _("On"), _("The comment is"), _("Why")]
    rows = ([*_line(place), *_remark(remark)] for place in places for remark in place.remarks)
    return [head, *rows]


def _line(place: "Place") -> list[str]:
    return [place.line.aspect, place.line.rule] if place.line else [_("the whole"), ""]


def _remark(remark: "Remark") -> list[str]:
    comment, reaction = remark.comment, remark.reaction
    by = ", ".join(filter(None, (comment.author, comment.organisation)))
    done = [reaction.get_verdict_display(), reaction.reason] if reaction else [_("no reaction yet"), ""]
    return [strip_tags(comment.html).strip(), by, comment.at.date().isoformat(), *done]


def reactions_docx(title: str, version: Version, places: "Sequence[Place]", lang: str) -> bytes:
    """The same as a Word document, a heading per line."""
    heading = _("Reactions to comments: %(title)s, version %(number)d") % {"title": title, "number": version.number}
    today = timezone.localdate()
    document = new_document(heading, lang, today)
    if version.consult_from and version.consult_until:
        period = {"start": date_format(version.consult_from), "end": date_format(version.consult_until)}
        add_text(document, _("Out for comment from %(start)s until %(end)s.") % period)
    count = sum(len(place.remarks) for place in places)
    add_text(document, _("%(count)d comments; state of %(day)s.") % {"count": count, "day": date_format(today)})
    head = [_("Comment"), _("By"), _("On"), _("The comment is"), _("Why")]
    for place in places:
        if place.remarks:
            document.add_heading(": ".join(filter(None, _line(place))), level=2)
            add_table(document, head, [_remark(remark) for remark in place.remarks])
    return saved(document)
