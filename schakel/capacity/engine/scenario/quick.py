# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The changes that a planner asks for first, made to the data of a scenario: growth, hand-over, places, criterion."""

import copy
from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from schakel.capacity.engine.scenario.leaves import RANGE, Leaf, NumberError, leaves, numbers_in, replaced
from schakel.capacity.engine.scenario.written import ScenarioFile
from schakel.values.plain import written_number

STAY = "monitoring"
SHARE_MEASURES = ("load", "utilisation", "lost_share")


def growth_leaf(file: ScenarioFile) -> Leaf | None:
    """The growth that a planner means first: that of the first product that grows."""
    return next(
        (leaf for leaf in leaves(file) if leaf.name[:2] == ("forecast", "growth") and leaf.name[-1] == "rate"), None
    )


def stay_step(file: ScenarioFile) -> str | None:
    """The step that can be handed over: the one that already is, or the stay after infusion."""
    steps = {step.step for flow in file.flows for step in flow.steps}
    return file.hand_over[0].step if file.hand_over else STAY if STAY in steps else None


def with_growth(data: Mapping[str, Any], file: ScenarioFile, percents: str, why: str) -> dict[str, Any]:
    """Another growth per year, typed in percents as one number or a range; NumberError as `replaced`."""
    leaf = growth_leaf(file)
    if leaf is None:
        raise NumberError(percents, "no growth: nothing in this scenario grows")
    return replaced(data, leaf, as_shares(percents), why)


def with_hand_over(data: Mapping[str, Any], step: str, share: str, after: str, why: str) -> dict[str, Any]:
    """This share of all patients moves elsewhere, outside these centres, after this part of the step; in percents."""
    fresh = copy.deepcopy(dict(data))
    kept = [one for one in fresh.get("hand_over", []) if one["step"] != step]
    moved = numbers_in(share)[0]
    if moved:
        both = {"share": as_shares(share), "after": as_shares(after)}
        kept.append({"step": step, **{name: _stated(text, why) for name, text in both.items()}})
    fresh["hand_over"] = kept
    return fresh


def with_more(data: Mapping[str, Any], resource: str, centres: Collection[str], more: int, year: int) -> dict[str, Any]:
    """So many more of a resource in these centres from a year on, on top of what each has by then; never below 0."""
    fresh = copy.deepcopy(dict(data))
    for centre in fresh["centres"]:
        if centre["id"] in centres and resource in centre["capacity"]:
            centre["capacity"][resource] = _with_more(centre["capacity"][resource], more, year)
    return fresh


def _with_more(written: Any, more: int, year: int) -> dict[str, Any]:
    said = dict(written) if isinstance(written, Mapping) else {"value": written}
    changes = {int(when): int(number) for when, number in said.get("changes", {}).items()}
    before = [when for when in changes if when <= year]
    now = changes[max(before)] if before else _middle(said)
    changes = {when: max(0, number + more) if when > year else number for when, number in changes.items()}
    changes[year] = max(0, now + more)
    return {**said, "changes": dict(sorted(changes.items()))}


def _middle(said: Mapping[str, Any]) -> int:
    from schakel.capacity.engine.scenario.written import CapacityModel

    return round(CapacityModel.model_validate(dict(said)).estimate().middle)


def with_criterion(data: Mapping[str, Any], measure: str, limit: str, why: str) -> dict[str, Any]:
    """When a step breaks: shares are typed in percents, waits in days."""
    text = as_shares(limit) if measure in SHARE_MEASURES else limit
    return {**copy.deepcopy(dict(data)), "breaks": {"measure": measure, "at_least": _stated(text, why)}}


def as_shares(percents: str) -> str:
    """`20..44` as `0.2..0.44`; NumberError when it is no number."""
    return RANGE.join(str(written_number(number / 100)) for number in numbers_in(percents))


def as_percents(text: str) -> str:
    """`0.2..0.44` as `20..44`."""
    return RANGE.join(str(written_number(number * 100)) for number in numbers_in(text))


def _stated(text: str, why: str) -> dict[str, Any]:
    number = numbers_in(text)
    if len(number) != 1:
        raise NumberError(text, "one number")
    return {"value": written_number(Fraction(number[0])), "assumption": why}
