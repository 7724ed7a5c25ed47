# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The checklist on A4. Made by typst from a template and plain data, so that no text can become markup.

No Django: the command makes the same sheet. Read docs/decisions/0009-pdf-by-typst.md.
"""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from schakel.pathway.engine.sheet import Sheet
from schakel.ui.paper import pdf

TEMPLATE = Path(__file__).with_name("checklist.typ")

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
    data = {"sheet": asdict(found), "texts": texts(lang), "lang": lang[:2], "facts_of": _told(facts_of, lang)}
    return pdf(TEMPLATE, data, of=facts_of)


def texts(lang: str) -> dict[str, str]:
    """The sheet's own words."""
    place = 0 if lang.startswith("nl") else 1
    return {name: pair[place] for name, pair in _TEXTS.items()}


def _told(day: date, lang: str) -> str:
    """`21-11-2026` in Dutch; in English year first, since the order of day and month is read in two ways."""
    return f"{day.day}-{day.month}-{day.year}" if lang.startswith("nl") else day.isoformat()
