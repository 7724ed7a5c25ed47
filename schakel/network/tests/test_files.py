# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The landscape files load whole, and a slip in one of them is told with its line."""

from datetime import date

import pytest

from schakel.network.engine.landscape import read_landscape
from schakel.network.engine.organisation import later
from schakel.network.engine.places import distance
from schakel.network.tests.loaded import landscape, text, texts
from schakel.values.located import FactsError


def test_the_files_of_the_project_load_whole() -> None:
    found = landscape()
    assert len(found.bottlenecks.entries) == 74
    assert len(found.initiatives.themes) == 15
    assert all(one.citations[""] for one in found.organisations.entries)
    assert {one.of for one in found.bottlenecks.categories.values()} <= set(found.initiatives.themes)


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("organisations", "kind: umc,", "kind: umx,", "unknown kind 'umx'"),
        ("organisations", "cap: car_t_centre", "cap: car_centre", "unknown capability 'car_centre'"),
        ("organisations", "city: Maastricht", "city: Mastricht", "unknown city 'Mastricht'"),
        ("organisations", "source: {ref: s004}}", "source: {ref: s404}}", "unknown source 's404'"),
        ("organisations", "slug: lumc", "slug: umcg", "'umcg' stands twice"),
        ("initiatives", "level: national\n", "level: notional\n", "unknown level 'notional'"),
        ("initiatives", "themes: [overview,", "themes: [overvieuw,", "unknown theme overvieuw"),
        ("initiatives", "ids: [systemic,", "ids: [systematic,", "unknown phase systematic"),
        ("initiatives", "partners: [lumc, fast]", "partners: [lumc, faster]", "nobody is called faster"),
        ("bottlenecks", "theme: contracts", "theme: contract", "unknown theme 'contract'"),
        ("bottlenecks", "category: contracting,", "category: contracten,", "unknown category 'contracten'"),
        ("bottlenecks", "evidence: finding, steps", "evidence: rumour, steps", "unknown evidence 'rumour'"),
        ("timeline", "track: law", "track: lore", "unknown track 'lore'"),
        ("timeline", 'date: "2018"', 'date: "in 2018"', "'date' is 'in 2018'"),
        ("terms", "group: care", "group: cure", "kind 'umc' has no known group"),
        ("places", "latitude: 52.37", "latitude: 152.37", "lies nowhere on earth"),
    ],
)
def test_a_slip_is_told_with_its_file_and_line(name: str, old: str, new: str, what: str) -> None:
    changed = text(name, (old, new))
    line = next(n for n, words in enumerate(changed.splitlines(), 1) if new.splitlines()[0] in words)
    with pytest.raises(FactsError) as told:
        landscape(**{name: changed})
    (fault,) = [fault for fault in told.value.faults if what in str(fault)]
    assert fault.file == f"landscape/{name}.yaml"
    assert abs(fault.line - line) < 25
    assert fault.expected or "date" in what


def test_every_fault_of_a_file_is_told_at_once() -> None:
    changed = text("organisations", ("kind: umc,", "kind: umx,"), ("city: Maastricht", "city: Mastricht"))
    with pytest.raises(FactsError) as told:
        landscape(organisations=changed)
    assert len(told.value.faults) == 2


def test_an_unknown_step_and_an_absent_file_are_faults() -> None:
    with pytest.raises(FactsError, match="unknown step"):
        read_landscape(texts(), steps={"collection"})
    with pytest.raises(FactsError, match="the file is absent"):
        read_landscape({name: found for name, found in texts().items() if name != "timeline"})


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-11-21", 12, "2027-11-21"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
    ],
)
def test_a_day_some_months_later(day: str, months: int, expected: str) -> None:
    assert later(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_distance_is_that_of_the_map() -> None:
    maastricht, eindhoven, groningen = (50.85, 5.69), (51.44, 5.48), (53.22, 6.57)
    assert round(distance(maastricht, eindhoven)) == 67
    assert 265 < distance(maastricht, groningen) < 275
    assert distance(groningen, groningen) == 0


def test_every_text_of_the_project_has_its_dutch() -> None:
    found = landscape()
    for one in found.organisations.entries:
        assert one.model.role_nl, one.model.slug
        assert all(c.note_nl for c in one.model.capabilities if c.note), one.model.slug
    for each in found.initiatives.entries:
        assert all((each.model.what_nl, each.model.lead_nl, each.model.period_nl)), each.model.slug
        loose = [partner for partner in each.model.partners if isinstance(partner, str)]
        assert loose == each.model.partner_slugs, each.model.slug
    assert all(fact.fact_nl != fact.fact for fact in found.organisations.facts)
