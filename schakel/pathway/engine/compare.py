# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What products prescribe, side by side: per step and aspect a verdict, the rule that serves all, and who says nothing.

Verdicts: `equal` (all ask the same), `compatible` (one rule serves all), `conflicting` (no rule does), `judgement`
(words that a person must weigh) and `single` (one product speaks). Products that say nothing are told apart: *silent*
(the sections where it would stand were read), *unknown* (they were not) and *not applicable* (a step that is not on
their pathway).
See docs/explanation/compare.md for worked examples.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from schakel.pathway.engine.constraints import (
    Act,
    Constraint,
    Failure,
    Kind,
    Local,
    Meet,
    Range,
    Window,
    equal,
    implies,
    meet_all,
    told_in,
    under,
)
from schakel.pathway.engine.network import Network
from schakel.pathway.engine.requirement import Profile, Requirement
from schakel.pathway.engine.situations import Situation, situations
from schakel.pathway.engine.vocabulary import Aspect, AspectKey, Vocabulary


class Verdict(StrEnum):
    EQUAL = "equal"
    COMPATIBLE = "compatible"
    CONFLICTING = "conflicting"
    JUDGEMENT = "judgement"
    SINGLE = "single"

    @property
    def fits(self) -> bool:
        """Whether one rule serves all that speak."""
        return self in (Verdict.EQUAL, Verdict.COMPATIBLE)


@dataclass(frozen=True, slots=True)
class Setting:
    """The rule in some situations, where no rule serves all of them at once; None where even there none does."""

    situations: tuple[Situation, ...]
    positions: tuple[Requirement, ...]
    rule: Constraint | None


@dataclass(frozen=True)
class Row:
    """One aspect. `rule` serves every position; `settings` stands in for it where only scopes keep them apart.

    `binding` are the requirements whose own bound sets the rule; `clocks` those that moved a window of this row.
    """

    aspect: Aspect
    verdict: Verdict
    rule: Constraint | None
    settings: tuple[Setting, ...]
    positions: tuple[Requirement, ...]
    binding: frozenset[str]
    clocks: tuple[Requirement, ...]
    silent: tuple[str, ...]
    unknown: tuple[str, ...]
    not_applicable: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether nothing that was not read yet could change between fitting and not fitting.

        A conflict stays one, texts that differ stay in need of judgement, and items only add up. Where all that speak
        leave it free, one more product cannot clash with them; two more can clash with each other.
        """
        if not self.unknown or self.verdict in (Verdict.CONFLICTING, Verdict.JUDGEMENT):
            return True
        adds_up = self.aspect.type == "items"
        free = len(self.unknown) == 1 and self.rule in (Local(), Act(Kind.PERMITTED))
        return self.verdict.fits and (adds_up or free)

    @cached_property
    def by_product(self) -> Mapping[str, tuple[Requirement, ...]]:
        grouped: dict[str, list[Requirement]] = {}
        for position in self.positions:
            grouped.setdefault(position.product, []).append(position)
        return {product: tuple(found) for product, found in grouped.items()}


@dataclass(frozen=True, slots=True)
class Harmonisation:
    """For how many methods one rule fits: `fit` of `of`, of which `certain` cannot change by reading more.

    `single` methods are asked by one product only and count nowhere; `judgement` counts as not fitting.
    """

    fit: int
    certain: int
    of: int
    single: int
    conflicting: int
    judgement: int

    @property
    def could_change(self) -> int:
        return self.fit - self.certain


@dataclass(frozen=True)
class Comparison:
    """Rows in pathway order."""

    products: tuple[str, ...]
    rows: tuple[Row, ...]

    @cached_property
    def counts(self) -> Mapping[Verdict, int]:
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in Verdict}

    @cached_property
    def harmonisation(self) -> Harmonisation:
        return harmonisation(self.rows)


def compare(
    profiles: Sequence[Profile],
    vocabulary: Vocabulary,
    *,
    steps: Collection[str] | None = None,
    natures: Collection[str] | None = None,
    on: date | None = None,
) -> Comparison:
    """Every aspect that at least one of these products speaks about; optionally of some steps and natures.

    With `on`, requirements whose period does not hold that day are left out.
    """
    asked, clocks = _asked(profiles, vocabulary, on)
    pathways = {profile: frozenset(profile.steps(vocabulary)) for profile in profiles}
    wanted = (vocabulary.aspect(*key) for key in sorted(asked, key=vocabulary.aspect_order.__getitem__))
    rows = (
        _row(aspect, asked[aspect.key], clocks.get(aspect.key, ()), pathways, vocabulary)
        for aspect in wanted
        if aspect and (steps is None or aspect.step in steps) and (natures is None or aspect.nature in natures)
    )
    return Comparison(tuple(profile.slug for profile in profiles), tuple(rows))


def harmonisation(rows: Iterable[Row]) -> Harmonisation:
    """The figure over methods (nature `procedure`); other natures are no failed harmonisation and do not count."""
    methods = [row for row in rows if row.aspect.nature == "procedure"]
    found = Counter(row.verdict for row in methods)
    fitting = [row for row in methods if row.verdict.fits]
    return Harmonisation(
        fit=len(fitting),
        certain=sum(row.certain for row in fitting),
        of=len(methods) - found[Verdict.SINGLE],
        single=found[Verdict.SINGLE],
        conflicting=found[Verdict.CONFLICTING],
        judgement=found[Verdict.JUDGEMENT],
    )


def verdict_of(
    positions: Sequence[Requirement], order: Network
) -> tuple[Verdict, Constraint | None, tuple[Setting, ...]]:
    """The verdict over positions, the rule that serves all, and the settings where only scopes keep them apart.

    `order` is what always holds between events: windows that cannot hold together under it have no rule.
    """
    whole = meet_all([position.constraint for position in positions], order)
    rule = None if isinstance(whole, Failure) else whole
    if len({position.product for position in positions}) == 1:
        return Verdict.SINGLE, rule, ()
    if rule is not None:
        same = all(equal(position.constraint, rule) for position in positions)
        return (Verdict.EQUAL if same else Verdict.COMPATIBLE), rule, ()
    return _by_settings(positions, order)


def _by_settings(
    positions: Sequence[Requirement], order: Network
) -> tuple[Verdict, Constraint | None, tuple[Setting, ...]]:
    settings, failures = [], set[Failure]()
    for applying, found in situations(positions).items():
        met: Meet = meet_all([position.constraint for position in applying], order)
        if isinstance(met, Failure):
            failures.add(met)
        settings.append(Setting(found, applying, None if isinstance(met, Failure) else met))
    if not failures:
        return Verdict.COMPATIBLE, None, tuple(settings)
    worst = Verdict.CONFLICTING if Failure.CONFLICT in failures else Verdict.JUDGEMENT
    return worst, None, tuple(settings) if len(settings) > 1 else ()


def binding_of(positions: Sequence[Requirement], rule: Constraint | None, order: Network) -> tuple[Requirement, ...]:
    """The positions whose own bound sets the rule; none where all ask the same, or no rule serves."""
    if rule is None or all(equal(position.constraint, rule) for position in positions):
        return ()
    return tuple(position for position in positions if _binds(position, positions, rule, order))


def _binds(position: Requirement, positions: Sequence[Requirement], rule: Constraint, order: Network) -> bool:
    mine = position.constraint
    if isinstance(mine, Range) and isinstance(rule, Range):
        own = mine.to(rule.unit)
        return (own.low is not None and own.low == rule.low) or (own.high is not None and own.high == rule.high)
    if isinstance(mine, Window) and isinstance(rule, Window):
        return _window_binds(mine, under(order, rule))
    stricter = any(implies(other.constraint, mine) and not implies(mine, other.constraint) for other in positions)
    asks = any(not implies(other.constraint, mine) for other in positions)
    return asks and not stricter


def _window_binds(mine: Window, rule: Network) -> bool:
    """Whether a bound of this window is one of the rule's, and does not follow from the others and the order."""
    for span in mine.spans:
        within = span.within.to("min")
        low = -within.low if within.low else None
        for pair, weight in ((span.pair, within.high), ((span.end, span.start), low)):
            if weight is not None and rule.upper.get(pair) == weight and rule.needs(pair):
                return True
    return False


def _asked(
    profiles: Sequence[Profile], vocabulary: Vocabulary, on: date | None
) -> tuple[dict[AspectKey, list[Requirement]], dict[AspectKey, list[Requirement]]]:
    """Per aspect the positions, and the clock facts that moved its windows.

    A clock has no row of its own, except where its product gives no window that it could move.
    """
    asked: dict[AspectKey, list[Requirement]] = {}
    clocks: dict[AspectKey, list[Requirement]] = {}
    for profile in profiles:
        for requirement in (r for r in profile.requirements if _holds(r, on)):
            moved = _moved_by(requirement, profile, vocabulary)
            for key in moved:
                clocks.setdefault(key, []).append(requirement)
            if not moved:
                asked.setdefault(requirement.key, []).append(requirement)
    return asked, clocks


def _moved_by(requirement: Requirement, profile: Profile, vocabulary: Vocabulary) -> list[AspectKey]:
    aspect = vocabulary.aspect(*requirement.key)
    names = aspect.clock.of if aspect is not None and aspect.clock is not None else ()
    return [key for name in names if (key := (requirement.step, name)) in profile.by_aspect]


def _holds(requirement: Requirement, on: date | None) -> bool:
    begun = requirement.valid_from is None or on is None or requirement.valid_from <= on
    return begun and (requirement.valid_to is None or on is None or on <= requirement.valid_to)


def _row(
    aspect: Aspect,
    positions: Sequence[Requirement],
    clocks: Sequence[Requirement],
    pathways: Mapping[Profile, frozenset[str]],
    vocabulary: Vocabulary,
) -> Row:
    verdict, rule, settings = verdict_of(positions, vocabulary.order)
    speaking = {position.product for position in positions}
    quiet = [profile for profile in pathways if profile.slug not in speaking]
    off = [profile.slug for profile in quiet if aspect.step not in pathways[profile]]
    step = vocabulary.step_of[aspect.step]
    silent = [p.slug for p in quiet if p.slug not in off and step.silent(p.sections_read)]
    return Row(
        aspect=aspect,
        verdict=verdict,
        rule=told_in(rule, aspect.unit) if rule else None,
        settings=settings,
        positions=tuple(positions),
        binding=frozenset(position.id for position in binding_of(positions, rule, vocabulary.order)),
        clocks=tuple(clocks),
        silent=tuple(silent),
        unknown=tuple(p.slug for p in quiet if p.slug not in off and p.slug not in silent),
        not_applicable=tuple(off),
    )
