# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a rule rests on: documents of the file's own register, with how much of each was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schakel.sources.engine.register import NOT_SEEN, RegisterEntryModel
from schakel.values.located import FactsError, Located, Path
from schakel.values.schema import checked


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that a rule cites. `seen`: how much of it was read, in English. `key` is the file's own."""

    key: str
    title: str
    section: str
    url: str
    seen: str

    @property
    def unverified(self) -> bool:
        """No document was seen: the compiler's memory."""
        return self.key == NOT_SEEN


def read_references(located: Located) -> Mapping[str, Reference]:
    """The register under `sources`, by key; `unverified` is always there. FactsError with lines."""
    register = located.data.get("sources") if isinstance(located.data, dict) else None
    if not isinstance(register, dict) or not register:
        raise FactsError([located.fault(("sources",), "no register of documents", "a mapping of keys to documents")])
    found = {key: _reference(located, key, one) for key, one in register.items()}
    return {**found, NOT_SEEN: Reference(NOT_SEEN, NOT_SEEN, "", "", "")}


def _reference(located: Located, key: str, data: object) -> Reference:
    model = checked(located, RegisterEntryModel, data, ("sources", key))
    return Reference(key, model.document().title, model.section or "", model.url or "", model.seen)


def cited(
    located: Located, path: Path, keys: Sequence[str], references: Mapping[str, Reference]
) -> tuple[Reference, ...]:
    """The references of these keys; FactsError with the line where there is none, or one that the register lacks."""
    unknown = [key for key in keys if key not in references]
    if unknown or not keys:
        what = f"unknown source {', '.join(map(repr, unknown))}" if unknown else "no source"
        raise FactsError([located.fault(path, what, "a key of the register of sources")])
    return tuple(references[key] for key in keys)
