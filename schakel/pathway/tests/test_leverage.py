# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Leverage: equal to computing the standard again without the product's requirements."""

from hypothesis import given
from hypothesis import strategies as st

from schakel.pathway.engine.compare import Verdict, compare
from schakel.pathway.engine.leverage import leverage
from schakel.pathway.engine.standard import standard
from schakel.pathway.tests.written_facts import profiles, real_facts, real_vocabulary

THAW = "preparation.thaw_temperature"


def test_the_one_who_stands_alone_can_end_the_conflict():
    asked = profiles(
        a=[(THAW, "{min: 37, max: 37, unit: Cel}")],
        b=[(THAW, "{min: 37, max: 37, unit: Cel}")],
        c=[(THAW, "{min: 15, max: 25, unit: Cel}")],
    )
    found = leverage(asked, real_vocabulary())
    assert found.conflicts == 1
    (lever,) = found.levers
    assert (lever.product, lever.conflict_gone, lever.variants_gone, lever.alone) == ("c", True, 1, True)
    assert lever.verdict_then is Verdict.EQUAL


def test_a_strict_bound_that_others_share_relieves_nobody():
    bound = [("storage.temperature", "{max: -150, unit: Cel}")]
    asked = profiles(a=bound, b=bound, c=[("storage.temperature", "{max: -120, unit: Cel}")])
    assert leverage(asked, real_vocabulary()).levers == ()


facts = real_facts()
slugs = [profile.slug for profile in facts.profiles if profile.requirements]


@given(st.lists(st.sampled_from(slugs), min_size=2, max_size=5, unique=True), st.sampled_from(facts.vocabulary.steps))
def test_each_lever_equals_a_standard_computed_without_the_requirement(chosen, step):
    asked = facts.chosen(chosen)
    for lever in leverage(asked, facts.vocabulary, steps=(step.id,)).levers:
        rest = [profile for profile in asked if profile.slug != lever.product]
        then = standard(rest, facts.vocabulary, steps=(step.id,))
        (line,) = [line for line in then.lines if line.row.aspect.key == lever.row.aspect.key]
        assert lever.variants_then == len(line.variants)
        assert lever.verdict_then is line.row.verdict


def test_the_published_shape_of_the_car_ts_holds():
    """The figure of the front page, from the facts as they are: nothing lost between comparison and standard."""
    car_t = facts.of_modality("car_t")
    compared = compare(car_t, facts.vocabulary, natures=("procedure",))
    found = standard(car_t, facts.vocabulary)
    assert sum(len(row.positions) for row in compared.rows) == sum(
        len(variant.members) for line in found.lines for variant in line.variants
    )
    assert all(
        variant.members and all(m.citation for m in variant.members) for ln in found.lines for variant in ln.variants
    )
    assert found.harmonisation == compared.harmonisation
