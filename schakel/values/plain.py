# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plain data as located files give it, as text and back without loss: dates stay dates, decimals keep their digits.

Kept as text and not as a database's own JSON: the order of keys is part of what a reviewer wrote.
"""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any

from schakel.values.located import Decimalish

_DATE, _DECIMAL, _MAP = "$date", "$decimal", "$map"


def written_number(value: Fraction) -> int | Decimalish:
    """The number as it is written in a fact file; ValueError when no decimal says it exactly."""
    if value.denominator == 1:
        return value.numerator
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        if places > 30:
            raise ValueError(f"{value} has no exact decimal form")
    digits = str(abs((value * 10**places).numerator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return Decimalish(f"{sign}{digits[:-places]}.{digits[-places:]}")


def dumps(data: Any) -> str:
    """The text of plain data."""
    return json.dumps(_tagged(data), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """The plain data of a text made by `dumps`."""
    return json.loads(text, object_hook=_untagged)


def digest(data: Any) -> str:
    """SHA-256 in hex of plain data, whatever the order of its keys."""
    return sha256(json.dumps(_tagged(data), sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _tagged(value: Any) -> Any:
    if isinstance(value, Mapping):
        items = {key: _tagged(item) for key, item in value.items()}
        # A key that looks like one of our tags is not one: then the pairs are kept as a list.
        return {_MAP: list(map(list, items.items()))} if any(key in (_DATE, _DECIMAL, _MAP) for key in items) else items
    if isinstance(value, list | tuple):
        return [_tagged(item) for item in value]
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    if isinstance(value, Fraction):
        return _tagged(written_number(value))
    return {_DECIMAL: str(value)} if isinstance(value, Decimalish) else value


def _untagged(data: dict[str, Any]) -> Any:
    if len(data) == 1:
        if _DATE in data:
            return date.fromisoformat(data[_DATE])
        if _DECIMAL in data:
            return Decimalish(data[_DECIMAL])
        if _MAP in data:
            return dict(data[_MAP])
    return data
