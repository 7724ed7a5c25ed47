# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Papers of this room on A4 and as JSON-like data: a title and blocks. Made by typst from plain data, so that no text
can become markup. Read docs/decisions/0009-pdf-by-typst.md.
"""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from schakel.ui.paper import pdf

TEMPLATE = Path(__file__).with_name("paper.typ")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a paper. `kind`: heading, text, strong (a line to stop at) or table (first row: heads).

    `widths` are parts of the line per column; a cell is plain text, with line breaks kept.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed. `foot` stands on every page, `page` counts them: `page {} of {}`."""

    title: str
    lead: str
    lang: str
    foot: str
    version: str
    page: str
    blocks: tuple[Block, ...] = field(default=())


def paper_pdf(paper: Paper) -> bytes:
    """A tagged PDF of the paper; the same bytes for the same paper."""
    return pdf(TEMPLATE, asdict(paper))
