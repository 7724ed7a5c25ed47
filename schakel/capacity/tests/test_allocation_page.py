# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of the example: what it shows is what the plans say, and only what may be asked is computed."""

import re
from threading import Event, Thread
from unittest.mock import patch

from schakel.capacity import national
from schakel.capacity.engine.allocation.check import broken
from schakel.capacity.engine.allocation.compare import journeys
from schakel.capacity.national import CHOICES, Question, answer, asked, example, more
from schakel.pathway.tests.loaded import Visitor, inline, words


class TestPage(Visitor):
    address = "/allocation/"

    def test_the_title_is_the_cheapest_way_and_every_way_is_shown(self) -> None:
        html = self.html("", "en")
        best = answer(Question()).best
        assert best is not None
        assert inline(html) == []
        assert f"a patient then travels {round(journeys(best.plan).mean)} minutes" in words(html)
        assert html.count('<table class="offers">') == 3
        assert "assumptions" in html
        assert "70072ned" in html

    def test_norms_that_cannot_hold_together_are_named(self) -> None:
        html = words(self.html("volume=400", "en"))
        assert "These norms cannot hold together" in html
        assert "at least 7 centres for autoimmune disease" in html

    def test_more_shows_the_front_and_the_price_of_each_norm(self) -> None:
        html = self.html("more=1", "en")
        found = more(Question())
        assert len(re.findall(r'<circle class="ink"', html)) == len(found.front)
        assert "Without it one saves" in html
        assert "nobody travels more than 180 minutes" in html

    def test_the_question_is_in_the_address_and_what_may_not_be_asked_is_named(self) -> None:
        assert '<option value="240" selected>' in self.html("travel=240")
        for query in ("travel=7", "patients=1000000", "few=x", "beds=-1"):
            response = self.get(query, "en")
            assert response.status_code == 400
            assert "Choose one of" in response.content.decode()

    def test_as_a_file_every_patient_is_in_it(self) -> None:
        head, *rows = self.csv("patients=100")
        column = head.index("Patiënten")
        today = [row for row in rows if row[0] == "today"]
        assert abs(sum(float(row[column]) for row in today) - example().demand.sum()) < 1
        assert len(self.xlsx("patients=100")) == 2

    def test_who_asks_while_another_question_is_computed_is_told_so_at_once(self) -> None:
        national.answer.cache_clear()
        inside, go_on = Event(), Event()

        def slow(*_args: object, **_named: object) -> list[object]:
            inside.set()
            assert go_on.wait(60)
            return []

        other = Thread(target=answer, args=(Question(patients=500),))
        with patch.object(national, "compared", slow):
            other.start()
            assert inside.wait(60)
            response = self.get("patients=300", "en")
            go_on.set()
            other.join()
        national.answer.cache_clear()
        assert (response.status_code, response["Retry-After"]) == (503, "5")
        assert "/allocation/?patients=300" in response.content.decode()
        assert "costs least" in self.html("patients=300", "en")

    def test_only_reading(self) -> None:
        assert self.client.post(self.address).status_code == 405


def test_every_plan_of_the_page_keeps_its_promises() -> None:
    for way, _why in answer(Question()).ways:
        assert way.plan.found
        assert broken(way.plan) == []
    for plan in more(Question()).front:
        assert broken(plan) == []


def test_the_front_goes_from_cheap_to_near() -> None:
    plans = more(Question()).front
    assert [one.cost for one in plans] == sorted(one.cost for one in plans)
    assert [one.travel for one in plans] == sorted((one.travel for one in plans), reverse=True)


def test_a_question_changes_what_it_names_and_nothing_else() -> None:
    plain, twice = asked(Question()), asked(Question(patients=200, beds=50, volume=0))
    assert abs(twice.demand.sum() - 2 * plain.demand.sum()) < 1e-9
    assert twice.centres[0].capacity["bed"][0] == plain.centres[0].capacity["bed"][0] / 2
    assert not [norm for norm in twice.norms if norm.kind == "volume"]
    assert twice.products == plain.products
    assert all(getattr(Question(), name) in options for name, options in CHOICES.items())
