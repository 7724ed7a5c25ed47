# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Compare: verdicts, silence and doubt, as a professional would judge them."""

import pytest

from schakel.pathway.engine.compare import Verdict, compare
from schakel.pathway.engine.constraints import Range
from schakel.pathway.engine.facts import read_facts
from schakel.pathway.tests.written_facts import product_text, profiles, real_facts, real_vocabulary

STORE = "storage.temperature"


def row_of(**asked):
    (row,) = compare(profiles(**asked), real_vocabulary()).rows
    return row


@pytest.mark.parametrize(
    ("aspect", "one", "other", "verdict"),
    [
        (STORE, "{max: -120, unit: Cel}", "{max: -120, unit: Cel}", Verdict.EQUAL),
        (STORE, "{max: -120, unit: Cel}", "{max: 153.15, unit: K}", Verdict.EQUAL),
        (STORE, "{max: -120, unit: Cel}", "{max: -150, unit: Cel}", Verdict.COMPATIBLE),
        (STORE, "{min: 2, max: 8, unit: Cel}", "{max: -150, unit: Cel}", Verdict.CONFLICTING),
        ("monitoring.days_near_centre", "{min: 4, unit: wk}", "{min: 28, unit: d}", Verdict.EQUAL),
        ("storage.vapour_phase_required", "{required: false}", "{required: true}", Verdict.COMPATIBLE),
        ("preparation.refreeze_allowed", "{required: false}", "{required: true}", Verdict.COMPATIBLE),
        ("preparation.bags_one_at_a_time", "{required: false}", "{required: true}", Verdict.CONFLICTING),
        ("preparation.waste_category", "{one_of: [local_guidelines]}", "{one_of: [x]}", Verdict.COMPATIBLE),
        ("receipt.accompanying_document", "{all_of: [a]}", "{all_of: [b]}", Verdict.COMPATIBLE),
        ("preparation.thaw_method", "{one_of: [water_bath]}", "{one_of: [dry_thaw]}", Verdict.CONFLICTING),
        ("follow_up.live_vaccines", "{text: a}", "{text: b}", Verdict.JUDGEMENT),
    ],
)
def test_verdicts(aspect, one, other, verdict):
    assert row_of(a=[(aspect, one)], b=[(aspect, other)]).verdict is verdict


def test_the_strictest_binds():
    row = row_of(
        a=[(STORE, "{max: -120, unit: Cel}")],
        b=[(STORE, "{max: -150, unit: Cel}")],
        c=[(STORE, "{max: -130, unit: Cel}")],
    )
    assert row.rule == Range(None, -150, "Cel")
    assert row.binding == {"b:storage.temperature"}


def test_silent_and_unknown_are_never_the_same():
    asked = {"speaks.yaml": product_text((STORE, "{max: -120, unit: Cel}"), brand="Speaks")}
    read_all = product_text(("receipt.checks_on_receipt", "{all_of: [x]}"), read="[SmPC 6.3, SmPC 6.4, SmPC 6.5]")
    asked["silent.yaml"] = read_all
    asked["unknown.yaml"] = product_text(("receipt.checks_on_receipt", "{all_of: [x]}"), read="[SmPC 6.3]")
    facts = read_facts(real_vocabulary(), asked)
    (row,) = compare(facts.profiles, facts.vocabulary, steps=("storage",)).rows
    assert (row.silent, row.unknown) == (("silent",), ("unknown",))
    assert not row.certain


def test_scopes_that_exclude_each_other_do_not_clash():
    row = row_of(
        a=[("conditioning.days_before_infusion|{indication: [fl]}", "{max: 3, unit: d}")],
        b=[("conditioning.days_before_infusion|{indication: [mcl]}", "{min: 5, unit: d}")],
    )
    assert row.verdict is Verdict.COMPATIBLE
    assert row.rule is None
    assert len(row.settings) == 2


def test_properties_and_clinical_choices_never_count():
    asked = profiles(
        a=[("storage.shelf_life", "{max: 9, unit: mo}"), (STORE, "{max: -120, unit: Cel}")],
        b=[("storage.shelf_life", "{max: 12, unit: mo}"), (STORE, "{max: -120, unit: Cel}")],
    )
    figure = compare(asked, real_vocabulary()).harmonisation
    assert (figure.fit, figure.of) == (1, 1)


def test_every_requirement_of_every_product_stands_in_the_comparison():
    facts = real_facts()
    found = compare(facts.profiles, facts.vocabulary)
    told = {p.id for row in found.rows for p in (*row.positions, *row.clocks)}
    assert told == {r.id for profile in facts.profiles for r in profile.requirements}
