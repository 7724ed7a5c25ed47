# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A scenario's names and numbers as a page says them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from schakel.capacity import reads
from schakel.capacity.engine.scenario.diff import Difference
from schakel.capacity.engine.scenario.leaves import RANGE, Leaf
from schakel.capacity.engine.scenario.words import MEASURES, SHARES, word
from schakel.capacity.engine.scenario.written import ScenarioFile
from schakel.values.numbers import number

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Words:
    """The names of a scenario in one language. `steps`: also those of the pathway that the scenario does not use."""

    lang: str
    resources: Mapping[str, str]
    centres: Mapping[str, str]
    flows: Mapping[str, str]
    steps: Mapping[str, str]

    def what(self, name: str) -> str:
        """A resource or a step."""
        return self.resources.get(name) or self.step(name)

    def step(self, name: str) -> str:
        """A step of the pathway, or the scenario's own."""
        return self.steps.get(name) or word({"intensive_care": ("Intensive care", "Intensive care")}, name, self.lang)


def words_of(file: ScenarioFile) -> Words:
    """The names in the language of this visitor."""
    lang = get_language() or "nl"
    return Words(
        lang,
        {one.id: one.label.label().in_(lang) for one in file.resources},
        {one.id: one.name for one in file.centres},
        {one.id: one.label.label().in_(lang) for one in (*file.flows, *file.competing)},
        reads.step_words(lang),
    )


def bare_words() -> Words:
    """The names of steps alone, for lists of many scenarios."""
    lang = get_language() or "nl"
    return Words(lang, {}, {}, {}, reads.step_words(lang))


def digits(value: float, places: int = 1) -> str:
    """`12,3` on a Dutch page; a value too small to show is 0."""
    return number(Fraction(round(value, places)).limit_denominator(10**places), get_language() or "nl")


def headline(words: Words, found: Mapping[str, Any]) -> str:
    """The answer of a scenario in one line, from the headline of its run."""
    if found["name"] is None:
        return _("Nothing breaks up to and including %(year)s") % {"year": found["years"][-1]}
    what = (
        found["label"]["nl" if words.lang.startswith("nl") else "en"] if found["label"] else words.step(found["name"])
    )
    told = {"what": what, "year": found["year"], "of": found["of"], "n": len(found["centres"])}
    if told["n"] == told["of"]:
        return _("%(what)s breaks in %(year)s") % told
    return _("%(what)s breaks in %(year)s, at %(n)s of %(of)s centres") % told


def headline_at(words: Words, found: Mapping[str, Any], centre: str) -> str:
    """The same for one centre, from the whole answer."""
    first = next((one for one in found["breaks"] if one["centre"] == centre), None)
    told = {"centre": words.centres[centre], "year": found["years"][-1]}
    if first is None:
        return _("Nothing breaks at %(centre)s up to and including %(year)s") % told
    return _("%(what)s breaks at %(centre)s in %(year)s") % {
        **told,
        "what": words.what(first["name"]),
        "year": first["year"],
    }


def measure_words(one: Mapping[str, Any], words: Words) -> tuple[str, str]:
    """A measure that was tried, and what it does."""
    what = words.what(one["about"])
    taken = (
        _("%(what)s: one more in every centre") % {"what": what}
        if one["kind"] == "place"
        else _("%(what)s: half of the patients elsewhere after a third of it") % {"what": what}
    )
    if one["before"] is None:
        return taken, _("nothing breaks without it either")
    if one["after"] is None:
        return taken, _("nothing breaks any more in these years")
    then = {"then": words.what(one["then"]), "before": one["before"], "after": one["after"]}
    if one["gained"] > 0:
        return taken, _("from %(before)s to %(after)s; then %(then)s breaks") % then
    return taken, _("does not help: %(then)s still breaks in %(after)s") % then


def criterion(measure: str, at_least: float, lang: str) -> str:
    """When a step counts as broken."""
    limit = f"{digits(at_least * 100)} %" if measure in ("load", "utilisation", "lost_share") else ""
    limit = limit or _("%(n)s days") % {"n": digits(at_least)}
    return f"{word(MEASURES, measure, lang)} ≥ {limit}"


def said(leaf: Leaf, lang: str) -> str:
    """A number as a reader takes it in: `20–30–44 % per jaar`, `3–4–8 uur`."""
    if leaf.shape == "lognormal":
        mean, _dots, spread = leaf.text.partition(RANGE)
        told = {"mean": _number(mean, 1, lang), "spread": _number(spread, 1, lang), "unit": unit(leaf.unit)}
        return _("mean %(mean)s, spread %(spread)s %(unit)s") % told
    if "p95" in leaf.text:
        return f"{leaf.text} {unit(leaf.unit)}".strip()
    # Growth is a share a year, except that of a competing load, which has the same name and meaning.
    share = leaf.name[-1] in SHARES and not leaf.shape
    parts = [_number(part, 100 if share else 1, lang) for part in leaf.text.split(RANGE)]
    tail = " %" if share else ""
    return f"{'–'.join(parts)}{tail} {unit(leaf.unit)}".strip()


def _number(text: str, times: int, lang: str) -> str:
    return number(Fraction(text) * times, lang) if leaf_number(text) else text


def leaf_number(text: str) -> bool:
    """Whether the text is one plain number."""
    return text.replace(".", "", 1).replace("-", "", 1).isdigit()


def told(found: Sequence[Difference], lang: str) -> tuple[Difference, ...]:
    """Differences with their numbers as a reader takes them in."""

    def both(one: Difference, text: str | None) -> str | None:
        return text if text is None or one.leaf is None else said(replace(one.leaf, text=text), lang)

    return tuple(replace(one, before=both(one, one.before), after=both(one, one.after)) for one in found)


def unit(code: str) -> str:
    """The unit in words."""
    return {
        "1/a": _("per year"),
        "/a": _("per year"),
        "a": pgettext("unit", "years"),
        "1/d": _("per day"),
        "min": pgettext("unit", "minutes"),
        "h": pgettext("unit", "hours"),
        "d": pgettext("unit", "days"),
        "wk": pgettext("unit", "weeks"),
        "1/wk": _("per week"),
    }.get(code, code)


def groups() -> Mapping[str, str]:
    """The parts of a scenario in the order of a page."""
    return {
        "forecast": _("Growth and demand"),
        "centres": _("Centres"),
        "resources": _("Opening hours"),
        "flows": _("Durations and chances"),
        "competing": _("Other patients"),
        "hand_over": _("Hand-over"),
        "breaks": _("When a step breaks"),
        "run": _("Computation"),
    }


def three(values: Sequence[float] | None, places: int = 1) -> tuple[str, str]:
    """A mean and its interval; ("–", "") where nothing happened."""
    if values is None:
        return "–", ""
    mean, low, high = (digits(value, places).replace("-", MINUS) for value in values)
    return mean, f"{low}–{high}" if not low.startswith(MINUS) else _("%(low)s to %(high)s") % {"low": low, "high": high}
