# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of the landscape: kinds, capabilities, levels, tracks, evidence and groups of actors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import StringConstraints

from schakel.values.labels import Label
from schakel.values.located import FactsError, Fault, read
from schakel.values.schema import LabelModel, Model, Name, checked

FILE = "landscape/terms.yaml"
SECTIONS = ("kinds", "groups", "capabilities", "levels", "evidences", "tracks", "actors")
# What the activity map counts an initiative as, by its level.
REACHES = ("dutch", "abroad", "example")

# An organisation's or initiative's own address on the site.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]


class TermModel(Model):
    """One word; `group` only for a kind of organisation and for a level."""

    id: Name
    label: LabelModel
    group: Name | None = None


class TermsModel(Model):
    """`data/landscape/terms.yaml`."""

    kinds: list[TermModel]
    groups: list[TermModel]
    capabilities: list[TermModel]
    levels: list[TermModel]
    evidences: list[TermModel]
    tracks: list[TermModel]
    actors: list[TermModel]


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its two labels. `of`: the id of what it belongs to (a kind's group, a category's theme)."""

    id: str
    label: Label
    of: str = ""


@dataclass(frozen=True)
class Terms:
    """Words by section, then by id, in the order of the file."""

    sections: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)

    def has(self, section: str, name: str) -> bool:
        return name in self.sections.get(section, {})

    def label(self, section: str, name: str) -> Label:
        """The words of a term; a name without words is shown as its own words, in both languages."""
        found = self.sections.get(section, {}).get(name)
        words = name.replace("_", " ")
        return found.label if found else Label(words, words)


def read_terms(text: str | bytes) -> Terms:
    """The words of their file; FactsError with every fault, such as a kind whose group is not there."""
    located = read(FILE, text)
    model = checked(located, TermsModel)
    groups = {one.id for one in model.groups}
    faults = [
        located.fault(("levels", place), f"level {one.id!r} counts as nothing", ", ".join(REACHES))
        for place, one in enumerate(model.levels)
        if one.group not in REACHES
    ]
    faults += [
        located.fault(("kinds", place), f"kind {one.id!r} has no known group", "an id of groups")
        for place, one in enumerate(model.kinds)
        if one.group not in groups
    ]
    faults.extend(_doubled(located.file, model))
    if faults:
        raise FactsError(faults)
    return Terms(
        {name: {t.id: Term(t.id, t.label.label(), t.group or "") for t in getattr(model, name)} for name in SECTIONS}
    )


def _doubled(file: str, model: TermsModel) -> list[Fault]:
    found = []
    for name in SECTIONS:
        ids = [term.id for term in getattr(model, name)]
        found += [
            Fault(file, 1, f"{name}: {one!r} stands twice", "each id once") for one in set(ids) if ids.count(one) > 1
        ]
    return found
