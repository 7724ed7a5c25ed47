# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The open pages of this room: they work in both languages, filter, export, and say what is not known."""

import json
from unittest.mock import patch

import pytest
from django.test import Client

from schakel.followup import reads
from schakel.followup.tests.loaded import Promised
from schakel.pathway.tests.loaded import inline, words


class TestBottlenecks(Promised):
    address = "/bottlenecks/"

    def test_the_title_counts_what_nobody_answers(self) -> None:
        number = len(reads.unanswered())
        assert f"<h1>{number} van de 74 knelpunten hebben nog geen antwoord</h1>" in self.html("")
        assert f"<h1>{number} of the 74 bottlenecks have no answer yet</h1>" in self.html("", "en")
        assert inline(self.html("")) == []

    def test_filters_add_up_and_each_dot_is_there(self) -> None:
        html = self.html("unanswered=1&category=organisation")
        shown = {row.id for row in reads.unanswered() if row.category == "organisation"}
        assert f"<b>{len(shown)}</b>" in html
        assert html.count('class="dot') >= 74 + 2
        assert "past geen" not in html
        assert "Geen enkel knelpunt" in self.html("q=zzzz")

    def test_it_is_sent_as_csv_and_json(self) -> None:
        rows = self.csv("unanswered=1")
        assert len(rows) == len(reads.unanswered()) + 1
        found = json.loads(self.get("format=json").content)["bottlenecks"]
        assert sum(not one["answered"] for one in found) == len(reads.unanswered())

    def test_only_reading(self) -> None:
        assert self.client.post(self.address).status_code == 405


class TestBottleneck(Promised):
    def test_it_shows_what_answers_it_and_who_works_on_the_theme(self) -> None:
        self.address = "/bottlenecks/b01/"
        html = self.html("")
        assert "/followup/r02/" in html
        assert "hovon-cart-workgroups" in html
        assert "Beantwoord door" in words(html)

    def test_without_an_answer_it_says_so(self) -> None:
        self.address = "/bottlenecks/b70/"
        assert "Nobody answers this yet" in self.html("", "en")

    def test_what_is_not_there_is_not_found(self) -> None:
        assert self.client.get("/bottlenecks/b99/").status_code == 404
        assert self.client.post("/bottlenecks/b01/").status_code == 405


class TestFollowup(Promised):
    address = "/followup/"

    def test_not_known_is_not_called_not_done(self) -> None:
        html = words(self.html("", "en"))
        assert "nobody wrote down what came of them" in html
        assert "not done" not in html.replace("the same as not done", "")

    def test_filters_by_actor_kind_state_and_term(self) -> None:
        assert {row[0] for row in self.csv("actor=zonmw&kind=action")[1:]} == {"a03"}
        assert {row[0] for row in self.csv("state=done")[1:]} == {"a03", "a06"}
        late = {row[0] for row in self.csv("late=1")[1:]}
        assert "a02" in late
        assert "a03" not in late
        assert {row[0] for row in self.csv("period=2023")[1:]} == {"a15"}
        assert "Niets past" in self.html("q=zzzz")

    def test_a_long_list_is_leafed_through_and_a_file_holds_all(self) -> None:
        with patch("schakel.followup.views.followup.ON_A_PAGE", 10):
            first, last = self.html("kind=action"), self.html("kind=action&page=2")
            assert len(json.loads(self.get("kind=action&format=json").content)["items"]) == 15
        assert "<b>15</b>" in first
        assert "/followup/a01/" in first
        assert "/followup/a01/" not in last

    def test_excel_and_json_hold_the_same(self) -> None:
        (sheet,) = self.xlsx("kind=action").values()
        assert len(sheet) == 16
        assert len(json.loads(self.get("kind=action&format=json").content)["items"]) == 15

    def test_only_reading(self) -> None:
        assert self.client.post(self.address).status_code == 405


class TestItem(Promised):
    def test_it_shows_its_source_its_bottlenecks_and_what_was_found(self) -> None:
        self.address = "/followup/a03/"
        html = self.html("")
        assert "/bottlenecks/b58/" in html
        assert "onze eigen lezing" in html
        assert "31 maart 2023" in html
        assert "<form" not in html.split("<main")[1].split("</main>")[0], "a stranger has nothing to fill in"

    def test_parts_and_whole_point_at_each_other(self) -> None:
        self.address = "/followup/r04/"
        assert "/followup/r04a/" in self.html("")
        self.address = "/followup/r04a/"
        assert 'href="/followup/r04/"' in self.html("")

    def test_what_is_not_there_is_not_found(self) -> None:
        assert self.client.get("/followup/a99/").status_code == 404


class TestReport(Promised):
    address = "/followup/report/"

    def test_a_period_tells_what_changed_in_it(self) -> None:
        html = self.html("actor=vws&from=2023-01-01&to=2023-12-31")
        assert "Voortgang van" in html
        lines = self.csv("actor=vws&from=2023-01-01&to=2023-12-31")
        told = {row[0]: row for row in lines[1:]}
        assert told["a03"][6:8] == ["niet bekend", "gedaan"]
        assert told["a15"][8] == "nog 0 dagen"

    def test_pdf_and_excel_are_made(self) -> None:
        response = self.get("actor=vws&format=pdf")
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
        assert len(self.xlsx("actor=vws")) == 3

    def test_a_question_that_cannot_be_asked_is_told(self) -> None:
        for query in ("from=2026-31-01", "from=2026-02-01&to=2026-01-01", "actor=nobody"):
            response = self.get(query)
            assert response.status_code == 400, query
            assert "notice-error" in response.content.decode()


class TestFigures(Promised):
    address = "/figures/"

    def test_both_numbers_stand_there_where_they_differ(self) -> None:
        html = self.html("", "en")
        assert "depends on what you count" in html
        assert "sources contradict each other" in html
        assert inline(html) == []

    def test_it_is_sent_as_csv(self) -> None:
        rows = self.csv("")
        assert ["Zolgensma" in row[0] for row in rows].count(True) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/bottlenecks/", "/followup/", "/followup/report/", "/followup/report/?format=pdf", "/figures/"]
)
def test_an_empty_database_gives_a_page(address: str, client: Client) -> None:
    assert client.get(address).status_code in {200, 503}
