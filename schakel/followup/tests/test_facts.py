# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Recommendations and actions as files: what is read, and which faults are told with their line."""

from datetime import date
from pathlib import Path

import pytest

from schakel.followup.engine.due import last_day
from schakel.followup.engine.facts import ACTIONS, RECOMMENDATIONS, Item, read_actions, read_recommendations
from schakel.followup.engine.progress import State
from schakel.sources.engine.register import read_register
from schakel.values.located import FactsError, read

DATA = Path(__file__).resolve().parents[3] / "data"
REGISTER = read_register(
    read("r.yaml", 'sources: {s1: {title: T, date: "2022", seen: full}, s2: {title: U, seen: page}}')
)
ADVICE = """recommendations:
- {id: r1, origin: annex, actor: [umcs], section: "4.1", horizon: short, answers: [b1], nl: a, en: b,
   parts: [{id: r1a, nl: c, en: d}, {id: r1b, section: "4.2", nl: e, en: f}]}
sources: {annex: {ref: s1, section: Bijlage 1}}
"""
PROMISE = """actions:
- {id: a1, theme: 1, theme_nl: x, theme_en: y, actor: [vws], due: {nl: k, en: q, period: 2022-Q2}, answers: [b1],
   nl: a, en: b, later: [{nl: g, en: h, source: {ref: s2}}], state: {is: done, on: 2022-07, source: {ref: s2}}}
- {id: a2, theme: 0, theme_nl: x, theme_en: y, actor: [vws], due: {nl: k, en: q, after: a1}, recurring: true,
   answers: [], nl: a, en: b}
source: {ref: s1}
"""


def advice(text: str) -> tuple[Item, ...]:
    return read_recommendations(read("r.yaml", text), REGISTER, {"b1"})


def promises(text: str) -> tuple[Item, ...]:
    return read_actions(read("a.yaml", text), REGISTER, {"b1"})


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2022", date(2022, 12, 31)),
        ("2022-H1", date(2022, 6, 30)),
        ("2022-Q1", date(2022, 3, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2022-summer", date(2022, 9, 22)),
        ("2022-04-01", date(2022, 4, 1)),
    ],
)
def test_a_period_ends_on_its_last_day(period: str, day: date) -> None:
    assert last_day(period) == day


@pytest.mark.parametrize("period", ["soon", "2022-Q5", "2022-13", "2022-H0", "", "2022-02-30"])
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        last_day(period)


def test_a_part_has_the_actors_and_the_bottlenecks_of_the_whole() -> None:
    whole, first, second = advice(ADVICE)
    assert (whole.citation.section, first.citation.section, second.citation.section) == (
        "Bijlage 1, 4.1",
        "Bijlage 1, 4.1",
        "4.2",
    )
    assert {(item.actors, item.answers, item.horizon) for item in (whole, first, second)} == {
        (("umcs",), ("b1",), "short")
    }
    assert [item.part_of for item in (whole, first, second)] == ["", "r1", "r1"]


def test_an_action_has_its_last_day_what_was_found_and_what_we_read_from_it() -> None:
    first, second = promises(PROMISE)
    assert first.due_by == date(2022, 6, 30)
    assert first.citation.document.title == "T"
    assert [found.citation.document.title for found in first.found] == ["U"]
    assert first.read_state is not None
    assert (first.read_state.state, first.read_state.happened_on) == (State.DONE, date(2022, 7, 31))
    assert (second.due_by, second.after, second.recurring, second.read_state) == (None, "a1", True, None)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (ADVICE.replace("[b1]", "[b9]"), 2, "unknown bottleneck 'b9'"),
        (ADVICE.replace("origin: annex", "origin: chapter"), 2, "unknown origin"),
        (ADVICE.replace("ref: s1", "ref: s9"), 4, "unknown source 's9'"),
        (ADVICE.replace("nl: a, ", ""), 2, "'nl' is missing"),
        (ADVICE.replace("horizon: short", "horizon: soon"), 2, "'horizon'"),
    ],
)
def test_a_fault_in_the_advice_is_told_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(FactsError, match=what) as told:
        advice(text)
    assert {fault.line for fault in told.value.faults} == {line}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (PROMISE.replace("2022-Q2", "2022-Q7"), 2, "period '2022-Q7'"),
        (
            PROMISE.replace("en: h, source: {ref: s2}", "en: h, source: {ref: s9}"),
            3,
            "unknown source",
        ),
        (PROMISE.replace("on: 2022-07", "on: one day"), 3, "period 'one day'"),
        (PROMISE.replace("is: done", "is: finished"), 3, "finished"),
        (PROMISE.replace("after: a1", "after: a7"), 4, "after 'a7'"),
        (PROMISE.replace("id: a2", "id: a1"), 4, "stands twice"),
    ],
)
def test_a_fault_in_a_promise_is_told_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(FactsError, match=what) as told:
        promises(text)
    assert {fault.line for fault in told.value.faults} == {line}


def test_our_own_files_load() -> None:
    """Every recommendation and action of the sources, each with words in both languages and a source."""
    files = {name: read(name, (DATA / name).read_bytes()) for name in (RECOMMENDATIONS, ACTIONS)}
    register = read_register(read("s.yaml", (DATA / "landscape/sources.yaml").read_bytes()))
    known = {f"b{n:02}" for n in range(1, 75)}
    items = [
        *read_recommendations(files[RECOMMENDATIONS], register, known),
        *read_actions(files[ACTIONS], register, known),
    ]
    assert len({item.key for item in items}) == len(items)
    assert [item.key for item in items if not (item.words.nl and item.words.en and item.citation.document.title)] == []
