# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of sources and the page of one: every fact is reached from its document."""

import re

from schakel.pathway import reads
from schakel.pathway.tests.loaded import Loaded, inline, words


class TestSourcesPage(Loaded):
    address = "/sources/"

    def keys(self, query: str = "") -> list[str]:
        return re.findall(r'href="/sources/([0-9a-f]{16})/"', self.html(query))

    def test_every_document_that_was_seen_is_listed_once(self) -> None:
        every = {d.key for p in reads.facts().profiles for d in p.documents if d.title != "unverified"}
        keys = self.keys()
        assert len(keys) == len(set(keys))
        assert set(keys) == every

    def test_filters_leave_what_fits(self) -> None:
        documents = {d.key: d for p in reads.facts().profiles for d in p.documents}
        assert {documents[key].jurisdiction for key in self.keys("jurisdiction=UK")} == {"UK"}
        assert {documents[key].jurisdiction for key in self.keys("jurisdiction=EU")} <= {None, "EU"}
        assert all(documents[key].jurisdiction or documents[key].second_best for key in self.keys("doubtful=1"))
        assert set(self.keys("product=kymriah")) == {d.key for d in reads.facts().by_slug["kymriah"].documents}
        assert "Geen document past bij deze filters." in words(self.html("q=zzzz"))

    def test_the_file_counts_the_facts(self) -> None:
        table = self.csv("")
        cited = sum(int(row[4]) for row in table[1:])
        facts = [r for p in reads.facts().profiles for r in p.requirements]
        assert cited == sum(not r.citation.unverified for r in facts)


class TestSourcePage(Loaded):
    def test_every_fact_is_reached_from_its_document(self) -> None:
        facts = [r for p in reads.facts().profiles for r in p.requirements if not r.citation.unverified]
        keys = list(dict.fromkeys(r.citation.document.key for r in facts))[:25]
        for key in keys:
            self.address = f"/sources/{key}/"
            html = self.html("")
            asked = [r.id for r in facts if r.citation.document.key == key]
            assert [name for name in asked if f'href="/requirements/{name.replace(" ", "%20")}' not in html] == []
            assert inline(html) == []

    def test_it_says_why_it_is_second_best_and_who_checked(self) -> None:
        document = next(d for p in reads.facts().profiles for d in p.documents if d.second_best)
        self.address = f"/sources/{document.key}/"
        text = words(self.html("", "en"))
        assert (document.second_best or "") in text
        assert "by no professional yet" in text

    def test_an_unknown_document_is_not_found(self) -> None:
        response = self.client.get("/sources/0000000000000000/", headers={"accept-language": "nl"})
        assert response.status_code == 404
        assert "Deze pagina bestaat niet" in response.content.decode()
