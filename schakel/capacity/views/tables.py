# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of the simulation for one centre and year: steps, resources and kinds of patients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from schakel.capacity.views.words import Words, three

STEP = ("served", "wait_mean", "wait_median", "wait_p95", "queue", "lost")
RESOURCE = ("utilisation", "hours")
FLOW = ("arrived", "finished", "lost", "failed", "vein_mean", "vein_p95", "wait_total")


@dataclass(frozen=True, slots=True)
class Value:
    """A mean with its interval, both in words."""

    mean: str
    within: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table."""

    label: str
    values: tuple[Value, ...]


def steps(
    answer: Mapping[str, Any], words: Words, order: Sequence[str], centre: str | None, year: int
) -> list[TableRow]:
    """Steps in this order; only those where someone ever waits."""
    place = {step: number for number, step in enumerate(order)}
    found = sorted(_rows(answer, "steps", centre, year), key=lambda row: place.get(row["step"], len(place)))
    return [TableRow(words.step(row["step"]), _values(row, STEP)) for row in found if _wait(answer, row["step"])]


def _wait(answer: Mapping[str, Any], step: str) -> bool:
    """Whether anyone ever waits for this step, in any year."""
    rows = (row for row in answer["simulation"]["steps"] if row["step"] == step)
    return any(row["wait_mean"] and row["wait_mean"]["mean"] > 0 for row in rows)


def resources(answer: Mapping[str, Any], words: Words, centre: str | None, year: int) -> list[TableRow]:
    """Utilisation in percents, and hours in use."""
    found = {row["resource"]: row for row in _rows(answer, "resources", centre, year)}
    return [
        TableRow(label, (_value(found[of]["utilisation"], 100), _value(found[of]["hours"])))
        for of, label in words.resources.items()
        if of in found
    ]


def flows(answer: Mapping[str, Any], words: Words, centre: str | None, year: int) -> list[TableRow]:
    """Kinds of patients: who came, who was lost, from vein to vein, and all waits together."""
    found = []
    for row in _rows(answer, "flows", centre, year):
        whole = dict(row) | {"lost": _sum(row["died"], row["dropped_out"])}
        name = _("All together") if row["flow"] is None else words.flows.get(row["flow"], row["flow"])
        found.append(TableRow(name, _values(whole, FLOW)))
    return found


def _rows(answer: Mapping[str, Any], part: str, centre: str | None, year: int) -> list[Mapping[str, Any]]:
    return [row for row in answer["simulation"][part] if row["centre"] == centre and row["year"] == year]


def _values(row: Mapping[str, Any], names: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(_value(row[name]) for name in names)


def _value(found: Mapping[str, float] | None, times: int = 1) -> Value:
    if found is None:
        return Value(*three(None))
    # Beyond a hundred a decimal says nothing.
    places = 0 if found["mean"] * times >= 100 else 1
    return Value(*three([found[end] * times for end in ("mean", "low", "high")], places))


def _sum(one: Mapping[str, float] | None, two: Mapping[str, float] | None) -> Mapping[str, float] | None:
    if one is None or two is None:
        return one or two
    # As if both moved together: never too narrow.
    return {end: one[end] + two[end] for end in ("mean", "low", "high")}
