# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One requirement said differently: the facts as they would be, judged by the same rules as a file that is loaded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from schakel.pathway.engine.facts import profile_of
from schakel.pathway.engine.requirement import Facts, Profile, Requirement
from schakel.pathway.engine.written import number
from schakel.values.located import FactsError, Located, Path

DATES = ("valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Change:
    """What a requirement (by its id) would become. `item` is an entry of `requirements` as in a fact file, as JSON."""

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


def item_of(requirement: Requirement) -> dict[str, Any]:
    """The requirement as an entry of a fact file, as JSON: numbers plain, dates as text, absent keys left out."""
    document = requirement.citation.document
    # Bounds are exact fractions, or their text; JSON has plain numbers.
    must = {
        name: number(Fraction(str(value))) if name in ("min", "max") else value
        for name, value in requirement.must.items()
    }
    source = {
        "doc": document.title,
        "section": requirement.citation.section,
        "version": document.version,
        "url": document.url,
        "jurisdiction": document.jurisdiction,
        "second_best": document.second_best,
        "checked_by": requirement.citation.checked_by,
        "checked_on": requirement.citation.checked_on,
    }
    item = {
        "step": requirement.step,
        "aspect": requirement.aspect,
        "must": must,
        "source": source,
        "applies_to": requirement.applies_to,
        "obligation": requirement.obligation,
        "note": requirement.note,
        "note_nl": requirement.note_nl,
        "valid_from": requirement.valid_from,
        "valid_to": requirement.valid_to,
    }
    plain: dict[str, Any] = _plain(item)
    return plain


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
    place = next(n for n, requirement in enumerate(before.requirements) if requirement.id == change.requirement)
    items = [_thawed(item_of(requirement)) for requirement in before.requirements]
    items[place] = _thawed(change.item)
    data = {**(before.written or {}), "requirements": items}
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


def _plain(value: Any) -> Any:
    match value:
        case Mapping():
            return {name: _plain(part) for name, part in value.items() if part is not None}
        case list() | tuple():
            return [_plain(part) for part in value]
        case date():
            return value.isoformat()
    return value


def _thawed(item: Mapping[str, Any]) -> dict[str, Any]:
    """Dates as dates again; a date that is none stays text, for the schema to refuse."""
    source = {**item.get("source", {})}
    thawed = {**item, "source": source}
    for holder, names in ((thawed, DATES), (source, ("checked_on",))):
        for name in names:
            if isinstance(holder.get(name), str):
                holder[name] = _date(holder[name])
    return thawed


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
