# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Files into the database: all or nothing, twice is once, and nothing that was said is lost."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schakel.audit import reads as trail
from schakel.catalogue.models import Product
from schakel.pathway import reads
from schakel.pathway.actions.facts import Outcome, load_facts
from schakel.pathway.actions.requirements import end_requirement, record_requirement
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.folder import BUILT_IN
from schakel.pathway.load import LOADER, load, read_base
from schakel.pathway.models import Requirement as Row
from schakel.pathway.models import RequirementVersion
from schakel.pathway.tests.small import ASPECTS, COLD, SOON, VAPOUR, WARM, asked, folder, product, text, write
from schakel.search.reads import search
from schakel.values.located import FactsError

pytestmark = pytest.mark.django_db
EDITOR = "person:1"


def loaded(products: Mapping[str, Mapping[str, Any]], **files: str) -> Outcome:
    return load_facts(by=LOADER, base=read_base(folder(products, **files)))


def requirement(slug: str = "example", place: int = 0) -> Requirement:
    return reads.facts().by_slug[slug].requirements[place]


def bounds(found: Requirement) -> tuple[object, object]:
    return found.must.get("min"), found.must.get("max")


def edited(data: Mapping[str, Any]) -> Requirement:
    """The requirement that an editor's change would give."""
    return read_base(folder({"example": product(data)})).facts.profiles[0].requirements[0]


def test_what_is_read_back_is_what_the_files_say() -> None:
    base = read_base(folder({"example": product(COLD, VAPOUR, SOON), "other": product(WARM, brand="Another")}))
    load_facts(by=LOADER, base=base)
    assert reads.facts() == base.facts


def test_the_project_s_own_facts_come_back_whole() -> None:
    base, outcome = load(BUILT_IN)
    inside = sum(len(profile.requirements) for profile in base.facts.profiles)
    assert len(outcome.added) == inside == reads.counts()["requirements"]
    assert reads.facts() == base.facts


def test_loading_twice_changes_nothing() -> None:
    products = {"example": product(COLD, SOON)}
    loaded(products)
    version, entries = reads.version(), trail.size()
    assert not loaded(products).any
    assert (reads.version(), trail.size()) == (version, entries)
    assert RequirementVersion.objects.count() == 2


def test_a_changed_fact_gives_a_new_version_and_keeps_the_old_one() -> None:
    loaded({"example": product(COLD, SOON)})
    outcome = loaded({"example": product(WARM, SOON)})
    assert outcome.changed == ["example:storage.temperature"]
    new, old = reads.history(Row.objects.get(aspect="temperature"))
    assert (bounds(new.requirement), bounds(old.requirement)) == ((2, 8), (None, -120))
    assert new.replaced_at is None
    assert old.replaced_at == new.recorded_at
    told = trail.entries(object="requirement:example:storage.temperature").lines
    assert [line.action for line in told] == ["requirement.record"]


def test_a_fact_that_left_its_file_ends_and_may_come_back() -> None:
    loaded({"example": product(COLD, SOON)})
    assert loaded({"example": product(SOON)}).ended == ["example:storage.temperature"]
    assert len(reads.facts().profiles[0].requirements) == 1
    assert loaded({"example": product(COLD, SOON)}).added == ["example:storage.temperature"]
    assert len(reads.history(Row.objects.get(aspect="temperature"))) == 2


def test_a_product_whose_file_went_away_is_gone_from_the_facts_and_kept_in_history() -> None:
    loaded({"example": product(COLD), "other": product(WARM, brand="Another")})
    assert loaded({"example": product(COLD)}).products["removed"] == ["other"]
    assert [profile.slug for profile in reads.facts().profiles] == ["example"]
    assert Product.objects.get(slug="other").removed_at is not None
    assert len(reads.history(Row.objects.get(product="other"))) == 1


def test_another_order_in_the_file_is_no_new_version() -> None:
    loaded({"example": product(COLD, SOON)})
    loaded({"example": product(SOON, COLD)})
    assert RequirementVersion.objects.count() == 2
    assert [r.aspect for r in reads.facts().profiles[0].requirements] == ["after_thaw", "temperature"]


def test_a_change_made_here_survives_the_next_load_of_the_same_files() -> None:
    products = {"example": product(COLD, SOON)}
    loaded(products)
    record_requirement(by=EDITOR, requirement=edited(WARM))
    assert not loaded(products).any
    assert bounds(requirement()) == (2, 8)
    assert reads.counts()["edited"] == 1


def test_what_a_file_newly_says_holds_over_a_change_made_here_and_that_is_told() -> None:
    loaded({"example": product(COLD)})
    record_requirement(by=EDITOR, requirement=edited(WARM))
    outcome = loaded({"example": product(asked("storage", "temperature", {"max": -150, "unit": "Cel"}))})
    assert outcome.overruled == ["example:storage.temperature"]
    assert bounds(requirement()) == (None, -150)
    assert len(reads.history(Row.objects.get())) == 3


def test_a_file_that_adopts_the_change_made_here_makes_no_new_version() -> None:
    loaded({"example": product(COLD)})
    record_requirement(by=EDITOR, requirement=edited(WARM))
    assert not loaded({"example": product(WARM)}).any
    assert (RequirementVersion.objects.count(), reads.counts()["edited"]) == (2, 0)


def test_what_was_ended_here_stays_ended_while_its_file_says_the_same() -> None:
    products = {"example": product(COLD, SOON)}
    loaded(products)
    end_requirement(by=EDITOR, requirement=Row.objects.get(aspect="temperature"), reason="merged")
    loaded(products)
    assert [r.aspect for r in reads.facts().profiles[0].requirements] == ["after_thaw"]
    assert reads.counts()["edited"] == 1


def test_saying_the_same_again_makes_no_version_and_no_trail_entry() -> None:
    loaded({"example": product(COLD)})
    entries = trail.size()
    record_requirement(by=EDITOR, requirement=edited(COLD))
    assert (RequirementVersion.objects.count(), trail.size()) == (1, entries)


def test_nothing_is_loaded_when_anything_is_wrong() -> None:
    loaded({"example": product(COLD)})
    wrong = {"example": product(WARM), "other": product(asked("storage", "temperature", {"max": 1, "unit": "kg"}))}
    version = reads.version()
    with pytest.raises(FactsError, match=r"products/other.yaml:\d+: 'kg' measures"):
        loaded(wrong)
    assert reads.version() == version
    assert bounds(requirement()) == (None, -120)


def test_a_failure_halfway_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded({"example": product(COLD)})

    def fails() -> int:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("schakel.pathway.actions.facts.index_facts", fails)
    with pytest.raises(RuntimeError):
        loaded({"example": product(WARM)})
    assert bounds(requirement()) == (None, -120)
    assert RequirementVersion.objects.count() == 1


def test_a_word_that_changes_changes_the_facts() -> None:
    loaded({"example": product(COLD)})
    outcome = loaded({"example": product(COLD)}, aspects=ASPECTS.replace("Bewaartemperatuur", "Temperatuur"))
    assert outcome.words == ["aspects"]
    aspect = reads.facts().vocabulary.aspect("storage", "temperature")
    assert aspect is not None
    assert aspect.label.nl == "Temperatuur"


def test_facts_that_do_not_hold_on_a_day_are_left_out() -> None:
    loaded({"example": product({**COLD, "valid_to": date(2026, 1, 1)}, SOON)})
    assert len(reads.facts(date(2026, 1, 1)).profiles[0].requirements) == 2
    assert len(reads.facts(date(2026, 1, 2)).profiles[0].requirements) == 1
    assert len(reads.facts().profiles[0].requirements) == 2


def test_a_known_answer_costs_one_query(django_assert_num_queries: Any) -> None:
    loaded({"example": product(COLD)})
    reads.facts()
    with django_assert_num_queries(1):
        reads.facts()


def test_what_was_loaded_can_be_found_and_what_left_can_not() -> None:
    loaded({"example": product(COLD), "other": product(WARM, brand="Another")})
    assert {found.kind for found in search("bewaartemperatuur", "nl").found} == {"aspect", "requirement"}
    assert search("another", "en").total == 2
    loaded({"example": product(COLD)})
    assert search("another", "en").total == 0


def test_requirements_that_cite_a_document() -> None:
    loaded({"example": product(COLD, SOON)})
    key = requirement().citation.document.key
    assert [r.aspect for r in reads.citing(key)] == ["temperature", "after_thaw"]


def test_a_folder_is_read_from_disk(tmp_path: Path) -> None:
    load(write(tmp_path, {"example": product(COLD)}))
    assert reads.heads()["pathway/steps.yaml"] == "# steps of the example"
    (tmp_path / "products" / "example.yaml").write_bytes(text(product(WARM)))
    load(tmp_path)
    assert bounds(requirement()) == (2, 8)
