# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The plain texts of a folder of facts → the database, and the public pages → the search."""

from datetime import datetime
from pathlib import Path

from schakel.pathway.folder import read_file
from schakel.pathway.load import LOADER
from schakel.pathway.reads import facts
from schakel.public.actions import index_pages, load_plain
from schakel.public.engine.plain import FILE, read_plain


def load(root: Path, *, by: str = LOADER, at: datetime | None = None) -> list[str]:
    """Loads the plain texts, or nothing when they have a fault; answers lines to tell. Not every folder has them."""
    path = root / FILE
    lines = _plain(path, by, at) if path.exists() else []
    index_pages()
    return lines


def _plain(path: Path, by: str, at: datetime | None) -> list[str]:
    held = facts()
    modalities = {profile.product.modality for profile in held.profiles}
    steps = {pathway.id: pathway.steps for pathway in held.vocabulary.pathways}
    text = read_file(path).decode()
    plain = read_plain(text, modalities, steps)
    return ["public texts changed"] if load_plain(by=by, text=text, plain=plain, at=at) else []
