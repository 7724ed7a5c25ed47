# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Numbers of the sources beside ours: each computation by hand, the verdicts, and the real file."""

from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.catalogue.engine.authorisation import read_authorisations
from schakel.followup.engine.figures import (
    Asked,
    Authorised,
    Bottleneck,
    Claim,
    Counted,
    Figure,
    Unit,
    Verdict,
    around,
    chance_of_rise,
    compared,
)
from schakel.followup.engine.figures_file import FIGURES, MARKET, read_figures, read_patients
from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import read_register
from schakel.values.labels import Label
from schakel.values.located import FactsError, read

DATA = Path(__file__).resolve().parents[3] / "data"
WORDS = Label("woorden", "words")
SOURCE = Citation(Document("T", None, None, None, None), "")
FACTS = Counted(
    bottlenecks=(
        Bottleneck("d1", "Knelpunt 1", answered=False),
        Bottleneck("d1", "Slot", answered=True),
        Bottleneck("d2", "2", answered=True),
    ),
    themes=4,
    authorised=(
        Authorised("A", date(2018, 2, 1), date(2017, 12, 1), standing=True),
        Authorised("B", date(2019, 2, 1), date(2019, 1, 1), standing=False),
        Authorised("C", date(2019, 5, 1), None, standing=True),
    ),
    statuses=(("A", "admitted"), ("A", "sluis"), ("D", "sluis")),
    patients={2020: 100, 2022: 144},
)


def claim(low: str | None, high: str | None) -> Claim:
    return Claim(WORDS, WORDS, Fraction(low) if low else None, Fraction(high) if high else None, SOURCE)


def figure(said: tuple[Claim, ...], *asked: Asked) -> Figure:
    return Figure("f", Unit.COUNT, WORDS, said, asked)


def ask(compute: str, **more: object) -> Asked:
    return Asked(compute, WORDS, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (ask("bottlenecks"), 3),
        (ask("bottlenecks", document="d1"), 2),
        (ask("bottlenecks", document="d1", section="Knelpunt"), 1),
        (ask("unanswered_share"), Fraction(1, 3)),
        (ask("themes"), 4),
        (ask("authorised", first="2018", last="2019-02"), 2),
        (ask("authorised", first="2018", last="2019-02", basis="opinion"), 1),
        (ask("busiest_count"), 2),
        (ask("busiest_year"), 2019),
        (ask("busiest_year", basis="opinion"), None),
        (ask("ratio", of=(14, 17)), Fraction(14, 17)),
        (ask("products_share", states=("sluis",), among="followed"), Fraction(2, 2)),
        (ask("products_share", states=("admitted",), among="authorised"), Fraction(1, 3)),
        (ask("products_share", states=("admitted",), among="standing"), Fraction(1, 2)),
        (ask("indications_share", states=("sluis",)), Fraction(2, 3)),
        (ask("growth", first="2020", last="2022"), pytest.approx(0.2)),
        (ask("growth", first="2019", last="2022"), None),
        (ask("patients", first="2020"), 100),
        (ask("patients", first="2021"), None),
    ],
)
def test_each_computation_by_hand(asked: Asked, value: object) -> None:
    assert compared(figure((), asked), FACTS).ours[0].value == value


def test_without_any_facts_there_is_no_number_and_no_fault() -> None:
    names = ("unanswered_share", "busiest_count", "busiest_year", "indications_share", "growth", "patients")
    for name in names:
        asked = ask(name, first="2020", last="2022")
        assert compared(figure((), asked), Counted()).ours[0].value is None


@pytest.mark.parametrize(
    ("said", "numbers", "verdict"),
    [
        ((claim("5", "7"),), (6,), Verdict.AGREE),
        ((claim("5", "7"),), (6, 8), Verdict.DEPENDS),
        ((claim("5", "7"),), (8, 9), Verdict.DIFFER),
        ((claim("5", "7"), claim("8", "9")), (6,), Verdict.SOURCES_DIFFER),
        ((claim("5", "7"), claim("7", "9")), (7,), Verdict.AGREE),
        ((claim("5", "7"),), (), Verdict.NO_NUMBER),
        ((claim(None, None),), (7,), Verdict.NO_NUMBER),
        ((), (7,), Verdict.OURS_ONLY),
    ],
)
def test_the_verdict_never_smooths(said: tuple[Claim, ...], numbers: tuple[int, ...], verdict: Verdict) -> None:
    asked = [ask("ratio", of=(number, 1)) for number in numbers]
    assert compared(figure(said, *asked), FACTS).verdict is verdict


def test_a_stated_number_fits_what_rounds_to_it() -> None:
    low, high = around(Fraction("0.44"), Unit.GROWTH)
    assert (low, high) == (Fraction("0.435"), Fraction("0.445"))
    assert around(Fraction(6), Unit.COUNT) == (Fraction("5.5"), Fraction("6.5"))


@given(st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_the_chance_of_a_rise_is_near_the_count_over_all_orders(series: list[int]) -> None:
    """The slow judge: of all orders of the series, how many rise at least as much. Approximate below ten years."""

    def score(order: tuple[int, ...]) -> int:
        return sum((b > a) - (b < a) for place, a in enumerate(order) for b in order[place + 1 :])

    told = score(tuple(series))
    every = [score(order) for order in permutations(series)]
    exact = sum(found >= told for found in every) / len(every)
    if told > 0:
        assert abs(chance_of_rise(series) - exact) < 0.08
    else:
        assert chance_of_rise(series) >= 0.5


def test_a_series_that_only_rises_is_no_accident_and_a_flat_one_says_nothing() -> None:
    assert chance_of_rise(list(range(12))) < 0.0001
    assert chance_of_rise([2] * 12) == 1.0


REGISTER = read_register(read("s.yaml", "sources: {s1: {title: T, seen: full}}"))
FILE = """figures:
- id: one
  unit: share
  nl: a
  en: b
  said:
  - {value: 0.82, nl: a, en: b, counts: {nl: c, en: d}, source: {ref: s1}}
  ours:
  - {compute: ratio, of: [14, 17], nl: a, en: b}
"""


def test_the_file_reads() -> None:
    (found,) = read_figures(read("f.yaml", FILE), REGISTER)
    assert found.said[0].fits(Fraction(14, 17))
    assert compared(found, Counted()).verdict is Verdict.AGREE


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (FILE.replace("value: 0.82", "low: 0.82"), 7, "one end"),
        (FILE.replace("value: 0.82", "low: 0.82, high: 0.5"), 7, "one end"),
        (FILE.replace("ref: s1", "ref: s9"), 7, "unknown source 's9'"),
        (FILE.replace("compute: ratio", "compute: guess"), 9, "unknown 'guess'"),
        (FILE.replace("compute: ratio, of: [14, 17]", "compute: patients, first: soon"), 9, "period 'soon'"),
        (FILE.replace("compute: ratio, of: [14, 17]", "compute: patients, first: 2024-03"), 9, "period '2024-03'"),
        (FILE.replace("compute: ratio, of: [14, 17]", "compute: growth, first: 2020"), 9, "growth without last"),
        (FILE.replace(", of: [14, 17]", ""), 9, "ratio without of"),
        (FILE.replace("compute: ratio, of: [14, 17]", "compute: bottlenecks, source: s9"), 9, "unknown source 's9'"),
        (FILE.replace("unit: share", "unit: metre"), 3, "'unit'"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(FactsError, match=what) as told:
        read_figures(read("f.yaml", text), REGISTER)
    assert {fault.line for fault in told.value.faults} == {line}


def test_the_numbers_of_the_sources_come_out_of_our_files() -> None:
    """Where they do, where it depends on what is counted, and where they do not: all three are told."""
    register = read_register(read("s.yaml", (DATA / "landscape/sources.yaml").read_bytes()))
    market = read("m.yaml", (DATA / MARKET).read_bytes())
    authorised = read_authorisations((DATA / "products/_authorisations.yaml").read_bytes())
    facts = Counted(
        authorised=tuple(
            Authorised(one.brand, one.authorised_on, one.opinion_on, one.withdrawn_on is None) for one in authorised
        ),
        statuses=tuple((one["brand"] or one["inn"], one["status"]) for one in market.data["statuses"]),
        patients=read_patients(market),
    )
    found = {
        one.id: compared(one, facts) for one in read_figures(read("f.yaml", (DATA / FIGURES).read_bytes()), register)
    }
    assert [ours.value for ours in found["busiest_count"].ours] == [6, 5]
    assert found["authorised_since_2018"].ours[0].value == 17
    assert found["sluis_since_2018"].verdict is Verdict.AGREE
    assert found["growth_europe"].ours[0].value == pytest.approx(0.44, abs=0.005)
    assert found["available"].ours[0].fits == (True,)
    assert found["zolgensma"].verdict is Verdict.SOURCES_DIFFER
