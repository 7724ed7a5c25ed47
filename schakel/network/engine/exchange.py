# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Entries as rows of one template, out and in again: every cell is checked before anything changes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from re import fullmatch
from typing import Any

from schakel.network.engine.entry import CITED, Entry
from schakel.network.engine.initiative import SLUG
from schakel.sources.engine.citation import Citation, Document
from schakel.values.table import LONGEST_CELL, CellFault, Row, Sheet

SOURCE = ("source_title", "source_section", "source_version", "source_url")
ORGANISATION = (
    *("slug", "name", "short", "kind", "city", "role_nl", "role_en", "url", "products", "capabilities", "review_on"),
    *SOURCE,
)
INITIATIVE = (
    *("slug", "name_nl", "name_en", "level", "lead_nl", "lead_en", "led_by", "partners", "period_nl", "period_en"),
    *("themes", "phases", "what_nl", "what_en", "url", "review_on"),
    *SOURCE,
)
COLUMNS = {"organisation": ORGANISATION, "initiative": INITIATIVE}
REQUIRED = {
    "organisation": ("slug", "name", "kind", "role_nl", "role_en", "source_title"),
    "initiative": ("slug", "name_nl", "name_en", "level", "lead_nl", "lead_en", "period_nl", "period_en", "themes",
                   "phases", "what_nl", "what_en", "source_title"),
}  # fmt: skip
# Cells that hold names of a list, parted by semicolons, and the list they come from.
LISTS = {"capabilities": "capabilities", "themes": "themes", "phases": "phases", "led_by": "who", "partners": "who"}
ONE_OF = {"kind": "kinds", "level": "levels", "city": "cities"}
WORDS = {"role_en": "role", "name_en": "name", "lead_en": "lead", "period_en": "period", "what_en": "what"}

Known = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one row would change: nothing before means new; equal rows have no changes."""

    slug: str
    new: bool
    changes: tuple[tuple[str, str, str], ...]


def row_of(subject: str, entry: Mapping[str, Any], citations: Sequence[Citation]) -> dict[str, str]:
    """An entry as a row of the template; its first source stands for all."""
    source = citations[0] if citations else None
    document = source.document if source else None
    cells = {column: _cell(entry, column) for column in COLUMNS[subject]}
    cells |= {
        "source_title": document.title if document else "",
        "source_section": source.section if source else "",
        "source_version": (document.version or "") if document else "",
        "source_url": (document.url or "") if document else "",
    }
    return cells


def _cell(entry: Mapping[str, Any], column: str) -> str:
    if column == "capabilities":
        return "; ".join(one["cap"] for one in entry.get("capabilities", []))
    if column == "phases":
        return "; ".join(entry.get("phases", {}).get("ids", []))
    value = entry.get(WORDS.get(column, column))
    if column == "name_nl":
        value = value or entry.get("name")
    if isinstance(value, list):
        return "; ".join(one for one in value if isinstance(one, str))
    return value.isoformat() if isinstance(value, date) else str(value or "")


def faults(subject: str, sheet: Sheet, known: Known, present: Collection[str]) -> list[CellFault]:
    """Everything that is wrong in the sheet; `present` are the slugs that are here already."""
    unknown = [CellFault(1, column, "column") for column in sheet.columns if column not in COLUMNS[subject]]
    if "slug" not in sheet.columns:
        return [*unknown, CellFault(1, "slug", "missing_column")]
    found, seen = list(unknown), set[str]()
    for number, row in enumerate(sheet.rows, sheet.first):
        slug = row.get("slug", "")
        found += _row_faults(subject, number, row, known, new=slug not in present)
        if slug in seen:
            found.append(CellFault(number, "slug", "twice", slug))
        seen.add(slug)
    return found


def _row_faults(subject: str, number: int, row: Row, known: Known, *, new: bool) -> list[CellFault]:
    found = []
    for column in REQUIRED[subject]:
        # What is here already may leave a column out, but not empty it.
        if not row.get(column) and (new or column in row):
            found.append(CellFault(number, column, "required"))
    for column, value in row.items():
        if value and column in COLUMNS[subject] and (fault := _cell_fault(column, value, known)):
            found.append(CellFault(number, column, fault[0], fault[1], fault[2]))
    return found


def _cell_fault(column: str, value: str, known: Known) -> tuple[str, str, tuple[str, ...]] | None:
    if len(value) > LONGEST_CELL or any(ord(sign) < 32 and sign not in "\n\t" for sign in value):
        return "words", value[:40], ()
    if column in LISTS:
        allowed = known[LISTS[column]]
        lost = [name for name in parts(value) if name not in allowed]
        return ("unknown", ", ".join(lost), _few(allowed)) if lost else None
    if column in ONE_OF and value not in known[ONE_OF[column]]:
        return "unknown", value, _few(known[ONE_OF[column]])
    wrong = column in CHECKS and CHECKS[column](value)
    return (column.removeprefix("source_"), value, ()) if wrong else None


CHECKS: dict[str, Callable[[str], bool]] = {
    "slug": lambda value: not fullmatch(SLUG, value) or len(value) > 80,
    "name": lambda value: len(value) > 200,
    "name_nl": lambda value: len(value) > 120,
    "name_en": lambda value: len(value) > 120,
    "short": lambda value: len(value) > 80,
    "url": lambda value: not value.startswith(("https://", "http://")),
    "source_url": lambda value: not value.startswith(("https://", "http://")),
    "review_on": lambda value: _day(value) is None,
}


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _few(allowed: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(allowed))[:40] if len(allowed) <= 40 else ()


def parts(value: str) -> list[str]:
    """The names in a cell that holds several."""
    return list(dict.fromkeys(name.strip() for name in value.split(";") if name.strip()))


def differences(sheet: Sheet, present: Mapping[str, Mapping[str, str]]) -> list[Difference]:
    """Per row what it would change, in the order of the sheet; `present` are the rows that are here, by slug."""
    found = []
    for row in sheet.rows:
        before = present.get(row["slug"])
        changes = [
            (column, before[column] if before else "", value)
            for column, value in row.items()
            if column != "slug" and value != (before[column] if before else "")
        ]
        found.append(Difference(row["slug"], before is None, tuple(changes)))
    return found


def applied(subject: str, entry: Mapping[str, Any], row: Row) -> Entry:
    """The entry with what a checked row says; what the row has no column for stays."""
    told: Entry = {**entry}
    for column, value in row.items():
        if column not in SOURCE and column in COLUMNS[subject] and value != _cell(entry, column):
            told[WORDS.get(column, column)] = _value(column, value, entry)
    told.setdefault(CITED, {"": []})
    return told


def _value(column: str, value: str, entry: Mapping[str, Any]) -> Any:
    if column == "capabilities":
        known = {one["cap"]: one for one in entry.get("capabilities", [])}
        return [known.get(name, {"cap": name}) for name in parts(value)]
    if column == "phases":
        before = entry.get("phases", {})
        same = parts(value) == before.get("ids")
        return {"ids": parts(value), "basis": before.get("basis", "reading") if same else "reading"}
    if column == "partners":
        return [*parts(value), *(one for one in entry.get("partners", []) if not isinstance(one, str))]
    if column in ("products", *LISTS):
        return parts(value)
    return _day(value) if column == "review_on" else value or None


def citation_of(row: Row, before: Mapping[str, str] | None) -> list[Citation]:
    """The source that a row names, when it is another than the one that stands there."""
    told = {column: row.get(column, "") for column in SOURCE}
    if not told["source_title"] or (before and all(told[c] == before[c] for c in SOURCE if c in row)):
        return []
    document = Document(told["source_title"], told["source_version"] or None, told["source_url"] or None, None, None)
    return [Citation(document, told["source_section"])]
