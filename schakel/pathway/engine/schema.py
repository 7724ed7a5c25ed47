# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published schema of the fact files: one model per file, checked line by line by `facts`."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from schakel.catalogue.engine.product import IdentityModel
from schakel.pathway.engine.applies import AppliesTo
from schakel.pathway.engine.written import MustModel
from schakel.sources.engine.citation import DocumentModel, SourceModel
from schakel.values.schema import LabelModel, Line, Model, Name


class RequirementModel(Model):
    step: Name
    aspect: Name
    must: MustModel
    source: SourceModel
    applies_to: AppliesTo | None = None
    obligation: Literal["required", "guidance", "document", "report"] = "required"
    note: Line | None = None
    note_nl: Line | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _period(self) -> "RequirementModel":
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        return self


class ProductModel(IdentityModel):
    """`data/products/<slug>.yaml`."""

    requirements: list[RequirementModel] = []
    sources: list[DocumentModel] = []
    sections_read: list[Line] = []
    sections_unread: list[Line] = []


class StepModel(Model):
    id: Name
    label: LabelModel
    holder: Name
    silent_when_read: list[list[Line]]


class StepsModel(Model):
    steps: list[StepModel] = Field(min_length=1)


class AspectModel(Model):
    step: Name
    aspect: Name
    label: LabelModel
    type: Literal["range", "choice", "items", "act", "window", "text", "clock"]
    nature: Literal["procedure", "product", "clinical", "record"]
    actor: Name
    unit: str | None = None
    help: LabelModel | None = None
    also: list[Name] = []
    flags: dict[Literal["true", "false"], Name] = {}
    acts: dict[Literal["required", "permitted", "forbidden"], LabelModel] = {}
    from_: Name | None = Field(None, alias="from")
    to: Name | None = None
    sets: Literal["from", "to"] | None = None
    of: list[Name] = []
    events: dict[Name, Name] = {}

    @model_validator(mode="after")
    def _complete(self) -> "AspectModel":
        if self.type in ("range", "window") and not self.unit:
            raise ValueError(f"a {self.type} needs its canonical unit")
        if self.type == "window" and not (self.from_ and self.to):
            raise ValueError("a window needs the events from and to")
        if self.type == "clock" and not (self.sets and self.of and self.events):
            raise ValueError("a clock needs sets, of and events")
        if self.type == "act" and any(v not in ("required", "permitted", "forbidden") for v in self.flags.values()):
            raise ValueError("flags of an act mean required, permitted or forbidden")
        return self


class AspectsModel(Model):
    aspects: list[AspectModel] = Field(min_length=1)


class EventModel(Model):
    id: Name
    step: Name
    label: LabelModel
    after: list[Name] = []


class EventsModel(Model):
    events: list[EventModel]


class PathwayModel(Model):
    id: Name
    label: LabelModel
    when: dict[Name, Any]
    steps: list[Name] = Field(min_length=1)


class PathwaysModel(Model):
    pathways: list[PathwayModel]


class TermModel(Model):
    id: Name
    label: LabelModel
    local: bool = False
    also: list[Name] = []


class TermsModel(Model):
    values: list[TermModel] = []
    actors: list[TermModel] = []
    holders: list[TermModel] = []
    scopes: list[TermModel] = []
    natures: list[TermModel] = []
