# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A requirement as the entry of a fact file that says it, and its content apart from its identity."""

from collections.abc import Mapping
from typing import Any

from schakel.pathway.engine.requirement import Requirement
from schakel.values.plain import digest

_BOUNDS = ("min", "above", "max", "below", "unit")


def item(requirement: Requirement) -> dict[str, Any]:
    """The entry, keys in the order in which a reviewer reads them, absent ones left out."""
    return {"step": requirement.step, "aspect": requirement.aspect, **content(requirement)}


def content(requirement: Requirement) -> dict[str, Any]:
    """All that a new version of the same requirement may say differently."""
    data = {
        "must": dict(requirement.must),
        "applies_to": _applies_to(requirement.applies_to),
        "obligation": requirement.obligation if requirement.obligation != "required" else None,
        "note": requirement.note,
        "note_nl": requirement.note_nl,
        "valid_from": requirement.valid_from,
        "valid_to": requirement.valid_to,
        "source": source(requirement),
    }
    return {key: value for key, value in data.items() if value is not None}


def source(requirement: Requirement) -> dict[str, Any]:
    """The entry's `source`."""
    citation, document = requirement.citation, requirement.citation.document
    data = {
        "doc": document.title,
        "section": citation.section,
        "version": document.version,
        "url": document.url,
        "jurisdiction": document.jurisdiction,
        "second_best": document.second_best,
        "checked_by": citation.checked_by,
        "checked_on": citation.checked_on,
    }
    return {key: value for key, value in data.items() if value is not None}


def content_digest(requirement: Requirement) -> str:
    """SHA-256 in hex over the content: two versions with the same digest say the same."""
    return digest(content(requirement))


def _applies_to(applies_to: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Dimensions by name, bounds from low to high, so that the same scope is always written the same way."""
    if not applies_to:
        return None
    return {name: _scoped(value) for name, value in sorted(applies_to.items())}


def _scoped(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    known = {name: value[name] for name in _BOUNDS if name in value}
    return known | {name: value[name] for name in sorted(value) if name not in known}
