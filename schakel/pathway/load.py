# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A folder of fact files → the database."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from schakel.catalogue.engine.authorisation import read_authorisations
from schakel.catalogue.engine.terms import read_terms
from schakel.pathway.actions.facts import FactBase, Outcome, load_facts
from schakel.pathway.engine.facts import VOCABULARY_FILES, Faults, read_facts, read_words, vocabulary_of
from schakel.pathway.folder import Folder, read_folder

LOADER = "system:load"


def load(root: Path, *, by: str = LOADER, at: datetime | None = None) -> tuple[FactBase, Outcome]:
    """Loads every fact of the folder, or none; FactsError tells every fault that was found."""
    base = read_base(read_folder(root, VOCABULARY_FILES))
    return base, load_facts(by=by, base=base, at=at)


def read_base(folder: Folder) -> FactBase:
    """The fact base of these texts, or every fault in them."""
    faults = Faults()
    with faults.collecting():
        terms = read_terms(folder.catalogue)
    authorisations = []
    with faults.collecting():
        authorisations = read_authorisations(folder.authorisations) if folder.authorisations else []
    with faults.collecting():
        words = read_words(folder.vocabulary)
        facts = read_facts(vocabulary_of(words), folder.products)
    faults.stop_if_any()
    return FactBase(facts, words, terms, authorisations, heads(folder), digest(folder))


def texts(folder: Folder) -> dict[str, bytes]:
    """Every text of the folder by its path."""
    words = {f"pathway/{name}.yaml": text for name, text in folder.vocabulary.items()}
    rest = {"catalogue/terms.yaml": folder.catalogue, "products/_authorisations.yaml": folder.authorisations}
    return dict(sorted({**words, **folder.products, **{path: text for path, text in rest.items() if text}}.items()))


def heads(folder: Folder) -> dict[str, str]:
    """The lines of comment that open each file: licence, scope, what the reader must know."""
    return {path: head_of(text.decode()) for path, text in texts(folder).items()}


def head_of(text: str) -> str:
    """The comment lines at the top of a text."""
    lines = text.splitlines()
    ends = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(lines[:ends])


def digest(folder: Folder) -> str:
    """SHA-256 in hex over names and contents of all files."""
    total = sha256()
    for path, text in texts(folder).items():
        total.update(f"{path}\0{len(text)}\0".encode() + text)
    return total.hexdigest()
