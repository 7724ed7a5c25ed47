# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file of another register: nothing changes until someone chose what to take over, and then exactly that."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from schakel.catalogue import reads as catalogue
from schakel.pathway.load import load as load_facts
from schakel.pathway.tests.written_facts import DATA
from schakel.regulatory.models import Import, RegisterEntry
from schakel.regulatory.tests.files import ctgov, ema_json, medicine, study, workbook
from tests.cast import Player

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}


def upload(player: Player, kind: str, content: bytes, name: str) -> Any:
    return player.post("/register/imports/", {"kind": kind, "file": SimpleUploadedFile(name, content)}, headers=EN)


def waiting(player: Player, kind: str, content: bytes, name: str = "file.json") -> str:
    response = upload(player, kind, content, name)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def test_nothing_changes_until_it_is_chosen(editor: Player) -> None:
    address = waiting(editor, "ctgov", ctgov(study(1), study(2), study(3, country="Belgium")))
    html = editor.get(address, headers=EN).content.decode()
    assert "would change 2 rows" in html
    assert "1 study without a Dutch site" in html
    assert not RegisterEntry.objects.exists()
    done = editor.post(f"{address}apply/", {"take": ["NCT00000001@0"]}, headers=EN)
    assert done.status_code == 302
    assert [row.key for row in RegisterEntry.objects.all()] == ["NCT00000001"]
    (cited,) = RegisterEntry.objects.get().cited.all()
    assert cited.document.url == "https://clinicaltrials.gov/study/NCT00000001"
    again = editor.post(f"{address}apply/", {"take": ["NCT00000002@0"]}, headers=EN)
    assert again.status_code == 422
    assert RegisterEntry.objects.count() == 1


def test_what_we_wrote_ourselves_stays(editor: Player) -> None:
    editor.post(f"{waiting(editor, 'ctgov', ctgov(study(1)))}apply/", {"take": ["NCT00000001@0"]})
    change = {
        "kind": "trial",
        "name": "Synthetic study 1",
        "name_nl": "Kunstmatig onderzoek",
        "status": "running",
        "treated": "4",
        "source_title": "A letter",
        "why": "x",
        "base": "1",
        "key": "NCT00000001",
    }
    assert editor.post("/register/NCT00000001/change/", change).status_code == 302
    address = waiting(editor, "ctgov", ctgov(study(1, overallStatus="COMPLETED")))
    html = editor.get(address, headers=EN).content.decode()
    assert "Kunstmatig" not in html, "no change of ours is proposed"
    editor.post(f"{address}apply/", {"take": ["NCT00000001@2"]})
    entry = RegisterEntry.objects.get().value
    assert (entry.status, entry.name_nl, entry.treated) == ("ended", "Kunstmatig onderzoek", 4)


def test_a_row_that_changed_meanwhile_is_refused_and_the_rest_with_it(editor: Player) -> None:
    first = waiting(editor, "ctgov", ctgov(study(1)))
    second = waiting(editor, "ctgov", ctgov(study(1), study(2)))
    editor.post(f"{first}apply/", {"take": ["NCT00000001@0"]})
    late = editor.post(f"{second}apply/", {"take": ["NCT00000001@0", "NCT00000002@0"]}, headers=EN)
    assert late.status_code == 422
    assert "changed by someone else" in late.content.decode()
    assert [row.key for row in RegisterEntry.objects.all()] == ["NCT00000001"]


@pytest.mark.parametrize(("take", "told"), [([], "Choose at least one row"), (["NCT99999999@0"], "no row NCT99999999")])
def test_nothing_or_something_else_cannot_be_taken(editor: Player, take: list[str], told: str) -> None:
    address = waiting(editor, "ctgov", ctgov(study(1)))
    response = editor.post(f"{address}apply/", {"take": take}, headers=EN)
    assert (response.status_code, told in response.content.decode()) == (422, True)


def test_setting_aside(editor: Player) -> None:
    address = waiting(editor, "ctgov", ctgov(study(1)))
    editor.post(f"{address}discard/")
    assert Import.objects.get().state == "discarded"
    assert "Take over what is ticked" not in editor.get(address, headers=EN).content.decode()


@pytest.mark.parametrize(
    ("kind", "name", "content", "told"),
    [
        ("ctgov", "x.json", b"{", "not JSON"),
        ("ctgov", "x.json", b"{}", "no studies"),
        ("ema", "x.xlsx", b"PK nonsense", ""),
        ("ema", "x.json", b'{"data": []}', "lacks these columns"),
        ("ema", "x.xlsx", workbook(), "lacks these columns"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(editor: Player, kind: str, name: str, content: bytes, told: str) -> None:
    response = upload(editor, kind, content, name)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Import.objects.exists()


@pytest.mark.parametrize("made", [workbook, ema_json])
def test_the_emas_table_changes_the_list_of_authorisations_and_a_load_keeps_it(editor: Player, made: Any) -> None:
    load_facts(DATA)
    before = {one.product_number: one for one in catalogue.authorisations()}
    number = "EMEA/H/C/004090"
    assert before[number].status == "authorised"
    rows = [
        medicine(
            **{
                "Medicine status": "Withdrawn",
                "Withdrawal / expiry / revocation / lapse of marketing authorisation date": "01/08/2026",
            }
        ),
        medicine(
            **{
                "Name of medicine": "Synthetica",
                "EMA product number": "EMEA/H/C/999999",
                "International non-proprietary name (INN) / common name": "synthetic cells",
            }
        ),
    ]
    name = "table.xlsx" if made is workbook else "table.json"
    address = waiting(editor, "ema", made(*rows), name)
    html = editor.get(address, headers=EN).content.decode()
    assert "1 August 2026" in html
    tokens = [part.split('"')[0] for part in html.split('name="take" value="')[1:]]
    assert len(tokens) == 2
    assert editor.post(f"{address}apply/", {"take": tokens}).status_code == 302
    load_facts(DATA)
    after = {one.product_number: one for one in catalogue.authorisations()}
    assert after[number].status == "withdrawn"
    assert after[number].brand == before[number].brand
    assert after[number].kind == before[number].kind
    assert after["EMEA/H/C/999999"].brand == "Synthetica"
    assert "generated 2026-08-22" in after[number].source
    assert len(after) == len(before) + 1
