# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a rule asks of a product beyond its own requirement, in words: `30 °C kouder`, `ook: etiket`."""

from schakel.pathway.engine.constraints import Kind
from schakel.pathway.engine.standard import Beyond
from schakel.pathway.engine.vocabulary import Aspect, Vocabulary
from schakel.pathway.engine.words import act_words, event_words, listed, minutes_words, said, value_words
from schakel.values.numbers import quantity

_AND = ("en", "and")
_BOUND = {
    "low": (("minstens {} meer", "at least {} more"), ("ook een ondergrens", "a lower bound too")),
    "high": (("hoogstens {} minder", "at most {} less"), ("ook een bovengrens", "an upper bound too")),
}
_COLDER = {"low": ("{} warmer", "{} warmer"), "high": ("{} kouder", "{} colder")}
_TIME = {"low": ("{} langer", "{} longer"), "high": ("{} korter", "{} shorter")}
_SPAN = ("ook een tijdsgrens: {} → {}", "a time limit too: {} → {}")
_OPTIONS = ("niet langer: {}", "no longer: {}")
_ITEMS = ("ook: {}", "also: {}")
_ACT = ("niet vrij maar {}", "not free but {}")
_RULE = ("een andere regel", "another rule")


def beyond_words(found: Beyond, aspect: Aspect, vocabulary: Vocabulary, lang: str) -> str:
    """A few words without the product's name."""
    match found.what:
        case "low" | "high":
            return _bound(found, aspect, lang)
        case "span":
            return said(_SPAN, lang).format(*(event_words(event, vocabulary, lang) for event in found.values))
        case "options":
            return said(_OPTIONS, lang).format(_list(found, vocabulary, lang))
        case "items":
            return said(_ITEMS, lang).format(_list(found, vocabulary, lang))
        case "act":
            return said(_ACT, lang).format(act_words(Kind(found.values[0]), aspect, lang))
    return said(_RULE, lang)


def _bound(found: Beyond, aspect: Aspect, lang: str) -> str:
    measured, added = _BOUND[found.what]
    if found.amount is None or found.unit is None:
        return said(added, lang)
    if aspect.type == "window":
        return said(_TIME[found.what], lang).format(minutes_words(found.amount, found.amount, lang))
    words = _COLDER[found.what] if found.unit == "Cel" else measured
    return said(words, lang).format(quantity(found.amount, found.unit, lang))


def _list(found: Beyond, vocabulary: Vocabulary, lang: str) -> str:
    return listed(value_words(found.values, vocabulary, lang), _AND, lang)
