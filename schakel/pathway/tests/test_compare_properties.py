# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The second judges of comparison: verdicts by trying values, and certainty by trying what the unread could say."""

from fractions import Fraction
from itertools import combinations, product
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from schakel.pathway.engine.compare import Row, Verdict, binding_of, verdict_of
from schakel.pathway.engine.constraints import Act, Choice, Failure, Items, Kind, Local, Range, Text, accepts, meet_all
from schakel.pathway.engine.requirement import Requirement, Scope
from schakel.pathway.tests.strategies import ORDER, SOURCE, positions

INDICATIONS = ("fl", "all", "another")
# Every bound that the strategies draw, in minutes, and a value between each two.
MINUTES = [Fraction(n, 2) for n in range(-13, 14)] + [Fraction(60 * n, 2) for n in range(-13, 14)]
VALUES = {
    Range: MINUTES,
    Choice: list("abcdef"),
    Items: [frozenset("abcdef")],
    Act: [True, False],
    Text: list("abcdef"),
}


def in_minutes(constraint):
    return constraint.to("min") if isinstance(constraint, Range) else constraint


def served(found):
    """Whether some value satisfies all of these constraints, by trying every value."""
    kinds = {type(c) for c in found} - {Local}
    return not kinds or any(all(accepts(in_minutes(c), value) for c in found) for value in VALUES[kinds.pop()])


def applying(found, indication):
    """What is asked of a patient with this indication."""
    return [p.constraint for p in found if indication in dict(p.scope.parts).get("indication", INDICATIONS)]


@given(positions(kinds=("range", "choice", "items", "act", "text")))
def test_one_rule_fits_exactly_where_every_patient_can_be_served(found):
    verdict, _rule, settings = verdict_of(found, ORDER)
    if verdict is Verdict.SINGLE:
        assert len({p.product for p in found}) == 1
        return
    assert verdict.fits == all(served(applying(found, indication)) for indication in INDICATIONS)
    for setting in settings:
        assert (setting.rule is not None) == served([p.constraint for p in setting.positions])


@given(positions(kinds=("range", "choice", "items", "act", "text")))
def test_settings_lose_no_requirement(found):
    settings = verdict_of(found, ORDER)[2]
    assert not settings or {p.id for s in settings for p in s.positions} == {p.id for p in found}


@given(positions(), st.randoms())
def test_the_verdict_does_not_depend_on_the_order_of_products(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    (one, rule, _), (other, same, _) = verdict_of(found, ORDER), verdict_of(shuffled, ORDER)
    assert one is other
    assert {p.id for p in binding_of(found, rule, ORDER)} == {p.id for p in binding_of(shuffled, same, ORDER)}


ANSWERS = {
    "range": [Local(), *(Range(Fraction(n), Fraction(n), "h") for n in (-99, 0, 99))],
    "choice": [Local(), *(Choice(frozenset(c)) for c in "abcdexy")],
    "items": [Local(), Items(frozenset("x")), Items(frozenset("y"))],
    "act": [Local(), *map(Act, Kind)],
    "text": [Local(), *map(Text, "abcdexy")],
}


def row(kind, found, unread):
    verdict, rule, settings = verdict_of(found, ORDER)
    aspect = SimpleNamespace(type=kind)
    return Row(aspect, verdict, rule, settings, tuple(found), frozenset(), (), (), unread, ())


def changeable(kind, found, unread):
    """Whether some answer of the products that were not read changes between fitting and not fitting."""
    now = verdict_of(found, ORDER)[0].fits
    for answers in product([None, *ANSWERS[kind]], repeat=len(unread)):
        said = [
            Requirement(slug, "preparation", "x", answer, SOURCE, {}, Scope())
            for slug, answer in zip(unread, answers, strict=True)
            if answer is not None
        ]
        if verdict_of([*found, *said], ORDER)[0].fits != now:
            return True
    return False


kinds = st.sampled_from(sorted(ANSWERS))


@given(kinds.flatmap(lambda kind: st.tuples(st.just(kind), positions(4, (kind,)))), st.data())
def test_certain_is_what_no_answer_of_the_unread_could_change(drawn, data):
    kind, found = drawn
    unread = ("u", "v")[: data.draw(st.integers(0, 2))]
    verdict = verdict_of(found, ORDER)[0]
    if verdict is Verdict.SINGLE:
        assert row(kind, found, unread).certain == (not unread)
    else:
        assert row(kind, found, unread).certain == (not changeable(kind, found, unread))


@given(positions(kinds=("range",)))
def test_ranges_that_fit_two_by_two_fit_together(found):
    """Helly's theorem on a line; the reason why stabbing gives the fewest variants."""
    together = not isinstance(meet_all([p.constraint for p in found]), Failure)
    pairs = combinations([p.constraint for p in found], 2)
    assert together == all(not isinstance(meet_all(pair), Failure) for pair in pairs)
