# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What sets two scenarios apart, in words: numbers that differ, and parts that only one of them has."""

from collections.abc import Mapping
from dataclasses import dataclass

from schakel.capacity.engine.scenario.leaves import Leaf, label, leaves
from schakel.capacity.engine.scenario.words import FIELDS, MEASURES, word
from schakel.capacity.engine.scenario.written import ScenarioFile

SETTINGS = ("start", "years")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what it is about, and what each says (None: it is not there).

    `leaf`: the number it is about, whose unit and kind say how to tell both; None for a choice in words.
    """

    what: str
    before: str | None
    after: str | None
    leaf: Leaf | None = None


def differences(
    before: ScenarioFile, after: ScenarioFile, lang: str, steps: Mapping[str, str]
) -> tuple[Difference, ...]:
    """What differs, in the order of the second scenario; the words of a number follow the scenario that has it."""
    old = {leaf.name: leaf for leaf in leaves(before)}
    new = {leaf.name: leaf for leaf in leaves(after)}
    found = [
        Difference(label(leaf, after, lang, steps), old[name].text if name in old else None, leaf.text, leaf)
        for name, leaf in new.items()
        if name not in old or (old[name].text, old[name].unit, old[name].shape) != (leaf.text, leaf.unit, leaf.shape)
    ]
    gone = [
        Difference(label(leaf, before, lang, steps), leaf.text, None, leaf)
        for name, leaf in old.items()
        if name not in new
    ]
    return (*_settings(before, after, lang), *found, *gone)


def _settings(before: ScenarioFile, after: ScenarioFile, lang: str) -> tuple[Difference, ...]:
    found = [
        Difference(word(FIELDS, name, lang), str(getattr(before, name)), str(getattr(after, name)))
        for name in SETTINGS
        if getattr(before, name) != getattr(after, name)
    ]
    if before.breaks.measure != after.breaks.measure:
        was, now = (word(MEASURES, one.breaks.measure, lang) for one in (before, after))
        found.append(Difference(word(FIELDS, "breaks", lang), was, now))
    offers = {centre.id: centre.offers for centre in before.centres}
    for centre in after.centres:
        if centre.id in offers and offers[centre.id] != centre.offers:
            was, now = (_offered(one, lang) for one in (offers[centre.id], centre.offers))
            found.append(Difference(f"{centre.name}, {word(OFFERS, 'offers', lang)}", was, now))
    return tuple(found)


OFFERS = {"offers": ("biedt aan", "offers"), "all": ("alles", "everything"), "none": ("niets", "nothing")}


def _offered(products: list[str] | None, lang: str) -> str:
    if products is None:
        return word(OFFERS, "all", lang)
    return ", ".join(products) or word(OFFERS, "none", lang)
