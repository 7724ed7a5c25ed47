# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A change is judged as a file is: what says the same changes nothing, what no file may say is refused by field."""

from typing import Any

import pytest

from schakel.pathway.engine.change import Change, ChangeError, Objection, changed, requirement_in
from schakel.pathway.engine.constraints import Range, Window
from schakel.pathway.engine.facts import facts_of
from schakel.pathway.engine.item import item
from schakel.pathway.engine.requirement import Facts
from schakel.pathway.tests.written_facts import profiles, real_facts, real_vocabulary

TEMPERATURE = "alpha:storage.temperature"


def small() -> Facts:
    made = profiles(
        alpha=[
            ("storage.temperature", "{max: -120, unit: Cel}"),
            ("storage.pack_temperature_hold_time", "{min: 9, unit: h}"),
        ],
        beta=[("storage.temperature", "{max: -130, unit: Cel}")],
    )
    return facts_of(real_vocabulary(), made)


def objections(**said: Any) -> tuple[Objection, ...]:
    facts = small()
    asked = requirement_in(facts, "alpha", TEMPERATURE)
    assert asked is not None
    with pytest.raises(ChangeError) as refused:
        changed(facts, Change("alpha", TEMPERATURE, item(asked) | said))
    return refused.value.objections


def test_saying_every_requirement_again_changes_nothing() -> None:
    facts = real_facts()
    for profile in facts.profiles:
        for asked in profile.requirements[:5]:
            after = changed(facts, Change(profile.slug, asked.id, item(asked)))
            assert after.by_slug[profile.slug].requirements == profile.requirements


def test_only_the_one_requirement_changes() -> None:
    facts = small()
    asked = requirement_in(facts, "alpha", TEMPERATURE)
    assert asked is not None
    said = item(asked) | {"must": {"max": -150, "unit": "Cel"}, "note": "new"}
    after = changed(facts, Change("alpha", TEMPERATURE, said))
    found = requirement_in(after, "alpha", TEMPERATURE)
    assert found is not None
    assert isinstance(found.constraint, Range)
    assert (found.constraint.high, found.note) == (-150, "new")
    assert after.by_slug["alpha"].requirements[1:] == facts.by_slug["alpha"].requirements[1:]
    assert after.by_slug["beta"] is facts.by_slug["beta"]
    assert requirement_in(facts, "alpha", TEMPERATURE) == asked


def test_a_changed_clock_moves_the_windows_it_starts() -> None:
    facts = real_facts()
    clock = next(
        r
        for p in facts.profiles
        for r in p.requirements
        if r.key == ("preparation", "in_use_clock_start") and r.must["one_of"] == ["end_of_thaw"]
    )
    said = item(clock) | {"must": {"one_of": ["start_of_thaw"]}}
    after = changed(facts, Change(clock.product, clock.id, said))
    moved = [
        (old, new)
        for old, new in zip(
            facts.by_slug[clock.product].requirements, after.by_slug[clock.product].requirements, strict=True
        )
        if old.constraint != new.constraint and old.id != clock.id
    ]
    assert moved
    assert all(isinstance(new.constraint, Window) for _, new in moved)


@pytest.mark.parametrize(
    ("said", "field", "what"),
    [
        ({"must": {"max": -120, "unit": "min"}}, "must", "measures time"),
        ({"must": {"min": 5, "max": 2, "unit": "Cel"}}, "must", "lies above the maximum"),
        ({"must": {"act": "required"}}, "must", "not written as act"),
        ({"must": {"max": "cold", "unit": "Cel"}}, "must.max", "not a number"),
        ({"source": {"doc": "", "section": "6.4"}}, "source.doc", "is empty"),
        ({"valid_from": "2026-99-99"}, "valid_from", "2026-99-99"),
        ({"aspect": "temprature"}, "aspect", "unknown aspect"),
        ({"aspect": "pack_temperature_hold_time", "must": {"min": 1, "unit": "h"}}, "", "stands twice"),
        ({"applies_to": {"weight": {"min": 3, "unit": "kg"}}}, "", "would make"),
    ],
)
def test_what_a_file_may_not_say_is_refused_by_field(said: dict[str, Any], field: str, what: str) -> None:
    found = objections(**said)
    assert [one.field for one in found] == [field]
    assert what in found[0].what


def test_every_objection_is_told_at_once() -> None:
    found = objections(must={"max": "cold", "unit": "Cel"}, source={"doc": "", "section": ""})
    assert {one.field for one in found} == {"must.max", "source.doc", "source.section"}
