# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The second judges of comparison, standard and leverage: slow oracles that try everything."""

from itertools import combinations

from hypothesis import given

from schakel.pathway.engine.compare import Verdict, binding_of, verdict_of
from schakel.pathway.engine.constraints import (
    Choice,
    Failure,
    Range,
    Window,
    equal,
    implies,
    meet,
    meet_all,
)
from schakel.pathway.engine.network import Network
from schakel.pathway.engine.standard import variants_of
from schakel.pathway.tests.strategies import ORDER, positions


def partitions(found):
    """Every way to split a list into groups, by placing the first anywhere in the splits of the rest."""
    if not found:
        yield []
        return
    first, rest = found[0], found[1:]
    for split in partitions(rest):
        yield [[first], *split]
        for place, group in enumerate(split):
            yield [*split[:place], [first, *group], *split[place + 1 :]]


def one_rule(group):
    """Whether one rule serves a group, judged without the engine's own grouping."""
    met = meet_all([position.constraint for position in group])
    if isinstance(met, Failure):
        return False
    return len(group) == 1 or not isinstance(met, Window) or ORDER.join(met.network()).contradiction() is None


def fewest(found):
    return min(len(split) for split in partitions(found) if all(map(one_rule, split)))


@given(positions())
def test_the_standard_loses_no_requirement(found):
    variants = variants_of(found, ORDER)
    members = [member.id for variant in variants for member in variant.members]
    assert sorted(members) == sorted(position.id for position in found)
    for variant in variants:
        assert all(implies(variant.rule, member.constraint) for member in variant.members)


@given(positions(most=6))
def test_the_standard_has_the_fewest_variants(found):
    assert len(variants_of(found, ORDER)) == fewest(found)


@given(positions())
def test_nothing_is_asked_beyond_exactly_where_a_member_asks_the_rule_itself(found):
    for variant in variants_of(found, ORDER):
        told = {extra.requirement.id for extra in variant.beyond}
        strict = {m.id for m in variant.members if not equal(m.constraint, variant.rule)}
        assert told == strict


@given(positions(kinds=("range", "choice", "items", "act"), scoped=False))
def test_who_binds_sets_the_rule(found):
    """Of the binding ones alone the same rule follows, and without all of them another."""
    rule = meet_all([position.constraint for position in found])
    binding = binding_of(found, None if isinstance(rule, Failure) else rule)
    if not binding:
        return
    alone = meet_all([position.constraint for position in binding])
    if not isinstance(rule, Choice):
        assert not isinstance(alone, Failure)
        assert equal(alone, rule)
    rest = [position for position in found if position not in binding]
    if rest and isinstance(rule, Range):
        assert not equal(meet_all([position.constraint for position in rest]), rule)


def pairs_clash(found):
    """Whether two requirements that can hold for one patient have no meet."""
    return any(
        isinstance(meet(a.constraint, b.constraint), Failure)
        for a, b in combinations(found, 2)
        if a.scope.overlaps(b.scope)
    )


@given(positions(kinds=("range", "items", "act", "text")))
def test_the_verdict_is_that_of_a_slow_judge(found):
    """On a line, in lists, acts and texts what fits two by two fits all together, so pairs are enough to judge."""
    verdict, rule, _settings = verdict_of(found)
    if len({position.product for position in found}) == 1:
        assert verdict is Verdict.SINGLE
        return
    assert verdict.fits == (not pairs_clash(found))
    if verdict is Verdict.EQUAL:
        assert all(equal(a.constraint, b.constraint) for a, b in combinations(found, 2))
    if rule is not None:
        assert all(implies(rule, position.constraint) for position in found)


def test_an_order_of_events_can_part_two_windows():
    """Neither window is impossible, their meet neither, but not with what always comes first."""
    assert Network().contradiction() is None
    early = ORDER.add("thaw_start", "given", None, 5)
    assert early.contradiction() is None
    assert early.add("thaw_end", "given", 10, None).contradiction() is not None
