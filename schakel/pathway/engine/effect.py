# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a change would do: which verdicts and rules of the comparison, which variants of the standard, which lines.

Nothing is predicted: the engine answers the same questions over the facts with and without the change.
"""

from dataclasses import dataclass

from schakel.pathway.engine.compare import Row, compare
from schakel.pathway.engine.constraints import Constraint
from schakel.pathway.engine.requirement import Facts, Requirement
from schakel.pathway.engine.standard import Variant, variants
from schakel.pathway.engine.vocabulary import Aspect, AspectKey


@dataclass(frozen=True, slots=True)
class RowShift:
    """An aspect whose verdict, rule or certainty in the comparison changes; None where there is no row."""

    aspect: Aspect
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class StandardShift:
    """A method whose variants change."""

    aspect: Aspect
    before: tuple[Variant, ...]
    after: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class LineShift:
    """A requirement that is new or says something else: so does its line on every checklist of this product."""

    before: Requirement | None
    after: Requirement


@dataclass(frozen=True, slots=True)
class Effect:
    """`products` are those that were compared: the product itself and the others of its modality."""

    products: tuple[str, ...]
    rows: tuple[RowShift, ...]
    standard: tuple[StandardShift, ...]
    lines: tuple[LineShift, ...]


def effect(before: Facts, after: Facts, changed: Requirement) -> Effect:
    """The effect of going from `before` to `after`, which differ in `changed`: one requirement of one product."""
    slugs = _peers(before, changed.product)
    # A clock moves windows of its own step only, so no other step can change.
    old, new = _rows(before, slugs, changed.step), _rows(after, slugs, changed.step)
    keys = [key for key in before.vocabulary.aspect_order if key in old or key in new]
    shifts = [(key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]
    return Effect(
        products=slugs,
        rows=tuple(RowShift(_aspect(before, key), a, b) for key, a, b in shifts if _shown(a) != _shown(b)),
        standard=tuple(_standard_shifts(before, shifts)),
        lines=_lines(before, after, changed.product),
    )


def _peers(facts: Facts, slug: str) -> tuple[str, ...]:
    mine = facts.by_slug[slug]
    others = (profile.slug for profile in facts.of_modality(mine.product.modality))
    return tuple(dict.fromkeys((slug, *others)))


def _rows(facts: Facts, slugs: tuple[str, ...], step: str) -> dict[AspectKey, Row]:
    found = compare(facts.chosen(slugs), facts.vocabulary, steps={step})
    return {row.aspect.key: row for row in found.rows}


def _aspect(facts: Facts, key: AspectKey) -> Aspect:
    return next(aspect for aspect in facts.vocabulary.aspects if aspect.key == key)


def _shown(row: Row | None) -> tuple[object, ...] | None:
    """What a reader of the comparison sees of a row; not the words of a note or the place of a source."""
    if row is None:
        return None
    return (row.verdict, row.rule, _setting_rules(row), row.binding, row.certain)


def _setting_rules(row: Row) -> tuple[Constraint | None, ...]:
    return tuple(setting.rule for setting in row.settings)


def _standard_shifts(facts: Facts, shifts: list[tuple[AspectKey, Row | None, Row | None]]) -> list[StandardShift]:
    found = []
    for key, old, new in shifts:
        aspect = _aspect(facts, key)
        if aspect.nature != "procedure":
            continue
        before, after = (variants(row, facts.vocabulary.order) if row else () for row in (old, new))
        if _served(before) != _served(after):
            found.append(StandardShift(aspect, before, after))
    return found


def _served(found: tuple[Variant, ...]) -> set[tuple[Constraint, frozenset[str]]]:
    return {(variant.rule, frozenset(variant.products)) for variant in found}


def _lines(before: Facts, after: Facts, slug: str) -> tuple[LineShift, ...]:
    known = {requirement.id: requirement for requirement in before.by_slug[slug].requirements}
    pairs = ((known.get(new.id), new) for new in after.by_slug[slug].requirements)
    return tuple(LineShift(old, new) for old, new in pairs if old is None or _said(old) != _said(new))


def _said(requirement: Requirement) -> tuple[object, ...]:
    return (requirement.constraint, requirement.must, requirement.obligation, requirement.note, requirement.note_nl)
