# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Tables as files: CSV (RFC 4180, UTF-8 with a mark that spreadsheets understand) and Excel."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from django.http import HttpResponse

# A cell that begins like this is run as a formula by spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60

Table = Sequence[Sequence[object]]


def harmless(value: object) -> object:
    """Text that no spreadsheet takes for a formula; numbers stay numbers."""
    text = isinstance(value, str)
    return f"'{value}" if text and str(value).startswith(FORMULA_STARTS) else value


def csv_text(table: Iterable[Sequence[object]]) -> str:
    out = StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in table)
    return out.getvalue()


def xlsx_bytes(sheets: Iterable[tuple[str, Table]]) -> bytes:
    """A workbook with these sheets; the first row of each is its head."""
    import xlsxwriter  # a second of start-up that only an export needs

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for name, table in sheets:
            sheet = book.add_worksheet(name[:31])
            for y, row in enumerate(table):
                sheet.write_row(y, 0, [harmless(value) for value in row], head if y == 0 else cell)
            for x, width in enumerate(_widths(table)):
                sheet.set_column(x, x, width)
            sheet.freeze_panes(1, 1)
    return out.getvalue()


def _widths(table: Table) -> list[int]:
    columns = max((len(row) for row in table), default=0)
    longest = (max((len(str(row[x])) for row in table if x < len(row)), default=0) for x in range(columns))
    return [min(WIDEST, max(8, length + 2)) for length in longest]


def csv_response(name: str, table: Iterable[Sequence[object]]) -> HttpResponse:
    return file_response(name, ("\ufeff" + csv_text(table)).encode(), "text/csv; charset=utf-8")


def xlsx_response(name: str, sheets: Iterable[tuple[str, Table]]) -> HttpResponse:
    return file_response(name, xlsx_bytes(sheets), XLSX)


def file_response(name: str, content: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
