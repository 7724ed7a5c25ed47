# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Files of answers over names and sources that would run in a spreadsheet."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from schakel.pathway.load import load
from schakel.pathway.tests.loaded import Visitor
from schakel.pathway.tests.written_facts import product_text

BOTH = "product=alpha&product=beta"


def load_hostile() -> None:
    """Two products whose names, sources and notes would run in a spreadsheet."""
    asked = ("storage.temperature", "{max: %d, unit: Cel}"), ("preparation.max_time_after_thaw", "{max: %d, unit: min}")
    with TemporaryDirectory() as folder:
        for slug, cold, minutes, brand in (("alpha", -120, 30, "'=1+1'"), ("beta", -150, 60, "'@SUM(A1)'")):
            parts = [(name, must % value) for (name, must), value in zip(asked, (cold, minutes), strict=True)]
            text = product_text(*parts, brand=brand).replace("Example SmPC", "'+cmd'").replace("Example B.V.", "'=2+2'")
            text = text.replace("section: SmPC 6.4", "section: '-3+1'")
            (Path(folder) / f"{slug}.yaml").write_text(text, encoding="utf-8")
        load(Path(folder))


def runs_as_formula(table: list[list[Any]]) -> list[str]:
    """Cells that a spreadsheet would run."""
    cells = (cell for row in table for cell in row if isinstance(cell, str))
    return [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.django_db
class TestExports(Visitor):
    @classmethod
    def setUpTestData(cls) -> None:
        load_hostile()

    def test_no_cell_runs(self) -> None:
        for address in ("/compare/", "/standard/", "/leverage/", "/windows/"):
            with self.subTest(address):
                self.address = address
                tables = [self.csv(BOTH), *self.xlsx(BOTH).values()]
                cells = [str(cell) for table in tables for row in table for cell in row]
                assert any("+cmd" in cell or "=1+1" in cell for cell in cells)
                assert [runs_as_formula(table) for table in tables] == [[] for _ in tables]
