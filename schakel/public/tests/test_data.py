# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Open data: complete, described, without persons; and what search engines are told."""

import csv
import io
import json
import re
from xml.etree import ElementTree

from django.conf import settings

from schakel.catalogue import reads as catalogue
from schakel.network import reads as network
from schakel.pathway.reads import facts
from schakel.pathway.tests.loaded import words
from schakel.people.models import Person
from schakel.public.tests.shown import Shown
from schakel.public.views.data import EVERY, KINDS
from tests.cast import make_person

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


class TestOpenData(Shown):
    def rows(self, name: str) -> list[dict[str, object]]:
        response = self.client.get(f"/data/{name}.json")
        assert response.status_code == 200
        return list(response.json()["rows"])

    def test_none_is_lost(self) -> None:
        assert len(self.rows("products")) == catalogue.present().count()
        assert len(self.rows("requirements")) == sum(len(one.requirements) for one in facts().profiles)
        assert len(self.rows("dutch-status")) == len(catalogue.dutch_statuses())
        assert len(self.rows("organisations")) == network.organisations().count()
        assert len(self.rows("bottlenecks")) == network.bottlenecks().count()

    def test_both_forms_say_the_same(self) -> None:
        for name in EVERY:
            response = self.client.get(f"/data/{name}.csv")
            assert response["Content-Type"] == KINDS["csv"]
            head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
            assert head == [column.name for column in EVERY[name].columns]
            assert len(rows) == len(self.rows(name)), name
            assert {len(row) for row in rows} <= {len(head)}

    def test_every_fact_has_its_source(self) -> None:
        for name in ("dutch-status", "organisations", "initiatives", "bottlenecks", "authorisations"):
            assert [row for row in self.rows(name) if not row["sources"]] == [], name

    def test_what_did_not_change_is_not_sent_again(self) -> None:
        first = self.client.get("/data/products.csv")
        again = self.client.get("/data/products.csv", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = self.client.get("/data/products.json")
        assert other["ETag"] != first["ETag"]

    def test_the_licence_is_stated(self) -> None:
        assert "creativecommons.org/licenses/by/4.0" in self.client.get("/data/products.csv")["Link"]
        assert "CC BY 4.0" in words(self.page("/data/"))

    def test_the_page_describes_every_column(self) -> None:
        text = words(self.page("/data/", "nl"))
        for one in EVERY.values():
            assert [column.name for column in one.columns if column.name not in text] == []
        assert f"{len(EVERY)} tabellen" in text

    def test_no_person_is_in_it(self) -> None:
        make_person("Xaviera Nergensgenoemd", email="nergens@example.org")
        everything = "".join(self.client.get(f"/data/{name}.csv").content.decode() for name in EVERY)
        for person in Person.objects.all():
            assert person.name not in everything
        assert re.findall(r"[\w.]+@[\w-]+\.\w+", everything) == []

    def test_the_catalogue_leads_to_every_file(self) -> None:
        found = json.loads(self.client.get("/data/catalogue.json").content)
        assert found["@type"] == "dcat:Catalog"
        assert [one["dct:identifier"] for one in found["dcat:dataset"]] == list(EVERY)
        for one in found["dcat:dataset"]:
            assert {word["@language"] for word in one["dct:title"]} == {"nl", "en"}
            for form in one["dcat:distribution"]:
                path = form["dcat:downloadURL"].removeprefix(settings.SCHAKEL_SITE)
                assert self.client.get(path)["Content-Type"].startswith(form["dcat:mediaType"])

    def test_what_is_not_there_is_not_found(self) -> None:
        for path in ("/data/nosuch.csv", "/data/products.exe"):
            assert self.client.get(path).status_code == 404
        assert self.client.post("/data/products.csv").status_code == 405


class TestSearchEngines(Shown):
    def test_the_sitemap_names_every_open_page_once(self) -> None:
        response = self.client.get("/sitemap.xml")
        found = [one.text for one in ElementTree.fromstring(response.content).iter(LOC)]  # noqa: S314 - our own text
        paths = [str(one).removeprefix(settings.SCHAKEL_SITE) for one in found]
        assert len(paths) == len(set(paths))
        for path in ("/", "/therapies/", "/therapies/kymriah/", "/conditions/mm/", "/products/kymriah/", "/data/"):
            assert path in paths
        assert [path for path in paths if path.startswith(("/accounts/", "/people/", "/proposals/"))] == []
        checked = [path for path in paths if path.count("/") <= 2] + paths[::60]
        assert [path for path in checked if self.client.get(path).status_code != 200] == []

    def test_robots_are_led_to_it(self) -> None:
        assert f"Sitemap: {settings.SCHAKEL_SITE}/sitemap.xml" in self.client.get("/robots.txt").content.decode()

    def test_a_page_has_one_address_and_its_own_words(self) -> None:
        html = self.page("/therapies/kymriah/?utm=1", "en")
        assert f'<link rel="canonical" href="{settings.SCHAKEL_SITE}/therapies/kymriah/">' in html
        (title,) = re.findall(r'<meta property="og:title" content="([^"]*)">', html)
        assert title == "You can get Kymriah in the Netherlands, but not for every disease"
        (meta,) = re.findall(r'<meta name="description" content="([^"]*)">', html)
        (shared,) = re.findall(r'<meta property="og:description" content="([^"]*)">', html)
        assert meta.split() == shared.split()

    def test_both_languages_stand_at_one_address(self) -> None:
        response = self.client.get("/therapies/kymriah/")
        assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}
