# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which estimates are not to be believed as they stand, and by which rule. Nothing is taken away: it is told.

The public outlooks give stocks of patients as yearly numbers and numbers far beyond all others; SiRM left its own
estimate out because of that. A rule that finds one says so, and what it found it by; the number is then shown struck,
and is in no sum and no forecast. Rules that are not in UNUSED only warn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from schakel.catalogue.engine.horizon import Entry, Estimate, KnownModel

GAP = 10
"""A number more than so many times the next lower one is far above the rest."""
OLD = 3
"""An estimate said longer ago than so many years is told to be old."""

Rule = Literal["not_yearly", "above_prevalence", "above_known", "far_above_rest", "passed", "before_eu", "old"]
UNUSED: tuple[Rule, ...] = ("not_yearly", "above_prevalence", "above_known", "far_above_rest")
"""What these find is never used; the others only warn."""


@dataclass(frozen=True, slots=True)
class Flag:
    """`by`: the number that the rule compared with; `about`: the id of the known number, where it was one."""

    rule: Rule
    by: Fraction | None = None
    about: str = ""

    @property
    def unused(self) -> bool:
        return self.rule in UNUSED


@dataclass(frozen=True, slots=True)
class Measure:
    """What estimates are held against. `ceiling`: the largest yearly number that no rule strikes."""

    ceiling: Fraction | None
    known: tuple[KnownModel, ...]
    now: float


def measure(entries: Iterable[Entry], known: Sequence[KnownModel], now: float) -> Measure:
    """What the estimates of these entries are held against; `now` in decimal years."""
    first = Measure(None, tuple(known), now)
    highs = [
        one.told.high
        for entry in entries
        for one in entry.of("patients")
        if one.told.high and not _number_flags(entry, one, first)
    ]
    return Measure(ceiling(highs), tuple(known), now)


def ceiling(highs: Iterable[Fraction]) -> Fraction | None:
    """From the median upwards, the last number before the first gap of more than GAP times; None for no numbers.

    From the median, so that a few absurd numbers cannot vouch for one another, and small numbers may lie far apart.
    """
    found = sorted(highs)
    if not found:
        return None
    last = found[(len(found) - 1) // 2]
    for one in found[(len(found) + 1) // 2 :]:
        if one > GAP * last:
            break
        last = max(last, one)
    return last


def flags(entry: Entry, estimate: Estimate, by: Measure) -> tuple[Flag, ...]:
    """What every rule finds about one estimate."""
    found = _number_flags(entry, estimate, by) if estimate.told.of == "patients" else []
    if estimate.told.of == "prevalence":
        found.append(Flag("not_yearly"))
    if estimate.told.of in ("eu", "nl"):
        found += _moment_flags(entry, estimate, by.now)
    if estimate.told.of in ("patients", "nl") and by.now - estimate.said > OLD:
        found.append(Flag("old"))
    return tuple(found)


def _number_flags(entry: Entry, estimate: Estimate, by: Measure) -> list[Flag]:
    high, found = estimate.told.high, list[Flag]()
    if high is None:
        return found
    there = [one.told.high for one in entry.of("prevalence") if one.told.high is not None]
    if there and high >= max(there):
        found.append(Flag("above_prevalence", max(there)))
    for one in by.known:
        if high > one.value and set(one.conditions) & set(entry.told.conditions):
            found.append(Flag("above_known", one.value, one.id))
    if by.ceiling is not None and high > GAP * by.ceiling:
        found.append(Flag("far_above_rest", by.ceiling))
    return found


def _moment_flags(entry: Entry, estimate: Estimate, now: float) -> list[Flag]:
    found, ends = list[Flag](), estimate.told.ends
    if ends is not None and ends < now:
        found.append(Flag("passed"))
    europe = entry.latest("eu")
    if estimate.told.of == "nl" and ends is not None and europe and europe.told.begins is not None:
        found += [Flag("before_eu")] if ends < europe.told.begins else []
    return found


def usable(entry: Entry, by: Measure) -> Estimate | None:
    """The newest yearly number of an entry that no rule strikes."""
    kept = [one for one in entry.of("patients") if not any(flag.unused for flag in flags(entry, one, by))]
    return kept[-1] if kept else None


def struck(entries: Iterable[Entry], by: Measure) -> Mapping[str, tuple[Estimate, ...]]:
    """Per entry the yearly numbers that are not used; entries without one are left out."""
    found = {
        entry.told.id: tuple(one for one in entry.of("patients") if any(flag.unused for flag in flags(entry, one, by)))
        for entry in entries
    }
    return {key: estimates for key, estimates in found.items() if estimates}
