# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The horizon as rows of one template, one an estimate: out and in; every cell is checked before anything changes."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from re import fullmatch
from typing import Any

from schakel.catalogue.engine.horizon import (
    SAID,
    SUBJECTS,
    Entry,
    EntryModel,
    Estimate,
    EstimateModel,
    faults_of,
    moment,
)
from schakel.sources.engine.citation import Citation, Document
from schakel.values.plain import written_number
from schakel.values.schema import LabelModel
from schakel.values.table import LONGEST_CELL, CellFault, Row, Sheet

ABOUT = ("id", "product", "name", "name_en", "kind", "indication_nl", "indication_en", "line_nl", "line_en",
         "conditions", "stage")  # fmt: skip
ESTIMATE = ("of", "said_on", "value", "min", "max", "period", "after", "words_nl", "words_en")
SOURCE = ("source_title", "source_section", "source_version", "source_url")
COLUMNS = (*ABOUT, *ESTIMATE, *SOURCE)
REQUIRED = ("id", "name", "kind", "indication_nl", "indication_en", "stage", "source_title")
PAIRS = (("words_nl", "words_en"), ("line_nl", "line_en"))
NUMBER = r"\d{1,12}([.,]\d{1,6})?"

Known = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the rows of one entry would change: fields (column, before, after), and estimates that would be added."""

    id: str
    new: bool
    changes: tuple[tuple[str, str, str], ...]
    added: tuple[Row, ...]

    @property
    def moves(self) -> bool:
        return bool(self.new or self.changes or self.added)


def rows_of(entry: Entry) -> list[dict[str, str]]:
    """An entry as rows: one an estimate, or a single one without; the first source of each stands for all."""
    about = _about(entry.told)
    if not entry.estimates:
        return [about | dict.fromkeys(ESTIMATE, "") | _source(entry.citations)]
    return [about | _estimate(one) | _source(one.citations) for one in entry.estimates]


def _about(told: EntryModel) -> dict[str, str]:
    line = told.line
    cells = [told.id, told.product, told.name, told.name_en, told.kind, told.indication.nl, told.indication.en]
    cells += [line.nl if line else "", line.en if line else "", "; ".join(told.conditions), told.stage]
    return {column: cell or "" for column, cell in zip(ABOUT, cells, strict=True)}


def _estimate(one: Estimate) -> dict[str, str]:
    told = one.told
    numbers = [_digits(told.value), _digits(told.min), _digits(told.max)]
    words = [told.words.nl, told.words.en] if told.words else ["", ""]
    cells = [told.of, told.said_on, *numbers, told.period or "", told.after or "", *words]
    return dict(zip(ESTIMATE, cells, strict=True))


def _digits(value: Fraction | None) -> str:
    return "" if value is None else str(written_number(value))


def _source(cited: Sequence[Citation]) -> dict[str, str]:
    if not cited:
        return dict.fromkeys(SOURCE, "")
    document = cited[0].document
    cells = [document.title, cited[0].section, document.version or "", document.url or ""]
    return dict(zip(SOURCE, cells, strict=True))


def faults(sheet: Sheet, known: Known, present: Collection[str]) -> list[CellFault]:
    """Everything that is wrong in the sheet; `present` are the ids that are here already."""
    found = [CellFault(1, column, "column") for column in sheet.columns if column not in COLUMNS]
    missing = [column for column in ("id", *SOURCE[:1]) if column not in sheet.columns]
    if missing:
        return [*found, *(CellFault(1, column, "missing_column") for column in missing)]
    first = dict[str, Row]()
    for number, row in enumerate(sheet.rows, sheet.first):
        found += _row_faults(number, row, known, new=row["id"] not in present)
        before = first.setdefault(row["id"], row)
        found += [
            CellFault(number, column, "disagree", row[column])
            for column in ABOUT
            if column in row and row[column] != before.get(column, row[column])
        ]
    return found


def _row_faults(number: int, row: Row, known: Known, *, new: bool) -> list[CellFault]:
    # What is here already may leave a column out, but not empty it.
    found = [
        CellFault(number, column, "required")
        for column in REQUIRED
        if not row.get(column) and (new or column in row or column == "source_title")
    ]
    for column, value in row.items():
        if value and column in COLUMNS and (fault := _cell_fault(column, value, known)):
            found.append(CellFault(number, column, *fault))
    for one, other in PAIRS:
        lost = [(one, other), (other, one)]
        found += [CellFault(number, column, "both_languages") for column, beside in lost if _lacks(row, column, beside)]
    return found or _estimate_faults(number, row)


def _lacks(row: Row, column: str, beside: str) -> bool:
    return bool(row.get(beside)) and not row.get(column)


def _cell_fault(column: str, value: str, known: Known) -> tuple[str, str, tuple[str, ...]] | None:
    if len(value) > LONGEST_CELL or any(ord(sign) < 32 and sign not in "\n\t" for sign in value):
        return "words", value[:40], ()
    if column in known:
        lost = [name for name in (parts(value) if column == "conditions" else [value]) if name not in known[column]]
        allowed = tuple(sorted(known[column])) if len(known[column]) <= 40 else ()
        return ("unknown", ", ".join(lost), allowed) if lost else None
    if column == "of" and value not in SUBJECTS:
        return "unknown", value, SUBJECTS
    code = column in CHECKS and CHECKS[column](value)
    return (code, value[:40], ()) if code else None


CHECKS: dict[str, Callable[[str], str]] = {
    "id": lambda value: "" if fullmatch(r"[a-z0-9][a-z0-9_.]{0,79}", value) else "id",
    "said_on": lambda value: "" if fullmatch(SAID, value) and moment(value) else "said_on",
    "source_url": lambda value: "" if value.startswith(("https://", "http://")) else "url",
    **{column: lambda value: "" if fullmatch(NUMBER, value) else "number" for column in ("value", "min", "max")},
}


def _estimate_faults(number: int, row: Row) -> list[CellFault]:
    """What is wrong with an estimate whose cells are each right."""
    told = [column for column in ESTIMATE if row.get(column)]
    if not told:
        return []
    if lost := [column for column in ("of", "said_on") if not row.get(column)]:
        return [CellFault(number, column, "required") for column in lost]
    return [CellFault(number, name, code, row.get(name, "")) for name, code in faults_of(estimate_of(row))]


def estimate_of(row: Row) -> EstimateModel:
    """The estimate of a row whose cells are right; not yet judged as a whole."""
    told: dict[str, Any] = {name: row[name] for name in ("of", "said_on", "period", "after") if row.get(name)}
    told |= {name: Fraction(row[name].replace(",", ".")) for name in ("value", "min", "max") if row.get(name)}
    if row.get("words_nl"):
        told["words"] = LabelModel(nl=row["words_nl"], en=row["words_en"])
    return EstimateModel.model_construct(**told)


def parts(value: str) -> list[str]:
    """The names in a cell that holds several."""
    return list(dict.fromkeys(name.strip() for name in value.split(";") if name.strip()))


def differences(sheet: Iterable[Row], present: Mapping[str, Sequence[Row]]) -> list[Difference]:
    """Per entry what the rows would change, in their order; `present` are the rows that are here, by id."""
    sent = dict[str, list[Row]]()
    for row in sheet:
        sent.setdefault(row["id"], []).append(row)
    return [_difference(key, rows, present.get(key, ())) for key, rows in sent.items()]


def _difference(key: str, rows: Sequence[Row], present: Sequence[Row]) -> Difference:
    before = present[0] if present else {}
    changes = tuple(
        (column, before.get(column, ""), rows[0][column])
        for column in ABOUT
        if column in rows[0] and column != "id" and rows[0][column] != before.get(column, "")
    )
    held = {told(row) for row in present}
    added = {told(row): row for row in rows if row.get("of") and told(row) not in held}
    return Difference(key, not present, changes, tuple(added.values()))


def told(row: Row) -> tuple[str, ...]:
    """What a row says as an estimate: equal for equal estimates, however a number is written."""
    cells = {column: row.get(column, "") for column in (*ESTIMATE, *SOURCE)}
    for column in ("value", "min", "max"):
        cells[column] = _digits(Fraction(cells[column].replace(",", "."))) if cells[column] else ""
    return tuple(cells.values())


def applied(entry: EntryModel | None, row: Row) -> EntryModel:
    """The entry with what a checked row says about it; what the row has no column for stays."""
    data: dict[str, Any] = {"id": row["id"]}
    if entry:
        data |= {name: getattr(entry, name) for name in entry.model_fields_set}
    for column in ("product", "name", "name_en", "kind", "stage"):
        if column in row:
            data[column] = row[column] or None
    for name in ("indication", "line"):
        if f"{name}_nl" in row and f"{name}_en" in row:
            both = LabelModel.model_construct(nl=row[f"{name}_nl"], en=row[f"{name}_en"])
            data[name] = both if both.nl else None
    if "conditions" in row:
        data["conditions"] = parts(row["conditions"])
    return EntryModel.model_validate(data)


def citation_of(row: Row) -> Citation:
    """The source that a row names."""
    told = {column: row.get(column) or None for column in SOURCE}
    document = Document(told["source_title"] or "", told["source_version"], told["source_url"], None, None)
    return Citation(document, told["source_section"] or "")
