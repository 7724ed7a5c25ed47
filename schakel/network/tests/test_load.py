# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a load of the landscape leaves in the database, once and twice, and after the files said something new."""

import pytest

from schakel.audit.models import Entry
from schakel.network import reads
from schakel.network.actions.landscape import load_landscape
from schakel.network.engine.landscape import Landscape
from schakel.network.models import Bottleneck, Version
from schakel.network.tests.loaded import landscape, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Landscape:
    return landscape()


def test_the_landscape_is_there_with_its_sources(own: Landscape) -> None:
    load_landscape(by="system:test", landscape=own)
    assert reads.organisations().count() == len(own.organisations.entries)
    assert reads.initiatives().count() == len(own.initiatives.entries)
    assert [row.pk for row in reads.bottlenecks()][:2] == ["b01", "b02"]
    assert all(found[""] for found in reads.citations("bottleneck").values())
    assert {row.slug for row in reads.organisations_with("car_t_centre")} >= {"mumc", "lumc", "umcg"}
    assert reads.bottleneck("b19").theme == "contracts"  # type: ignore[union-attr]


def test_the_same_files_twice_change_nothing(own: Landscape) -> None:
    assert load_landscape(by="system:test", landscape=own).any
    before = Entry.objects.count(), Version.objects.count()
    outcome = load_landscape(by="system:test", landscape=landscape())
    assert (outcome.any, (Entry.objects.count(), Version.objects.count())) == (False, before)


def test_a_changed_file_changes_its_entry_and_keeps_what_it_said(own: Landscape) -> None:
    load_landscape(by="system:test", landscape=own)
    changed = landscape(organisations=text("organisations", ("name: Isala,", "name: Isala Zwolle,")))
    outcome = load_landscape(by="system:test", landscape=changed)
    assert (outcome.changed, outcome.added, outcome.overruled) == (["isala"], [], [])
    assert reads.organisation("isala").name == "Isala Zwolle"  # type: ignore[union-attr]
    now, before = reads.versions("organisation", "isala")
    assert (now.replaced_at, before.replaced_at) == (None, now.recorded_at)


def test_what_left_the_files_is_gone_but_its_row_stays(own: Landscape) -> None:
    load_landscape(by="system:test", landscape=own)
    shorter = text("bottlenecks").rsplit("- {id: b74", 1)[0]
    load_landscape(by="system:test", landscape=landscape(bottlenecks=shorter))
    assert reads.bottleneck("b74") is None
    assert Bottleneck.objects.get(pk="b74").removed_at is not None


def test_actors_have_words_whoever_they_are(own: Landscape) -> None:
    load_landscape(by="system:test", landscape=own)
    found = reads.actors(["vws", "umcs", "atmp-nl", "some_body"])
    assert {slug: label.nl for slug, label in found.items()} == {
        "vws": "VWS", "umcs": "de umc’s", "atmp-nl": "ATMP-NL (in oprichting)", "some_body": "some body",
    }  # fmt: skip
