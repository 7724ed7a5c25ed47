# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every fact file loads, and nothing is lost on the way.

Counted in the files by a reader that is not ours, then in what our reader makes of them, then in what the database
gives back.
"""

import html
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from django.conf import settings
from django.test import Client

from schakel.audit.models import Entry
from schakel.pathway import reads
from schakel.pathway.engine.facts import VOCABULARY_FILES
from schakel.pathway.engine.requirement import Facts
from schakel.pathway.folder import read_folder
from schakel.pathway.load import load, read_base

DATA = Path(settings.DATA)
PRODUCTS = sorted(path for path in (DATA / "products").glob("*.yaml") if not path.name.startswith("_"))


def plain(path: Path) -> Any:
    return yaml.safe_load(path.read_bytes())


def written() -> dict[str, int]:
    """Requirements per product, as a plain YAML reader finds them in the files."""
    return {path.stem: len(plain(path).get("requirements") or []) for path in PRODUCTS}


def counted(facts: Facts) -> dict[str, int]:
    """Requirements per product, as the engine has them."""
    return {profile.slug: len(profile.requirements) for profile in facts.profiles}


def test_there_are_facts() -> None:
    assert len(PRODUCTS) >= 32
    assert sum(written().values()) > 1000


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: str(path.relative_to(DATA)))
def test_every_file_is_plain_data(path: Path) -> None:
    """No anchors, aliases or tags: what a reviewer reads is what loads."""
    events = list(yaml.parse(path.read_text(encoding="utf-8")))
    assert [event for event in events if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None)] == []
    assert [event for event in events if getattr(event, "tag", None)] == []


def test_none_is_lost_in_reading() -> None:
    base = read_base(read_folder(DATA, VOCABULARY_FILES))
    assert counted(base.facts) == written()


def test_every_requirement_has_its_source() -> None:
    base = read_base(read_folder(DATA, VOCABULARY_FILES))
    bare = [each.id for profile in base.facts.profiles for each in profile.requirements if not each.citation.document]
    assert bare == []


@pytest.mark.django_db
def test_none_is_lost_in_the_database_and_a_second_load_changes_nothing() -> None:
    first, _ = load(DATA)
    assert counted(reads.facts()) == written()
    assert reads.facts() == first.facts
    before = (reads.version(), Entry.objects.count())
    load(DATA)
    assert (reads.version(), Entry.objects.count()) == before


@pytest.mark.django_db
def test_every_requirement_is_reached_from_its_product_page(client: Client) -> None:
    base, _ = load(DATA)
    unreached = []
    for profile in base.facts.profiles:
        page = client.get(f"/products/{profile.slug}/").content.decode()
        linked = {unquote(html.unescape(found)) for found in re.findall(r'href="/requirements/([^"?#]+)/', page)}
        unreached += [each.id for each in profile.requirements if each.id not in linked]
    assert unreached == []


def test_every_aspect_has_one_entry() -> None:
    """Two entries for one name would leave it to chance which one counts."""
    names = Counter((each["step"], each["aspect"]) for each in plain(DATA / "pathway" / "aspects.yaml")["aspects"])
    assert [name for name, count in names.items() if count > 1] == []
