# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of the European file, the same in Word and PDF."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from schakel.standards.engine.dossier import Dossier


def texts(found: Dossier) -> dict[str, str]:
    """Headings and sentences around the facts."""
    told = {"number": found.version, "state": found.state, "day": date_format(found.made_on)}
    by = found.compiled_by or _("not stated")
    return {
        "title": _("European file: %(title)s") % {"title": found.title},
        "version": _("Dutch standard, version %(number)s (%(state)s). File of %(day)s.") % told,
        "by": _("Compiled by: %(by)s") % {"by": by},
        "what": _(
            "Differences between products that hospitals meet in the same act, bundled for worksharing at the European "
            "Medicines Agency: what each product asks and where that stands, one rule that would serve, and what the "
            "firms say about the need for the difference."
        ),
        "caveat": _(
            "Compiled from public sources and from what firms answered. Not a judgement on any product. Check the "
            "product information in force."
        ),
        "touched": _("Products touched"),
        "product": _("Product"),
        "holder": _("Holder"),
        "asks": _("Asks"),
        "source": _("Source"),
        "doubtful": _("not the EU text"),
        "rule": _("Rule of the Dutch standard"),
        "extra": _("What the rule asks beyond the product's own text"),
        "lost": _("Not kept by the rule"),
        "answers": _("Answers of the firms"),
        "needed": _("The difference is"),
        "why": _("Why"),
        "evidence": pgettext("of an answer", "Evidence"),
        "answered": _("Answered"),
        "no_answer": _("no answer yet"),
        "not_asked": _("The firms were not asked about this difference yet."),
        "nothing": _("No difference is chosen."),
    }
