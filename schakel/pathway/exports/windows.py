# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The implied windows as a table."""

from django.utils.translation import gettext as _

from schakel.pathway.engine.windows import Implied, Windows
from schakel.pathway.engine.words import event_words, minutes_words
from schakel.pathway.engine.written import number
from schakel.pathway.exports.compare import reading_table, source_table
from schakel.pathway.views.question import Question
from schakel.ui.files import Table


def windows_csv(asked: Question, found: Windows) -> Table:
    head = [_("From"), _("To"), _("Window"), _("At least (min)"), _("At most (min)"), _("Follows from")]
    rows = dict.fromkeys(tuple(_line(asked, implied)) for case in found.cases for implied in case.implied)
    return [head, *rows]


def windows_xlsx(asked: Question, found: Windows) -> list[tuple[str, Table]]:
    positions = dict.fromkeys(requirement for case in found.cases for requirement in case.requirements)
    return [
        (_("Time windows"), windows_csv(asked, found)),
        (_("Sources"), source_table(asked, positions)),
        (_("How to read this"), reading_table()),
    ]


def _line(asked: Question, implied: Implied) -> list[object]:
    chain = (*implied.low_chain, *implied.high_chain)
    return [
        event_words(implied.start, asked.vocabulary, asked.lang),
        event_words(implied.end, asked.vocabulary, asked.lang),
        minutes_words(implied.low, implied.high, asked.lang),
        number(implied.low),
        number(implied.high),
        "; ".join(dict.fromkeys(r.id for link in chain for r in link.requirements)),
    ]
