# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What changed between two versions of an entry: the names of its fields, languages taken together."""

from collections.abc import Mapping
from typing import Any

from schakel.network.engine.entry import CITED

FIELDS = {"en": "name", "short": "name", "led_by": "lead", "url_verified": "url", CITED: "source"}


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that say something else, in the order of the newer entry; empty and absent are the same."""
    keys = dict.fromkeys([*after, *before])
    found = [key for key in keys if (before.get(key) or None) != (after.get(key) or None)]
    return tuple(dict.fromkeys(FIELDS.get(key, key.removesuffix("_nl")) for key in found))
