# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of one product and the list of products: nothing is lost, doubt is counted, filters filter."""

import re
from html import unescape

from schakel.pathway import reads
from schakel.pathway.engine.requirement import Profile
from schakel.pathway.tests.loaded import Loaded, inline, words
from schakel.pathway.tests.test_exports import runs_as_formula
from schakel.pathway.views.identity import certainty


def requirements_of(html: str) -> list[str]:
    """The ids of the requirements that the page shows, in its order."""
    return [unescape(found) for found in re.findall(r'<article class="req" id="([^"]+)"', html)]


class TestProductPage(Loaded):
    address = "/products/kymriah/"

    def profile(self, slug: str = "kymriah") -> Profile:
        return reads.facts().by_slug[slug]

    def test_every_requirement_of_every_product_stands_on_its_page_once(self) -> None:
        for profile in reads.facts().profiles:
            self.address = f"/products/{profile.slug}/"
            html = self.html("")
            assert sorted(requirements_of(html)) == sorted(r.id for r in profile.requirements), profile.slug
            assert inline(html) == []

    def test_a_step_and_a_nature_filter_and_the_heads_say_of_how_many(self) -> None:
        shown = requirements_of(self.html("step=storage&nature=procedure"))
        vocabulary = reads.facts().vocabulary
        expected = [
            r.id
            for r in self.profile().requirements
            if r.step == "storage" and (a := vocabulary.aspect(*r.key)) is not None and a.nature == "procedure"
        ]
        assert sorted(shown) == sorted(expected)
        at_storage = sum(r.step == "storage" for r in self.profile().requirements)
        assert f"{len(shown)} of {at_storage} requirements" in words(self.html("step=storage&nature=procedure", "en"))

    def test_every_requirement_counts_once_in_the_summary(self) -> None:
        for profile in reads.facts().profiles:
            found = certainty(profile)
            assert found.eu + found.elsewhere + found.guidance + found.unverified == found.total

    def test_what_others_ask_is_told_beside_it(self) -> None:
        text = words(self.html("step=storage", "en"))
        assert "one rule fits" in text
        assert "Tecartus, Yescarta" in text
        self.address = "/products/breyanzi/"
        thaw = words(self.html("step=preparation", "en"))
        assert "conflicts" in thaw

    def test_silent_and_not_read_are_told_apart(self) -> None:
        assert "Read, and it says nothing; others speak of:" in words(self.html("step=eligibility", "en"))
        self.address = "/products/breyanzi/"
        assert "not read Others speak of:" in words(self.html("step=storage", "en"))

    def test_a_product_without_requirements_says_that_nobody_read_it(self) -> None:
        empty = next(p for p in reads.facts().profiles if not p.requirements)
        self.address = f"/products/{empty.slug}/"
        assert "Niemand las de voorschriften van dit product nog." in words(self.html(""))

    def test_what_does_not_exist_is_named_with_what_comes_near(self) -> None:
        for address, near in (("/products/kymria/", "kymriah"), ("/products/kymriah/?step=storag", "storage")):
            response = self.client.get(address)
            assert (response.status_code, near in response.content.decode()) == (404, True)

    def test_unverified_parts_of_the_identity_are_marked(self) -> None:
        text = words(self.html("", "en"))
        assert re.search(r"ATC code L01XL04 unverified", text)

    def test_on_paper_every_source_is_a_numbered_note(self) -> None:
        text = unescape(words(self.html("")))
        for number, title in enumerate(self.documents(), start=1):
            assert f"[{number}] {title}" in text

    def documents(self) -> list[str]:
        """Titles in the order in which the page first cites them."""
        facts = reads.facts()
        ordered = sorted(self.profile().requirements, key=lambda r: facts.vocabulary.aspect_order[r.key])
        return [document.title for document in dict.fromkeys(r.citation.document for r in ordered)]

    def test_on_an_axis_the_product_of_the_page_bears_its_own_name(self) -> None:
        self.address = "/products/breyanzi/"
        html = self.html("step=eligibility")
        assert re.search(r'class="[^"]*accent strong[^"]*"[^>]*>Breyanzi \+\d', html)

    def test_only_reading(self) -> None:
        assert self.client.post(self.address).status_code == 405

    def test_files_hold_every_requirement_with_its_source(self) -> None:
        table = self.csv("")
        assert len(table) == len(self.profile().requirements) + 1
        assert runs_as_formula(table) == []
        assert len(next(iter(self.xlsx("").values()))) == len(table)


class TestProductsPage(Loaded):
    address = "/products/"

    def slugs(self, query: str) -> list[str]:
        return re.findall(r'<th scope="row"><a href="/products/([^/]+)/"', self.html(query))

    def test_every_product_is_listed(self) -> None:
        assert self.slugs("") == [p.slug for p in reads.facts().profiles]

    def test_filters_leave_what_fits(self) -> None:
        profiles = reads.facts().profiles
        assert self.slugs("modality=car_t") == [p.slug for p in profiles if p.product.modality == "car_t"]
        assert self.slugs("status=withdrawn") == [p.slug for p in profiles if p.product.status == "withdrawn"]
        assert self.slugs("status=unread") == [p.slug for p in profiles if not p.requirements]
        assert self.slugs("q=TISAGEN") == ["kymriah"]
        assert self.slugs("q=novartis&modality=car_t") == ["kymriah"]

    def test_nothing_left_says_so(self) -> None:
        assert "Geen product past bij deze filters." in words(self.html("q=zzzz"))
        assert "No product fits these filters." in words(self.html("modality=nonsense", "en"))

    def test_the_file_holds_what_the_filters_leave(self) -> None:
        assert [row[0] for row in self.csv("modality=car_t")][1:] == [
            p.product.brand for p in reads.facts().profiles if p.product.modality == "car_t"
        ]

    def test_only_reading(self) -> None:
        assert self.client.post(self.address).status_code == 405
