# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The choice of a route, the route with its plan, and what applies where."""

import csv
import io
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from schakel.pathway.tests.loaded import Loaded, inline, words
from schakel.regulatory.rules import routes
from schakel.regulatory.topics import route as topic

PLAN = "/routes/clinical_trial/?start=2026-12-01"
OWN = "&days_manufacturing_licence=30&days_submission=90&days_local=10"


class Reading(Loaded):
    def page(self, address: str, lang: str = "nl", status: int = 200) -> str:
        response = self.client.get(address, headers={"accept-language": lang})
        assert response.status_code == status, response.content.decode()[:300]
        return unescape(response.content.decode())

    def heading(self, address: str, lang: str = "nl") -> str:
        return words(re.findall(r"<h1>(.*?)</h1>", self.page(address, lang), re.S)[0])


class TestRoutes(Reading):
    def test_the_answer_is_the_heading(self) -> None:
        assert self.heading("/routes/?trial=yes") == "Klinisch onderzoek"
        assert self.heading("/routes/?trial=yes&abroad=yes", "en") == "2 routes fit; try Clinical trial first"

    def test_fitting_routes_stand_first_and_the_rest_stays_to_be_read(self) -> None:
        html = self.page("/routes/?custom_made=yes&authorised=no")
        order = re.findall(r'<a href="/routes/(\w+)/">', html)
        assert order[0] == "hospital_exemption"
        assert order[-1] == "marketing_authorisation"
        assert set(order) == set(routes().routes)

    def test_an_answer_that_is_none_counts_as_no_answer(self) -> None:
        assert self.heading("/routes/?trial=perhaps") == "Welke route leidt naar de patiënt?"

    def test_every_step_as_csv(self) -> None:
        text = self.client.get("/routes/?format=csv").content.decode()
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
        assert len(rows) == sum(len(route.steps) for route in routes().routes.values())
        assert all(row["sources"] for row in rows)

    def test_only_reading(self) -> None:
        for address in ("/routes/", PLAN, "/settings/"):
            assert self.client.post(address).status_code == 405
            assert inline(self.page(address)) == []


class TestRoute(Reading):
    def test_every_route_shows_all_its_steps_in_either_language(self) -> None:
        for route in routes().routes.values():
            for lang in ("nl", "en"):
                text = words(self.page(f"/routes/{route.id}/", lang))
                assert [s.id for s in route.steps if words(s.what.in_(lang)) not in text] == []

    def test_a_plan_says_when_and_what_is_not_known(self) -> None:
        heading = self.heading(PLAN)
        assert heading == "Klinisch onderzoek: 31 mrt 2027 – 5 jul 2027 plus 3 onbekende termijnen"
        assert "plus, niet bekend: GMP-fabrikantenvergunning" in words(self.page(PLAN))

    def test_own_days_close_the_plan_and_are_marked(self) -> None:
        assert self.heading(PLAN + OWN, "en").startswith("Clinical trial: about ")
        assert "unknown" not in self.heading(PLAN + OWN, "en")
        assert "90 days, your own" in words(self.page(PLAN + OWN, "en"))

    def test_an_optional_step_can_be_left_out(self) -> None:
        assert "weggelaten" in words(self.page(f"{PLAN}&without=classification"))
        assert "30 jan 2027 – 6 mei 2027" in self.heading(f"{PLAN}&without=classification"), "sixty days sooner"

    def test_a_day_that_is_none_is_told_and_nothing_is_planned(self) -> None:
        for wrong in ("yesterday", "1890-01-01", "2026-02-30"):
            assert 'role="alert"' in self.page(f"/routes/clinical_trial/?start={wrong}", status=400)
        assert "0 tot 3650" in self.page(f"{PLAN}&days_local=-4", status=400)
        assert "0 tot 3650" in self.page(f"{PLAN}&days_local=99999999999999999999", status=400)

    def test_an_unknown_route_names_those_that_exist(self) -> None:
        html = self.page("/routes/clinical_trail/", status=404)
        assert 'href="/routes/clinical_trial/"' in html
        assert self.client.get("/routes/<script>/").status_code == 404

    def test_the_calendar_holds_only_what_is_certain(self) -> None:
        found = Calendar.from_ical(self.client.get(f"{PLAN}&format=ics").content)
        events = {str(event["uid"]).split(".")[1]: event for event in found.walk("VEVENT")}
        assert set(events) == {"classification", "gmo_permit"}
        assert events["gmo_permit"]["dtend"].dt == date(2027, 5, 31), "the day after the last"
        closed = Calendar.from_ical(self.client.get(f"{PLAN}{OWN}&format=ics").content)
        assert len(closed.walk("VEVENT")) == len(routes().routes["clinical_trial"].before)

    def test_the_same_plan_is_the_same_calendar(self) -> None:
        first, second = (self.client.get(f"{PLAN}&format=ics").content for _ in range(2))
        assert first == second

    def test_csv_and_pdf_tell_the_same_dates(self) -> None:
        text = self.client.get(f"{PLAN}&format=csv", headers={"accept-language": "nl"}).content.decode()
        rows = {row["Stap"]: row for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff")))}
        assert rows["Eén besluit"]["Eindigt"] == "31 mrt 2027 – 5 jul 2027"
        assert "Het hele dossier" in rows["Eén besluit"]["Komt erbij, niet bekend"]
        pdf = self.client.get(f"{PLAN}&format=pdf", headers={"accept-language": "nl"}).content
        told = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
        assert "31 mrt 2027 – 5 jul 2027" in told
        assert "niet geverifieerd" in told

    def test_old_numbers_are_marked_with_their_year(self) -> None:
        html = self.page("/routes/hospital_exemption/")
        limits = html[html.index('id="limits"') : html.index('id="coming"')]
        assert limits.count("badge-guidance") == 2
        assert limits.count("dia's uit 2016") == 2

    def test_a_route_can_be_followed(self) -> None:
        found = topic("clinical_trial")
        assert found is not None
        assert found.url == "/routes/clinical_trial/"
        assert topic("nowhere") is None
        assert "Log in om te volgen" in words(self.page("/routes/clinical_trial/"))


class TestSettings(Reading):
    def test_the_heading_counts_and_nothing_found_is_said(self) -> None:
        cells = [cell for topic in routes().topics for cell in topic.cells.values()]
        text = words(self.page("/settings/"))
        assert f"{sum(map(bool, cells))} uitspraken met hun bron; {cells.count(None)} keer" in text
        assert text.count("niet gevonden ") >= cells.count(None)

    def test_chosen_settings_only(self) -> None:
        html = self.page("/settings/?setting=clinical_trial&setting=hospital_exemption&setting=nowhere")
        assert len(re.findall(r'<th scope="col"><a href="/routes/', html)) == 2

    def test_as_csv_and_excel_with_sources(self) -> None:
        text = self.client.get("/settings/?format=csv", headers={"accept-language": "en"}).content.decode()
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
        assert len(rows) == len(routes().topics) * len(routes().columns)
        assert all(bool(row["Sources"]) == (row["What applies"] != "not found") for row in rows)
        assert self.client.get("/settings/?format=xlsx").content[:2] == b"PK"

    def test_product_requirements_are_counted_by_setting(self) -> None:
        assert "Geen eis in de feiten is beperkt tot één situatie" in words(self.page("/settings/"))


@pytest.mark.parametrize("route", routes().routes.values(), ids=lambda route: route.id)
def test_no_route_is_empty_of_sources(route: Any) -> None:
    assert all(step.fact.references for step in route.steps)
    assert any(not reference.unverified for reference in route.references)
