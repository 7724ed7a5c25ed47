# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The standard page: the fewest rules, whom each serves, who sets it, and what it asks of whom."""

from schakel.pathway import reads
from schakel.pathway.engine.standard import Standard, standard
from schakel.pathway.tests.loaded import TWO, AnyQuestionPage, Loaded, words


class TestStandardPage(AnyQuestionPage, Loaded):
    address = "/standard/"
    dutch = ("De standaard", "Wat dit cijfer niet zegt", "Bronnen")
    english = ("The standard", "What this figure does not say", "Sources")
    nothing = ("Geen van deze producten zegt hier iets", "None of these products says anything here")

    def found(self, *slugs: str, **asked: tuple[str, ...]) -> Standard:
        facts = reads.facts()
        return standard(facts.chosen(slugs or ("kymriah", "yescarta")), facts.vocabulary, **asked)

    def test_every_method_stands_there_with_its_sources(self) -> None:
        html, text = self.html(lang="en"), words(self.html(lang="en"))
        for line in self.found().lines:
            assert line.row.aspect.label.en in text
            for position in line.row.positions:
                if not position.citation.unverified:
                    assert f'href="/sources/{position.citation.document.key}/"' in html

    def test_who_sets_a_rule_and_what_it_asks_extra_is_said(self) -> None:
        html = self.html(f"{TWO}&step=storage", "en")
        text = words(html[html.index('id="standard"') :])
        assert '<span class="binds">Yescarta</span>' in html
        assert "Kymriah: 30\xa0°C colder" in text.replace("30 °C", "30\xa0°C")

    def test_the_figure_is_of_all_steps_whatever_is_chosen(self) -> None:
        figure = self.found().harmonisation
        for query in (TWO, f"{TWO}&step=storage"):
            assert f"Together {figure.fit} of {figure.of}" in words(self.html(query, "en"))

    def test_variants_of_a_conflict_have_letters(self) -> None:
        slugs = [profile.slug for profile in reads.facts().of_modality("car_t")]
        conflict = next(line for line in self.found(*slugs).lines if len(line.variants) > 1)
        html = self.html(f"modality=car_t&step={conflict.row.aspect.step}")
        assert '<span class="variant variant-a">A</span>' in html
        assert '<span class="variant">B</span>' in html

    def test_the_published_claim_names_its_source(self) -> None:
        html = self.html()
        assert 'aria-labelledby="claim"' in html
        assert '<p class="caption" lang="en">' in html

    def test_files_hold_every_variant_and_every_source(self) -> None:
        lines = self.found().lines
        table = self.csv()
        assert len(table) == sum(len(line.variants) for line in lines) + 1
        answer, sources, _reading = self.xlsx().values()
        assert [[str(cell) for cell in row] for row in answer] == table
        assert len(sources) == sum(len(line.row.positions) for line in lines) + 1
