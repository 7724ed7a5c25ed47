# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Terms, dates and confidence in the words of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from schakel.regulatory.engine.plan import Moment
from schakel.regulatory.engine.references import Reference
from schakel.regulatory.engine.routes import Fact, Span, Step
from schakel.values.labels import Label

CONFIDENCE: dict[str, Promise] = {
    "seen": gettext_lazy("read in the source"),
    "partly": gettext_lazy("read in part"),
    "unverified": gettext_lazy("unverified"),
}
BADGES = {"seen": "", "partly": "badge-guidance", "unverified": "badge-unverified"}


def told(label: Label | None, lang: str) -> str:
    """The words, or nothing."""
    return label.in_(lang) if label else ""


def length_words(span: Span) -> str:
    """`120 days`."""
    n = span.value
    match span.unit:
        case "h":
            return ngettext("%(n)s hour", "%(n)s hours", n) % {"n": n}
        case "d":
            return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}
        case "wk":
            return ngettext("%(n)s week", "%(n)s weeks", n) % {"n": n}
        case "mo":
            return ngettext("%(n)s month", "%(n)s months", n) % {"n": n}
    return ngettext("%(n)s year", "%(n)s years", n) % {"n": n}


def span_words(span: Span) -> str:
    """`at most 120 days`, `380 days on average`, `about 40 days`."""
    patterns = {"max": _("at most %(length)s"), "mean": _("%(length)s on average"), "typical": _("about %(length)s")}
    return patterns[span.kind] % {"length": length_words(span)}


def term_words(step: Step, lang: str) -> list[str]:
    """All that is known of the time of a step, one line each, its own term first; a duty afterwards may have none."""
    if step.duration:
        words = [span_words(step.duration)]
        if step.duration.words:
            words[0] += f" ({step.duration.words.in_(lang)})"
        words += [f"{length_words(span)}: {told(span.words, lang)}" for span in step.shorter]
        words += [
            _("plus %(length)s: %(when)s") % {"length": length_words(span), "when": told(span.words, lang)}
            for span in step.longer
        ]
        return words
    if step.term:
        return [f"{told(step.term.words, lang)}: {span_words(step.term)}"]
    if step.phase == "after":
        return []
    return [_("a moment")] if step.moment else [_("no term found")]


def day_words(day: date) -> str:
    """`31 Mar 2027`; Dutch writes its months small."""
    words = date_format(day, "j M Y")
    return words.lower() if (get_language() or "nl").startswith("nl") else words


def moment_words(moment: Moment) -> str:
    """`31 Mar 2027`, or both ends where they differ."""
    if moment.first == moment.last:
        words = day_words(moment.first)
    else:
        words = f"{day_words(moment.first)} – {day_words(moment.last)}"
    return _("about %(length)s") % {"length": words} if moment.about else words


@dataclass(frozen=True, slots=True)
class FactView:
    """What a statement rests on, for `regulatory/fact.html`."""

    words: str
    badge: str
    doubt: str
    references: tuple[Reference, ...]


def fact_view(fact: Fact, lang: str) -> FactView:
    return FactView(str(CONFIDENCE[fact.confidence]), BADGES[fact.confidence], told(fact.doubt, lang), fact.references)


def lines(labels: Iterable[Label], lang: str) -> list[str]:
    return [label.in_(lang) for label in labels]


def source_rows(references: Iterable[Reference]) -> list[tuple[str, str, str]]:
    """Title, section and address (or how much was read) of the documents that were seen."""
    return [(r.title, r.section, r.url or r.seen) for r in references if not r.unverified]
