# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The part of a forecast file that the horizon can fill, with the basis of every number carried along.

A number that a rule strikes never comes in; a missing lower bound is 0 and says so; a missing moment is an assumption
that the caller gives, or the entry is left out with the reason. Nothing is filled in silently.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from schakel.catalogue.engine.horizon import Entry, Estimate
from schakel.catalogue.engine.horizon_rules import Measure, struck, usable
from schakel.values.plain import written_number

Reason = Literal["no_number", "struck", "no_moment", "no_upper_bound"]


@dataclass(frozen=True, slots=True)
class ForecastPart:
    """`section`: `indications` and `offers` as a forecast file writes them; `left_out`: entries and why."""

    section: dict[str, Any]
    left_out: tuple[tuple[str, Reason], ...]


def forecast_part(entries: Iterable[Entry], by: Measure, undated_within: int | None = None) -> ForecastPart:
    """The forecast section of these entries; one without a moment comes within so many years, as an assumption."""
    indications, offers, left = dict[str, Any](), list[dict[str, Any]](), list[tuple[str, Reason]]()
    for entry in entries:
        number = usable(entry, by)
        if number is None:
            left.append((entry.told.id, "struck" if struck([entry], by) else "no_number"))
        elif number.told.high is None:
            left.append((entry.told.id, "no_upper_bound"))
        elif (access := _access(entry, by.now, undated_within)) is None:
            left.append((entry.told.id, "no_moment"))
        else:
            indications[entry.told.id] = {"label": entry.told.indication.en, "lines": [{"eligible": _eligible(number)}]}
            offers.append({"product": entry.name.en, "indication": entry.told.id, "access": access})
    return ForecastPart({"indications": indications, "offers": offers}, tuple(left))


def _eligible(number: Estimate) -> dict[str, Any]:
    told = number.told
    basis = {"source": source_words(number), "date": told.said_on}
    if told.value is not None:
        return {"value": written_number(told.value), **basis}
    if told.min is None:
        basis["source"] += "; no lower bound was told, so from 0"
    low, high = told.min or Fraction(0), told.max or Fraction(0)
    return {"min": written_number(low), "max": written_number(high), **basis}


def source_words(estimate: Estimate) -> str:
    """What an estimate rests on, in one line."""
    said = f"{estimate.told.words.en}: " if estimate.told.words else ""
    cited = "; ".join(f"{one.document.title}{f', {one.section}' if one.section else ''}" for one in estimate.citations)
    return f"{said}{cited}"


def _access(entry: Entry, now: float, undated_within: int | None) -> dict[str, Any] | None:
    if entry.told.kind == "in_use":
        number = entry.latest("patients")
        year = round(number.said, 2) if number else round(now, 2)
        return {"value": year, "source": "in use when the number was told"}
    latest = entry.latest("nl")
    if latest and latest.told.begins is not None and latest.told.ends is not None:
        return {
            "min": latest.told.begins,
            "max": latest.told.ends,
            "source": source_words(latest),
            "date": latest.told.said_on,
        }
    if undated_within is None:
        return None
    after = latest.told.begins if latest and latest.told.begins is not None else 0
    start = round(max(now, after), 2)
    words = f"no source tells a moment; any within {undated_within} years is taken as equally likely"
    return {"min": start, "max": start + undated_within, "assumption": words}
