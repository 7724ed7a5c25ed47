# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of all authorisations: each in its year, by the date that was asked."""

import re

from schakel.catalogue import reads
from schakel.catalogue.years import DECISION, OPINION, by_year
from schakel.pathway.tests.loaded import Loaded, inline, words


class TestAuthorisations(Loaded):
    address = "/authorisations/"

    def test_none_is_lost_in_the_chart(self) -> None:
        every = reads.authorisations()
        for basis, query in ((DECISION, ""), (OPINION, "basis=opinion")):
            years, without = by_year(every, basis)
            assert sum(len(year.found) for year in years) + len(without) == len(every)
            assert [year.year for year in years] == list(range(years[0].year, years[-1].year + 1))
            html = self.html(query)
            assert inline(html) == []
            assert html.count("<rect") == sum(len(year.found) for year in years)
            assert [one.brand for one in every if one.brand not in words(html)] == []

    def test_the_basis_is_named(self) -> None:
        assert "By the year of the Commission's decision" in words(self.html("", "en")).replace("&#x27;", "'")
        assert re.search("Naar jaar van het advies van het CHMP</h2>", self.html("basis=opinion"))

    def test_as_a_file_none_is_lost(self) -> None:
        every = reads.authorisations()
        head, *rows = self.csv("basis=opinion")
        assert [row[0] for row in rows] == [one.brand for one in every]
        assert {len(row) for row in rows} == {len(head)}
        ((_name, sheet),) = self.xlsx("").items()
        assert len(sheet) == len(every) + 1

    def test_only_reading(self) -> None:
        assert self.client.post(self.address).status_code == 405
