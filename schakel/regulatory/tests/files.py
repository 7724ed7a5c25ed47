# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Files of other registers as tests need them: the shape is theirs, the studies are made up and say so."""

import json
from io import BytesIO
from typing import Any

import xlsxwriter

HEAD = [
    "Category",
    "Name of medicine",
    "EMA product number",
    "Medicine status",
    "International non-proprietary name (INN) / common name",
    "Advanced therapy",
    "Marketing authorisation developer / applicant / holder",
    "Opinion adopted date",
    "Marketing authorisation date",
    "Withdrawal / expiry / revocation / lapse of marketing authorisation date",
    "Suspension of marketing authorisation date",
]


def study(number: int = 1, *, country: str = "Netherlands", **status: Any) -> dict[str, Any]:
    """A synthetic study in the shape of version 2 of the interface."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": f"NCT{number:08d}", "briefTitle": f"Synthetic study {number}"},
            "statusModule": {
                "overallStatus": "RECRUITING",
                "startDateStruct": {"date": "2025-03"},
                "completionDateStruct": {"date": "2027-02"},
                "lastUpdatePostDateStruct": {"date": "2026-10-01"},
                **status,
            },
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Synthetic sponsor"}},
            "conditionsModule": {"conditions": ["Lymphoma", "Leukaemia"]},
            "designModule": {"phases": ["PHASE1", "PHASE2"], "enrollmentInfo": {"count": 24}},
            "armsInterventionsModule": {"interventions": [{"type": "BIOLOGICAL", "name": "Synthetic cells"}]},
            "contactsLocationsModule": {
                "locations": [
                    {"facility": "Synthetic hospital", "city": "Utrecht", "country": country},
                    {"facility": "Another", "city": "Ghent", "country": "Belgium"},
                ]
            },
        },
        "hasResults": False,
    }


def ctgov(*studies: dict[str, Any]) -> bytes:
    return json.dumps({"studies": list(studies), "nextPageToken": "x"}).encode()


def medicine(**cells: Any) -> list[Any]:
    """A row of the EMA's table; by default one that says what we have of Kymriah."""
    row = {
        "Category": "Human",
        "Name of medicine": "Kymriah",
        "EMA product number": "EMEA/H/C/004090",
        "Medicine status": "Authorised",
        "Advanced therapy": "Yes",
        **cells,
    }
    return [row.get(name, "") for name in HEAD]


def workbook(*rows: list[Any]) -> bytes:
    """The workbook with its lines above the head."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        above = [["Medicines output European public assessment reports", "22/08/2026"], *[[""]] * 7]
        for y, row in enumerate([*above, HEAD, *rows]):
            sheet.write_row(y, 0, row)
    return out.getvalue()


def ema_json(*rows: list[Any]) -> bytes:
    """The JSON form: the columns in snake_case."""
    names = [
        "category",
        "name_of_medicine",
        "ema_product_number",
        "medicine_status",
        "international_non_proprietary_name_common_name",
        "advanced_therapy",
        "marketing_authorisation_developer_applicant_holder",
        "opinion_adopted_date",
        "marketing_authorisation_date",
        "withdrawal_expiry_revocation_lapse_of_marketing_authorisation_date",
        "suspension_of_marketing_authorisation_date",
    ]
    data = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps({"data": data, "meta": {"timestamp": "2026-08-22T06:00:00Z"}}).encode()
