# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The windows page: clocks as lanes, the moments to note, every window asked, and what follows from them together."""

from schakel.pathway import reads
from schakel.pathway.engine.compare import compare
from schakel.pathway.engine.windows import Windows, windows
from schakel.pathway.tests.loaded import TWO, AnyQuestionPage, Loaded, words


class TestWindowsPage(AnyQuestionPage, Loaded):
    address = "/windows/"
    dutch = ("Elk tijdvenster dat wordt gevraagd", "Klok begint bij", "Gevraagd door")
    english = ("Every window that is asked", "Clocks start", "Asked by")
    nothing = ("Geen van deze producten noemt hier een tijdvenster", "None of these products gives a time window here")

    def found(self) -> Windows:
        facts = reads.facts()
        return windows(facts.chosen(("kymriah", "yescarta")), facts.vocabulary)

    def test_every_window_asked_leads_to_its_requirement(self) -> None:
        facts = reads.facts()
        rows = compare(facts.chosen(("kymriah", "yescarta")), facts.vocabulary).rows
        html = self.html()
        asked = [position for row in rows if row.aspect.type == "window" for position in row.positions]
        assert len(asked) > 10
        assert [p.id for p in asked if f'href="/requirements/{p.id}/"' not in html] == []

    def test_assumptions_are_taken_from_the_address_and_nonsense_is_refused_kindly(self) -> None:
        html = self.html()
        assert 'name="thaw"' in html
        for value in ("10", "7,5", ""):
            assert "is no number of minutes" not in words(self.html(f"{TWO}&thaw={value}&removal={value}", "en"))
        for value in ("nonsense", "-5", "1/0", "99999999999999999999", "1e999999999", "<b>"):
            assert "is no number of minutes" in words(self.html(f"{TWO}&thaw={value}&removal=", "en")), value

    def test_a_step_narrows_what_is_asked_not_what_follows(self) -> None:
        narrowed = words(self.html(f"{TWO}&step=monitoring", "en"))
        asked = narrowed[narrowed.index("Every window that is asked") :]
        assert "Stay near the centre" in asked
        assert "Shelf life" not in asked

    def test_files_hold_every_window_that_follows_and_every_source(self) -> None:
        found = self.found()
        pairs = {(i.start, i.end, i.low, i.high) for case in found.cases for i in case.implied}
        table = self.csv()
        assert len(table) - 1 >= len(pairs) > 0
        answer, sources, reading = self.xlsx().values()
        assert len(answer) == len(table)
        asked = {requirement.id for case in found.cases for requirement in case.requirements}
        assert len(sources) == len(asked) + 1
        assert len(reading) > 1
