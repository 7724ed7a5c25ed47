# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The checklist page: what it shows, and gives as PDF and tables."""

import io

from pypdf import PdfReader

from schakel.pathway import reads
from schakel.pathway.engine.checklist import checklist
from schakel.pathway.tests.loaded import TWO, AnyQuestionPage, Loaded, words
from schakel.pathway.tests.test_exports import load_hostile, runs_as_formula


class TestChecklistPage(AnyQuestionPage, Loaded):
    address = "/checklist/"
    dutch = ("eisen", "Elke eis staat op een regel", "PDF op A4")
    english = ("requirements", "Every requirement stands on a line", "PDF on A4")
    nothing = (
        "Geen van deze producten stelt bij deze stap een eis",
        "None of these products asks anything at this step",
    )

    def test_an_answer_without_rows_says_so(self) -> None:
        for lang, sentence in zip(("nl", "en"), self.nothing, strict=True):
            assert sentence in words(self.html(f"{TWO}&step=referral", lang))

    def test_files_hold_nothing_that_a_spreadsheet_runs(self) -> None:
        load_hostile()
        asked = "product=alpha&product=beta&step=storage"
        tables = [self.csv(asked), *self.xlsx(asked).values()]
        assert any("=1+1" in str(cell) for table in tables for row in table for cell in row)
        assert [runs_as_formula(table) for table in tables] == [[] for _ in tables]

    def test_counts_are_those_of_the_engine(self) -> None:
        facts = reads.facts()
        found = checklist("receipt", facts.chosen(("kymriah", "yescarta")), facts.vocabulary)
        told = words(self.html(f"{TWO}&step=receipt", "en"))
        assert f"{len(found.requirements)} requirements {len(found.lines)} lines" in told

    def test_the_paper_carries_the_same_lines(self) -> None:
        response = self.get(f"{TWO}&step=receipt&format=pdf")
        assert response["Content-Type"] == "application/pdf"
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
        assert "Ontvangst" in text
        assert "Kymriah" in text
