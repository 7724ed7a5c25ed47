# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A register of documents that several fact files share: each is described once and cited by its key."""

from collections.abc import Mapping, Sequence
from typing import Any

from schakel.sources.engine.citation import Citation, Document
from schakel.values.located import FactsError, Located, Path
from schakel.values.schema import Edition, Line, Model, WebAddress, checked

NOT_SEEN = "unverified"


class RegisterEntryModel(Model):
    """One document of a register. `seen`: how much of it was read; `date`: its own date, where it shows one."""

    title: Line
    publisher: Line | None = None
    date: Edition | None = None
    section: Line | None = None
    url: WebAddress | None = None
    seen: Line
    verified: Edition | bool | None = None

    def document(self) -> Document:
        title = f"{self.title} ({self.publisher})" if self.publisher else self.title
        return Document(title, self.date, self.url, None, None)


class CitedModel(Model):
    """`{ref: key, section: …}`: a document of the register and the place in it."""

    ref: Line
    section: Edition | None = None


def read_register(located: Located, path: Path = ("sources",)) -> Mapping[str, Document]:
    """The documents under `path` of a fact file, by key; `unverified` is always there and stands for no document."""
    data: Any = located.data
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not data:
        raise FactsError([located.fault(path, "no register of documents", "a mapping of keys to documents")])
    register = {key: checked(located, RegisterEntryModel, one, (*path, key)).document() for key, one in data.items()}
    return {**register, NOT_SEEN: Document(NOT_SEEN, None, None, None, None)}


def citation(cited: CitedModel, register: Mapping[str, Document]) -> Citation:
    """The citation of a document in the register; KeyError names a key that is not there."""
    return Citation(register[cited.ref], cited.section or "")


def citations(
    located: Located, path: Path, cited: CitedModel | Sequence[CitedModel], register: Mapping[str, Document]
) -> tuple[Citation, ...]:
    """All that a fact cites; FactsError with the line of a key that the register does not hold, or of none at all."""
    every = [cited] if isinstance(cited, CitedModel) else list(cited)
    unknown = [one.ref for one in every if one.ref not in register]
    if unknown or not every:
        what = f"unknown source {', '.join(map(repr, unknown))}" if unknown else "no source"
        raise FactsError([located.fault(path, what, "a key of the register of sources")])
    return tuple(citation(one, register) for one in every)
