# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Page tests over the facts of the project, loaded once per class; each test sees them fresh."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import TestCase
from python_calamine import CalamineWorkbook

from schakel.pathway import reads
from schakel.pathway.load import load
from schakel.pathway.tests.written_facts import DATA

INLINE = re.compile(r"<[^>]+\s(style|on\w+)=", re.I)
TWO = "product=kymriah&product=yescarta"


@pytest.mark.django_db
class Loaded(TestCase):
    """A visitor without an account at a site with every fact. `address` is the page."""

    address = ""

    @classmethod
    def setUpTestData(cls) -> None:
        load(DATA)

    def get(self, query: str = TWO, lang: str = "nl", **headers: str) -> Any:
        """The page as this visitor reads it."""
        address = f"{self.address}?{query}" if query else self.address
        return self.client.get(address, headers={"accept-language": lang, **headers})

    def html(self, query: str = TWO, lang: str = "nl") -> str:
        """The text of a page that must be there."""
        response = self.get(query, lang)
        assert response.status_code == 200, response.status_code
        return str(response.content.decode())

    def csv(self, query: str = TWO) -> list[list[str]]:
        response = self.get(f"{query}&format=csv")
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        text = response.content.decode()
        assert text.startswith("\ufeff"), "spreadsheets need the mark"
        return list(csv.reader(io.StringIO(text[1:])))

    def xlsx(self, query: str = TWO) -> dict[str, list[list[Any]]]:
        """The sheets by name, as a spreadsheet reads them."""
        book = CalamineWorkbook.from_filelike(io.BytesIO(self.get(f"{query}&format=xlsx").content))
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

    def everything(self) -> str:
        """The question about every product."""
        return "&".join(f"product={profile.slug}" for profile in reads.facts().profiles)


def inline(html: str) -> list[str]:
    """Styles and scripts written into the page, which the content policy would not run."""
    found = [match.group() for match in INLINE.finditer(html)]
    return found + re.findall(r"<style|<script(?![^>]* src=)[^>]*>", html)


def words(html: str) -> str:
    """What a person reads of the page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def runs_as_formula(table: list[list[Any]]) -> list[str]:
    """Cells that a spreadsheet would run."""
    cells = (cell for row in table for cell in row if isinstance(cell, str))
    return [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
