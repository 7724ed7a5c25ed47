# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The activity map against a slow judge that draws it cell by cell, on random initiatives."""

from hypothesis import given
from hypothesis import strategies as st

from schakel.network.engine.activity import SHARED, Working, columns, counted, overlaps
from schakel.network.engine.chart import HEIGHT, WIDTH, Spot, dots, project

THEMES = ["a", "b", "c", "d"]
PHASES = ["p", "q"]

initiative = st.builds(
    Working,
    slug=st.text("xyz", min_size=1, max_size=4),
    reach=st.sampled_from(["dutch", "abroad", "example"]),
    themes=st.frozensets(st.sampled_from(THEMES)),
    phases=st.frozensets(st.sampled_from(PHASES)),
)
many = st.lists(initiative, max_size=12, unique_by=lambda one: one.slug)


def work(slug: str, themes: str, phases: str, reach: str = "dutch") -> Working:
    return Working(slug, reach, frozenset(themes), frozenset(phases))


def test_an_example_by_hand() -> None:
    found = [work("one", "abc", "p"), work("two", "ab", "pq"), work("far", "ad", "p", "abroad")]
    heads = columns(THEMES, counted(found, "themes"), {"d": 3})
    assert [(c.id, c.dutch, c.elsewhere, c.gap, c.empty, c.bottlenecks) for c in heads] == [
        ("d", 0, 1, True, False, 3),
        ("c", 1, 0, False, False, 0),
        ("b", 2, 0, False, False, 0),
        ("a", 2, 1, False, False, 0),
    ]
    (pair,) = overlaps(found, THEMES)
    assert (pair.one, pair.other, pair.themes, pair.phases) == ("one", "two", ("a", "b"), ("p",))


@given(many)
def test_the_counts_are_those_of_the_cells(found: list[Working]) -> None:
    for column in columns(THEMES, counted(found, "themes")):
        cells = [one.reach for one in found if column.id in one.themes]
        assert (column.dutch, column.elsewhere) == (cells.count("dutch"), len(cells) - cells.count("dutch"))
        assert column.gap == ("dutch" not in cells)
        assert column.empty == (not cells)


@given(many)
def test_the_columns_are_all_there_least_worked_on_first(found: list[Working]) -> None:
    heads = columns(THEMES, counted(found, "themes"))
    assert sorted(c.id for c in heads) == THEMES
    assert [(c.dutch, c.elsewhere) for c in heads] == sorted((c.dutch, c.elsewhere) for c in heads)


@given(many)
def test_overlaps_are_the_pairs_that_a_patient_reader_finds(found: list[Working]) -> None:
    slow = set()
    for one in found:
        for other in found:
            dutch = one.reach == other.reach == "dutch"
            shared = sum(theme in one.themes and theme in other.themes for theme in THEMES)
            meets = any(phase in one.phases and phase in other.phases for phase in PHASES)
            if one.slug != other.slug and dutch and shared >= SHARED and meets:
                slow.add(frozenset((one.slug, other.slug)))
    pairs = overlaps(found, THEMES)
    assert {frozenset((pair.one, pair.other)) for pair in pairs} == slow
    assert len(pairs) == len(slow)


spot = st.builds(
    Spot, st.text("abcdefgh", min_size=1, max_size=12), st.floats(50.8, 53.5), st.floats(3.4, 7.2), st.integers(1, 500)
)


@given(st.lists(spot, max_size=40, unique_by=lambda one: one.name))
def test_labels_on_the_map_cover_neither_each_other_nor_a_dot(spots: list[Spot]) -> None:
    found = dots(spots)
    assert {dot.name for dot in found} == {one.name for one in spots}
    boxes = []
    for dot in found:
        if dot.anchor:
            width = len(dot.name) * 6.6
            left = {"start": dot.label_x, "end": dot.label_x - width, "middle": dot.label_x - width / 2}[dot.anchor]
            boxes.append((left, dot.label_y, left + width))
            assert left >= 0
    for n, (left, y, right) in enumerate(boxes):
        assert not any(left < r and l < right and abs(y - b) < 14 for l, b, r in boxes[:n])  # noqa: E741


def test_north_is_up_and_east_is_right() -> None:
    maastricht, groningen = project(50.85, 5.69), project(53.22, 6.57)
    assert maastricht[1] > groningen[1]
    assert maastricht[0] < groningen[0]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in (maastricht, groningen))
