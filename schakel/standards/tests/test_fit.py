# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a line means for each product: worked examples, and what holds of every computed standard."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.catalogue.engine.terms import read_terms, terms_of
from schakel.pathway.engine.constraints import accepts
from schakel.pathway.engine.requirement import Facts
from schakel.pathway.engine.standard import standard
from schakel.pathway.tests.written_facts import DATA, profiles, real_facts, real_vocabulary
from schakel.standards.engine.fit import Fit, fits, unserved
from schakel.standards.engine.lines import Line, RuleError, proposed, rule_of

TEMPERATURE = ("storage", "temperature")
TERMS = terms_of(read_terms((DATA / "catalogue" / "terms.yaml").read_bytes()))


def facts(**asked: list[tuple[str, str]]) -> Facts:
    return Facts(real_vocabulary(), profiles(**asked))


def line(must: dict, *products: str, place: tuple[str, str] = TEMPERATURE) -> Line:
    return Line(f"{place[0]}.{place[1]}", *place, must, products)


def computed(known: Facts) -> tuple[Line, ...]:
    return proposed(standard(known.profiles, known.vocabulary), known, TERMS)


def fit_of(must: dict, asked: str, place: str = "storage.temperature") -> Fit:
    """What a rule means for a product that asks this."""
    known = facts(alpha=[(place, asked)])
    one = line(must, "alpha", place=tuple(place.split(".")))
    return fits([one], ["alpha"], known)[one.key, "alpha"].fit


@pytest.mark.parametrize(
    ("must", "asked", "fit"),
    [
        ({"max": -130, "unit": "Cel"}, "{max: -130, unit: Cel}", Fit.SAME),
        ({"max": -150, "unit": "Cel"}, "{max: -130, unit: Cel}", Fit.STRICTER),
        ({"max": -120, "unit": "Cel"}, "{max: -130, unit: Cel}", Fit.LOOSER),
        ({"min": 2, "max": 8, "unit": "Cel"}, "{max: -130, unit: Cel}", Fit.CONFLICT),
    ],
)
def test_a_rule_satisfies_what_it_implies(must: dict, asked: str, fit: Fit) -> None:
    assert fit_of(must, asked) is fit
    assert fit.lost is (fit in (Fit.LOOSER, Fit.CONFLICT))


def test_texts_are_weighed_by_a_person_and_options_are_narrowed() -> None:
    place = "preparation.thaw_method"
    assert fit_of({"one_of": ["water_bath"]}, "{one_of: [water_bath, dry_thaw]}", place) is Fit.STRICTER
    assert fit_of({"one_of": ["water_bath", "dry_thaw"]}, "{one_of: [water_bath]}", place) is Fit.LOOSER
    assert fit_of({"one_of": ["dry_thaw"]}, "{one_of: [water_bath]}", place) is Fit.CONFLICT


def test_silent_unread_and_not_named_are_three_things() -> None:
    read = real_vocabulary().step_of["storage"].silent_when_read
    elsewhere = ("preparation.refreeze", "{act: forbidden}")
    known = facts(alpha=[("storage.temperature", "{max: -130, unit: Cel}")], beta=[elsewhere])
    beta = known.by_slug["beta"]
    one = line({"max": -130, "unit": "Cel"}, "alpha", "beta")
    assert fits([one], ["beta"], known)[one.key, "beta"].fit is Fit.UNREAD
    sections = frozenset(section for group in read for section in group)
    known = replace(known, profiles=(known.by_slug["alpha"], replace(beta, sections_read=sections)))
    assert fits([one], ["beta"], known)[one.key, "beta"].fit is Fit.SILENT
    assert fits([replace(one, products=("alpha",))], ["beta"], known)[one.key, "beta"].fit is Fit.ELSEWHERE


def test_what_no_line_was_made_for_is_told() -> None:
    known = facts(
        alpha=[("storage.temperature", "{max: -130, unit: Cel}")],
        beta=[("storage.temperature", "{min: 2, max: 8, unit: Cel}")],
    )
    cold, warm = computed(known)
    assert unserved([cold, warm], ["alpha", "beta"], known) == ()
    (left,) = unserved([cold], ["alpha", "beta"], known)
    assert left.product != cold.products[0]


def test_a_rule_of_another_kind_is_refused() -> None:
    aspect = real_vocabulary().aspect(*TEMPERATURE)
    assert aspect is not None
    for must in ({"one_of": ["water_bath"]}, {"max": 3, "unit": "h"}, {"max": -400, "unit": "Cel"}, {}):
        with pytest.raises(RuleError):
            rule_of(must, aspect, real_vocabulary())


def test_the_computed_standard_of_every_kind_of_product_keeps_everything() -> None:
    """Over the real facts: whatever the products ask, some line was made for it and implies it."""
    known = real_facts()
    for modality in {profile.product.modality for profile in known.profiles}:
        chosen = known.of_modality(modality)
        found = proposed(standard(chosen, known.vocabulary), known, TERMS)
        slugs = [profile.slug for profile in chosen]
        lost = [cell for cell in fits(found, slugs, known).values() if cell.fit.lost]
        assert lost == []
        assert unserved(found, slugs, known) == ()
        assert len({one.key for one in found}) == len(found), "keys tell lines apart"


bounds = st.integers(-160, -100)


@given(st.lists(bounds, min_size=1, max_size=4), bounds, bounds)
def test_a_range_is_judged_as_trying_every_value_would(limits: list[int], low: int, high: int) -> None:
    asked = {f"p{n}": [("storage.temperature", f"{{max: {limit}, unit: Cel}}")] for n, limit in enumerate(limits)}
    known = facts(**asked)
    must = {"min": min(low, high), "max": max(low, high), "unit": "Cel"}
    one = line(must, *asked)
    cells = fits([one], asked, known)
    rule = rule_of(must, real_vocabulary().aspect(*TEMPERATURE), real_vocabulary())  # type: ignore[arg-type]
    for slug, limit in zip(asked, limits, strict=True):
        tried = [Fraction(value) for value in range(-170, -90) if accepts(rule, Fraction(value))]
        kept = all(value <= limit for value in tried)
        possible = any(value <= limit for value in tried)
        fit = cells[one.key, slug].fit
        assert fit.satisfied is kept
        assert (fit is Fit.CONFLICT) is (not possible)
