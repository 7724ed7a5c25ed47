# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plans of made-up routes, judged by a walker that tries every way through."""

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schakel.regulatory.engine.plan import plan
from schakel.regulatory.engine.routes import Fact, Route, Span, Step
from schakel.values.labels import Label

WORDS = Label("stap", "step")
FACT = Fact((), "seen")
START = date(2026, 1, 1)
days = st.integers(1, 200)


@st.composite
def steps(draw: st.DrawFn) -> tuple[Step, ...]:
    made: list[Step] = []
    for number in range(draw(st.integers(1, 7))):
        earlier = [step.id for step in made]
        duration = draw(st.none() | days)
        made.append(
            Step(
                id=f"s{number}",
                phase="before",
                what=WORDS,
                body=WORDS,
                fact=FACT,
                after=tuple(draw(st.lists(st.sampled_from(earlier), unique=True))) if earlier else (),
                optional=draw(st.none() | st.just(WORDS)),
                duration=Span(duration, "d") if duration else None,
                shorter=tuple(Span(one, "d") for one in draw(st.lists(days, max_size=2))) if duration else (),
                longer=tuple(Span(one, "d") for one in draw(st.lists(days, max_size=2))) if duration else (),
            )
        )
    return tuple(made)


def chains(by_id: dict[str, Step], name: str) -> Iterator[tuple[str, ...]]:
    """Every way from a step that waits for nothing to this one."""
    step = by_id[name]
    if not step.after:
        yield (name,)
    for earlier in step.after:
        for chain in chains(by_id, earlier):
            yield (*chain, name)


def longest_days(step: Step) -> int:
    return sum(span.value for span in (step.duration, *step.longer) if span)


def shortest_days(step: Step) -> int:
    return min(span.value for span in (step.duration, *step.shorter) if span) if step.duration else 0


def route_of(made: tuple[Step, ...]) -> Route:
    return Route("r", WORDS, (WORDS,), ("law",), made)


@given(steps())
def test_a_step_ends_when_its_slowest_chain_does(made: tuple[Step, ...]) -> None:
    by_id = {step.id: step for step in made}
    for one in plan(route_of(made), START):
        every = list(chains(by_id, one.step.id))
        slowest = max(sum(longest_days(by_id[name]) for name in chain) for chain in every)
        quickest = max(sum(shortest_days(by_id[name]) for name in chain) for chain in every)
        assert one.end.last == START + timedelta(days=slowest)
        assert one.end.first == START + timedelta(days=quickest)
        assert one.end.missing == {n for chain in every for n in chain if by_id[n].open_ended}


@given(steps(), st.data())
def test_leaving_out_never_makes_it_later_and_own_days_never_earlier(
    made: tuple[Step, ...], data: st.DataObject
) -> None:
    names = [step.id for step in made]
    without = data.draw(st.lists(st.sampled_from(names), unique=True))
    own = data.draw(st.dictionaries(st.sampled_from(names), days))
    full = {one.step.id: one for one in plan(route_of(made), START)}
    for one in plan(route_of(made), START, without):
        assert one.end.last <= full[one.step.id].end.last
        assert one.end.missing <= full[one.step.id].end.missing
    for one in plan(route_of(made), START, (), own):
        assert one.end.first >= full[one.step.id].end.first
        assert one.end.missing == full[one.step.id].end.missing - set(own)
