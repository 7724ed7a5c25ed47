# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Charts: coordinates from worked examples, words inside the picture, nothing inline."""

import re
from fractions import Fraction

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from schakel.ui.charts import draw
from schakel.ui.charts.axis import Point, axis_rings
from schakel.ui.charts.lanes import Band, Lane, Lanes, Span, time_lanes
from schakel.ui.charts.verdicts import (
    WIDTH,
    Claim,
    Segment,
    Unit,
    interval_bar,
    unit_squares,
    verdict_bar,
    verdict_counts,
)

F = Fraction
NUMBERS = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=100)


@pytest.mark.parametrize(
    ("low", "high", "most", "steps", "expected"),
    [
        (-160, -110, 6, draw.DECIMAL, [-160, -150, -140, -130, -120, -110]),
        (0, 100, 5, draw.DECIMAL, [0, 20, 40, 60, 80, 100]),
        (-20, 200, 9, draw.MINUTES, [0, 30, 60, 90, 120, 150, 180]),
        (0, 14, 7, draw.DAYS, [0, 2, 4, 6, 8, 10, 12, 14]),
        (0, 1, 5, draw.DECIMAL, [0, F(1, 5), F(2, 5), F(3, 5), F(4, 5), 1]),
    ],
)
def test_ticks(low: int, high: int, most: int, steps: tuple[int, ...], expected: list[F]) -> None:
    assert list(draw.ticks(F(low), F(high), most, steps)) == expected


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_every_value_stands_within_its_scale(values: list[F]) -> None:
    scale = draw.around(values)
    assert all(0 < scale.share(each) < 1 for each in values)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_order_on_the_line_is_order_of_values(one: F, other: F, third: F) -> None:
    low, value, high = sorted((one, other, third))
    if low < high:
        scale = draw.Scale(low, high)
        assert scale.share(low) == 0 <= scale.share(value) <= 1 == scale.share(high)


def test_scale_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="no length"):
        draw.Scale(F(3), F(3))


SEGMENTS = [Segment("equal", 3), Segment("equal", 9, certain=False), Segment("conflicting", 0), Segment("single", 6)]


def test_bar_is_filled_to_the_end_in_proportion() -> None:
    with override("nl"):
        widths = [
            float(each)
            for each in re.findall(r'<rect[^>]*?width="([\d.]+)" height="2', verdict_bar(SEGMENTS, name="b"))
        ]
    equal, could, single = widths
    assert could == pytest.approx(3 * equal, abs=0.2)
    assert equal + could + single + 2 * 2 + 2 == pytest.approx(WIDTH, abs=0.3)


def test_what_could_change_is_striped_and_what_is_certain_is_not() -> None:
    drawn = verdict_bar(SEGMENTS, name="b")
    assert drawn.count('fill="url(#b-equal)"') == 1
    assert drawn.count('class="seg-equal"') == 1


def test_two_bars_on_a_page_share_no_names() -> None:
    named = [set(re.findall(r' id="([^"]+)"', verdict_bar(SEGMENTS, name=name))) for name in "ab"]
    assert named[0] & named[1] == set()


def test_counts_add_certain_and_uncertain_and_leave_out_what_is_not_there() -> None:
    with override("nl"):
        drawn = verdict_counts(SEGMENTS)
    assert "12 gelijk" in drawn
    assert "6 één spreekt" in drawn
    assert "botst" not in drawn


def test_nothing_to_count_draws_nothing() -> None:
    assert verdict_bar([], name="b") == ""
    assert interval_bar(0, 0, 0, name="b") == ""
    assert axis_rings([]) == ""


def test_interval_bar_says_what_it_shows() -> None:
    claim = Claim(F(4, 5), "Bewering: 80 %", "werkgroep 2023")
    with override("nl"):
        drawn = interval_bar(36, 25, 66, name="b", claim=claim)
    title = "36 van 66 zeker, 25 kunnen nog veranderen, 5 botsen. Bewering: 80 %, werkgroep 2023"
    assert f"<title>{title}</title>" in drawn
    assert 'x1="80.00%"' in drawn


def test_unit_is_a_link_that_says_method_and_verdict() -> None:
    with override("nl"):
        drawn = unit_squares([Unit("Bewaartemperatuur", "compatible", "#x", certain=False)])
    assert 'href="#x"' in drawn
    assert '<span class="visually-hidden">Bewaartemperatuur: één regel past, kan nog veranderen</span>' in drawn
    assert "could-change" in drawn


RINGS = [
    Point(F(-150), "Yescarta", "binds"),
    Point(F(-150), "Tecartus", "binds"),
    Point(F(-130), "Breyanzi"),
    Point(F(-120), "Kymriah", "here"),
]


def test_products_of_one_value_share_a_ring() -> None:
    with override("nl"):
        drawn = axis_rings(RINGS, "Cel", "max")
    assert drawn.count("<circle") == 3
    assert "Yescarta, Tecartus" in drawn
    assert "−150; " in drawn
    assert "−110\N{NO-BREAK SPACE}°C" in drawn


def test_the_allowed_side_begins_at_the_strictest_bound() -> None:
    assert re.search(r'class="eq-line allowed" x1="0%" x2="20.00%"', axis_rings(RINGS, "Cel", "max"))


def test_words_that_would_touch_go_a_line_up() -> None:
    crowded = [Point(F(value), f"Product {value}") for value in range(6)]
    heights = {int(each) for each in re.findall(r'y="(\d+)" text-anchor="\w+" class="named"', axis_rings(crowded))}
    assert len(heights) > 1


LANES = [
    Lane("Kymriah", (Span(F(0), F(30), "klaar ≤ 30 min", "binds"),), sign="circle"),
    Lane("Breyanzi", (Span(F(-12), F(108), "klaar ≤ 2 uur"),), sign="square", sign_at=F(-12)),
    Lane("Ebvallo"),
    Lane("Aucatzyl", unread=True),
]


def lanes() -> Lanes:
    with override("nl"):
        return time_lanes(LANES, F(-20), F(180), unit="min", band=Band(F(0), F(30), "past bij alle"), zero="einde")


def test_lane_starts_and_ends_where_its_clock_does() -> None:
    assert re.search(r'class="eq-line binds" x1="10.00%" x2="25.00%"', lanes().rows[0].drawing)
    assert re.search(r'class="ink-line limit" x1="4.00%" x2="64.00%"', lanes().rows[1].drawing)


def test_only_signs_that_occur_are_explained() -> None:
    assert len(lanes().signs) == 2


def test_silent_and_unread_lanes_say_so_aloud() -> None:
    drawn = [row.drawing for row in lanes().rows]
    assert "<title>Ebvallo: zwijgt</title>" in drawn[2]
    assert "<title>Aucatzyl: niet gelezen</title>" in drawn[3]


def test_charts_hold_no_inline_style_and_escape_names() -> None:
    drawn = "".join(
        [
            verdict_bar(SEGMENTS, name="a"),
            interval_bar(1, 1, 3, name="b", claim=Claim(F(1, 2), "<b>", "<i>")),
            axis_rings([Point(F(1), "<script>")]),
            unit_squares([Unit("<script>", "equal", "#")]),
            *(row.drawing for row in time_lanes([Lane("<script>")], F(0), F(9), unit="d").rows),
        ]
    )
    assert "style=" not in drawn
    assert "<script>" not in drawn
    assert "<b>" not in drawn
