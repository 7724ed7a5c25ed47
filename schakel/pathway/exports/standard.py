# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The standard as tables: one row per variant, and one per source."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schakel.pathway.engine.beyond import beyond_words
from schakel.pathway.engine.standard import Line, Standard, Variant
from schakel.pathway.engine.words import constraint_words
from schakel.pathway.exports.compare import reading_table, source_table
from schakel.pathway.views.question import Question
from schakel.ui.files import Table
from schakel.ui.signs import VERDICT_WORDS


def standard_csv(asked: Question, found: Standard) -> Table:
    head = [_("Step"), _("Aspect"), _("Verdict"), _("Rule"), _("Serves"), _("Set by"), _("Asks extra"), _("Sources")]
    return [head, *(row for line in found.lines for row in _line(asked, line))]


def standard_xlsx(asked: Question, found: Standard) -> list[tuple[str, Table]]:
    positions = (position for line in found.lines for position in line.row.positions)
    return [
        (_("Standard"), standard_csv(asked, found)),
        (_("Sources"), source_table(asked, positions)),
        (_("How to read this"), reading_table()),
    ]


def _line(asked: Question, line: Line) -> Iterator[list[str]]:
    aspect = line.row.aspect
    for variant in line.variants:
        yield [
            asked.vocabulary.step_of[aspect.step].label.in_(asked.lang),
            aspect.label.in_(asked.lang),
            str(VERDICT_WORDS[line.row.verdict.value]),
            constraint_words(variant.rule, aspect, asked.vocabulary, asked.lang),
            ", ".join(_brand(asked, slug) for slug in variant.products),
            ", ".join(dict.fromkeys(_brand(asked, member.product) for member in variant.binding)),
            "; ".join(_extra(asked, line, variant)),
            "; ".join(f"{_brand(asked, m.product)}: {m.citation.section}" for m in variant.members),
        ]


def _brand(asked: Question, slug: str) -> str:
    return asked.facts.by_slug[slug].product.brand


def _extra(asked: Question, line: Line, variant: Variant) -> Iterator[str]:
    for extra in variant.beyond:
        words = beyond_words(extra, line.row.aspect, asked.vocabulary, asked.lang)
        yield f"{_brand(asked, extra.requirement.product)}: {words}"
