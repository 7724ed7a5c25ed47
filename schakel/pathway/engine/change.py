# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One requirement said differently: the facts as they would be, judged by the same rules as a file that is loaded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from schakel.pathway.engine.facts import profile_of
from schakel.pathway.engine.item import item
from schakel.pathway.engine.requirement import Facts, Profile, Requirement
from schakel.sources.engine.citation import Document
from schakel.values.located import FactsError, Located, Path


@dataclass(frozen=True, slots=True)
class Change:
    """What a requirement (by its id) would become; one that is not asked yet comes last.

    `item` is an entry of `requirements` as a fact file holds it.
    """

    product: str
    requirement: str
    item: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong with a change: `field` is a path in the item such as `must.unit`, empty for the whole."""

    field: str
    what: str
    expected: str


class ChangeError(ValueError):
    """A change that a file could not say either."""

    def __init__(self, objections: tuple[Objection, ...]) -> None:
        self.objections = objections
        super().__init__("; ".join(objection.what for objection in objections))


def changed(facts: Facts, change: Change) -> Facts:
    """The facts with the change in place; ChangeError says field by field what does not fit."""
    before = facts.by_slug[change.product]
    after = _changed_profile(before, change, facts)
    return replace(facts, profiles=tuple(after if p is before else p for p in facts.profiles))


def requirement_in(facts: Facts, product: str, identifier: str) -> Requirement | None:
    """The requirement of this id, or None."""
    profile = facts.by_slug.get(product)
    return next((r for r in profile.requirements if r.id == identifier), None) if profile else None


def _changed_profile(before: Profile, change: Change, facts: Facts) -> Profile:
    ids = [requirement.id for requirement in before.requirements]
    place = ids.index(change.requirement) if change.requirement in ids else len(ids)
    items = [item(requirement) for requirement in before.requirements]
    items[place : place + 1] = [dict(change.item)]
    data = {**before.written, "requirements": items}
    paths = dict(enumerate(_paths(items[place], ("requirements", place)), start=2))
    located = Located(change.product, data, {path: line for line, path in paths.items()})
    try:
        after = profile_of(located, change.product, facts.vocabulary)
    except FactsError as error:
        raise ChangeError(
            tuple(Objection(_field(paths.get(f.line, ())), f.what, f.expected) for f in error.faults)
        ) from None
    if after.requirements[place].id != change.requirement:
        what = f"the change would make {after.requirements[place].id} of {change.requirement}"
        raise ChangeError((Objection("", what, "the same step, aspect and scope"),))
    return after


def _paths(value: Any, here: Path) -> Iterator[Path]:
    """Every path in the item, so that a fault's line leads back to its field."""
    yield here
    parts = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from _paths(part, (*here, name))


def _field(path: Path) -> str:
    return ".".join(str(part) for part in path[2:])


def with_document(facts: Facts, old: Document, new: Document) -> Facts:
    """The facts with one document cited in place of another, in every requirement that cites it."""
    return replace(facts, profiles=tuple(_cited_anew(profile, old, new) for profile in facts.profiles))


def _cited_anew(profile: Profile, old: Document, new: Document) -> Profile:
    if all(requirement.citation.document != old for requirement in profile.requirements):
        return profile
    requirements = tuple(
        replace(r, citation=replace(r.citation, document=new)) if r.citation.document == old else r
        for r in profile.requirements
    )
    return replace(profile, requirements=requirements)
