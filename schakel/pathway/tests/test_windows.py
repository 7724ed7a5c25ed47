# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Windows: clocks that start elsewhere become comparable, and what cannot hold is told with its cause."""

from fractions import Fraction

from schakel.pathway.engine.windows import windows
from schakel.pathway.tests.written_facts import profiles, real_facts, real_vocabulary

IN_USE = "preparation.max_time_after_thaw"
CLOCK = "preparation.in_use_clock_start"


def only_case(found):
    (case,) = found.cases
    return case


def window(case, start, end):
    return next(i for i in case.implied if (i.start, i.end) == (start, end))


def test_an_earlier_clock_bounds_the_time_after_thawing_too():
    asked = profiles(
        a=[(IN_USE, "{max: 1, unit: h, from: thaw_start, to: administration_end}")],
        b=[(IN_USE, "{max: 90, unit: min, from: thaw_end, to: administration_end}")],
    )
    implied = window(only_case(windows(asked, real_vocabulary())), "thaw_end", "administration_end")
    assert implied.high == 60
    assert [r.product for link in implied.high_chain for r in link.requirements] == ["a"]
    assert [r.product for r in implied.stated_by] == ["b"]


def test_a_clock_fact_moves_the_window():
    (asked,) = profiles(a=[(IN_USE, "{max: 1, unit: h}"), (CLOCK, "{one_of: [start_of_thaw]}")])
    (span,) = asked.by_aspect["preparation", "max_time_after_thaw"][0].constraint.spans
    assert span.start == "thaw_start"


def test_an_explicit_start_stands_above_the_clock():
    (asked,) = profiles(a=[(IN_USE, "{max: 1, unit: h, from: storage_removal}"), (CLOCK, "{one_of: [start_of_thaw]}")])
    (span,) = asked.by_aspect["preparation", "max_time_after_thaw"][0].constraint.spans
    assert span.start == "storage_removal"


def test_a_contradiction_names_the_requirements_that_cause_it():
    asked = profiles(
        a=[("conditioning.days_before_infusion", "{min: 5, unit: d}")],
        b=[("conditioning.days_before_infusion", "{max: 3, unit: d}")],
    )
    found = windows(asked, real_vocabulary())
    assert not found.possible
    chain = only_case(found).contradiction
    assert {r.id for link in chain for r in link.requirements} == {
        "a:conditioning.days_before_infusion",
        "b:conditioning.days_before_infusion",
    }
    assert sum((link.minutes for link in chain), Fraction(0)) < 0


def test_scopes_that_exclude_each_other_never_contradict():
    asked = profiles(
        a=[
            ("conditioning.days_before_infusion|{indication: [b_all]}", "{min: 5, unit: d}"),
            ("conditioning.days_before_infusion|{indication: [fl]}", "{max: 3, unit: d}"),
        ]
    )
    found = windows(asked, real_vocabulary())
    assert found.possible
    assert {case.situations[0] for case in found.cases} == {(("indication", "b_all"),), (("indication", "fl"),)}


def test_a_product_s_own_times_are_not_shared():
    asked = profiles(
        a=[("manufacture.manufacturing_time", "{max: 2, unit: wk}")],
        b=[("manufacture.manufacturing_time", "{min: 4, unit: wk}")],
    )
    assert windows(asked, real_vocabulary()).cases == ()
    assert only_case(windows(asked[:1], real_vocabulary())).implied


def test_every_real_product_can_keep_its_own_windows():
    facts = real_facts()
    impossible = [p.slug for p in facts.profiles if not windows([p], facts.vocabulary).possible]
    assert impossible == []
