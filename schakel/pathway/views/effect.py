# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a change would do, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from schakel.pathway.engine.compare import Row
from schakel.pathway.engine.effect import LineShift, StandardShift, effect
from schakel.pathway.engine.requirement import Facts, Requirement
from schakel.pathway.engine.standard import Variant
from schakel.pathway.engine.vocabulary import Aspect
from schakel.pathway.engine.words import constraint_words, note_words, requirement_words


@dataclass(frozen=True, slots=True)
class RowSide:
    """One side of a row of the comparison: its verdict and its rule in words."""

    verdict: str
    rule: str
    binding: str
    certain: bool


@dataclass(frozen=True, slots=True)
class RowShiftView:
    aspect: str
    before: RowSide | None
    after: RowSide | None


@dataclass(frozen=True, slots=True)
class ListShiftView:
    """Before and after as lists of sentences: variants of the standard, or lines of the checklist."""

    aspect: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffectView:
    peers: str
    rows: tuple[RowShiftView, ...]
    standard: tuple[ListShiftView, ...]
    lines: tuple[ListShiftView, ...]

    @property
    def nothing(self) -> bool:
        """Whether no comparison, standard or checklist changes (another source, another period)."""
        return not (self.rows or self.standard or self.lines)


@dataclass(frozen=True, slots=True)
class _Words:
    facts: Facts
    lang: str

    def aspect(self, aspect: Aspect) -> str:
        return aspect.label.in_(self.lang)

    def side(self, row: Row | None) -> RowSide | None:
        if row is None:
            return None
        rules = [row.rule] if row.rule else [setting.rule for setting in row.settings]
        words = [constraint_words(r, row.aspect, self.facts.vocabulary, self.lang) for r in rules if r]
        rule = "; ".join(words) or _("no rule serves all")
        binding = dict.fromkeys(position.product for position in row.positions if position.id in row.binding)
        return RowSide(row.verdict.value, rule, self.brands(tuple(binding)), certain=row.certain)

    def variant(self, aspect: Aspect, variant: Variant) -> str:
        rule = constraint_words(variant.rule, aspect, self.facts.vocabulary, self.lang)
        return f"{rule}: {self.brands(variant.products)}"

    def brands(self, slugs: tuple[str, ...]) -> str:
        return ", ".join(self.facts.by_slug[slug].product.brand for slug in slugs)

    def standard(self, shift: StandardShift) -> ListShiftView:
        before, after = (tuple(self.variant(shift.aspect, one) for one in side) for side in (shift.before, shift.after))
        return ListShiftView(self.aspect(shift.aspect), before, after)

    def line(self, shift: LineShift) -> ListShiftView:
        aspect = self.facts.vocabulary.aspect(*shift.after.key)
        assert aspect is not None, shift.after.id
        return ListShiftView(self.aspect(aspect), self._said(shift.before), self._said(shift.after))

    def _said(self, requirement: Requirement | None) -> tuple[str, ...]:
        if requirement is None:
            return ()
        note = note_words(requirement, self.lang)
        return (requirement_words(requirement, self.facts.vocabulary, self.lang), *([note] if note else []))


def effect_view(before: Facts, after: Facts, changed: Requirement, lang: str) -> EffectView:
    """The effect of a change as a page tells it."""
    found, words = effect(before, after, changed), _Words(before, lang)
    return EffectView(
        peers=words.brands(found.products),
        rows=tuple(RowShiftView(words.aspect(s.aspect), words.side(s.before), words.side(s.after)) for s in found.rows),
        standard=tuple(map(words.standard, found.standard)),
        lines=tuple(map(words.line, found.lines)),
    )
