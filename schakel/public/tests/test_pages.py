# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The first page, search, glossary and texts, as a visitor without an account reads them."""

import re

import pytest
from django.conf import settings
from django.test import Client

from schakel.pathway import reads
from schakel.pathway.tests.loaded import Loaded, inline, words
from schakel.public.tests.shown import Shown
from schakel.public.views.glossary import entries
from schakel.public.views.home import START_STEPS, figures


class TestHome(Shown):
    address = "/"

    def test_it_says_what_this_is_in_both_languages(self) -> None:
        assert "voorschrijft, naast elkaar." in words(self.html(""))
        assert "What every cell and gene therapy asks of a hospital, side by side." in words(self.html("", "en"))

    def test_the_counts_are_those_of_the_facts(self) -> None:
        facts = reads.facts()
        every = [r for p in facts.profiles for r in p.requirements]
        found = figures(facts)
        assert found["products"] == len(facts.profiles)
        assert found["sourced"] + found["without"] == len(every)  # type: ignore[operator]
        assert f"{found['sourced']:,} requirements with a source" in words(self.html("", "en"))

    def test_three_products_stand_side_by_side_with_verdicts(self) -> None:
        text = words(self.html("", "en"))
        for brand in ("Kymriah", "Yescarta", "Breyanzi"):
            assert brand in text
        assert "one rule fits" in text
        assert "conflicts" in text

    def test_other_products_and_steps_can_be_asked(self) -> None:
        html = self.html("product=abecma&product=carvykti&step=storage", "en")
        assert "Abecma" in html
        assert 'href="/compare/?product=abecma&amp;product=carvykti&amp;step=storage"' in html

    def test_the_chain_counts_every_requirement_and_leads_to_who_speaks_there(self) -> None:
        html = self.html("")
        facts = reads.facts()
        shown = [int(n) for n in re.findall(r'<span class="count">(\d+)</span>', html)]
        across = [int(n) for n in re.findall(r"<a [^>]*>[^<]* <b>(\d+)</b></a>", html)]
        assert sum(shown) + sum(across) == sum(len(p.requirements) for p in facts.profiles)
        speaking = [p.slug for p in facts.profiles if any(r.step == START_STEPS[0] for r in p.requirements)]
        link = "&amp;".join([*(f"product={slug}" for slug in speaking), f"step={START_STEPS[0]}"])
        assert f'href="/compare/?{link}"' in html

    def test_every_link_leads_somewhere(self) -> None:
        links = set(re.findall(r'href="(/[^"#]*)', self.html(""))) - {"/accounts/login/"}
        pages = [link.replace("&amp;", "&") for link in links if not link.startswith("/static/")]
        assert len(pages) > 20
        assert [link for link in pages if self.client.get(link).status_code != 200] == []

    def test_an_unknown_product_is_named(self) -> None:
        assert self.get("product=kymria").status_code == 404
        assert inline(self.html("")) == []
        assert self.client.post("/").status_code == 405


class TestSearch(Loaded):
    address = "/search/"

    def test_a_piece_of_a_dutch_compound_is_found_and_marked(self) -> None:
        html = self.html("q=temperatuur")
        assert "Bewaar<mark>temperatuur</mark>" in html

    def test_kinds_narrow_and_pages_hold_the_rest(self) -> None:
        html = self.html("q=de&kind=requirement", "nl")
        assert 'aria-current="page"' in html
        second = self.html("q=de&kind=requirement&page=2", "nl")
        first_hits, second_hits = (re.findall(r'<li><a href="(/requirements/[^"]+)"', page) for page in (html, second))
        assert first_hits
        assert set(first_hits).isdisjoint(second_hits)

    def test_nothing_asked_and_nothing_found_are_told_in_words(self) -> None:
        assert "A piece of a word finds whole words" in words(self.html("", "en"))
        assert "Niets gevonden met “zzzzqq”" in words(self.html("q=zzzzqq"))
        assert "kymriah" in self.html("q=kymirah").lower()

    def test_what_was_typed_is_text_and_nonsense_is_no_error(self) -> None:
        assert "<script>x" not in self.html("q=<script>x</script>")
        for query in ("q=%00", "q=kymriah&page=x", "q=kymriah&page=99999999", "q=kymriah&kind=nonsense", "q=%25_'"):
            assert self.get(query).status_code == 200, query


class TestGlossary(Loaded):
    address = "/glossary/"

    def test_every_word_of_the_file_has_an_anchor_of_its_own(self) -> None:
        found = entries(settings.ROOT / "GLOSSARY.md")
        anchors = [entry.anchor for entry in found]
        assert len(set(anchors)) == len(anchors) > 100
        html = self.html("")
        assert [anchor for anchor in anchors if f'id="{anchor}"' not in html] == []

    def test_the_filter_reads_both_languages(self) -> None:
        assert "aferese" in words(self.html("q=apheresis"))
        assert "No word holds this." in words(self.html("q=zzzz", "en"))


@pytest.mark.django_db
class TestTexts:
    @pytest.mark.parametrize("name", ["about", "accessibility", "privacy"])
    def test_both_languages_have_the_same_parts(self, client: Client, name: str) -> None:
        parts = []
        for lang in ("nl", "en"):
            html = client.get(f"/{name}/", headers={"accept-language": lang}).content.decode()
            assert inline(html) == []
            parts.append((html.count("<h2>"), html.count("<li>"), html.count("<table>")))
        assert parts[0] == parts[1]

    def test_without_facts_the_first_page_says_how_to_get_them(self, client: Client) -> None:
        response = client.get("/", headers={"accept-language": "en"})
        assert response.status_code == 503
        assert "No facts are loaded yet" in response.content.decode()

    def test_a_page_that_does_not_exist_helps_in_both_languages(self, client: Client) -> None:
        for lang, sentence in (("nl", "Deze pagina bestaat niet"), ("en", "This page does not exist")):
            response = client.get("/nowhere/", headers={"accept-language": lang})
            assert response.status_code == 404
            assert sentence in response.content.decode()

    def test_an_error_of_ours_is_told_without_a_database(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reads, "facts", lambda: 1 / 0)
        client.raise_request_exception = False
        response = client.get("/")
        assert response.status_code == 500
        assert "Something went wrong on the server" in response.content.decode()

    def test_programs_are_told_what_to_leave_alone_and_whom_to_tell(self, client: Client, settings: object) -> None:
        assert "Disallow: /people/" in client.get("/robots.txt").content.decode()
        assert client.get("/.well-known/security.txt").status_code == 404
        settings.SCHAKEL_SECURITY_CONTACT = "mailto:security@example.org"  # type: ignore[attr-defined]
        lines = client.get("/.well-known/security.txt").content.decode().splitlines()
        assert lines[0] == "Contact: mailto:security@example.org"
        assert lines[1].startswith("Expires: ")

    def test_the_language_can_be_chosen_and_stays(self, client: Client) -> None:
        client.post("/i18n/setlang/", {"language": "en", "next": "/about/"})
        assert '<html lang="en">' in client.get("/about/").content.decode()
