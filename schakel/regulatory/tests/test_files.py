# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Files of other registers: what is read of them, and what is refused where."""

import json
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from schakel.regulatory.engine.ctgov import ImportFault, read_studies
from schakel.regulatory.engine.ema_table import Table, compared, missing_from, of_json, of_rows
from schakel.regulatory.tests.files import ctgov, ema_json, medicine, study, workbook
from schakel.regulatory.views.told import FAULTS


def test_a_study_becomes_an_entry() -> None:
    (found,), faults = read_studies(ctgov(study(7)))
    entry = found.entry
    assert not faults
    assert found.dutch
    assert (entry.key, entry.kind, entry.status, entry.phase) == ("NCT00000007", "trial", "running", "1; 2")
    assert (entry.holder, entry.product, entry.indication) == (
        "Synthetic sponsor",
        "Synthetic cells",
        "Lymphoma; Leukaemia",
    )
    assert entry.sites == ["Synthetic hospital; Utrecht"]
    assert (entry.start, entry.end) == (date(2025, 3, 1), date(2027, 2, 28))
    assert (entry.allowed, entry.per, entry.as_of) == (24, "worldwide", "2026-10-01")
    assert entry.url == "https://clinicaltrials.gov/study/NCT00000007"


def test_one_study_alone_and_a_bare_list_are_files_too() -> None:
    assert len(read_studies(json.dumps(study()).encode())[0]) == 1
    assert len(read_studies(json.dumps([study(1), study(2)]).encode())[0]) == 2


def test_a_study_elsewhere_is_told_apart() -> None:
    (found,), _faults = read_studies(ctgov(study(country="Belgium")))
    assert not found.dutch
    assert found.entry.sites == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "not_utf8"),
        (b"{", "not_json"),
        (b"3", "no_studies"),
        (b'{"studies": {}}', "no_studies"),
        (b"[" * 100_000, "too_deep"),
        (b"[" + b",".join([b"{}"] * 5001) + b"]", "too_many"),
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ImportFault) as caught:
        read_studies(content)
    assert caught.value.code == code


def test_a_bad_study_is_named_and_the_rest_is_read() -> None:
    upside_down = study(3, startDateStruct={"date": "2027-01-01"}, completionDateStruct={"date": "2026-01-01"})
    found, faults = read_studies(ctgov(study(1), {"protocolSection": {}}, upside_down, study(2)))
    assert [one.entry.key for one in found] == ["NCT00000001", "NCT00000002"]
    assert [(fault.code, fault.where) for fault in faults] == [
        ("no_number", "studies[1]"),
        ("ends_before_start", "studies[2] NCT00000003"),
    ]


KEYS = st.sampled_from(["studies", "protocolSection", "identificationModule", "nctId", "locations"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)
)


@given(ANYTHING)
def test_no_json_whatever_breaks_the_reader(data: object) -> None:
    """Nothing but its own faults comes out, each with words for it; and without a number nothing becomes an entry."""
    try:
        found, faults = read_studies(json.dumps(data).encode())
    except ImportFault as fault:
        found, faults = [], [fault]
    assert found == []
    assert {fault.code for fault in faults} <= set(FAULTS)


def of_workbook(content: bytes) -> Table:
    return of_rows(CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python())


ROWS = (
    medicine(**{"Marketing authorisation date": "23/08/2018"}),
    medicine(**{"Name of medicine": "Aspirin", "Advanced therapy": "No"}),
    medicine(**{"Name of medicine": "Vet", "Category": "Veterinary"}),
    medicine(**{"Name of medicine": "Never", "EMA product number": "EMEA/H/C/000001", "Medicine status": "Refused"}),
)


@pytest.mark.parametrize("read", [lambda: of_workbook(workbook(*ROWS)), lambda: of_json(ema_json(*ROWS))])
def test_workbook_and_json_say_the_same(read) -> None:  # type: ignore[no-untyped-def]
    table = read()
    (one,) = table.medicines
    assert table.made == date(2026, 8, 22)
    assert (one.number, one.brand, one.fields["authorised_on"]) == ("EMEA/H/C/004090", "Kymriah", date(2018, 8, 23))
    assert table.faults == ()


def test_a_bad_row_is_named_and_the_rest_is_read() -> None:
    bad = medicine(**{"EMA product number": "4090"})
    late = medicine(**{"EMA product number": "EMEA/H/C/004091", "Marketing authorisation date": "soon"})
    table = of_workbook(workbook(bad, late, ROWS[0], ROWS[0]))
    assert [one.brand for one in table.medicines] == ["Kymriah"]
    assert [(fault.code, fault.where.split(":")[0]) for fault in table.faults] == [
        ("no_number", "10"),
        ("no_day", "11"),
        ("doubled", "13"),
    ]


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (lambda: of_rows([["a", "b"]]), "no_head"),
        (lambda: of_rows([["EMA product number"], ["x"]]), "no_column"),
        (lambda: of_json(b'{"data": 3}'), "no_table"),
        (lambda: of_json(b"nonsense"), "not_json"),
    ],
)
def test_a_file_that_is_no_table_is_refused(read, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ImportFault) as caught:
        read()
    assert caught.value.code == code


def test_an_empty_cell_takes_nothing_away_and_capitals_are_no_change() -> None:
    (one,) = of_json(ema_json(ROWS[0])).medicines
    known = {"brand": "Kymriah", "status": "authorised", "product_number": one.number, "opinion_on": date(2018, 6, 28)}
    assert [change.field for change in compared(one, known)] == ["authorised_on"]
    assert missing_from(of_json(ema_json(ROWS[0])), [one.number, "EMEA/H/C/999999", None]) == ["EMEA/H/C/999999"]
