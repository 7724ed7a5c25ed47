# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether a product can be had here: what the file must hold, and what is computed from it."""

from datetime import date

import pytest

from schakel.catalogue.engine.availability import Verdict, Why, availability, lapsed, latest
from schakel.catalogue.engine.conditions import read_conditions
from schakel.catalogue.engine.dutch_status import DutchStatus, StatusFile, ended, read_status, term_of
from schakel.values.located import FactsError

TODAY = date(2026, 11, 22)
REGISTER = "sources:\n  advice: {title: An advice, url: 'https://example.org/advice', seen: page}\n"
TERMS = """terms:
- {id: admitted, available: "yes", label: {nl: pakket, en: package}, meaning: {nl: Betaald., en: Paid.}}
- {id: advised, available: unknown, label: {nl: advies, en: advice}, meaning: {nl: Advies., en: Advice.}}
- {id: sluis, available: "no", label: {nl: sluis, en: lock}, meaning: {nl: Niet., en: Not.}}
statuses:
"""
ENTRY = """- id: {id}
  product: kymriah
  brand: Kymriah
  inn: tisagenlecleucel
  conditions: [lbcl]
  indication: lymphoma
  indication_nl: lymfoom
  plain: {{nl: kanker, en: cancer}}
  status: {status}
  confidence: {confidence}
  as_of: "{as_of}"
{more}  source: [{{ref: {ref}}}]
"""


def entry(status: str, *, id: str = "one", more: str = "", **told: str) -> str:  # noqa: A002
    words = {"confidence": "high", "as_of": "2025-01", "ref": "advice", **told}
    return ENTRY.format(id=id, status=status, more=more, **words)


def statuses(*entries: str) -> list[DutchStatus]:
    """The statuses of a file with these entries."""
    found: StatusFile = read_status(TERMS + "".join(entries), REGISTER)
    terms = {term.id: term_of(term) for term in found.terms}
    return [DutchStatus(model, terms[model.status], cited) for model, cited in found.statuses]


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (["admitted"], Verdict.YES),
        (["admitted", "admitted"], Verdict.YES),
        (["admitted", "sluis"], Verdict.PARTLY),
        (["admitted", "advised"], Verdict.PARTLY),
        (["sluis"], Verdict.NO),
        (["sluis", "advised"], Verdict.UNKNOWN),
        (["advised"], Verdict.UNKNOWN),
        ([], Verdict.UNKNOWN),
    ],
)
def test_the_verdict(told: list[str], verdict: Verdict) -> None:
    found = statuses(*(entry(name, id=f"s{n}") for n, name in enumerate(told))) if told else []
    answer = availability(found, withdrawn_on=None, today=TODAY)
    assert answer.verdict is verdict
    assert answer.why is (Why.STATUSES if told else Why.NOTHING_FOUND)
    assert sorted(one.told.id for one in answer.statuses) == [one.told.id for one in found]


def test_without_an_authorisation_any_longer_it_is_no() -> None:
    found = statuses(entry("admitted"))
    assert availability(found, withdrawn_on=date(2026, 1, 1), today=TODAY).verdict is Verdict.NO
    assert availability(found, withdrawn_on=date(2027, 1, 1), today=TODAY).verdict is Verdict.YES


def test_an_arrangement_that_ended_leaves_doubt() -> None:
    (kept,) = statuses(entry("admitted", more='  arrangement_until: "2026-12-31"\n'))
    (over,) = statuses(entry("admitted", more='  arrangement_until: "2026-01-01"\n'))
    assert [lapsed(one, TODAY) for one in (kept, over)] == [False, True]
    assert availability([kept], withdrawn_on=None, today=TODAY).certain
    assert not availability([over], withdrawn_on=None, today=TODAY).certain


def test_press_alone_is_not_certain() -> None:
    found = statuses(entry("admitted", confidence="medium"))
    assert not availability(found, withdrawn_on=None, today=TODAY).certain


@pytest.mark.parametrize(
    ("until", "over"),
    [("2026-11-21", True), ("2026-11-22", False), ("2026-11", False), ("2025", True), ("2026", False), ("soon", False)],
)
def test_a_day_a_month_or_a_year_ends(until: str, over: bool) -> None:
    assert ended(until, TODAY) is over


def test_the_latest_date_in_words() -> None:
    assert latest(["2018-12", "after 2025-01", "undated page"]) == "2025-01"
    assert latest(["2026", "2026-02"]) == "2026-02"
    assert latest(["undated page"]) == ""


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (TERMS + entry("admitted", ref="nowhere"), 6, "unknown source 'nowhere'"),
        (TERMS + entry("admitted").replace("[{ref: advice}]", "[]"), 6, "no source"),
        (TERMS + entry("given_away"), 6, "unknown status 'given_away'"),
        (TERMS + entry("admitted") + entry("sluis"), 6, "id 'one' stands twice"),
        (TERMS + entry("admitted", confidence="sure"), 15, "'confidence' is 'sure'"),
        (TERMS + entry("admitted") + "  invented: yes\n", 18, "unknown key 'invented'"),
    ],
)
def test_a_fault_names_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(FactsError) as refused:
        read_status(text, REGISTER)
    fault = refused.value.faults[0]
    assert (fault.line, what in fault.what) == (line, True), str(fault)


CONDITIONS = REGISTER + "conditions:\n- {id: lbcl, label: {nl: lymfoom, en: lymphoma}, products: []%s}\n"


def test_plain_words_on_a_disease_need_a_source() -> None:
    ((model, cited),) = read_conditions(CONDITIONS % ", what: {nl: Kanker., en: Cancer.}, source: [{ref: advice}]")
    assert model.what is not None
    assert [one.document.title for one in cited] == ["An advice"]
    with pytest.raises(FactsError, match="no source"):
        read_conditions(CONDITIONS % ", what: {nl: Kanker., en: Cancer.}")
    assert read_conditions(CONDITIONS % "")[0][0].what is None
