# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page that judges methods on the European counts: what it shows is what the engine says."""

import json
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from schakel.capacity.engine.counted import FILE, REGISTER, read_counted
from schakel.capacity.engine.forecast.backtest import backtest
from schakel.capacity.facts import counted
from schakel.pathway.tests.loaded import Visitor, inline, words
from schakel.values.located import FactsError

DATA = Path(settings.DATA)


class TestPage(Visitor):
    address = "/forecast/backtest/"

    def test_every_method_and_year_stands_there_with_its_miss(self) -> None:
        html = self.html("held_out=2", "en")
        text, judged = words(html), backtest(counted()["car_t_europe"].counts, held_out=2)
        assert inline(html) == []
        misses = sorted(one.miss for one in judged)
        assert f"missed by {100 * misses[0]:.0f} %, the worst by {100 * misses[-1]:.0f} %" in text
        missed = sum(not year.holds(80) for one in judged for year in one.years)
        assert html.count("outside the interval") == missed > 0
        assert "Bone Marrow Transplant" in text
        assert "no yearly counts were found" in text

    def test_with_three_held_out_there_are_three_years(self) -> None:
        assert self.html("held_out=3").count('class="chart intervals"') == 3
        assert "Vooruitgekeken naar 2021, 2022 en 2023" in words(self.html("held_out=3"))

    def test_what_cannot_be_held_out_is_named_with_the_remedy(self) -> None:
        for asked in ("0", "9", "many", "%F0%9D%9F%9A", "-1"):
            response = self.get(f"held_out={asked}", "en")
            assert response.status_code == 400
            assert "choose 1, 2 or 3" in response.content.decode()

    def test_as_a_file(self) -> None:
        head, *rows = self.csv("held_out=2")
        assert len(rows) == 8
        assert {len(row) for row in rows} == {len(head)}
        assert len(self.xlsx("held_out=2")) == 2

    def test_only_reading(self) -> None:
        assert self.client.post(self.address).status_code == 405


def test_a_count_without_a_source_does_not_load() -> None:
    data = yaml.safe_load((DATA / FILE).read_bytes())
    del data["treatments"]["car_t_europe"]["counts"][0]["source"]
    with pytest.raises(FactsError, match="no source"):
        read_counted(json.dumps(data, default=str), (DATA / REGISTER).read_bytes())
    with pytest.raises(FactsError, match="no mapping 'treatments'"):
        read_counted("a: 1", (DATA / REGISTER).read_bytes())
