# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answer to a scenario on A4, made by typst from plain data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from schakel.capacity import reads
from schakel.capacity.views import assumptions
from schakel.capacity.views.heat import heat
from schakel.capacity.views.shared import Shown
from schakel.capacity.views.words import criterion, headline, measure_words, three
from schakel.ui.paper import pdf

TEMPLATE = Path(__file__).with_name("report.typ")


def report_pdf(shown: Shown, answer: Mapping[str, Any]) -> bytes:
    """The same bytes for the same version and answer."""
    return pdf(TEMPLATE, report(shown, answer), of=shown.version.at.date())


def report(shown: Shown, answer: Mapping[str, Any]) -> dict[str, Any]:
    """What stands on the sheets, in words."""
    words = shown.words
    number, of = assumptions.assumed(shown.file)
    rows = heat(answer, words, None).rows
    gained = [measure_words(one, words) for one in answer["advice"] if one["gained"] > 0]
    return {
        "lang": words.lang[:2],
        "title": headline(words, reads.headlines([shown.version])[shown.version.digest]),
        "name": shown.title,
        "about": shown.about,
        "sketch": _("%(n)s of the %(of)s numbers are assumptions") % {"n": number, "of": of},
        "years": answer["years"],
        "heat": [
            {"label": row.label, "cells": [{"text": cell.text, "kind": cell.kind} for cell in row.cells]}
            for row in rows
        ],
        "waits": [three(each) for each in answer["futures"][0]["wait_total"]],
        "criterion": criterion(answer["measure"], answer["at_least"], words.lang),
        "advice": gained,
        "parts": [
            {
                "label": part.label,
                "grounds": [[one.label, one.text, one.basis, one.sourced] for one in part.grounds],
            }
            for part in assumptions.parts(shown.file, words)
        ],
        "texts": {
            "load": _("Work against what the places can do, in percents, all centres together"),
            "waits": _("Days of waiting from referral to infusion"),
            "broken": _("A step counts as broken at"),
            "helps": _("What helps"),
            "nothing": _("No single measure that was tried gains a year."),
            "rests": _("What this rests on"),
            "source": _("source"),
            "assumption": _("assumption"),
            "foot": _("Version %(n)s of scenario %(key)s; seed %(seed)s; %(runs)s replications.")
            % {
                "n": shown.version.number,
                "key": shown.row.key,
                "seed": answer["seed"],
                "runs": answer["simulation"]["replications"],
            },
        },
    }
