# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry as plain data: what is said, and per part the documents that it cites. The form in which history is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from schakel.network.engine.initiative import Initiative
from schakel.network.engine.organisation import Organisation
from schakel.sources.engine.citation import Citation

Entry = dict[str, Any]
CITED = "cited"


def organisation_entry(one: Organisation) -> Entry:
    """An organisation's entry: the fields of its file, without keys of the register."""
    data = one.model.model_dump(exclude_unset=True, exclude={"source", "review_on"})
    for part in ("capabilities", "contacts"):
        data[part] = [{k: v for k, v in item.items() if k != "source"} for item in data.get(part, [])]
    return {**data, "review_on": one.review_on, CITED: _cited(one.citations)}


def initiative_entry(one: Initiative) -> Entry:
    """An initiative's entry, in the same form."""
    data = one.model.model_dump(exclude_unset=True, exclude={"source", "review_on"})
    return {**data, "review_on": one.review_on, CITED: _cited({"": one.citations})}


def _cited(citations: Mapping[str, Sequence[Citation]]) -> dict[str, list[list[str]]]:
    return {part: [[one.document.key, one.section] for one in found] for part, found in citations.items()}


def text_of(entry: Mapping[str, Any], *keys: str) -> str:
    """The first of these fields that says something, empty when none does."""
    return next((str(entry[key]) for key in keys if entry.get(key)), "")
