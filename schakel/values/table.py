# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A list that someone sends in, as rows of text: CSV, Excel or JSON, bytes in and rows out."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Final

KINDS: Final = ("csv", "xlsx", "json")
MOST_ROWS: Final = 2_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 4_000
# An export guards these against being run as a formula; what is read back loses the guard.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableFault:
    """Why a file is no table: a code, and what it is about where that helps."""

    code: str
    about: str = ""


class NotATableError(ValueError):
    """The file cannot be read as a table at all."""

    def __init__(self, code: str, about: str = "") -> None:
        self.fault = TableFault(code, about)
        super().__init__(f"{code} {about}".strip())


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns in order, and rows by column; a cell that is not there is empty. `first`: number of the first row."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    first: int = 2


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one cell: a code, the value, and what would do where a list says that."""

    row: int
    column: str
    code: str
    value: str = ""
    allowed: tuple[str, ...] = ()


def read_sheet(name: str, content: bytes) -> Sheet:
    """The table in a file; its kind by the end of its name. NotATableError tells what is wrong with the whole."""
    kind = name.rsplit(".", 1)[-1].lower()
    if kind == "json":
        return _from_json(content)
    if kind == "csv":
        return _from_lists(_csv_rows(content))
    if kind == "xlsx":
        return _from_lists(_xlsx_rows(content))
    raise NotATableError("kind", kind)


def _csv_rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotATableError("encoding") from None
    head = text.split("\n", 1)[0]
    reader = csv.reader(StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        return [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise NotATableError("content") from None


def _xlsx_rows(content: bytes) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook  # only who sends a workbook waits for it

    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(nrows=MOST_ROWS + 2)
    except (CalamineError, OSError, ValueError, IndexError):
        raise NotATableError("content") from None
    return [[_text(cell) for cell in row] for row in rows if any(_text(cell).strip() for cell in row)]


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _from_lists(rows: Sequence[Sequence[str]]) -> Sheet:
    if len(rows) < 2:
        raise NotATableError("empty")
    columns = tuple(cell.strip().lower() for cell in rows[0])
    _bounded(columns, len(rows) - 1)
    named = [{column: clean(cell) for column, cell in zip(columns, row, strict=False) if column} for row in rows[1:]]
    return Sheet(tuple(filter(None, columns)), tuple(named))


def _from_json(content: bytes) -> Sheet:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NotATableError("content") from None
    flat = isinstance(data, list) and all(isinstance(one, dict) for one in data)
    if not flat or any(isinstance(cell, dict | list) for one in data for cell in one.values()):
        raise NotATableError("json")
    if not data:
        raise NotATableError("empty")
    columns = tuple(dict.fromkeys(str(key).strip().lower() for one in data for key in one))
    _bounded(columns, len(data))
    rows = [{str(key).strip().lower(): clean(_text(cell)) for key, cell in one.items()} for one in data]
    return Sheet(columns, tuple(rows), first=1)


def _bounded(columns: Sequence[str], rows: int) -> None:
    if rows > MOST_ROWS:
        raise NotATableError("rows", str(MOST_ROWS))
    if len(columns) > MOST_COLUMNS:
        raise NotATableError("columns", str(MOST_COLUMNS))
    named = [column for column in columns if column]
    if twice := sorted({column for column in named if named.count(column) > 1}):
        raise NotATableError("twice", ", ".join(twice))


def clean(cell: str) -> str:
    """The words of a cell, without the guard that an export puts before what looks like a formula."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:2] and text[1] in FORMULA_STARTS else text
