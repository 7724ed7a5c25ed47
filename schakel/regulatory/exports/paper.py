# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Papers of this room on A4 and as JSON-like data: a title and blocks. Made by typst from plain data, so that no text
can become markup. Read docs/decisions/0009-pdf-by-typst.md.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(__file__).resolve().parents[3] / "static" / "vendor" / "fonts" / "pdf"


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
    import typst  # eighty megabytes that only this needs

    made: Any = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(asdict(paper), ensure_ascii=False)},
        timestamp=0,
    )
    return bytes(made)
