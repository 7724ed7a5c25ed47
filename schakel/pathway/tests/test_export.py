# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The database as files: load, export and load again is the identity, whatever the facts say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.pathway import reads
from schakel.pathway.actions.facts import FactBase, load_facts
from schakel.pathway.engine import writer
from schakel.pathway.export import texts
from schakel.pathway.folder import BUILT_IN, Folder
from schakel.pathway.load import LOADER, load, read_base
from schakel.pathway.tests.small import folder, product
from schakel.values.located import Decimalish, read

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=40)
LINES = WORDS.filter(lambda text: text.strip() != "")
# What a file in plain YAML can say: another writer makes these texts, so they hold no sign that it would refuse.
TOLD = (
    st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=("Cc",)), min_size=1)
    .map(str.strip)
    .filter(bool)
)
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))
BOUNDS = st.integers(-300, 300) | st.decimals(-300, 300, places=2).map(float)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
SCOPES = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "indication": st.lists(NAMES, min_size=1, max_size=3, unique=True),
        "weight": st.fixed_dictionaries({"max": st.integers(1, 200), "unit": st.just("kg")}),
        "age": st.fixed_dictionaries({"min": st.decimals(0, 90, places=1).map(float), "unit": st.just("a")}),
    },
)
MUSTS = {
    ("storage", "temperature"): st.tuples(BOUNDS, BOUNDS).map(
        # Nothing is colder than absolute zero, and no such file loads.
        lambda pair: {"min": max(min(pair), -273), "max": max(*pair, -273), "unit": "Cel"}
    ),
    ("storage", "vapour_phase"): st.sampled_from([{"required": True}, {"required": False}, {"act": "forbidden"}]),
    ("storage", "papers"): st.lists(NAMES, min_size=1, max_size=4, unique=True).map(lambda found: {"all_of": found}),
    ("preparation", "method"): st.sampled_from(
        [{"one_of": ["water_bath", "dry"]}, {"one_of": ["local_guidelines"]}, {"local": True}]
    ),
    ("preparation", "remark"): TOLD.map(lambda text: {"text": text}),
    ("preparation", "after_thaw"): st.fixed_dictionaries(
        {"max": st.integers(0, 900), "unit": st.sampled_from(["min", "h"])},
        optional={"from": st.just("thaw_start")},
    ),
    ("preparation", "clock_start"): st.sampled_from([{"one_of": ["start_of_thaw"]}, {"one_of": ["end_of_thaw"]}]),
}
SOURCES = st.fixed_dictionaries(
    {"doc": TOLD, "section": TOLD},
    optional={
        "version": TOLD | st.integers(1990, 2030) | DAYS,
        "url": st.just("https://example.org/?a=1#b"),
        "jurisdiction": st.sampled_from(["UK", "US"]),
        "second_best": TOLD,
        "checked_by": TOLD,
        "checked_on": DAYS,
    },
)


@st.composite
def requirements(draw: st.DrawFn) -> list[dict[str, Any]]:
    """At most one requirement on each aspect, in any order."""
    found = []
    for step, aspect in draw(st.permutations(sorted(MUSTS)).map(lambda keys: keys[:4])):
        item = {"step": step, "aspect": aspect, "must": draw(MUSTS[step, aspect]), "source": draw(SOURCES)}
        more = st.fixed_dictionaries(
            {},
            optional={
                "applies_to": SCOPES.filter(bool),
                "obligation": st.sampled_from(["required", "guidance", "document", "report"]),
                "note": TOLD,
                "note_nl": TOLD,
                "valid_from": DAYS,
            },
        )
        found.append(item | draw(more))
    return found


@st.composite
def products(draw: st.DrawFn) -> dict[str, Any]:
    consulted = {"doc": TOLD, "section": TOLD, "seen_via": TOLD, "second_best": TOLD}
    source = st.fixed_dictionaries({"doc": TOLD}, optional={k: v for k, v in consulted.items() if k != "doc"})
    optional = {
        "atc": TOLD,
        "target": TOLD,
        "gaps": st.lists(TOLD, min_size=1, max_size=2),
        "seen_on": DAYS,
        "checked": st.fixed_dictionaries({"by": TOLD, "on": DAYS}),
        "indications": st.lists(st.fixed_dictionaries({"text": TOLD}, optional={"line_nl": TOLD}), max_size=2),
        "sources": st.lists(source, max_size=2),
        "sections_read": st.lists(TOLD, max_size=3),
        "sections_unread": st.lists(TOLD, max_size=3),
    }
    ema = st.fixed_dictionaries({}, optional={"authorised_on": DAYS | st.none(), "orphan": st.booleans(), "note": TOLD})
    more = draw(st.fixed_dictionaries({"brand": TOLD, "ema": ema}, optional=optional))
    return product(*draw(requirements()), **more)


def exported() -> FactBase:
    """What the exported files say."""
    files = {name: text.encode() for name, text in texts().items()}
    words = {
        name.removeprefix("pathway/").removesuffix(".yaml"): text
        for name, text in files.items()
        if name.startswith("pathway/")
    }
    found = {name: text for name, text in files.items() if name.startswith("products/") and "/_" not in name}
    return read_base(
        Folder(words, found, files["catalogue/terms.yaml"], files.get("products/_authorisations.yaml", b""))
    )


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.dictionaries(NAMES, products(), min_size=1, max_size=2))
def test_load_export_load_is_the_identity(written: Mapping[str, Mapping[str, Any]]) -> None:
    base = read_base(folder(written))
    load_facts(by=LOADER, base=base)
    again = exported()
    assert again.facts == base.facts == reads.facts()
    assert (again.words, again.terms) == (base.words, base.terms)
    assert again.heads["pathway/steps.yaml"] == base.heads["pathway/steps.yaml"] == "# steps of the example"
    assert not load_facts(by=LOADER, base=again).any


@pytest.mark.django_db
def test_the_project_s_own_facts_survive_export() -> None:
    base, _ = load(BUILT_IN)
    again = exported()
    assert (again.facts, again.words, again.terms) == (base.facts, base.words, base.terms)
    assert list(again.authorisations) == list(base.authorisations)
    assert not load_facts(by=LOADER, base=again).any


@pytest.mark.django_db
def test_the_project_s_own_files_are_in_the_canonical_form() -> None:
    """So that the difference between two exports is the difference between the facts."""
    load(BUILT_IN)
    other = [name for name, text in texts().items() if (BUILT_IN / name).read_bytes() != text.encode()]
    assert other == [], "run `schakel load && schakel export --force data`"


@given(LINES)
def test_any_text_is_read_back_as_it_was_written(text: str) -> None:
    for flow in (True, False):
        assert read("f", f"a: {writer.scalar(text, flow=flow)}\n").data == {"a": text}


VALUES = st.recursive(
    LINES | st.booleans() | st.none() | st.integers(-(10**9), 10**9) | DAYS | st.just(Decimalish("2.50")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LINES, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_any_value_is_read_back_from_one_line_and_from_several(value: Any) -> None:
    assert read("f", writer.entry("a: ", value) + "\n").data == {"a": value}


def test_long_entries_are_broken_between_their_parts() -> None:
    written = writer.entry(
        "    source: ", {"doc": "word " * 10 + "end", "section": "place " * 10 + "end", "version": "1"}
    )
    assert written.splitlines() == [
        f"    source: {{doc: {'word ' * 10}end,",
        f"      section: {'place ' * 10}end, version: '1'}}",
    ]
