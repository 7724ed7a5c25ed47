# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A small fact base in the database, for tests of proposing and deciding."""

from pathlib import Path
from typing import Any

from schakel.pathway import reads
from schakel.pathway.engine.change import requirement_in
from schakel.pathway.engine.item import item
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.load import load
from schakel.pathway.models import RequirementVersion
from schakel.pathway.tests.written_facts import product_text

TEMPERATURE = "alpha:storage.temperature"
ASKED: dict[str, list[tuple[str, str]]] = {
    "alpha": [
        ("storage.temperature", "{max: -120, unit: Cel}"),
        ("storage.temperature_frozen|{weight: {max: 6, unit: kg}}", "{max: -60, unit: Cel}"),
        ("preparation.thaw_method", "{one_of: [water_bath]}"),
        ("preparation.refreeze", "{act: forbidden}"),
        ("preparation.in_use_clock_start", "{one_of: [removal_from_frozen_storage]}"),
        ("preparation.max_time_after_thaw", "{max: 30, unit: min}"),
    ],
    "beta": [
        ("storage.temperature", "{max: -130, unit: Cel}"),
        ("preparation.thaw_method", "{one_of: [dry_thaw, water_bath]}"),
        ("preparation.refreeze", "{act: forbidden}"),
    ],
}


def load_small(folder: Path) -> None:
    """Load two products, alpha and beta."""
    for slug, asked in ASKED.items():
        text = product_text(*asked, brand=slug.title())
        (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")
    load(folder)


def now(name: str = TEMPERATURE) -> Requirement:
    """The requirement of this id as it stands in the database."""
    found = requirement_in(reads.facts(), name.partition(":")[0], name)
    assert found is not None
    return found


def current(name: str = TEMPERATURE) -> RequirementVersion:
    """The current version's row."""
    return RequirementVersion.objects.get(requirement=reads.requirement_row(now(name)), replaced_at=None)


def saying(name: str = TEMPERATURE, **said: Any) -> dict[str, Any]:
    """The present entry with some parts said differently."""
    return item(now(name)) | said
