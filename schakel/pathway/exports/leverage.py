# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Leverage as tables: one row per lever, and one per source."""

from django.utils.translation import gettext as _

from schakel.pathway.engine.leverage import Lever, Leverage
from schakel.pathway.engine.words import requirement_words
from schakel.pathway.exports.compare import reading_table, source_table
from schakel.pathway.views.question import Question
from schakel.ui.files import Table
from schakel.ui.signs import VERDICT_WORDS


def leverage_csv(asked: Question, found: Leverage) -> Table:
    head = [
        *(_("Product"), _("Firm"), _("Step"), _("Aspect"), _("Asks"), _("Verdict now"), _("Verdict without it")),
        *(_("Variants now"), _("Variants without it"), _("Asks less of"), _("Source in doubt")),
    ]
    return [head, *(_line(asked, lever) for lever in found.levers)]


def leverage_xlsx(asked: Question, found: Leverage) -> list[tuple[str, Table]]:
    positions = (requirement for lever in found.levers for requirement in lever.requirements)
    return [
        (_("Leverage"), leverage_csv(asked, found)),
        (_("Sources"), source_table(asked, positions)),
        (_("How to read this"), reading_table()),
    ]


def _line(asked: Question, lever: Lever) -> list[object]:
    product, aspect = asked.facts.by_slug[lever.product].product, lever.row.aspect
    return [
        product.brand,
        product.identity.mah,
        asked.vocabulary.step_of[aspect.step].label.in_(asked.lang),
        aspect.label.in_(asked.lang),
        " | ".join(requirement_words(r, asked.vocabulary, asked.lang) for r in lever.requirements),
        str(VERDICT_WORDS[lever.row.verdict.value]),
        str(VERDICT_WORDS[lever.verdict_then.value]) if lever.verdict_then else "",
        lever.variants_now,
        lever.variants_then,
        ", ".join(asked.facts.by_slug[slug].product.brand for slug in lever.relieved),
        _("yes") if lever.doubtful else "",
    ]
