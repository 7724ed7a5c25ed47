# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The chain: an ordered list of links in a nav, that says where one is."""

import re

from django.template import Context, Template
from django.utils.translation import override

from schakel.ui.templatetags.ui import Station

STATIONS = [
    Station("referral", "Verwijzing", 0, None, "empty", "aanmelding"),
    Station("ordering", "Bestelling", 11, "?step=ordering", "", "aanmelding"),
    Station("storage", "Opslag", 56, "?step=storage", "chosen", "product, ziekenhuis"),
    Station("give", "Toediening", 235, "?step=give", "overloaded", "patiënt"),
]
ACROSS = [Station("qualification", "Kwalificatie", 52, "?step=qualification")]


def draw(stations: list[Station], across: list[Station] | None = None) -> str:
    with override("nl"):
        source = "{% pathway_strip stations across %}"
        return Template(source).render(Context({"stations": stations, "across": across or []}))


def test_strip_is_a_nav_with_an_ordered_list() -> None:
    drawn = draw(STATIONS)
    assert re.search(r'<nav class="strip has-holders" aria-label="[^"]+"', drawn)
    assert drawn.count("<li") == len(STATIONS)
    assert "<ol>" in drawn


def test_only_the_chosen_station_is_current() -> None:
    drawn = draw(STATIONS)
    assert drawn.count('aria-current="true"') == 1
    assert re.search(r'href="\?step=storage" aria-current="true"', drawn)


def test_station_without_address_is_no_link() -> None:
    assert draw(STATIONS).count("<a ") == len(STATIONS) - 1


def test_bracket_stands_once_and_reaches_over_its_run() -> None:
    drawn = draw(STATIONS)
    assert drawn.count("aanmelding") == 1
    assert 'class="holder holder-2">aanmelding<' in drawn
    assert 'class="holder holder-1">patiënt<' in drawn


def test_strip_without_holders_leaves_no_room_for_them() -> None:
    assert "has-holders" not in draw([Station("a", "Een", 1, "?")])


def test_what_is_done_is_said_and_not_only_drawn() -> None:
    assert '<span class="visually-hidden">gedaan</span>' in draw([Station("a", "Een", "", "?", "done")])


def test_steps_across_the_chain_are_links_below_it() -> None:
    assert re.search(r'href="\?step=qualification">Kwalificatie <b>52</b>', draw(STATIONS, ACROSS))
