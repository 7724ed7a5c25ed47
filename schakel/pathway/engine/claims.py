# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What others published about how far one rule could go; shown beside our figure with its author."""

from dataclasses import dataclass

from pydantic import Field

from schakel.sources.engine.citation import Citation, SourceModel
from schakel.values.labels import Label
from schakel.values.located import read
from schakel.values.schema import LabelModel, Model, Name, checked


class ClaimModel(Model):
    id: Name
    percent: int = Field(ge=0, le=100)
    label: LabelModel
    by: LabelModel
    what: LabelModel
    source: SourceModel


class ClaimsModel(Model):
    """`data/pathway/claims.yaml`."""

    claims: list[ClaimModel]


@dataclass(frozen=True, slots=True)
class Claim:
    """`percent` of what they counted; `what` says what that was."""

    id: str
    percent: int
    label: Label
    by: Label
    what: Label
    citation: Citation


def read_claims(file: str, text: str | bytes) -> tuple[Claim, ...]:
    """The claims of a file; FactsError with all its faults."""
    found = checked(read(file, text), ClaimsModel)
    return tuple(
        Claim(c.id, c.percent, c.label.label(), c.by.label(), c.what.label(), c.source.citation()) for c in found.claims
    )
