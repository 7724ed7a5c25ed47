# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The leverage page: which talk with which firm would remove most."""

from schakel.pathway import reads
from schakel.pathway.engine.leverage import Leverage, leverage
from schakel.pathway.tests.loaded import TWO, AnyQuestionPage, Loaded, words


class TestLeveragePage(AnyQuestionPage, Loaded):
    address = "/leverage/"
    dutch = ("Naar de standaard", "Zonder deze eis", "Vraagt")
    english = ("To the standard", "Without it", "Asks")
    nothing = ("Er zou niets veranderen", "Nothing would change")

    def found(self, *slugs: str) -> Leverage:
        facts = reads.facts()
        return leverage(facts.chosen(slugs or ("kymriah", "yescarta")), facts.vocabulary)

    def car_ts(self) -> Leverage:
        return self.found(*(profile.slug for profile in reads.facts().of_modality("car_t")))

    def test_every_lever_stands_there_with_the_requirement_it_is_about(self) -> None:
        html = self.html("modality=car_t")
        for lever in self.car_ts().levers:
            for requirement in lever.requirements:
                assert f'href="/requirements/{requirement.id}/"' in html, requirement.id

    def test_it_says_how_much_there_is_to_remove(self) -> None:
        found = self.car_ts()
        text = words(self.html("modality=car_t", "en"))
        assert f"{found.conflicts} conflict" in text
        assert f"{found.variants} rules in the standard now" in text

    def test_it_asks_and_does_not_advise(self) -> None:
        assert "A question to ask, not advice" in words(self.html(lang="en"))

    def test_files_hold_every_lever_and_every_source(self) -> None:
        found = self.found()
        table = self.csv(TWO)
        assert len(table) == len(found.levers) + 1 > 1
        answer, sources, _reading = self.xlsx().values()
        assert len(answer) == len(table)
        assert [row[:6] for row in answer] == [row[:6] for row in table]
        assert len(sources) == sum(len(lever.requirements) for lever in found.levers) + 1
