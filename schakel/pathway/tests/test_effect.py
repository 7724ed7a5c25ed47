# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The effect of a change is the difference between two whole answers; judged here by asking both questions anew."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.pathway.engine.change import Change, changed, requirement_in
from schakel.pathway.engine.compare import Verdict, compare
from schakel.pathway.engine.effect import Effect, effect
from schakel.pathway.engine.facts import facts_of
from schakel.pathway.engine.item import item
from schakel.pathway.engine.requirement import Facts, Requirement
from schakel.pathway.engine.standard import standard
from schakel.pathway.tests.written_facts import profiles, real_facts, real_vocabulary

TEMPERATURE = "alpha:storage.temperature"
ASKED = {
    "alpha": [
        ("storage.temperature", "{max: -120, unit: Cel}"),
        ("preparation.thaw_method", "{one_of: [water_bath]}"),
        ("preparation.in_use_clock_start", "{one_of: [end_of_thaw]}"),
        ("preparation.max_time_after_thaw", "{max: 30, unit: min}"),
    ],
    "beta": [("storage.temperature", "{max: -130, unit: Cel}"), ("preparation.thaw_method", "{one_of: [dry_thaw]}")],
    "gamma": [("storage.temperature", "{max: -150, unit: Cel}")],
}


def small() -> Facts:
    return facts_of(real_vocabulary(), profiles(**ASKED))


def asked(facts: Facts, name: str) -> Requirement:
    found = requirement_in(facts, name.partition(":")[0], name)
    assert found is not None
    return found


def of(name: str, **said: Any) -> Effect:
    facts = small()
    now = asked(facts, name)
    return effect(facts, changed(facts, Change(now.product, name, item(now) | said)), now)


def test_saying_the_same_has_no_effect() -> None:
    found = of(TEMPERATURE)
    assert (found.rows, found.standard, found.lines) == ((), (), ())
    assert found.products == ("alpha", "beta", "gamma")


def test_another_source_changes_no_answer() -> None:
    found = of(TEMPERATURE, source={"doc": "Another", "section": "1"})
    assert (found.rows, found.standard, found.lines) == ((), (), ())


def test_a_stricter_bound_that_another_already_sets_changes_only_who_binds() -> None:
    found = of(TEMPERATURE, must={"max": -150, "unit": "Cel"})
    (row,) = found.rows
    assert row.before is not None
    assert row.after is not None
    assert row.before.rule == row.after.rule
    assert row.after.binding - row.before.binding == {TEMPERATURE}
    assert found.standard == ()
    assert [line.after.id for line in found.lines] == [TEMPERATURE]


def test_a_conflict_that_goes_leaves_one_variant() -> None:
    found = of("alpha:preparation.thaw_method", must={"one_of": ["water_bath", "dry_thaw"]})
    (row,), (shift,) = found.rows, found.standard
    assert row.before is not None
    assert row.after is not None
    assert (row.before.verdict, row.after.verdict) == (Verdict.CONFLICTING, Verdict.COMPATIBLE)
    assert (len(shift.before), len(shift.after)) == (2, 1)


def test_a_clock_moves_the_line_of_the_window_it_starts() -> None:
    found = of("alpha:preparation.in_use_clock_start", must={"one_of": ["start_of_thaw"]})
    assert {line.before.aspect for line in found.lines} == {"in_use_clock_start", "max_time_after_thaw"}
    assert [row.aspect.name for row in found.rows] == ["max_time_after_thaw"]


@given(low=st.integers(-190, -100), high=st.integers(-190, -100))
def test_it_is_the_difference_of_the_answers_and_the_way_back_is_its_mirror(low: int, high: int) -> None:
    before = small()
    now = asked(before, TEMPERATURE)
    must = {"min": min(low, high), "max": max(low, high), "unit": "Cel"}
    after = changed(before, Change("alpha", TEMPERATURE, item(now) | {"must": must}))
    there, back = effect(before, after, now), effect(after, before, asked(after, TEMPERATURE))
    assert [(r.before, r.after) for r in there.rows] == [(r.after, r.before) for r in back.rows]
    assert [(s.before, s.after) for s in there.standard] == [(s.after, s.before) for s in back.standard]
    verdicts = [_verdicts(facts) for facts in (before, after)]
    told = {r.aspect.key for r in there.rows}
    assert {key for key in verdicts[0] if verdicts[0][key] != verdicts[1][key]} <= told
    counts = [sum(len(line.variants) for line in standard(f.profiles, f.vocabulary).lines) for f in (before, after)]
    assert counts[1] - counts[0] == sum(len(s.after) - len(s.before) for s in there.standard)


def _verdicts(facts: Facts) -> dict[tuple[str, str], Verdict]:
    return {row.aspect.key: row.verdict for row in compare(facts.profiles, facts.vocabulary).rows}


@pytest.mark.parametrize("slug", ["kymriah", "zolgensma", "imlygic"])
def test_on_the_real_facts_saying_the_same_has_no_effect(slug: str) -> None:
    facts = real_facts()
    for now in facts.by_slug[slug].requirements[:10]:
        found = effect(facts, changed(facts, Change(slug, now.id, item(now))), now)
        assert (found.rows, found.standard, found.lines) == ((), (), ())
