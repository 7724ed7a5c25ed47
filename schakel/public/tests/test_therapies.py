# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Therapies and diseases for everyone: the answer stands first, with its date and its sources."""

import re

from schakel.catalogue import reads
from schakel.catalogue.engine.availability import Verdict
from schakel.following.topics import topic
from schakel.pathway.tests.loaded import inline, without_foreign, words
from schakel.public.tests.shown import Shown
from schakel.public.views.therapy import place_in_time
from schakel.public.views.told import today
from schakel.search.reads import search


class TestTherapies(Shown):
    def test_the_title_counts_what_can_be_had(self) -> None:
        found = reads.availabilities(today()).values()
        had = sum(one.verdict in (Verdict.YES, Verdict.PARTLY) for one in found)
        assert f"You can get {had} of {len(found)} cell and gene therapies" in words(self.page("/therapies/", "en"))
        assert f"U kunt {had} van de {len(found)} cel- en gentherapieën" in words(self.page("/therapies/"))

    def test_a_disease_finds_its_therapies(self) -> None:
        html = self.page("/therapies/?q=kahler")
        assert re.findall(r'href="/therapies/([a-z]+)/"', html) == ["abecma", "carvykti"]
        assert "Probeer een andere naam" in words(self.page("/therapies/?q=zzz"))

    def test_an_answer_can_be_asked_for(self) -> None:
        slugs = set(re.findall(r'href="/therapies/([a-z]+)/"', self.page("/therapies/?answer=yes")))
        assert slugs == {slug for slug, one in reads.availabilities(today()).items() if one.verdict is Verdict.YES}
        assert self.page("/therapies/?answer=nonsense").count('class="plain-name"') == reads.present().count()

    def test_what_others_count_stands_beside_our_count(self) -> None:
        text = words(self.page("/therapies/"))
        assert "ongeveer een kwart is in Nederland beschikbaar" in text

    def test_every_product_has_a_page_in_both_languages(self) -> None:
        for slug in reads.present().values_list("slug", flat=True):
            for lang in ("nl", "en"):
                html = self.page(f"/therapies/{slug}/", lang)
                assert inline(html) == []
                assert ("geen medisch advies" if lang == "nl" else "not medical advice") in html

    def test_a_page_tells_for_what_where_and_since_when(self) -> None:
        text = words(self.page("/therapies/kymriah/"))
        assert "U kunt Kymriah in Nederland krijgen, maar niet voor elke ziekte" in text
        assert "in het basispakket" in text
        assert "stand van december 2018" in text
        assert "Maastricht UMC+" in text
        assert "minister haalt het middel uit de sluis" in text
        assert "Wat zijn mijn mogelijkheden?" in text

    def test_an_agreement_that_ended_is_told(self) -> None:
        text = words(self.page("/therapies/luxturna/", "en"))
        assert "The agreement ran until 1 January 2026. We found no new one." in text
        assert "This is not fully certain." in text

    def test_what_is_no_longer_allowed_or_not_found_is_told_apart(self) -> None:
        assert "in Europa niet meer toegelaten" in words(self.page("/therapies/glybera/"))
        assert "We vonden geen bron die het zegt." in words(self.page("/therapies/itvisma/"))

    def test_where_names_no_hospital_for_what_cannot_be_had(self) -> None:
        assert 'id="where"' not in self.page("/therapies/carvykti/")
        assert "Oogziekenhuis" in self.page("/therapies/luxturna/")

    def test_every_status_leads_to_its_source(self) -> None:
        html = self.page("/therapies/casgevy/")
        links = set(re.findall(r'href="(/sources/[0-9a-f]+/)"', html))
        assert len(links) >= 3
        assert [link for link in links if self.client.get(link).status_code != 200] == []

    def test_one_language_at_a_time(self) -> None:
        dutch, english = ("Voor wie is het?", "Waar?"), ("For whom is it?", "Questions for your doctor")
        for lang, own, other in (("nl", dutch, english), ("en", english, dutch)):
            text = words(without_foreign(self.page("/therapies/kymriah/", lang)))
            assert [one for one in own if one not in text] == []
            assert [one for one in other if one in text] == []

    def test_an_unknown_name_comes_with_what_is_near(self) -> None:
        html = self.page("/therapies/kymria/", status=404)
        assert 'href="/therapies/kymriah/"' in html
        assert 'href="/conditions/lbcl/"' in self.page("/conditions/lbc/", status=404)
        assert self.client.post("/therapies/").status_code == 405


class TestConditions(Shown):
    def test_every_disease_has_a_page(self) -> None:
        html = self.page("/conditions/")
        every = list(reads.conditions())
        assert sorted(set(re.findall(r'href="/conditions/([a-z_0-9]+)/"', html))) == sorted(every)
        for name in every:
            assert inline(self.page(f"/conditions/{name}/", "en")) == []

    def test_the_answer_is_for_the_disease_and_not_for_all_that_a_therapy_is_for(self) -> None:
        text = words(self.page("/conditions/b_all/"))
        assert "u kunt hier 1 van de 3 therapieën krijgen" in text
        assert "Kymriah CAR-T-celtherapie beschikbaar" in text
        assert "Kymriah CAR-T-celtherapie niet bekend" in words(self.page("/conditions/lbcl/"))

    def test_a_therapy_without_a_product_page_is_shown_too(self) -> None:
        text = words(self.page("/conditions/melanoma/"))
        assert "alleen met ziekenhuisvrijstelling" in text
        assert "Tumorinfiltrerende lymfocyten" in text

    def test_another_name_finds_it(self) -> None:
        assert 'href="/conditions/mm/"' in self.page("/conditions/?q=kahler")

    def test_it_can_be_followed(self) -> None:
        for name in ("condition:mm", "product:abecma"):
            found = topic(name)
            assert found is not None
            assert self.client.get(found.url).status_code == 200
        assert topic("condition:nosuch") is None


class TestSearch(Shown):
    def test_therapies_and_diseases_are_found(self) -> None:
        kinds = {hit.kind for hit in search("kahler", "nl").found}
        assert {"therapy", "condition"} <= kinds


def test_words_around_a_date_sort_by_the_date() -> None:
    told = ["later 2025", "2025-01-15", "before 2025-12", "2024"]
    assert sorted(told, key=place_in_time) == ["2024", "2025-01-15", "before 2025-12", "later 2025"]


class TestSources(Shown):
    def test_a_document_names_the_facts_of_every_room_that_rest_on_it(self) -> None:
        (document,) = {one.document for one in reads.conditions()["mld"].citations}
        text = words(self.page(f"/sources/{document.key}/", "en"))
        assert "no fact rests on it" not in text
        assert "Metachromatic leukodystrophy" in text

    def test_no_document_that_is_cited_is_called_only_consulted(self) -> None:
        cited = {one.document.key for status in reads.dutch_statuses() for one in status.citations}
        assert [key for key in cited if "no fact rests" in self.page(f"/sources/{key}/", "en")] == []
