# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The compare page: what it shows, opens, hides, and gives as files."""

import re

from schakel.pathway import reads
from schakel.pathway.engine.compare import Comparison, Verdict, compare
from schakel.pathway.tests.loaded import TWO, AnyQuestionPage, Loaded, words


class TestComparePage(AnyQuestionPage, Loaded):
    address = "/compare/"
    dutch = ("Werkwijze", "Oordeel", "Regel die past", "Alleen verschillen", "zegt hetzelfde als de regel")
    english = ("Verdict", "Rule that fits", "Only differences", "same as the rule")
    nothing = ("Geen van deze producten zegt hier iets", "None of these products says anything here")

    def found(self, *slugs: str, **asked: tuple[str, ...]) -> Comparison:
        facts = reads.facts()
        return compare(facts.chosen(slugs or ("kymriah", "yescarta")), facts.vocabulary, **asked)

    def ids(self, query: str) -> list[str]:
        """The rows of the page, in its order."""
        return re.findall(r'<tr(?: class="open")? id="([a-z_]+\.[a-z0-9_]+)"', self.html(query))

    def test_every_row_of_the_answer_stands_on_the_page_once(self) -> None:
        expected = [f"{row.aspect.step}.{row.aspect.name}" for row in self.found().rows]
        assert sorted(self.ids(TWO)) == sorted(expected)

    def test_the_answer_stands_above_the_rows(self) -> None:
        figure = self.found().harmonisation
        assert f"Voor {figure.fit} van de {figure.of} werkwijzen" in words(self.html())
        assert f"One rule fits {figure.fit} of {figure.of} methods" in words(self.html(lang="en"))

    def test_steps_and_natures_narrow_the_rows(self) -> None:
        assert {row.split(".")[0] for row in self.ids(f"{TWO}&step=storage")} == {"storage"}
        expected = [f"{r.aspect.step}.{r.aspect.name}" for r in self.found(natures=("clinical",)).rows]
        assert self.ids(f"{TWO}&nature=clinical") == expected

    def test_a_nature_can_be_chosen_and_left_on_the_page(self) -> None:
        html = self.html(TWO, "en")
        assert "nature=clinical" in html
        chosen = self.html(f"{TWO}&nature=clinical", "en")
        assert "<b>clinical choice</b>" in chosen
        assert f'<a href="?{TWO.replace("&", "&amp;")}">everything</a>' in chosen

    def test_only_differences_hides_the_equal_rows_and_counts_them(self) -> None:
        rows = self.found().rows
        equal = [row for row in rows if row.verdict is Verdict.EQUAL]
        html = self.html(f"{TWO}&only=differences", "en")
        assert len(self.ids(f"{TWO}&only=differences")) == len(rows) - len(equal) > 0
        assert f"{len(equal)} equal rows hidden" in words(html)

    def test_an_open_row_shows_who_binds_what_it_asks_extra_and_every_source(self) -> None:
        html = self.html(f"{TWO}&step=storage&open=storage.temperature", "en")
        opened = words(html[html.index('<tr class="opened"') :])
        assert "Who sets the rule Yescarta sets the rule." in opened
        assert "What it asks extra of the others Kymriah: 30\xa0°C colder" in opened.replace("30 °C", "30\xa0°C")
        row = next(row for row in self.found(steps=("storage",)).rows if row.aspect.name == "temperature")
        for position in row.positions:
            assert f'href="/requirements/{position.id}/"' in html
            assert f'href="/sources/{position.citation.document.key}/"' in html
            assert position.citation.section in opened

    def test_an_unknown_row_to_open_opens_nothing(self) -> None:
        assert 'class="opened"' not in self.html(f"{TWO}&open=storage.nothing")

    def test_silent_and_not_read_are_told_apart(self) -> None:
        rows = self.found().rows
        silent = sum(len(row.silent) for row in rows)
        unread = sum(len(row.unknown) for row in rows)
        body = re.search(r"<tbody>.*</table>", self.html(), re.S)
        assert body is not None
        assert silent > 0
        assert unread > 0
        assert body.group().count('<span class="silent">zwijgt</span>') == silent
        assert body.group().count('class="p unread"') == unread

    def test_another_countrys_text_is_marked_in_its_cell(self) -> None:
        facts = reads.facts()
        slug = next(r.product for p in facts.profiles for r in p.requirements if r.citation.document.jurisdiction)
        assert "badge-elsewhere" in re.search(r"<tbody>.*</table>", self.html(f"product={slug}"), re.S).group()  # type: ignore[union-attr]

    def test_files_hold_every_row_and_every_source(self) -> None:
        found = self.found()
        table = self.csv()
        assert len(table) == len(found.rows) + 1
        assert table[0][-2:] == ["Kymriah", "Yescarta"]
        sheets = self.xlsx()
        answer, sources, reading = sheets.values()
        assert [[str(cell) for cell in row] for row in answer] == table
        assert len(sources) == sum(len(row.positions) for row in found.rows) + 1
        assert "zwijgt" in [row[0] for row in reading]

    def test_a_file_of_every_product_is_whole(self) -> None:
        everything = self.everything()
        slugs = [profile.slug for profile in reads.facts().profiles]
        table = self.csv(everything)
        assert len(table) == len(self.found(*slugs).rows) + 1
        assert {len(row) for row in table} == {5 + len(slugs)}

    def test_the_last_two_products_cannot_be_left_out(self) -> None:
        assert "Laat Kymriah weg" not in self.html()
        assert 'aria-label="' in self.html(f"{TWO}&product=tecartus")

    def test_each_row_leads_to_itself_open_and_an_open_one_to_itself_closed(self) -> None:
        for query, start in ((TWO, f"?{TWO}&"), ("", "?")):
            link = f'<a href="{start}open=storage.temperature#storage.temperature"'.replace("&", "&amp;")
            assert link in self.html(query)
        opened = self.html(f"{TWO}&open=storage.temperature")
        assert f'<a href="?{TWO}#storage.temperature" aria-expanded="true"'.replace("&", "&amp;") in opened
