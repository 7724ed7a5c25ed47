# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The Dutch statuses of the project: complete, loaded once, and told when one of them changes."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from django.conf import settings

from schakel.audit.models import Entry
from schakel.catalogue import reads
from schakel.catalogue.engine.availability import Verdict
from schakel.catalogue.load import load
from schakel.following.reads import happened
from schakel.pathway.reads import facts
from schakel.pathway.tests.loaded import Loaded
from schakel.values.located import FactsError

DATA = Path(settings.DATA)
FILE = "landscape/market_status.yaml"
TODAY = date(2026, 11, 22)


class TestStatuses(Loaded):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load(DATA)

    def test_none_is_lost(self) -> None:
        written = yaml.safe_load((DATA / FILE).read_bytes())
        found = reads.dutch_statuses()
        assert [one.told.id for one in found] == [one["id"] for one in written["statuses"]]
        assert all(one.citations for one in found)
        assert len(reads.shares()) == len(written["shares"])
        own = [len({s["ref"] for s in one["source"]}) for one in written["statuses"]]
        assert [len({c.document for c in one.citations}) for one in found] >= own

    def test_every_indication_of_every_product_has_a_condition(self) -> None:
        named = {
            (slug, n) for one in reads.conditions().values() for slug, places in one.products.items() for n in places
        }
        every = {
            (profile.slug, n + 1)
            for profile in facts().profiles
            for n in range(len(profile.product.identity.indications))
        }
        assert every == named

    def test_what_the_sources_settle(self) -> None:
        found = reads.availabilities(TODAY)
        assert found["carvykti"].verdict is Verdict.NO
        assert found["libmeldy"].verdict is Verdict.PARTLY
        assert found["casgevy"].verdict is Verdict.UNKNOWN
        assert found["zynteglo"].verdict is Verdict.NO
        assert found["luxturna"].verdict is Verdict.YES
        assert not found["luxturna"].certain
        assert len(found) == reads.present().count()

    def test_the_first_load_is_no_news(self) -> None:
        assert happened() == []

    def test_a_second_load_changes_nothing(self) -> None:
        before = Entry.objects.count()
        assert load(DATA) == []
        assert Entry.objects.count() == before

    def test_a_status_that_changes_is_told(self) -> None:
        with _changed("status: sluis_failed", "status: admitted") as root:
            lines = load(root)
        assert "Dutch status carvykti_mm: sluis_failed → admitted" in lines
        (told,) = happened(["product:carvykti"])
        assert told.title_nl.startswith("Carvykti voor Multipel myeloom")
        assert told.title_nl.endswith(": nu in het basispakket")
        assert told.url == "/therapies/carvykti/"
        assert [one.title_en for one in happened(["condition:mm"])] == [told.title_en]
        assert reads.availabilities(TODAY)["carvykti"].verdict is Verdict.YES

    def test_a_product_that_is_not_there_is_refused(self) -> None:
        with (
            _changed("product: kymriah", "product: kymrya") as root,
            pytest.raises(FactsError, match="unknown product"),
        ):
            load(root)


class _changed:  # noqa: N801 - reads as a word in a with statement
    """A copy of the facts in which one text stands for another in the file of statuses."""

    def __init__(self, old: str, new: str, file: str = FILE) -> None:
        self.old, self.new, self.file = old, new, file

    def __enter__(self) -> Path:
        self.folder = TemporaryDirectory()
        root = Path(self.folder.name)
        for part in ("landscape", "catalogue"):
            shutil.copytree(DATA / part, root / part)
        text = (root / self.file).read_text(encoding="utf-8")
        assert self.old in text
        (root / self.file).write_text(text.replace(self.old, self.new), encoding="utf-8")
        return root

    def __exit__(self, *_told: object) -> None:
        self.folder.cleanup()
