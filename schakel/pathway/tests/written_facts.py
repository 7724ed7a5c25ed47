# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Facts for tests, written as they are written in files: the real vocabulary, and products of a few lines."""

from functools import cache
from pathlib import Path

from schakel.pathway.engine.facts import VOCABULARY_FILES, read_facts, read_vocabulary
from schakel.pathway.engine.requirement import Facts, Profile
from schakel.pathway.engine.vocabulary import Vocabulary

DATA = Path(__file__).resolve().parents[3] / "data"

IDENTITY = """brand: {brand}
inn: example
mah: Example B.V.
kind: gene_therapy
modality: car_t
route_of_manufacture: ex_vivo
autologous: true
ema: {{authorised_on: 2020-01-01}}
sections_read: {read}
requirements:
"""
REQUIREMENT = """- step: {step}
  aspect: {aspect}
  must: {must}
  source: {{doc: Example SmPC, section: SmPC 6.4, version: '1'}}
"""


@cache
def real_vocabulary() -> Vocabulary:
    """The vocabulary of the project."""
    return read_vocabulary({name: (DATA / "pathway" / f"{name}.yaml").read_bytes() for name in VOCABULARY_FILES})


@cache
def real_facts() -> Facts:
    """All product files of the project."""
    files = {path.name: path.read_bytes() for path in sorted((DATA / "products").glob("[a-z]*.yaml"))}
    return read_facts(real_vocabulary(), files)


def product_text(*asked: tuple[str, str], brand: str = "Example", read: str = "[]") -> str:
    """A product file that asks, per ("step.aspect" or "step.aspect|applies_to", "must" in flow style)."""
    text = IDENTITY.format(brand=brand, read=read)
    for name, must in asked:
        place, _, scope = name.partition("|")
        step, aspect = place.split(".")
        text += REQUIREMENT.format(step=step, aspect=aspect, must=must)
        text += f"  applies_to: {scope}\n" if scope else ""
    return text


def profiles(**asked: list[tuple[str, str]]) -> tuple[Profile, ...]:
    """Profiles by slug over the real vocabulary."""
    files = {f"{slug}.yaml": product_text(*items, brand=slug.title()) for slug, items in asked.items()}
    return read_facts(real_vocabulary(), files).profiles
