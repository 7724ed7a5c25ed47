# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The horizon's file, its rules, and the forecast that it may fill."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from schakel.catalogue.engine.horizon import (
    FILE,
    REGISTER,
    Entry,
    EntryModel,
    Estimate,
    EstimateModel,
    HorizonFile,
    read_horizon,
)
from schakel.catalogue.engine.horizon_forecast import forecast_part
from schakel.catalogue.engine.horizon_rules import ceiling, flags, measure, usable
from schakel.values.labels import Label
from schakel.values.located import FactsError

DATA = Path(settings.DATA)
NOW = 2026.89
SOURCE = {"source": {"ref": "s003"}}
ABOUT = {"name": "x", "kind": "class", "stage": "trial", "indication": {"nl": "ziekte", "en": "disease"}, **SOURCE}


def file() -> HorizonFile:
    return read_horizon((DATA / FILE).read_bytes(), (DATA / REGISTER).read_bytes())


def written(*entries: dict[str, object]) -> HorizonFile:
    """A file with these entries beside the terms of the real one."""
    data = yaml.safe_load((DATA / FILE).read_bytes()) | {"entries": [ABOUT | one for one in entries]}
    return read_horizon(json.dumps(data, indent=1).encode(), (DATA / REGISTER).read_bytes())


def entry(*told: dict[str, object], id: str = "one", conditions: tuple[str, ...] = ()) -> Entry:  # noqa: A002
    model = EntryModel.model_validate(
        {
            "id": id,
            **{name: ABOUT[name] for name in ("name", "kind", "stage", "indication")},
            "conditions": list(conditions),
        }
    )
    estimates = [EstimateModel.model_validate({"said_on": "2026-02", **one}) for one in told]
    return Entry(model, (), tuple(Estimate(one, (), n) for n, one in enumerate(estimates)))


def rules_of(*others: int, **told: object) -> list[str]:
    """What the rules find of one number of patients among others."""
    one = entry({"of": "patients", **told})
    every = [one, *(entry({"of": "patients", "value": n}, id=f"o{n}") for n in others)]
    return [flag.rule for flag in flags(one, one.estimates[0], measure(every, [], NOW))]


def test_the_file_of_the_project_is_read_and_every_estimate_has_a_source() -> None:
    found = file()
    assert all(one.citations for one in found.entries)
    assert all(estimate.citations for one in found.entries for estimate in one.estimates)


def test_the_rules_strike_what_the_sources_themselves_doubt_and_nothing_else() -> None:
    found = file()
    by = measure(found.entries, [one for one, _cited in found.known], NOW)
    struck = {
        (one.told.id, flag.rule)
        for one in found.entries
        for estimate in one.of("patients")
        for flag in flags(one, estimate, by)
        if flag.unused
    }
    assert struck == {("treg_t1d", "far_above_rest"), ("imlygic_melanoma", "above_known")}
    assert by.ceiling == 458


def test_prevalence_is_never_a_yearly_number() -> None:
    one = entry({"of": "prevalence", "value": 260000})
    by = measure([one], [], NOW)
    assert [flag.rule for flag in flags(one, one.estimates[0], by)] == ["not_yearly"]
    assert usable(one, by) is None


def test_as_many_a_year_as_there_are_is_struck() -> None:
    one = entry({"of": "prevalence", "min": 1300, "max": 2000}, {"of": "patients", "value": 2000})
    assert [flag.rule for flag in flags(one, one.estimates[1], measure([one], [], NOW))] == ["above_prevalence"]


@pytest.mark.parametrize(
    ("highs", "answer"),
    [([], None), ([7], 7), ([1, 2, 15], 15), ([1, 50, 60, 80000], 60), ([5, 60, 70, 80000, 90000], 70)],
)
def test_the_ceiling_lies_before_the_first_great_gap_above_the_median(highs: list[int], answer: int | None) -> None:
    assert ceiling([Fraction(one) for one in highs]) == answer


def test_far_above_the_rest() -> None:
    assert rules_of(40, 50, 60, value=601) == ["far_above_rest"]
    assert rules_of(40, 50, 60, value=600) == []
    assert rules_of(40, 50, 60, max=80000) == ["far_above_rest"]
    assert rules_of(40, 50, 60, min=5) == []


def test_a_moment_that_has_passed_and_one_before_the_eu_are_doubted() -> None:
    one = entry({"of": "eu", "period": "2028"}, {"of": "nl", "period": "2027-H1"}, {"of": "nl", "period": "2026-03"})
    by = measure([one], [], NOW)
    assert [flag.rule for flag in flags(one, one.estimates[1], by)] == ["before_eu"]
    assert {flag.rule for flag in flags(one, one.estimates[2], by)} == {"passed", "before_eu"}
    assert not any(flag.unused for flag in flags(one, one.estimates[2], by))


def test_the_newest_number_that_stands_is_used() -> None:
    one = entry({"of": "patients", "value": 20, "said_on": "2024"}, {"of": "patients", "value": 90000})
    others = [entry({"of": "patients", "value": n}, id=f"o{n}") for n in (15, 25, 40)]
    found = usable(one, measure([one, *others], [], NOW))
    assert found is not None
    assert found.told.value == 20


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ({"of": "patients", "said_on": "2026", "value": -1}, "below 0"),
        ({"of": "patients", "said_on": "2026", "min": 9, "max": 3}, "lies below"),
        ({"of": "patients", "said_on": "2026", "value": 9, "max": 3}, "not both"),
        ({"of": "patients", "said_on": "2026", "period": "2027"}, "moments belong"),
        ({"of": "nl", "said_on": "2026", "value": 3}, "numbers belong"),
        ({"of": "nl", "said_on": "2026", "period": "soon"}, "not a moment"),
        ({"of": "nl", "said_on": "2026"}, "says nothing"),
        ({"of": "nl", "said_on": "last year", "period": "2027"}, "said_on"),
        ({"of": "cost", "said_on": "2026", "value": 3}, "of"),
    ],
)
def test_a_fault_in_an_estimate_names_its_line(told: dict[str, object], what: str) -> None:
    with pytest.raises(FactsError, match=what) as error:
        written({"id": "one", "estimates": [told | SOURCE]})
    assert error.value.faults[0].line > 1


def test_an_estimate_without_a_source_and_words_of_no_list_do_not_load() -> None:
    with pytest.raises(FactsError, match="'source' is missing"):
        written({"id": "one", "estimates": [{"of": "patients", "said_on": "2026", "value": 3}]})
    with pytest.raises(FactsError, match="unknown source"):
        written({"id": "one", "source": {"ref": "nowhere"}})
    with pytest.raises(FactsError, match="unknown stage"):
        written({"id": "one", "stage": "soon"})
    with pytest.raises(FactsError, match="stands twice"):
        written({"id": "one"}, {"id": "one"})


def test_a_forecast_takes_what_stands_and_tells_what_it_leaves_out() -> None:
    found = file()
    by = measure(found.entries, [one for one, _cited in found.known], NOW)
    part = forecast_part(found.entries, by, undated_within=5)
    left = dict(part.left_out)
    assert left["treg_t1d"] == left["imlygic_melanoma"] == "struck"
    assert left["car_t_ra"] == "no_number"
    assert {one["indication"] for one in part.section["offers"]} == set(part.section["indications"])
    assert {*left, *part.section["indications"]} == {one.told.id for one in found.entries}
    carvykti = part.section["indications"]["carvykti_mm"]["lines"][0]["eligible"]
    assert (carvykti["min"], carvykti["max"], carvykti["date"]) == (0, 458, "2026-02")
    assert "no lower bound was told" in carvykti["source"]
    undated = next(one for one in part.section["offers"] if one["indication"] == "carvykti_mm")["access"]
    assert "assumption" in undated
    assert forecast_part(found.entries, by).section["indications"].keys() == {
        "yescarta_unnamed", "zolgensma_sma", "luxturna_rpe65", "upstaza_aadc",
    }  # fmt: skip


def test_a_name_without_english_is_the_same_in_both() -> None:
    assert entry().name == Label("x", "x")
