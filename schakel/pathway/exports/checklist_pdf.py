# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The checklist on A4. Made by typst from a template and plain data, so that no text can become markup.

No Django: the command makes the same sheet. Read docs/decisions/0009-pdf-by-typst.md.
"""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from schakel.pathway.engine.sheet import Sheet

TEMPLATE = Path(__file__).with_name("checklist.typ")
FONTS = Path(__file__).resolve().parents[3] / "static" / "vendor" / "fonts" / "pdf"

_TEXTS = {
    "patient": ("Patiënt (sticker)", "Patient (sticker)"),
    "batch": ("Partijnummer", "Batch number"),
    "when": ("Datum en tijd", "Date and time"),
    "first": ("1e paar\nogen", "1st pair\nof eyes"),
    "second": ("2e paar\nogen", "2nd pair\nof eyes"),
    "measured": ("Gemeten:", "Measured:"),
    "know": ("ter informatie", "to know"),
    "done": ("Gedaan door", "Done by"),
    "checked": ("Nagekeken door", "Checked by"),
    "name": ("naam, paraaf, tijd", "name, initials, time"),
    "wrong": (
        "Klopt er iets niet? Stop en meld het volgens de procedure van uw ziekenhuis.",
        "Something does not match? Stop and report it by your hospital's procedure.",
    ),
    "sources": ("Bronnen", "Sources"),
    "caveat": (
        "Samengesteld uit openbare bronnen. Controleer de geldende productinformatie.",
        "Compiled from public sources. Check the product information in force.",
    ),
    "facts": ("Feiten van", "Facts of"),
    "page": ("blad {} van {}", "page {} of {}"),
    "nothing": ("Geen van deze producten stelt hier een eis.", "None of these products asks anything here."),
}


def checklist_pdf(found: Sheet, *, lang: str, facts_of: date) -> bytes:
    """A PDF of the sheet, tagged for screen readers; the same bytes for the same sheet and date."""
    import typst  # eighty megabytes that only this needs

    data = {"sheet": asdict(found), "texts": texts(lang), "lang": lang[:2], "facts_of": _told(facts_of, lang)}
    midnight = datetime(facts_of.year, facts_of.month, facts_of.day, tzinfo=UTC)
    made: Any = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(midnight.timestamp()),
    )
    return bytes(made)


def texts(lang: str) -> dict[str, str]:
    """The sheet's own words."""
    place = 0 if lang.startswith("nl") else 1
    return {name: pair[place] for name, pair in _TEXTS.items()}


def _told(day: date, lang: str) -> str:
    """`21-11-2026` in Dutch; in English year first, since the order of day and month is read in two ways."""
    return f"{day.day}-{day.month}-{day.year}" if lang.startswith("nl") else day.isoformat()
