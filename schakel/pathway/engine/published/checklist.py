# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published form of a checklist."""

from typing import Any

from pydantic import Field

from schakel.pathway.engine.checklist import Checklist, ChecklistLine
from schakel.pathway.engine.published.parts import Published, PublishedPosition, position
from schakel.pathway.engine.written import as_json


class PublishedChecklistLine(Published):
    """One thing to check. `task`: check that it is so, measure and note it, or only know it."""

    aspect: str
    nature: str
    actor: str
    task: str
    rule: dict[str, Any]
    products: list[str]
    common: bool = Field(description="every product of the list asks this")
    requirements: list[PublishedPosition]


class PublishedChecklist(Published):
    """Answer of `checklist`: common lines first. Each of the `requirements` stands on at least one line."""

    step: str
    products: list[str]
    lines: list[PublishedChecklistLine]
    requirements: int


def published_checklist(found: Checklist) -> PublishedChecklist:
    """The published form."""
    return PublishedChecklist(
        step=found.step,
        products=list(found.products),
        lines=[_line(line) for line in found.lines],
        requirements=len(found.requirements),
    )


def _line(found: ChecklistLine) -> PublishedChecklistLine:
    return PublishedChecklistLine(
        aspect=found.aspect.name,
        nature=found.aspect.nature,
        actor=found.aspect.actor,
        task=found.task.value,
        rule=as_json(found.rule),
        products=list(found.products),
        common=found.common,
        requirements=[position(requirement) for requirement in found.requirements],
    )
