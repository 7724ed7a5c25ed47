# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What this room's Word documents share. python-docx is imported where it is used: half a second that few need."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _


def new_document(title: str, lang: str, made_on: date) -> Any:
    """A document with its title, language and date set; the same bytes for the same content and day."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    core = document.core_properties
    core.title, core.author, core.language = title, "Schakel", lang[:2]
    core.created = core.modified = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    core.comments = ""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10)
    document.add_heading(title, level=0)
    return document


def add_table(document: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose first row repeats on every page."""
    from docx.oxml import OxmlElement

    table = document.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(words)


def add_text(document: Any, *texts: str) -> None:
    for text in texts:
        document.add_paragraph(printable(text))


def printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(character for character in text if character in "\n\t" or character >= " ")


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def caveat() -> str:
    return _("Compiled from public sources. Check the product information in force.")
