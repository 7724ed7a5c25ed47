# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The comparison as tables: one row per aspect, and one per source."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from schakel.pathway.engine.compare import Comparison, Row
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.engine.words import constraint_words, note_words, requirement_words
from schakel.pathway.views.question import Question
from schakel.ui.files import Table
from schakel.ui.signs import VERDICT_WORDS
from schakel.ui.templatetags.ui import NATURES


def compare_csv(asked: Question, found: Comparison) -> Table:
    """One row per aspect; a last column for Dutch standards in force, where there are any here."""
    ruled = [_ruled(asked, row) for row in found.rows]
    rows = [_head(asked), *(_line(asked, row) for row in found.rows)]
    if not any(ruled):
        return rows
    return [[*row, last] for row, last in zip(rows, [_("Dutch standard"), *ruled], strict=True)]


def _ruled(asked: Question, row: Row) -> str:
    """What Dutch standards in force rule for any of these products, each with its address."""
    return " | ".join(
        f"{constraint_words(line.requirement.constraint, row.aspect, asked.vocabulary, asked.lang)} ({standard.url})"
        for standard, line in asked.facts.adopted(row.aspect.key, asked.slugs)
    )


def compare_xlsx(asked: Question, found: Comparison) -> list[tuple[str, Table]]:
    return [
        (_("Comparison"), compare_csv(asked, found)),
        (_("Sources"), source_table(asked, (p for row in found.rows for p in row.positions))),
        (_("How to read this"), reading_table()),
    ]


def _head(asked: Question) -> list[str]:
    return [_("Step"), _("Aspect"), _("Kind"), _("Verdict"), _("Rule"), *asked.brands]


def _line(asked: Question, row: Row) -> list[str]:
    rule = constraint_words(row.rule, row.aspect, asked.vocabulary, asked.lang) if row.rule else ""
    counts = row.aspect.nature == "procedure"
    return [
        asked.vocabulary.step_of[row.aspect.step].label.in_(asked.lang),
        row.aspect.label.in_(asked.lang),
        str(NATURES[row.aspect.nature]),
        str(VERDICT_WORDS[row.verdict.value]) if counts else "",
        rule,
        *(_cell(asked, row, slug) for slug in asked.slugs),
    ]


def _cell(asked: Question, row: Row, slug: str) -> str:
    if slug in row.by_product:
        return " | ".join(requirement_words(p, asked.vocabulary, asked.lang) for p in row.by_product[slug])
    if slug in row.silent:
        return _("silent")
    return _("not applicable") if slug in row.not_applicable else _("not read")


def source_table(asked: Question, positions: Iterable[Requirement]) -> Table:
    """Every requirement with the place it stands in and what is doubtful about that."""
    head = [
        *(_("Product"), _("Step"), _("Aspect"), _("Says"), _("Note"), _("Document"), _("Section"), _("Version")),
        *(_("Jurisdiction"), _("Second best because"), _("Checked by"), _("Address")),
    ]
    return [head, *(_source_line(asked, position) for position in positions)]


def _source_line(asked: Question, position: Requirement) -> list[str]:
    vocabulary, lang, citation = asked.vocabulary, asked.lang, position.citation
    aspect = vocabulary.aspect(*position.key)
    return [
        asked.facts.by_slug[position.product].product.brand,
        vocabulary.step_of[position.step].label.in_(lang),
        aspect.label.in_(lang) if aspect else position.aspect,
        requirement_words(position, vocabulary, lang),
        note_words(position, lang) or "",
        _("unverified") if citation.unverified else citation.document.title,
        citation.section,
        citation.document.version or "",
        citation.document.jurisdiction or "EU",
        citation.document.second_best or "",
        citation.checked_by or _("nobody yet"),
        citation.document.url or "",
    ]


def reading_table() -> Table:
    """What the words of the table mean, so that the file explains itself."""
    return [
        [_("Word"), _("Meaning")],
        [_("silent"), _("The section where it would stand was read, and says nothing.")],
        [_("not read"), _("Nobody read that section yet: unknown.")],
        [str(VERDICT_WORDS["equal"]), _("All that speak ask the same.")],
        [str(VERDICT_WORDS["compatible"]), _("Not the same, yet one rule serves all that speak.")],
        [str(VERDICT_WORDS["conflicting"]), _("No rule serves all that speak.")],
        [str(VERDICT_WORDS["judgement"]), _("Words that a person has to weigh.")],
        [str(VERDICT_WORDS["single"]), _("One product speaks; there is nothing to compare.")],
        ["", _("Compiled from public sources. Check the product information in force.")],
    ]
