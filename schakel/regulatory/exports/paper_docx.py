# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A paper as a Word document, for who goes on writing in it."""

from datetime import datetime
from io import BytesIO

from schakel.regulatory.exports.paper import Block, Paper

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper_docx(paper: Paper, made: datetime) -> bytes:
    """Headings, paragraphs and tables in Word's own styles; `made` is the only time in it."""
    from docx import Document  # half a second of start-up that only this needs

    document = Document()
    document.core_properties.title = paper.title
    document.core_properties.author = "Schakel"
    document.core_properties.language = paper.lang
    document.core_properties.created = document.core_properties.modified = made
    document.sections[0].footer.paragraphs[0].text = f"{paper.foot} ({paper.version})"
    document.add_heading(paper.title, 0)
    if paper.lead:
        document.add_paragraph(paper.lead)
    for block in paper.blocks:
        _add(document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document, block: Block) -> None:  # type: ignore[no-untyped-def]
    match block.kind:
        case "heading":
            document.add_heading(block.text, 1)
        case "strong":
            document.add_paragraph().add_run(block.text).bold = True
        case "table":
            made = document.add_table(len(block.rows), len(block.widths))
            made.style = "Table Grid"
            for row, cells in zip(made.rows, block.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            for cell in made.rows[0].cells:
                for run in cell.paragraphs[0].runs:
                    run.bold = True
        case _:
            document.add_paragraph(block.text)
