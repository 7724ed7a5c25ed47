# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two versions in words, the life of a version, and a difference that lasts."""

import json
from datetime import date
from itertools import pairwise

import pytest

from schakel.catalogue.engine.terms import read_terms, terms_of
from schakel.pathway.engine.compare import compare
from schakel.pathway.tests.written_facts import DATA, real_facts
from schakel.standards.engine.changes import Worded, changes
from schakel.standards.engine.difference import difference, moved, plain, read_difference
from schakel.standards.engine.state import NEXT, Consulted, Period, State, adopted_by_all, hindrance, may_follow
from schakel.values.labels import Label

COLD = Worded("a", Label("Koud", "Cold"), Label("≤ −130", "≤ −130"), ("Alpha",), Label("", ""))


def test_the_same_version_twice_changes_nothing() -> None:
    assert changes([COLD], [COLD]) == ()


def test_added_removed_and_changed_lines() -> None:
    warm = Worded("b", Label("Warm", "Warm"), Label("x", "x"), ("Beta",), Label("", ""))
    wider = Worded("a", COLD.aspect, Label("≤ −120", "≤ −120"), ("Alpha", "Beta"), Label("uit", "out"))
    added, *_rest = changes([], [COLD])
    assert (added.kind, added.joined) == ("added", ("Alpha",))
    first, last = changes([COLD, warm], [wider])
    assert (first.kind, first.joined, first.left) == ("changed", ("Beta",), ())
    assert first.rule == (COLD.rule, wider.rule)
    assert (last.kind, last.key) == ("removed", "b")


def test_every_state_is_reached_and_the_ends_are_ends() -> None:
    reached = {State.DRAFT} | {then for thens in NEXT.values() for then in thens}
    assert reached == set(State)
    assert [state for state, thens in NEXT.items() if not thens] == [State.REPLACED, State.WITHDRAWN]
    path = (State.DRAFT, State.CONSULTATION, State.OFFERED, State.ADOPTED, State.REPLACED)
    assert all(may_follow(now, then) for now, then in pairwise(path))
    assert not may_follow(State.DRAFT, State.ADOPTED)


@pytest.mark.parametrize(
    ("periods", "unanswered", "why"),
    [
        ((), 0, "never_consulted"),
        ((Period(date(2026, 1, 1), date(2026, 3, 1)),), 0, "still_open"),
        ((Period(date(2026, 1, 1), date(2026, 2, 1)),), 1, "unanswered"),
        ((Period(date(2026, 1, 1), date(2026, 2, 1)),), 0, ""),
    ],
)
def test_what_stands_in_the_way_of_offering(periods, unanswered: int, why: str) -> None:
    assert hindrance(Consulted(periods, unanswered), date(2026, 3, 1)) == why


def test_nobody_named_means_nobody_adopted() -> None:
    assert not adopted_by_all([])
    assert not adopted_by_all([True, False])
    assert adopted_by_all([True, True])


def test_every_real_difference_survives_being_kept() -> None:
    known, terms = real_facts(), terms_of(read_terms((DATA / "catalogue" / "terms.yaml").read_bytes()))
    rows = compare(known.of_modality("car_t"), known.vocabulary).rows
    assert len(rows) > 50
    for row in rows:
        found = difference(row, known, terms)
        back = read_difference(json.loads(json.dumps(plain(found))))
        assert back == found
        assert not moved(back, found)
    assert moved(found, None)
