# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The glossary: every word of Schakel once, read from GLOSSARY.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all
from schakel.search.engine.folding import folded, words

COLUMNS = 7
NONE = "—"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in both languages. `identifier` and `room` are empty where the word has none in the code."""

    nl: str
    en: str
    identifier: str
    room: str
    meaning_nl: str
    meaning_en: str
    source: str

    @property
    def anchor(self) -> str:
        return slugify(self.en)


@dataclass(frozen=True, slots=True)
class Shown:
    """A word as a page shows it: in the reader's language first."""

    anchor: str
    word: str
    other: str
    other_lang: str
    meaning: str
    identifier: str
    room: str
    source: str

    @property
    def letter(self) -> str:
        return folded(self.word[:1]).upper()


@open_to_all
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Show the words that the filter leaves."""
    text = request.GET.get("q", "").strip()
    every = shown(get_language() or "nl")
    found = [word for word in every if holds(word, text)]
    by_letter = [(letter, list(group)) for letter, group in groupby(found, key=lambda word: word.letter)]
    context = {"text": text, "all": len(every), "found": len(found), "by_letter": by_letter}
    return render(request, "public/glossary.html", context)


def holds(word: Shown, text: str) -> bool:
    """Whether a word, its translation or its meaning holds everything that was asked."""
    within = folded(f"{word.word} {word.other} {word.meaning} {word.identifier}")
    return all(asked in within for asked in words(text))


@cache
def entries(path: Path) -> tuple[Entry, ...]:
    """The rows of the table in the file."""
    return tuple(_rows(path.read_text(encoding="utf-8")))


def _rows(text: str) -> Iterator[Entry]:
    for line in text.splitlines():
        cells = [cell.strip().replace("`", "") for cell in line.strip().strip("|").split("|")]
        if (
            line.startswith("|")
            and len(cells) == COLUMNS
            and cells[0] != "Nederlands"
            and not cells[0].startswith("--")
        ):
            yield Entry(*("" if cell == NONE else cell for cell in cells))


def shown(lang: str) -> list[Shown]:
    """Every word in the order of the reader's language."""
    dutch = lang.startswith("nl")
    found = [_shown(entry, dutch=dutch) for entry in entries(settings.ROOT / "GLOSSARY.md")]
    return sorted(found, key=lambda word: folded(word.word))


def _shown(entry: Entry, *, dutch: bool) -> Shown:
    word, other = (entry.nl, entry.en) if dutch else (entry.en, entry.nl)
    return Shown(
        anchor=entry.anchor,
        word=word,
        other=other,
        other_lang="en" if dutch else "nl",
        meaning=entry.meaning_nl if dutch else entry.meaning_en,
        identifier=entry.identifier,
        room=entry.room,
        source=entry.source,
    )
