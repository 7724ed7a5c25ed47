# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The horizon in words: numbers with their bounds, moments, and what each rule found."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.catalogue.engine.horizon import Entry, Estimate, EstimateModel, KnownModel, Of
from schakel.catalogue.engine.horizon_rules import GAP, OLD, Flag, Measure, flags
from schakel.catalogue.words import date_words
from schakel.sources.engine.citation import Citation
from schakel.values.numbers import number

SUBJECTS: dict[Of, str | Promise] = {
    "eu": gettext_lazy("Authorised in the EU"),
    "nl": gettext_lazy("Available in the Netherlands"),
    "patients": gettext_lazy("Patients a year"),
    "prevalence": gettext_lazy("Patients who exist"),
    "care": gettext_lazy("Replaced or avoided care"),
    "capacity": gettext_lazy("Effect on capacity"),
}
# Short names of the rules, for a badge.
RULES: dict[str, str | Promise] = {
    "not_yearly": gettext_lazy("not a yearly number"),
    "above_prevalence": gettext_lazy("above the prevalence"),
    "above_known": gettext_lazy("above a known number"),
    "far_above_rest": gettext_lazy("far above all others"),
    "passed": gettext_lazy("date has passed"),
    "before_eu": gettext_lazy("before the EU"),
    "old": gettext_lazy("old"),
}


@dataclass(frozen=True, slots=True)
class FlagView:
    """What a rule found: its short name, and why."""

    rule: str
    name: str
    why: str
    unused: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One estimate in words. `figure`: the number or the moment, "" where only words were told."""

    of: str
    label: str
    figure: str
    words: str
    said: str
    flags: tuple[FlagView, ...]
    citations: tuple[Citation, ...]

    @property
    def struck(self) -> bool:
        return any(flag.unused for flag in self.flags)


def told(entry: Entry, one: Estimate, by: Measure, known: Mapping[str, KnownModel], lang: str) -> Told:
    """An estimate as the pages show it."""
    words = one.told.words.label().in_(lang) if one.told.words else ""
    return Told(
        of=one.told.of,
        label=str(SUBJECTS[one.told.of]),
        figure=figure(one.told, lang),
        words=words,
        said=date_words(one.told.said_on),
        flags=tuple(flag_view(flag, known, lang) for flag in flags(entry, one, by)),
        citations=one.citations,
    )


def figure(one: EstimateModel, lang: str) -> str:
    """`150`, `8–10`, `at most 458`, `first half of 2026`, `from November 2026`."""
    if one.value is not None:
        return number(one.value, lang)
    if one.min is not None and one.max is not None:
        return f"{number(one.min, lang)}–{number(one.max, lang)}"
    if one.max is not None:
        return _("at most %(n)s") % {"n": number(one.max, lang)}
    if one.min is not None:
        return _("at least %(n)s") % {"n": number(one.min, lang)}
    if one.period:
        return moment_words(one.period)
    return _("from %(on)s") % {"on": moment_words(one.after)} if one.after else ""


def moment_words(written: str) -> str:
    """A period as a person says it."""
    year, _dash, part = written.partition("-")
    if part in ("H1", "H2"):
        half = _("first half of %(year)s") if part == "H1" else _("second half of %(year)s")
        return half % {"year": year}
    if part.startswith("Q"):
        return _("quarter %(n)s of %(year)s") % {"n": part[1:], "year": year}
    return date_words(written)


def flag_view(flag: Flag, known: Mapping[str, KnownModel], lang: str) -> FlagView:
    """What a rule found, with the number it compared with."""
    return FlagView(flag.rule, str(RULES[flag.rule]), _why(flag, known, lang), flag.unused)


def _why(flag: Flag, known: Mapping[str, KnownModel], lang: str) -> str:
    by = number(flag.by or Fraction(0), lang)
    match flag.rule:
        case "not_yearly":
            return _("This counts the patients there are, not those who come in a year. Not used.")
        case "above_prevalence":
            return _("As many patients a year as there are in all (%(n)s). Not used.") % {"n": by}
        case "above_known":
            what = known[flag.about].what.label().in_(lang) if flag.about in known else ""
            return _("Above what is known of this disease: %(n)s %(what)s. Not used.") % {"n": by, "what": what}
        case "far_above_rest":
            text = _("More than %(times)s times the highest other number (%(n)s). Not used.")
            return text % {"times": GAP, "n": by}
        case "passed":
            return _("This moment has passed; no newer one was found.")
        case "before_eu":
            return _("This lies before the expected authorisation in the EU.")
        case "old":
            return _("Said more than %(n)s years ago.") % {"n": OLD}
