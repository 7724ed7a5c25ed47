# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lists out and in: what goes out comes in unchanged, faults name row, column and remedy, nothing moves unseen."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schakel.audit.models import Entry
from schakel.network import reads
from schakel.network.actions.landscape import load_landscape
from schakel.network.models import Upload, Version
from schakel.network.tests.loaded import landscape
from schakel.ui.files import xlsx_bytes
from schakel.values.table import NotATableError, read_sheet
from tests.cast import Player, make_player

pytestmark = pytest.mark.django_db
NEW = {
    "slug": "new-hospital", "name": "New hospital", "kind": "hospital", "city": "Maastricht", "role_nl": "Geeft zorg.",
    "role_en": "Gives care.", "capabilities": "car_t_centre; qp", "source_title": "Its own page",
    "source_url": "https://www.example.org",
}  # fmt: skip


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    load_landscape(by="system:test", landscape=landscape())


def send(player: Player, content: bytes, name: str, kind: str = "organisations") -> Any:
    file = SimpleUploadedFile(name, content)
    return player.post(f"/network/import/{kind}/", {"file": file}, headers={"accept-language": "en"})


def send_rows(player: Player, *rows: dict[str, str], kind: str = "organisations") -> Any:
    return send(player, json.dumps(rows).encode(), "list.json", kind)


@pytest.mark.parametrize("kind", ["organisations", "initiatives"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_goes_out_comes_in_without_a_change(editor: Player, stranger: Client, kind: str, form: str) -> None:
    out = stranger.get(f"/{kind}/?format={form}").content
    sent = send(editor, out, f"list.{form}", kind)
    assert sent.status_code == 302, sent.content.decode()[:3000]
    before = Version.objects.count(), Entry.objects.count()
    page = editor.get(sent["Location"], headers={"accept-language": "en"}).content.decode()
    assert "0 new, 0 changed" in page
    editor.post(sent["Location"])
    assert (Version.objects.count(), Entry.objects.count()) == before


def test_the_export_follows_the_filters(stranger: Client) -> None:
    rows = json.loads(stranger.get("/organisations/?format=json&capability=car_t_centre").content)
    assert {row["slug"] for row in rows} >= {"mumc", "umcg"}
    assert all("car_t_centre" in row["capabilities"] for row in rows)


def test_nothing_changes_before_it_is_confirmed(editor: Player, stranger: Client) -> None:
    sent = send_rows(editor, NEW, {"slug": "isala", "city": "Zwolle", "name": "Isala renamed"})
    assert reads.organisation("new-hospital") is None
    page = editor.get(sent["Location"], headers={"accept-language": "en"}).content.decode()
    assert "1 new, 1 changed, 0 as they are" in page
    assert "Isala renamed" in page
    editor.post(sent["Location"])
    html = stranger.get("/organisations/?capability=car_t_centre&near=Maastricht").content.decode()
    assert 'href="/organisations/new-hospital/"' in html
    row = reads.organisation("isala")
    assert row is not None
    assert (row.name, row.capabilities.count()) == ("Isala renamed", 3)
    assert reads.versions("organisation", "isala")[0].why.endswith("list.json")


def test_a_list_is_taken_over_once_and_only_by_who_sent_it(editor: Player) -> None:
    from schakel.people.roles import EDITOR

    other, sent = make_player("Eva Editor", EDITOR), send_rows(editor, NEW)
    assert other.get(sent["Location"]).status_code == 404
    assert other.post(sent["Location"]).status_code == 404
    assert editor.post(sent["Location"]).status_code == 302
    assert editor.post(sent["Location"]).status_code == 404
    assert len(reads.versions("organisation", "new-hospital")) == 1


@pytest.mark.parametrize(
    ("column", "value", "remedy"),
    [
        ("kind", "clinic", "not a word of the list"),
        ("city", "Nowhere", "not a word of the list"),
        ("capabilities", "car_t_centre; car_u", "car_u"),
        ("slug", "New Hospital", "small letters"),
        ("url", "javascript:alert(1)", "begins with https://"),
        ("review_on", "next year", "Write the day as"),
        ("role_nl", "", "may not be empty"),
        ("source_title", "", "may not be empty"),
        ("name", "x" * 5000, "too long"),
        ("colour", "red", "not in the template"),
    ],
)
def test_a_fault_names_row_column_and_remedy(editor: Player, column: str, value: str, remedy: str) -> None:
    response = send_rows(editor, {"slug": "isala", "city": "Zwolle"}, NEW | {column: value})
    html = response.content.decode()
    assert response.status_code == 422
    assert "One cell cannot be taken over" in html
    assert f'<th scope="row">{column}</th>' in html
    assert remedy in html
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "list.csv"),
        (b"slug,name\n", "list.csv"),
        (b"\xff\xfe\x00", "list.csv"),
        (b"not a workbook", "list.xlsx"),
        (b"{}", "list.json"),
        (b'[{"slug": ["a"]}]', "list.json"),
        (b"[" * 100_000, "list.json"),
        (b"slug\nisala", "list.exe"),
        (b"slug,slug\na,b", "list.csv"),
        (xlsx_bytes([("x", [["slug"]])]) + b"<script>", "list.xlsx"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(editor: Player, content: bytes, name: str) -> None:
    response = send(editor, content, name)
    assert response.status_code == 422
    assert "error" in response.content.decode()
    assert not Upload.objects.exists()


def test_why_a_file_is_refused_is_told_in_the_language_of_the_reader(editor: Player) -> None:
    html = send(editor, b"PK\x03\x04no workbook", "list.xlsx").content.decode()
    assert "Save it again" in html
    assert "Something else stands" not in html


def test_too_many_rows_are_told_not_read() -> None:
    with pytest.raises(NotATableError, match="rows 2000"):
        read_sheet("list.csv", b"slug\n" + b"a\n" * 2001)


def test_a_cell_loses_the_guard_of_an_export_and_keeps_its_own_apostrophe() -> None:
    out = BytesIO(b"slug;city\n'=a;'s-Hertogenbosch\n")
    assert read_sheet("list.csv", out.getvalue()).rows == ({"slug": "=a", "city": "'s-Hertogenbosch"},)


def test_only_editors_send_lists_in(visitor: Player, stranger: Client) -> None:
    assert visitor.get("/network/import/organisations/").status_code == 403
    assert stranger.get("/network/import/organisations/").status_code == 302
    assert visitor.post("/network/import/1/").status_code == 403


def test_there_is_no_list_of_something_else(editor: Player) -> None:
    assert editor.get("/network/import/persons/").status_code == 404
