# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The open pages of the network: each works in both languages, says what is not there, and only reads."""

import re

from schakel.network import reads
from schakel.network.tests.loaded import Mapped
from schakel.pathway.tests.loaded import inline, words

PAGES = ("organisations", "organisations/lumc", "initiatives", "initiatives/gocart", "activity", "timeline")


class TestEveryPage(Mapped):
    def test_it_works_in_both_languages_without_inline_styles(self) -> None:
        for page in PAGES:
            self.address = f"/{page}/"
            for lang in ("nl", "en"):
                html = self.html("", lang)
                assert f'<html lang="{lang}"' in html
                assert inline(html) == []

    def test_only_reading(self) -> None:
        for page in PAGES:
            assert self.client.post(f"/{page}/").status_code == 405

    def test_what_is_not_there_is_no_page(self) -> None:
        for page in ("organisations/nobody", "initiatives/nothing"):
            assert self.client.get(f"/{page}/").status_code == 404


class TestOrganisations(Mapped):
    address = "/organisations/"

    def test_who_gives_car_t_near_maastricht(self) -> None:
        html = self.html("capability=car_t_centre&near=maastricht")
        names = re.findall(r'class="entry-name"><a href="/organisations/([^/]+)/', html)
        assert names[:2] == ["mumc", "radboudumc"]
        assert "Het dichtst bij Maastricht: Maastricht UMC+" in words(html)
        assert "umcg" in names[-1]

    def test_dutch_names_of_places_are_known(self) -> None:
        assert self.get("near=Brussel").status_code == 200
        assert "Brussels" in self.html("city=Brussels", "en")

    def test_filters_leave_what_fits_and_the_map_follows(self) -> None:
        html = self.html("kind=patient_organisation")
        assert "7 organisaties passen" in words(html)
        assert 'href="/organisations/hematon/"' in html
        assert 'href="/organisations/lumc/"' not in html
        assert "city=Leiden" not in html
        assert "city=Utrecht" in html

    def test_words_are_found_whatever_their_accents(self) -> None:
        assert 'href="/organisations/prinses-maxima-centrum/"' in self.html("q=Máxima")

    def test_an_unknown_place_or_kind_is_named_with_what_comes_near(self) -> None:
        for query, near in (("near=Mastricht", "Maastricht"), ("capability=car_t_center", "car_t_centre")):
            response = self.get(query)
            assert response.status_code == 404
            assert near in response.content.decode()

    def test_what_was_typed_is_shown_as_text(self) -> None:
        for name in ("q", "near", "city", "group"):
            assert "<script>alert" not in self.get(f"{name}=<script>alert(1)</script>").content.decode()

    def test_nothing_found_says_so(self) -> None:
        assert "Niet gevonden is niet hetzelfde" in words(self.html("q=zzzz"))


class TestOrganisation(Mapped):
    address = "/organisations/nki-avl/"

    def test_every_capability_shows_its_source(self) -> None:
        html = self.html("")
        row = reads.organisation("nki-avl")
        assert row is not None
        assert html.count('data-label="Bron"') == row.capabilities.count()
        assert "niet geverifieerd" in words(self.client.get("/organisations/vertex/").content.decode())

    def test_it_leads_to_its_initiatives_and_names_no_contact_that_nobody_gave(self) -> None:
        html = self.html("")
        assert 'href="/initiatives/til-registration/"' in html
        assert "mailto:" not in html


class TestActivity(Mapped):
    address = "/activity/"

    def test_the_title_is_the_answer(self) -> None:
        assert "5 van de 15 thema’s hebben geen Nederlands initiatief" in self.html("")
        assert "5 of 15 themes have no Dutch initiative" in self.html("", "en")

    def test_every_bottleneck_is_counted_once(self) -> None:
        html = self.html("", "en")
        (row,) = re.findall(r"Bottlenecks under this theme</a></th>(.*?)</tr>", html, re.S)
        assert sum(int(n) for n in re.findall(r">(\d+)</td>", row)) == reads.bottlenecks().count() == 74

    def test_as_csv_it_is_the_same_map(self) -> None:
        rows = self.csv("")
        assert len(rows) == 1 + reads.initiatives().count()
        assert sum(int(cell) for row in rows[1:] for cell in row[2:]) == self.html("").count("werkt hieraan</span>")

    def test_our_readings_are_marked(self) -> None:
        assert "onze eigen lezing" in words(self.html(""))

    def test_by_phase_the_order_is_that_of_a_product(self) -> None:
        heads = re.findall(r"\?phase=(\w+)", self.html("by=phases"))
        assert heads[:6] == list(reads.phases())


class TestTimeline(Mapped):
    address = "/timeline/"

    def test_a_plan_is_not_told_as_done(self) -> None:
        text = words(self.html("track=atmp_nl"))
        assert "gepland; afloop niet gevonden" in text

    def test_an_unknown_track_is_named(self) -> None:
        response = self.get("track=nothing")
        assert (response.status_code, "“nothing”" in response.content.decode()) == (404, True)
