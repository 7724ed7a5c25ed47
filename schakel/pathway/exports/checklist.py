# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The checklist as tables: its lines, and its sources."""

from django.utils.translation import gettext as _

from schakel.pathway.engine.sheet import Sheet
from schakel.pathway.exports.compare import reading_table
from schakel.ui.files import Table


def checklist_csv(found: Sheet) -> Table:
    head = [_("No."), _("For"), _("What"), _("Rule"), _("Measured"), _("Unit"), _("Remarks"), _("Sources")]
    rows = (
        [
            line.number,
            group.heading,
            line.label,
            line.rule,
            "",
            line.unit,
            "; ".join(detail.text for detail in line.details),
            ", ".join(str(note.number) for note in line.notes),
        ]
        for group in found.groups
        for line in group.lines
    )
    return [head, *rows]


def checklist_xlsx(found: Sheet) -> list[tuple[str, Table]]:
    notes = ([note.number, note.brand, note.document, note.section, note.version, note.doubt] for note in found.notes)
    head = [_("No."), _("Product"), _("Document"), _("Section"), _("Version"), _("Doubt")]
    return [
        (_("Checklist"), checklist_csv(found)),
        (_("Sources"), [head, *notes]),
        (_("How to read this"), reading_table()),
    ]
