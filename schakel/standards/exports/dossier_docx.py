# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The European file as a Word document, so that it can be worked on."""

from typing import Any

from schakel.standards.engine.dossier import Chapter, Dossier, Position
from schakel.standards.exports.dossier_words import texts
from schakel.standards.exports.word import add_table, add_text, new_document, printable, saved


def dossier_docx(found: Dossier, lang: str) -> bytes:
    t = texts(found)
    document = new_document(printable(t["title"]), lang, found.made_on)
    add_text(document, t["version"], t["by"], t["what"], t["caveat"])
    document.add_heading(t["touched"], level=1)
    add_table(document, [t["product"], t["holder"]], found.products)
    if not found.chapters:
        add_text(document, t["nothing"])
    for number, chapter in enumerate(found.chapters, start=1):
        _chapter(document, number, chapter, t)
    return saved(document)


def _chapter(document: Any, number: int, chapter: Chapter, t: dict[str, str]) -> None:
    document.add_heading(f"{number}. {chapter.heading} ({chapter.verdict})", level=1)
    rows = [[one.brand, _says(one), _source(one, t)] for one in chapter.positions]
    add_table(document, [t["product"], t["asks"], t["source"]], rows)
    document.add_heading(t["rule"], level=2)
    add_text(document, chapter.rule, *filter(None, [chapter.explanation]))
    for name, sentences in (("extra", chapter.extra), ("lost", chapter.lost)):
        if sentences:
            document.add_heading(t[name], level=2)
            for sentence in sentences:
                document.add_paragraph(printable(sentence), "List Bullet")
    document.add_heading(t["answers"], level=2)
    if not chapter.answers:
        add_text(document, t["not_asked"])
        return
    add_text(document, chapter.asked)
    answers = [[a.brand, a.needed or t["no_answer"], a.reason, a.evidence, a.told] for a in chapter.answers]
    add_table(document, [t["product"], t["needed"], t["why"], t["evidence"], t["answered"]], answers)


def _says(one: Position) -> str:
    return f"{one.says} ({one.scope})" if one.scope else one.says


def _source(one: Position, t: dict[str, str]) -> str:
    told = f"{one.source} ({t['doubtful']})" if one.doubtful else one.source
    return f"{told}\n{one.url}" if one.url else told
