# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of the horizon, its table out and in, and what is kept when estimates move."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schakel.audit.models import Entry as Trail
from schakel.catalogue.engine.horizon_table import COLUMNS
from schakel.catalogue.load import load
from schakel.catalogue.models import HorizonEntry, HorizonEstimate, HorizonUpload
from schakel.catalogue.tests.test_status_load import DATA, _changed
from schakel.catalogue.topics import horizon as topic
from schakel.pathway.tests.loaded import Loaded, inline, words
from schakel.people.roles import EDITOR
from schakel.search.reads import search
from tests.cast import Player, make_player

NEW = {
    "id": "new_one", "name": "New one", "kind": "new_product", "indication_nl": "ziekte", "indication_en": "disease",
    "stage": "trial", "of": "patients", "said_on": "2026-11", "min": "20", "max": "35", "source_title": "A report",
    "source_url": "https://www.example.org/report",
}  # fmt: skip


class Horizon(Loaded):
    address = "/horizon/"
    editor: Player

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load(DATA)
        cls.editor = make_player("Emma Editor", EDITOR)

    def send(self, *rows: dict[str, str], name: str = "list.json", content: bytes | None = None) -> Any:
        file = SimpleUploadedFile(name, content if content is not None else json.dumps(rows).encode())
        return self.editor.post("/horizon/import/", {"file": file}, headers={"accept-language": "en"})


class TestPages(Horizon):
    def test_struck_numbers_are_shown_with_the_rule(self) -> None:
        html = self.html("struck=1", "en")
        assert inline(html) == []
        assert "2</b> entries" in html
        assert "80,000" in html
        assert "far above all others" in html
        assert '<s class="struck">' in html

    def test_filters_sort_and_nothing_found(self) -> None:
        assert "/horizon/carvykti_mm/" in self.html("q=carvykti")
        assert "Niets op de horizon past" in self.html("q=zzzz")
        html = self.html("sort=patients&kind=in_use")
        assert html.index("zolgensma_sma") < html.index("upstaza_aadc") < html.index("imlygic_melanoma")

    def test_an_entry_tells_how_its_numbers_moved(self) -> None:
        html = words(self.client.get("/horizon/carvykti_mm/", headers={"accept-language": "en"}).content.decode())
        history = html.split("4 estimates so far, newest first")[1]
        assert history.index("at most 458") < history.index("11 November 2025") < history.index("150")
        assert "first authorised in the EU on 25 May 2022" in html
        assert self.client.get("/horizon/nosuch/").status_code == 404

    def test_only_reading(self) -> None:
        assert self.client.post(self.address).status_code == 405

    def test_the_number_of_queries_does_not_grow_with_the_list(self) -> None:
        with CaptureQueriesContext(
            connection,
        ) as few:
            self.html("q=carvykti")
        with CaptureQueriesContext(connection) as many:
            self.html("")
        assert len(many) <= len(few) + 2

    def test_it_is_found_and_can_be_followed(self) -> None:
        assert search("carvykti", "en", kind="horizon").found
        assert topic("all") is not None
        assert topic("carvykti_mm") is not None
        assert topic("nosuch") is None


class TestLoad(Horizon):
    def test_a_second_load_changes_nothing(self) -> None:
        before = (Trail.objects.count(), HorizonEstimate.objects.count())
        assert load(DATA) == []
        assert (Trail.objects.count(), HorizonEstimate.objects.count()) == before

    def test_an_estimate_that_changes_is_added_and_the_old_one_kept(self) -> None:
        before = HorizonEstimate.objects.count()
        with _changed("value: 150,", "value: 160,", "landscape/pipeline.yaml") as root:
            assert load(root) == ["horizon: 1 entries changed, 1 estimates added"]
        assert HorizonEstimate.objects.count() == before + 1
        assert HorizonEstimate.objects.exclude(gone_at=None).count() == 1
        assert "niet meer genoemd sinds" in self.client.get("/horizon/carvykti_mm/").content.decode()

    def test_what_was_sent_in_survives_a_load(self) -> None:
        sent = self.send(NEW, {"id": "carvykti_mm", "stage": "sluis", "source_title": "A report"})
        self.editor.post(sent["Location"])
        assert load(DATA) == []
        assert HorizonEntry.objects.get(pk="new_one").removed_at is None
        assert HorizonEntry.objects.get(pk="carvykti_mm").stage == "sluis"


class TestExchange(Horizon):
    def test_what_goes_out_comes_in_without_a_change(self) -> None:
        for kind in ("csv", "xlsx"):
            out = self.client.get(f"/horizon/?format={kind}").content
            sent = self.send(name=f"list.{kind}", content=out)
            assert sent.status_code == 302, sent.content.decode()[:3000]
            page = self.editor.get(sent["Location"], headers={"accept-language": "en"}).content.decode()
            assert "0 new estimates" in page

    def test_the_template_has_the_columns_and_says_what_they_hold(self) -> None:
        sheets = self.xlsx("")
        assert tuple(next(iter(sheets.values()))[0]) == COLUMNS
        assert len(self.client.get("/horizon/?format=template").content) > 1000

    def test_nothing_changes_before_it_is_confirmed_and_the_rules_speak_first(self) -> None:
        sent = self.send(NEW, NEW | {"said_on": "2026-12", "min": "", "max": "80000"})
        assert not HorizonEntry.objects.filter(pk="new_one").exists()
        page = self.editor.get(sent["Location"], headers={"accept-language": "en"}).content.decode()
        assert "2 new estimates" in page
        assert "far above all others" in page
        self.editor.post(sent["Location"])
        row = HorizonEntry.objects.get(pk="new_one")
        assert (row.patients, row.struck, row.estimates.count()) == (35, 1, 2)
        assert self.editor.post(sent["Location"]).status_code == 404
        assert Trail.objects.filter(action="horizon.take").count() == 1

    def test_the_same_number_written_otherwise_is_no_new_estimate(self) -> None:
        self.editor.post(self.send(NEW)["Location"])
        page = self.editor.get(self.send(NEW | {"min": "20.0"})["Location"]).content.decode()
        assert "staat" in words(page)
        assert HorizonEstimate.objects.filter(entry="new_one").count() == 1

    def test_a_fault_names_row_column_and_remedy(self) -> None:
        for column, value, remedy in (
            ("kind", "wonder", "not a word of the list"),
            ("conditions", "mm; nosuch", "nosuch"),
            ("product", "nosuch", "not a word of the list"),
            ("of", "cost", "not a word of the list"),
            ("product", "kymriah; yescarta", "not a word of the list"),
            ("said_on", "yesterday", "Write when it was said"),
            ("said_on", "2026-02-31", "Write when it was said"),
            ("min", "many", "plain number"),
            ("min", "40", "The highest lies below"),
            ("value", "3", "Give one number"),
            ("period", "2027", "Moments belong to"),
            ("source_title", "", "may not be empty"),
            ("source_url", "javascript:alert(1)", "begins with https://"),
            ("words_nl", "ongeveer", "in one language only"),
            ("id", "New One", "small letters"),
            ("name", "x" * 5000, "too long"),
            ("colour", "red", "not in the template"),
        ):
            response = self.send(NEW | {column: value})
            html = response.content.decode()
            assert response.status_code == 422, column
            assert remedy in html, column
        assert not HorizonUpload.objects.exists()

    def test_rows_of_one_entry_agree(self) -> None:
        html = self.send(NEW, NEW | {"stage": "research", "said_on": "2025"}).content.decode()
        assert "An earlier row of the same entry" in html

    def test_a_file_that_is_no_table_is_refused_in_words(self) -> None:
        for name, content in (("a.csv", b"id,name\n"), ("a.xlsx", b"no"), ("a.exe", b"id"), ("a.json", b"{}")):
            response = self.send(name=name, content=content)
            assert response.status_code == 422
            assert "error" in response.content.decode()

    def test_only_who_keeps_the_register_sends_in(self) -> None:
        visitor = make_player("Victor Visitor")
        assert visitor.get("/horizon/import/").status_code == 403
        assert self.client.get("/horizon/import/").status_code == 302
        sent = self.send(NEW)
        assert make_player("Eva Editor", EDITOR).get(sent["Location"]).status_code == 404
