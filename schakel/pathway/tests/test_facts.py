# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading fact files: every fault at once, each with file, line, what and what was expected."""

import re

import pytest

from schakel.pathway.engine.facts import read_facts, read_product
from schakel.pathway.tests.written_facts import DATA, product_text, real_facts, real_vocabulary
from schakel.values.located import FactsError

GOOD = product_text(("storage.temperature", "{max: -120, unit: Cel}"))


def faults(text, file="x.yaml"):
    with pytest.raises(FactsError) as caught:
        read_product(file, text, real_vocabulary())
    return [str(fault) for fault in caught.value.faults]


def test_the_project_s_own_facts_load_and_none_is_lost():
    facts = real_facts()
    assert len(facts.profiles) == 32
    for profile in facts.profiles:
        text = (DATA / "products" / f"{profile.slug}.yaml").read_text(encoding="utf-8")
        assert len(profile.requirements) == len(re.findall(r"^- step: |^  - step: ", text, re.MULTILINE)), profile.slug


@pytest.mark.parametrize(
    ("change", "line", "what"),
    [
        (("unit: Cel", "unit: mL"), 13, "'mL' measures volume"),
        (("max: -120", "max: -300"), 13, "no temperature lies below -273.15 Cel"),
        (("unit: Cel", "unit: degrees"), 13, "unknown unit 'degrees'"),
        (("{max: -120, unit: Cel}", "{max: -120}"), 13, "needs its unit"),
        (("{max: -120, unit: Cel}", "{min: 5, max: -120, unit: Cel}"), 13, "lies above the maximum"),
        (("{max: -120, unit: Cel}", "{required: true, text: x}"), 13, "exactly one form"),
        (("{max: -120, unit: Cel}", "{max: cold, unit: Cel}"), 13, "not a number"),
        (("aspect: temperature", "aspect: temprature"), 12, "unknown aspect storage.temprature; expected one of"),
        (("version: '1'", "url: 'javascript:alert(1)'"), 14, "not a web address"),
        (("step: storage", "step: storing"), 11, "unknown step 'storing'"),
        (("source:", "bron:"), 14, "unknown key 'bron'"),
        (("section: SmPC 6.4, ", ""), 14, "'section' is missing"),
        (("kind: gene_therapy", "kind: pill"), 4, "'kind' is 'pill'; expected 'gene_therapy'"),
        (("autologous: true", "autologous: maybe"), 7, "'autologous' is 'maybe'; expected true or false"),
        (("brand: Example\n", ""), 1, "'brand' is missing"),
        (("brand: Example\n", 'brand: "\\e[31mExample"\n'), 1, "holds a control character"),
    ],
)
def test_a_fault_names_its_place(change, line, what):
    (found,) = [fault for fault in faults(GOOD.replace(*change, 1)) if what in fault]
    assert found.startswith(f"x.yaml:{line}: ")


@pytest.mark.parametrize(
    ("scope", "what"),
    [
        ("{}", "no dimension named"),
        ("[mcl]", "expected a mapping"),
        ("{age: 5}", "age needs a list of ids"),
        ("{indication: []}", "indication needs a list of ids"),
        ("{indication: [[mcl]]}", "no id of indication"),
        ("{indication: [1]}", "'1' is no id of indication"),
        ("{indication: ['a;weight=max 1']}", "no id of indication"),
        ("{Indication: [mcl]}", "'Indication' is no dimension"),
        ("{weight: {unit: kg}}", "weight has no bound"),
        ("{weight: {max: heavy, unit: kg}}", "weight max is 'heavy'"),
        ("{weight: {most: 40, unit: kg}}", "weight knows no 'most'"),
        ("{weight: {max: 40, unit: [kg]}}", "the unit of weight"),
    ],
)
def test_a_scope_that_nothing_can_fall_under_is_refused(scope, what):
    (found,) = faults(product_text((f"storage.temperature|{scope}", "{max: -120, unit: Cel}")))
    assert what in found


def test_one_id_by_itself_is_a_list_of_one():
    text = product_text(("storage.temperature|{indication: mcl}", "{max: -120, unit: Cel}"))
    (requirement,) = read_product("x.yaml", text, real_vocabulary()).requirements
    assert requirement.scope.parts == (("indication", ("mcl",)),)
    assert requirement.applies_to == {"indication": ["mcl"]}


def test_a_requirement_without_source_is_refused():
    text = "\n".join(line for line in GOOD.splitlines() if "source:" not in line)
    assert "'source' is missing" in faults(text)[0]


def test_all_faults_of_all_files_come_at_once():
    bad = GOOD.replace("unit: Cel", "unit: mL").replace("brand: Example\n", "")
    with pytest.raises(FactsError) as caught:
        read_facts(real_vocabulary(), {"a.yaml": bad, "b.yaml": "- just a list", "c.yaml": GOOD})
    assert {(fault.file, fault.line) for fault in caught.value.faults} == {("a.yaml", 1), ("a.yaml", 12), ("b.yaml", 1)}


def test_a_window_against_the_order_of_events_is_refused():
    text = product_text(
        ("preparation.max_time_after_thaw", "{min: 1, unit: h, from: administration_end, to: thaw_start}")
    )
    assert "against the order of events" in faults(text)[0]


def test_the_same_requirement_twice_is_refused():
    twice = product_text(*[("storage.temperature", "{max: -120, unit: Cel}")] * 2)
    assert "stands twice" in faults(twice)[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: &x [1]\nb: *x", "anchor &x"),
        ("a: *x", "alias *x"),
        ("a: !!python/object/apply:os.system ['true']", "tag "),
        ("a: !secret 1", "tag !secret"),
        ("a: 1\na: 2", "stands twice"),
        ("a: [1,", "not YAML"),
        ("", "the file is empty"),
        ("--- {a: 1}\n--- {b: 2}", "a second document"),
        ("a: " + "[" * 5000, "nested too deeply"),
        ("a: 0x7fffffff", "number 0x7fffffff"),
        ("a: " + "9" * 400, "number 9999"),
        (b"brand: \xff\xfe", "not UTF-8"),
        ("a: '" + "x" * 3_000_000 + "'", "bytes"),
        ("? [complex, key]\n: 1", "a key that is not a word"),
    ],
)
def test_hostile_files_are_refused_while_they_are_read(text, what):
    (found,) = faults(text)
    assert found.startswith("x.yaml:")
    assert what in found


def test_former_names_still_load():
    old = product_text(("preparation.refreeze_allowed", "{required: false}"))
    (requirement,) = read_product("x.yaml", old, real_vocabulary()).requirements
    assert requirement.key == ("preparation", "refreeze")


def test_a_value_the_vocabulary_does_not_know_is_kept_as_its_own_words():
    (requirement,) = read_product(
        "x.yaml", product_text(("receipt.packaging", "{one_of: [titanium_box]}")), real_vocabulary()
    ).requirements
    assert requirement.constraint.options == {"titanium_box"}
    assert real_vocabulary().label("values", "titanium_box").nl == "titanium box"
