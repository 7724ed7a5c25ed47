# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The EMA's table of medicines as authorisations of the catalogue: rows of the workbook, or its JSON form.

The workbook has lines above its head, one of them with the day it was made; the JSON form has the same columns in
snake_case under `data`. Human medicines marked as advanced therapy are kept; the key is the EMA product number. An
application that was never authorised (refused, withdrawn before a decision) is not one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schakel.regulatory.engine.ctgov import ImportFault, read_json
from schakel.regulatory.engine.register import Change

NUMBER = re.compile(r"EMEA/H/C/\d{6}")
HEAD_WITHIN = 30
MOST_ROWS = 20_000
STANDING = {"Authorised", "Withdrawn", "Expired", "Revoked", "Lapsed", "Suspended", "Not renewed"}
# Column of the table -> field of an authorisation.
COLUMNS = {
    "name_of_medicine": "brand",
    "ema_product_number": "product_number",
    "medicine_status": "status",
    "international_non_proprietary_name_common_name": "inn",
    "marketing_authorisation_developer_applicant_holder": "holder",
    "opinion_adopted_date": "opinion_on",
    "marketing_authorisation_date": "authorised_on",
    "withdrawal_expiry_revocation_lapse_of_marketing_authorisation_date": "withdrawn_on",
    "suspension_of_marketing_authorisation_date": "suspended_on",
}
# The JSON form and older workbooks name some columns otherwise.
ALSO = {
    "international_non_proprietary_name_inn_common_name": "international_non_proprietary_name_common_name",
    "international_nonproprietary_name_inn_common_name": "international_non_proprietary_name_common_name",
}
DAYS = ("opinion_on", "authorised_on", "withdrawn_on", "suspended_on")
NEEDED = ("name_of_medicine", "ema_product_number", "medicine_status", "advanced_therapy")


@dataclass(frozen=True, slots=True)
class Medicine:
    """An advanced therapy in the table. `fields`: what the table says, by field of an authorisation; None = empty."""

    number: str
    brand: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file held: the day it was made (None: not said), its advanced therapies, and rows that cannot be read."""

    made: date | None
    medicines: tuple[Medicine, ...]
    faults: tuple[ImportFault, ...]


def of_json(content: bytes) -> Table:
    """The JSON form; ImportFault when it is not that."""
    data = read_json(content)
    rows = data.get("data") if isinstance(data, dict) else data
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ImportFault("no_table")
    made = (
        data.get("meta", {}).get("timestamp") if isinstance(data, dict) and isinstance(data.get("meta"), dict) else ""
    )
    numbered = [(place + 1, {_snake(str(key)): value for key, value in row.items()}) for place, row in enumerate(rows)]
    return _table(numbered, _found_day(str(made or "")))


def of_rows(rows: Sequence[Sequence[Any]]) -> Table:
    """The rows of the workbook's first sheet; ImportFault when no head is among the first lines."""
    for place, row in enumerate(rows[:HEAD_WITHIN]):
        head = [_snake(str(cell)) for cell in row]
        if "ema_product_number" in head:
            above = " ".join(str(cell) for line in rows[:place] for cell in line)
            body = [
                (place + 2 + below, dict(zip(head, line, strict=False))) for below, line in enumerate(rows[place + 1 :])
            ]
            return _table(body, _found_day(above))
    raise ImportFault("no_head")


def _table(rows: Sequence[tuple[int, Mapping[str, Any]]], made: date | None) -> Table:
    if len(rows) > MOST_ROWS:
        raise ImportFault("too_many", str(len(rows)))
    columns = {ALSO.get(key, key) for _place, row in rows[:1] for key in row}
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise ImportFault("no_column", ", ".join(missing))
    medicines: dict[str, Medicine] = {}
    faults: list[ImportFault] = []
    for place, raw in rows:
        row = {ALSO.get(key, key): value for key, value in raw.items()}
        if not _advanced(row):
            continue
        try:
            one = _medicine(row)
        except ImportFault as fault:
            faults.append(ImportFault(fault.code, f"{place}: {fault.where}"))
            continue
        if one.number in medicines:
            faults.append(ImportFault("doubled", f"{place}: {one.number}"))
        elif one.fields["status"] in STANDING:
            medicines[one.number] = one
    return Table(made, tuple(medicines.values()), tuple(faults))


def _advanced(row: Mapping[str, Any]) -> bool:
    human = str(row.get("category", "Human")).strip().lower() in ("human", "")
    return human and str(row.get("advanced_therapy", "")).strip().lower() == "yes"


def _medicine(row: Mapping[str, Any]) -> Medicine:
    number, brand = (_words(row.get(name)) or "" for name in ("ema_product_number", "name_of_medicine"))
    if not NUMBER.fullmatch(number):
        raise ImportFault("no_number", f"{brand} {number}".strip()[:60])
    if not brand:
        raise ImportFault("no_name", number)
    fields: dict[str, Any] = {}
    for column, name in COLUMNS.items():
        fields[name] = _day(row.get(column), f"{brand}, {column}") if name in DAYS else _words(row.get(column))
    return Medicine(number, brand, fields)


def _words(value: Any) -> str | None:
    text = "".join(sign if sign.isprintable() else " " for sign in str(value if value is not None else ""))
    return " ".join(text.split())[:1000] or None


def _day(value: Any, where: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _words(value)
    if text is None:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text[:10], form).date()
        except ValueError:
            continue
    raise ImportFault("no_day", f"{where}: {text[:30]}")


def _found_day(text: str) -> date | None:
    for pattern, form in ((r"\d{4}-\d{2}-\d{2}", "%Y-%m-%d"), (r"\d{2}/\d{2}/\d{4}", "%d/%m/%Y")):
        if found := re.search(pattern, text):
            try:
                return datetime.strptime(found.group(), form).date()
            except ValueError:
                continue
    return None


def _snake(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def compared(medicine: Medicine, known: Mapping[str, Any] | None) -> tuple[Change, ...]:
    """What the table says otherwise than our list. What the table leaves empty is not taken as a change."""
    before = known or {}
    return tuple(
        Change(name, before.get(name), value)
        for name, value in medicine.fields.items()
        if value is not None and not same(before.get(name), value)
    )


def same(before: Any, after: Any) -> bool:
    """Equal, apart from capitals and spaces: our list writes status words in small letters."""
    if isinstance(before, str) and isinstance(after, str):
        return " ".join(before.lower().split()) == " ".join(after.lower().split())
    return bool(before == after)


def missing_from(table: Table, known: Iterable[str | None]) -> list[str]:
    """Product numbers of our list that the table does not hold (it lists withdrawn medicines too)."""
    there = {one.number for one in table.medicines}
    return sorted(number for number in set(known) if number and number not in there)
