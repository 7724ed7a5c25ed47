# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answer to a scenario as sheets of a workbook."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from schakel.capacity import reads
from schakel.capacity.engine.scenario.leaves import label, leaves
from schakel.capacity.views.shared import Shown
from schakel.capacity.views.words import criterion, headline, measure_words, unit
from schakel.ui.files import Table

PARTS = {
    "steps": ("served", "wait_mean", "wait_median", "wait_p95", "queue", "refused", "lost"),
    "resources": ("utilisation", "hours"),
    "flows": (
        *("arrived", "finished", "died", "dropped_out", "failed", "refused"),
        *("vein_mean", "vein_median", "vein_p95", "wait_total", "time_total"),
    ),
}
ABOUT = {"steps": "step", "resources": "resource", "flows": "flow"}


def sheets(shown: Shown, answer: Mapping[str, Any]) -> list[tuple[str, Table]]:
    """First the answer, then every row behind it, then what it rests on, then how to read it."""
    return [
        (_("Answer"), list(_answer(shown, answer))),
        (pgettext("capacity", "Load"), _load(shown, answer)),
        (_("Patients"), _patients(answer)),
        (_("Steps"), list(_simulated(shown, answer, "steps"))),
        (_("Resources"), list(_simulated(shown, answer, "resources"))),
        (_("Kinds of patients"), list(_simulated(shown, answer, "flows"))),
        (_("What it rests on"), _grounds(shown)),
        (_("How to read this"), _reading(shown, answer)),
    ]


def _answer(shown: Shown, answer: Mapping[str, Any]) -> Iterator[list[object]]:
    words = shown.words
    yield [headline(words, reads.headlines([shown.version])[shown.version.digest]), shown.title]
    yield [_("A step counts as broken at"), criterion(answer["measure"], answer["at_least"], words.lang)]
    yield []
    yield [_("Centre"), _("What breaks"), _("First year"), _("Value")]
    for one in answer["breaks"]:
        yield [_centre(shown, one["centre"]), words.what(one["name"]), one["year"], one["value"]]
    yield []
    yield [_("What helps"), _("Effect")]
    yield from ([*measure_words(one, words)] for one in answer["advice"])


def _centre(shown: Shown, id_: str | None) -> str:
    return _("all centres together") if id_ is None else shown.words.centres.get(id_, id_)


def _load(shown: Shown, answer: Mapping[str, Any]) -> Table:
    head = [_("Centre"), _("Resource"), _("Year"), pgettext("capacity", "Load")]
    rows = [
        [_centre(shown, one["centre"]), shown.words.what(one["resource"]), one["year"], one["share"]]
        for one in answer["loads"]
    ]
    return [head, *rows]


def _patients(answer: Mapping[str, Any]) -> Table:
    head = [_("Product"), _("Year"), _("Mean"), *(f"{share} % {end}" for share in (50, 80, 95) for end in ("≥", "≤"))]
    rows = [
        [row["name"], one["year"], one["mean"], *(end for share in ("50", "80", "95") for end in one["within"][share])]
        for row in answer["patients"]
        for one in row["years"]
    ]
    return [head, *rows]


def _simulated(shown: Shown, answer: Mapping[str, Any], part: str) -> Iterator[list[object]]:
    names, about = PARTS[part], ABOUT[part]
    yield [_("Centre"), about, _("Year"), *(f"{name} {end}" for name in names for end in ("mean", "low", "high"))]
    for row in answer["simulation"][part]:
        of = row[about]
        name = _("All together") if of is None else shown.words.flows.get(of) or shown.words.what(of)
        values = [row[each][end] if row[each] else None for each in names for end in ("mean", "low", "high")]
        yield [_centre(shown, row["centre"]), name, row["year"] or _("all years"), *values]


def _grounds(shown: Shown) -> Table:
    head = [pgettext("scenario", "Number"), _("Says"), _("Unit"), _("Source or assumption"), _("In words")]
    words = shown.words
    rows = [
        [
            label(leaf, shown.file, words.lang, words.steps),
            leaf.text,
            unit(leaf.unit),
            _("source") if leaf.sourced else _("assumption"),
            leaf.basis,
        ]
        for leaf in leaves(shown.file)
    ]
    return [head, *rows]


def _reading(shown: Shown, answer: Mapping[str, Any]) -> Table:
    simulation = answer["simulation"]
    return [
        [_("How to read this"), ""],
        [_("Scenario"), f"{shown.title}, {shown.row.key}, {shown.version.number}"],
        [pgettext("capacity", "Load"), _("Work that comes against what the places can do in a year; 1 is full.")],
        [_("Times"), _("Waits and vein-to-vein in days; low and high are the ends of the 95 % interval.")],
        [_("Replications"), simulation["replications"]],
        [_("Seed"), str(answer["seed"])],
        [_("Assumptions"), _("Read the sheet “What it rests on” before using a number: most are assumptions.")],
    ]
