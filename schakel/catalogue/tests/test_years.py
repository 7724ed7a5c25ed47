# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Years of authorisations over a few entries: chart, basis, what was not seen, each source once."""

import re
from datetime import date
from typing import Any

from django.test import Client, TestCase

from schakel.catalogue.actions import keep_authorisations
from schakel.catalogue.engine.authorisation import AuthorisationModel
from schakel.catalogue.years import DECISION, OPINION, by_year, chart

ADDRESS = "/authorisations/"


def entry(brand: str, **more: Any) -> AuthorisationModel:
    given = {"inn": "example", "status": "authorised", "kind": "gene_therapy", "car_t": False, "source": "A table"}
    return AuthorisationModel.model_validate({"brand": brand, **given, **more})


FIRST = entry("Firstcel", authorised_on=date(2018, 8, 23), opinion_on=date(2017, 12, 14), car_t=True)
ENDED = entry("Goneleucel", authorised_on=date(2018, 1, 5), withdrawn_on=date(2020, 1, 1), kind_source="unverified")
YEAR_ONLY = entry("Vaguecel", authorised_year=2021, source="A newspaper, https://example.org/news")


class TestYears(TestCase):
    def test_years_without_any_stand_there_too(self) -> None:
        years, without = by_year([FIRST, ENDED, YEAR_ONLY], DECISION)
        assert [(year.year, len(year.found)) for year in years] == [(2018, 2), (2019, 0), (2020, 0), (2021, 1)]
        assert without == []

    def test_the_basis_moves_a_product_and_names_who_has_no_such_date(self) -> None:
        years, without = by_year([FIRST, ENDED, YEAR_ONLY], OPINION)
        assert [(year.year, year.brands) for year in years] == [(2017, "Firstcel")]
        assert without == [ENDED, YEAR_ONLY]

    def test_one_square_each_and_the_numbers_read_aloud(self) -> None:
        years, _ = by_year([FIRST, ENDED, YEAR_ONLY], DECISION)
        drawn = chart(years)
        assert drawn.count("<rect") == 3
        assert drawn.count("cf-line") == 1, "only what ended is struck through"
        assert "2018: 2; 2019: 0; 2020: 0; 2021: 1" in drawn

    def test_nothing_dated_is_nothing_drawn(self) -> None:
        assert chart(by_year([entry("Nodate")], DECISION)[0]) == ""


class TestPage(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        keep_authorisations(authorisations=[FIRST, ENDED, YEAR_ONLY])

    def html(self, query: str = "", lang: str = "en") -> str:
        response = self.client.get(f"{ADDRESS}?{query}", headers={"accept-language": lang})
        assert response.status_code == 200
        return str(response.content.decode())

    def test_the_title_counts_what_was_and_what_still_is(self) -> None:
        assert "<h1>3 products were authorised in the EU, 2 still are</h1>" in self.html()
        assert "<h1>3 producten zijn in de EU toegelaten, 2 zijn dat nog</h1>" in self.html(lang="nl")

    def test_it_names_the_basis_of_the_years_and_who_has_none(self) -> None:
        assert "By the year of the Commission" in _head(self.html())
        html = self.html("basis=opinion")
        assert "CHMP" in _head(html)
        assert "Date not seen, so not in the chart:" in html

    def test_a_source_is_written_out_once_and_pointed_at(self) -> None:
        html = self.html()
        assert html.count("A table") == 1
        assert html.count('href="#source-1"') == 2
        assert html.count('href="#source-2"') == 1

    def test_what_nobody_looked_up_says_so(self) -> None:
        row = next(found for found in re.findall(r"<tr>.*?</tr>", self.html(), re.S) if "Goneleucel" in found)
        assert "badge-unverified" in row
        assert self.html().count("badge-unverified") == 1

    def test_only_reading(self) -> None:
        assert self.client.post(ADDRESS).status_code == 405


class TestNothing(TestCase):
    def test_before_the_first_load(self) -> None:
        assert Client().get(ADDRESS).status_code == 200


def _head(html: str) -> str:
    found = re.search(r'<h2 id="by-year">(.*?)</h2>', html, re.S)
    assert found is not None
    return found[1]
