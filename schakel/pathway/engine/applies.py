# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`applies_to` as it is written in the facts: where a requirement holds, per dimension ids or bounds.

A scope that nothing falls under would hide its requirement from every rule, so it is refused when it is read.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from schakel.values.located import Decimalish

_ID = r"[^\s;=+](?:[^\s;=+]| (?! |$)){0,79}"
_DIMENSION = r"[a-z0-9][a-z0-9_.]{0,79}"
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_BOUNDS = ("min", "above", "max", "below")
_IDS_SCHEMA = {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": f"^{_ID}$"}}
_BOUNDS_SCHEMA = {
    "type": "object",
    "properties": {**{name: {"type": "number"} for name in _BOUNDS}, "unit": {"type": "string"}},
    "anyOf": [{"required": [name]} for name in _BOUNDS],
    "additionalProperties": False,
}
_SCHEMA = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": f"^{_DIMENSION}$"},
    "additionalProperties": {"anyOf": [_IDS_SCHEMA, {"type": "string"}, _BOUNDS_SCHEMA]},
}


def _scope(value: Any) -> Any:
    """The mapping with every dimension checked; one id by itself becomes a list of one."""
    if not isinstance(value, Mapping):
        return value  # the type of the field says what is wrong
    if not value:
        raise ValueError("no dimension named; leave applies_to out where a requirement holds everywhere")
    return {dimension: _dimension(dimension, found) for dimension, found in value.items()}


def _dimension(dimension: Any, found: Any) -> Any:
    if not isinstance(dimension, str) or not re.fullmatch(_DIMENSION, dimension):
        raise ValueError(f"{str(dimension)[:60]!r} is no dimension: small letters, digits and underscores")
    if isinstance(found, Mapping):
        _check_bounds(dimension, found)
        return found
    ids = [found] if isinstance(found, str) else found
    if not isinstance(ids, list | tuple) or not ids:
        raise ValueError(f"{dimension} needs a list of ids, or bounds such as {{max: 40, unit: kg}}")
    for one in ids:
        if not isinstance(one, str) or not re.fullmatch(_ID, one):
            raise ValueError(f"{str(one)[:60]!r} is no id of {dimension}: a word without ; = or +")
    return list(ids)


def _check_bounds(dimension: str, found: Mapping[Any, Any]) -> None:
    unknown = [str(name)[:60] for name in found if name not in (*_BOUNDS, "unit")]
    if unknown:
        raise ValueError(f"{dimension} knows no {unknown[0]!r}; known: {', '.join(_BOUNDS)}, unit")
    bounds = {name: found[name] for name in _BOUNDS if name in found}
    if not bounds:
        raise ValueError(f"{dimension} has no bound: {', '.join(_BOUNDS)}")
    for name, bound in bounds.items():
        number = isinstance(bound, int | Decimalish) and not isinstance(bound, bool)
        if not number or not _NUMBER.fullmatch(str(bound)):
            raise ValueError(f"{dimension} {name} is {str(bound)[:60]!r}: not a number of at most 15 digits")
    unit = found.get("unit", "1")
    if not isinstance(unit, str) or not re.fullmatch(_ID, unit):
        raise ValueError(f"the unit of {dimension} is {str(unit)[:60]!r}")


AppliesTo = Annotated[dict[str, Any], BeforeValidator(_scope), WithJsonSchema(_SCHEMA)]
