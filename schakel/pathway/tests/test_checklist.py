# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The checklist: common lines first, nothing lost, every line with its sources."""

from hypothesis import given
from hypothesis import strategies as st

from schakel.pathway.engine.checklist import Task, checklist
from schakel.pathway.engine.constraints import Items, Local, implies
from schakel.pathway.tests.written_facts import profiles, real_facts, real_vocabulary


def of(step, **asked):
    return checklist(step, profiles(**asked), real_vocabulary())


def test_what_all_ask_is_one_common_line_with_the_strictest_bound():
    found = of(
        "storage",
        a=[("storage.temperature", "{max: -120, unit: Cel}")],
        b=[("storage.temperature", "{max: -150, unit: Cel}")],
    )
    (line,) = found.lines
    assert line.common
    assert line.task is Task.MEASURE
    assert line.rule.high == -150
    assert [r.product for r in line.requirements] == ["a", "b"]


def test_items_are_lines_of_their_own_and_extra_ones_name_their_product():
    found = of(
        "receipt",
        a=[("receipt.checks_on_receipt", "{all_of: [one, two]}")],
        b=[("receipt.checks_on_receipt", "{all_of: [two]}")],
    )
    assert [(sorted(line.rule.items), line.products) for line in found.lines] == [
        (["two"], ("a", "b")),
        (["one"], ("a",)),
    ]
    assert list(found.groups) == [("a", "b"), ("a",)]


def test_a_conflict_stays_two_lines():
    found = of(
        "preparation",
        a=[("preparation.thaw_temperature", "{min: 37, max: 37, unit: Cel}")],
        b=[("preparation.thaw_temperature", "{min: 15, max: 25, unit: Cel}")],
    )
    assert [line.products for line in found.lines] == [("a",), ("b",)]


def test_what_is_only_permitted_is_to_know_not_to_do():
    (line,) = of("storage", a=[("storage.vapour_phase_required", "{required: false}")]).lines
    assert line.task is Task.KNOW


def test_a_property_is_never_merged_into_one_rule():
    found = of(
        "receipt",
        a=[("receipt.fill_volume", "{min: 10, max: 100, unit: mL}")],
        b=[("receipt.fill_volume", "{min: 68, max: 68, unit: mL}")],
        c=[("receipt.fill_volume", "{min: 68, max: 68, unit: mL}")],
    )
    assert [(line.rule.low, line.products) for line in found.lines] == [(10, ("a",)), (68, ("b", "c"))]


def test_a_step_without_requirements_has_no_lines():
    assert of("storage", a=[("receipt.checks_on_receipt", "{all_of: [one]}")]).lines == ()


facts = real_facts()
slugs = [p.slug for p in facts.profiles if p.requirements]


@given(st.lists(st.sampled_from(slugs), min_size=1, max_size=6, unique=True), st.sampled_from(facts.vocabulary.steps))
def test_no_requirement_is_lost_and_every_line_serves_whom_it_names(chosen, step):
    found = checklist(step.id, facts.chosen(chosen), facts.vocabulary)
    assert {r.id for line in found.lines for r in line.requirements} == {r.id for r in found.requirements}
    for line in found.lines:
        assert line.requirements
        for requirement in line.requirements:
            clock = facts.vocabulary.aspect(*requirement.key).clock
            served = clock or isinstance(line.rule, Items) or implies(line.rule, requirement.constraint)
            assert served or isinstance(requirement.constraint, Local)
