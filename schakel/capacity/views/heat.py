# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The heat map: offered load per resource and year, with the figure in each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from schakel.capacity.views.words import Words
from schakel.ui.templatetags.ui import Station

# Ends of the steps below 85 %, as in the legend.
STEPS = (40, 55, 70)
NEARLY, FULL = 85, 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, its colour step, and whether it is the first that is full."""

    text: str
    kind: str
    first: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A resource with its cells. `year`: the first in which it is full; None when it never is."""

    label: str
    cells: tuple[Cell, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class Heat:
    """A whole map. `name`: unique on the page. `year`: first full year; None when none is."""

    name: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    year: int | None


def heat(answer: Mapping[str, Any], words: Words, centre: str | None, name: str = "heat") -> Heat:
    """The map of one centre, or of all together."""
    shares = shares_of(answer, centre)
    years: tuple[int, ...] = tuple(answer["years"])
    full = {(year, of) for (of, year), share in shares.items() if percent(share) >= FULL}
    first = min((year for year, _of in full), default=None)
    worst = max(
        (of for year, of in full if year == first), key=lambda of: percent(shares[of, first or 0]), default=None
    )
    rows = tuple(
        Row(
            label,
            tuple(_cell(shares.get((of, year), 0.0), first=(of, year) == (worst, first)) for year in years),
            next((year for year in years if (year, of) in full), None),
        )
        for of, label in words.resources.items()
    )
    return Heat(name, years, rows, first)


def shares_of(answer: Mapping[str, Any], centre: str | None) -> dict[tuple[str, int], float | None]:
    """Offered load by resource and year."""
    return {(one["resource"], one["year"]): one["share"] for one in answer["loads"] if one["centre"] == centre}


def percent(share: float | None) -> int:
    """Whole percents, never rounded up to full; work without any place is beyond every limit."""
    return 10**6 if share is None else int(share * 100 + 1e-9)


def kind_of(number: int) -> str:
    """The colour step of a figure."""
    if number >= FULL:
        return "full"
    return "nearly" if number >= NEARLY else f"load-{sum(number >= end for end in STEPS)}"


def _cell(share: float | None, *, first: bool) -> Cell:
    number = percent(share)
    return Cell(_("no place") if share is None else str(number), kind_of(number), first)


def chain(answer: Mapping[str, Any], steps: Sequence[tuple[str, str]], centre: str | None, year: int) -> list[Station]:
    """The pathway in one year: in each ring the load of the fullest resource that is used there.

    `steps`: (id, words) of the pathway in order; what a scenario does not load has a dash.
    """
    found: dict[str, int] = {}
    resources = {one["id"]: one["step"] for one in answer["resources"]}
    for (of, when), share in shares_of(answer, centre).items():
        if when == year and (step := resources.get(of)):
            found[step] = max(found.get(step, 0), percent(share))
    return [
        Station(
            id=step,
            label=label,
            count=found.get(step, "–") if found.get(step, 0) < 10**6 else "∞",
            url=None,
            state="empty" if step not in found else "overloaded" if found[step] >= FULL else "",
        )
        for step, label in steps
    ]
