# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a fact comes from: a document in a version, and the place in it."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from schakel.values.schema import Edition, Line, Model, WebAddress

UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one version. `jurisdiction` is None for a text of the EU or of no country at all."""

    title: str
    version: str | None
    url: str | None
    jurisdiction: str | None
    second_best: str | None

    @property
    def key(self) -> str:
        """A short name that is the same in every database: the document's address on the site."""
        told = (self.title, self.version, self.url, self.jurisdiction, self.second_best)
        return sha256("\0".join(part or "" for part in told).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Citation:
    """A section of a document, and who checked the fact against it (None: no professional has)."""

    document: Document
    section: str
    checked_by: str | None = None
    checked_on: date | None = None

    @property
    def unverified(self) -> bool:
        """Stated by the compiler of the facts, and by no document that was seen."""
        return self.document.title == UNVERIFIED

    @property
    def doubtful(self) -> bool:
        """Not the norm: another country's text, a second-best source or no source seen."""
        return self.unverified or bool(self.document.jurisdiction or self.document.second_best)


class SourceModel(Model):
    """`source` of a requirement in a fact file."""

    doc: Line
    section: Line
    version: Edition | None = None
    url: WebAddress | None = None
    jurisdiction: Line | None = None
    second_best: Line | None = None
    checked_by: Line | None = None
    checked_on: date | None = None

    def citation(self) -> Citation:
        document = Document(self.doc, self.version, self.url, self.jurisdiction, self.second_best)
        return Citation(document, self.section, self.checked_by, self.checked_on)


class DocumentModel(Model):
    """An entry of a file's `sources`: a document that was consulted, cited by a requirement or not."""

    doc: Line
    section: Line | None = None
    version: Edition | None = None
    url: WebAddress | None = None
    jurisdiction: Line | None = None
    second_best: Line | None = None
    seen_via: Line | None = None

    def document(self) -> Document:
        return Document(self.doc, self.version, self.url, self.jurisdiction, self.second_best)
