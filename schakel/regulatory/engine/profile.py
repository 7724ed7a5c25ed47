# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The target product profile: which fields it has (`data/rules/profile.yaml`), and one that somebody filled in.

A filled profile lives with whoever wrote it, as a JSON file; nothing of it is kept here.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field as Constrained
from pydantic import ValidationError

from schakel.regulatory.engine.references import Reference, cited, read_references
from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, Located, read
from schakel.values.schema import Edition, LabelModel, Line, Model, Name, checked

FORMAT = "schakel-target-product-profile"
MOST_SIGNS, MOST_BYTES = 4000, 600_000
OWN = "own"


class FieldModel(Model):
    id: Name
    kind: Literal["line", "pair"]
    label: LabelModel
    hint: LabelModel | None = None
    source: list[Line] = Constrained(min_length=1)


class SectionModel(Model):
    id: Name
    label: LabelModel
    fields: list[FieldModel] = Constrained(min_length=1)


class MetaModel(Model):
    id: Name
    version: Edition
    about: LabelModel
    pair: LabelModel
    pair_source: list[Line] = Constrained(min_length=1)


class FileModel(Model):
    """`data/rules/profile.yaml`."""

    meta: MetaModel
    sections: list[SectionModel] = Constrained(min_length=1)
    sources: dict[str, object]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the profile. `pair`: it asks a target and a minimum. `own`: nobody's template but ours has it."""

    id: str
    pair: bool
    label: Label
    hint: Label | None
    references: tuple[Reference, ...]

    @property
    def own(self) -> bool:
        return all(reference.key == OWN for reference in self.references)


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    label: Label
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """The fields in order, in sections."""

    version: str
    about: Label
    pair: Label
    references: tuple[Reference, ...]
    sections: tuple[Section, ...]

    @property
    def fields(self) -> Mapping[str, Field]:
        return {field.id: field for section in self.sections for field in section.fields}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was filled in. `minimum` only in a pair."""

    target: str = ""
    minimum: str = ""

    def __bool__(self) -> bool:
        return bool(self.target or self.minimum)


Filled = Mapping[str, Answer]


class ProfileError(ValueError):
    """A file that is no profile. `what` is a short word for the page: not_json, not_profile, field or too_large."""

    def __init__(self, what: str, name: str = "") -> None:
        super().__init__(f"{what} {name}".strip())
        self.what, self.name = what, name


def read_template(text: bytes, file: str = "rules/profile.yaml") -> Template:
    """Reads and checks the file; FactsError tells the faults with their lines."""
    located = read(file, text)
    model = checked(located, FileModel)
    if faults := [*_twice(located, model)]:
        raise FactsError(faults)
    references = read_references(located)
    return Template(
        version=model.meta.version,
        about=model.meta.about.label(),
        pair=model.meta.pair.label(),
        references=cited(located, ("meta", "pair_source"), model.meta.pair_source, references),
        sections=tuple(_section(located, i, one, references) for i, one in enumerate(model.sections)),
    )


def _twice(located: Located, model: FileModel) -> Iterator[Fault]:
    seen = set[str]()
    for i, section in enumerate(model.sections):
        for j, field in enumerate(section.fields):
            if field.id in seen:
                path = ("sections", i, "fields", j, "id")
                yield located.fault(path, f"{field.id!r} stands twice", "each field once")
            seen.add(field.id)


def _section(located: Located, place: int, model: SectionModel, references: Mapping[str, Reference]) -> Section:
    fields = tuple(
        Field(
            id=field.id,
            pair=field.kind == "pair",
            label=field.label.label(),
            hint=field.hint.label() if field.hint else None,
            references=cited(located, ("sections", place, "fields", j, "source"), field.source, references),
        )
        for j, field in enumerate(model.fields)
    )
    return Section(model.id, model.label.label(), fields)


class AnswerModel(Model):
    target: str = Constrained("", max_length=MOST_SIGNS)
    minimum: str = Constrained("", max_length=MOST_SIGNS)


class FilledModel(Model):
    """The JSON file that is downloaded and loaded back."""

    format: Literal["schakel-target-product-profile"]
    rules: str = Constrained(max_length=40)
    fields: dict[str, AnswerModel]


def to_json(template: Template, filled: Filled) -> str:
    """The profile as a file: only what was filled in, in the order of the template."""
    fields = {
        name: {"target": answer.target, "minimum": answer.minimum}
        for name, answer in ((name, filled.get(name, Answer())) for name in template.fields)
        if answer
    }
    return json.dumps({"format": FORMAT, "rules": template.version, "fields": fields}, ensure_ascii=False, indent=2)


def from_json(template: Template, text: bytes) -> dict[str, Answer]:
    """The answers of such a file; ProfileError says what is wrong with it. Nothing in it is dropped silently."""
    if len(text) > MOST_BYTES:
        raise ProfileError("too_large")
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise ProfileError("not_json") from None
    try:
        model = FilledModel.model_validate(data)
    except ValidationError as error:
        place = [str(part) for part in error.errors(include_url=False)[0]["loc"]]
        raise ProfileError("not_profile", ".".join(place)[:80]) from None
    for name in model.fields:
        if name not in template.fields:
            raise ProfileError("field", name[:80])
    return {name: Answer(one.target, one.minimum) for name, one in model.fields.items()}
