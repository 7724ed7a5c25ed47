# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The second judges of comparison, standard and leverage: slow oracles that try everything."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given

from schakel.pathway.engine.compare import Verdict, binding_of, verdict_of
from schakel.pathway.engine.constraints import (
    Choice,
    Failure,
    Range,
    Span,
    Window,
    equal,
    implies,
    meet,
    meet_all,
)
from schakel.pathway.engine.network import Network
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.engine.standard import variants_of
from schakel.pathway.tests.strategies import ORDER, SOURCE, positions


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
        assert told == {m.id for m in variant.members if not follows(variant.rule, m.constraint)}


def follows(rule, own):
    """Whether the rule is what a member asks itself, together with what always holds between events."""
    if isinstance(rule, Window) and isinstance(own, Window):
        return ORDER.join(own.network()).implies(rule.network())
    return implies(own, rule)


@given(positions(kinds=("range", "choice", "items", "act"), scoped=False))
def test_who_binds_sets_the_rule(found):
    """Of the binding ones alone the same rule follows, and without all of them another."""
    rule = meet_all([position.constraint for position in found])
    binding = binding_of(found, None if isinstance(rule, Failure) else rule, ORDER)
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
    verdict, rule, _settings = verdict_of(found, ORDER)
    if len({position.product for position in found}) == 1:
        assert verdict is Verdict.SINGLE
        return
    assert verdict.fits == (not pairs_clash(found))
    if verdict is Verdict.EQUAL:
        assert all(equal(a.constraint, b.constraint) for a, b in combinations(found, 2))
    if rule is not None:
        assert all(implies(rule, position.constraint) for position in found)


@given(positions(kinds=("window",), scoped=False))
def test_comparison_and_standard_agree_about_windows(found):
    """One rule fits exactly where the standard needs one variant, also where only the order of events decides."""
    verdict, rule, _settings = verdict_of(found, ORDER)
    if verdict is not Verdict.SINGLE:
        assert verdict.fits == (len(variants_of(found, ORDER)) == 1) == (rule is not None)


@given(positions(kinds=("window",), scoped=False))
def test_the_windows_that_bind_say_all_that_the_rule_says(found):
    verdict, rule, _settings = verdict_of(found, ORDER)
    if verdict is Verdict.COMPATIBLE and isinstance(rule, Window):
        spoken = [p.constraint for p in binding_of(found, rule, ORDER) if isinstance(p.constraint, Window)]
        network = ORDER
        for window in spoken:
            network = network.join(window.network())
        assert network.implies(rule.network())


def position(product, start, end, low, high):
    window = Window(frozenset({Span(start, end, low, high, "min")}))
    return Requirement(product, "preparation", "x", window, SOURCE, {})


def test_an_order_of_events_can_part_two_windows():
    """Neither window is impossible, nor are both together, but they are when thawing never ends before it starts."""
    early = position("a", "thaw_start", "given", None, Fraction(5))
    late = position("b", "thaw_end", "given", Fraction(10), None)
    assert verdict_of([early, late], Network())[0] is Verdict.COMPATIBLE
    assert verdict_of([early, late], ORDER)[0] is Verdict.CONFLICTING
    assert len(variants_of([early, late], ORDER)) == 2


def test_a_window_that_follows_from_another_neither_binds_nor_asks_more():
    """Half an hour from the start of thawing leaves less than an hour from its end."""
    strict = position("a", "thaw_start", "given", None, Fraction(30))
    weak = position("b", "thaw_end", "given", None, Fraction(60))
    (variant,) = variants_of([strict, weak], ORDER)
    assert [member.product for member in variant.binding] == ["a"]
    assert [(extra.requirement.product, extra.what) for extra in variant.beyond] == [("b", "span")]
