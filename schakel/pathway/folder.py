# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A folder of fact files on disk, as texts. The one place that reads them: with a database and without."""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from re import fullmatch

from schakel.values.located import MAX_BYTES, FactsError, Fault

BUILT_IN = Path(os.environ.get("SCHAKEL_DATA") or Path(__file__).resolve().parents[2] / "data")
AUTHORISATIONS = "_authorisations.yaml"
SLUG = r"[a-z0-9][a-z0-9_-]{0,79}"


class FolderError(ValueError):
    """The folder, or the product asked for, is not there."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Texts by name: vocabulary by file (`steps` …), products by file name, the rest empty where it is absent."""

    vocabulary: Mapping[str, bytes]
    products: Mapping[str, bytes]
    catalogue: bytes
    authorisations: bytes


def read_folder(root: Path, names: Iterable[str], products: Iterable[str] | None = None) -> Folder:
    """The files of a folder in the published layout. `names` are the vocabulary files, `products` the slugs (all).

    A folder that holds only product files is one too; what it lacks of the vocabulary is the installation's.
    """
    if not root.is_dir():
        raise FolderError(f"{root} is not a folder")
    home = root / "products" if (root / "products").is_dir() else root
    words = root / "pathway" if (root / "pathway").is_dir() else BUILT_IN / "pathway"
    terms = root / "catalogue" / "terms.yaml"
    if not terms.exists():
        terms = BUILT_IN / "catalogue" / "terms.yaml"
    found = product_files(home)
    chosen = found if products is None else {slug: _one(found, slug) for slug in products}
    authorisations = home / AUTHORISATIONS
    return Folder(
        vocabulary={name: read_file(words / f"{name}.yaml") for name in names if (words / f"{name}.yaml").exists()},
        products={f"products/{slug}.yaml": read_file(path) for slug, path in chosen.items()},
        catalogue=read_file(terms) if terms.exists() else b"",
        authorisations=read_file(authorisations) if authorisations.exists() else b"",
    )


def product_files(home: Path) -> dict[str, Path]:
    """Product files by slug, in alphabetical order; FactsError when a file of facts has a name that none can have."""
    faults, found = [], {}
    for path in _listed(home):
        if path.suffix not in (".yaml", ".yml") or path.name == AUTHORISATIONS:
            continue
        if path.suffix == ".yml" or not fullmatch(SLUG, path.stem):
            faults.append(Fault(path.name, 1, "no name for a product file", "small letters and digits, then .yaml"))
        found[path.stem] = path
    if faults:
        raise FactsError(faults)
    if not found:
        raise FolderError(f"{home} holds no product files (*.yaml)")
    return found


def _listed(home: Path) -> list[Path]:
    try:
        return sorted(home.iterdir())
    except OSError as error:
        raise FolderError(f"{home} cannot be read: {error.strerror}") from None


def read_file(path: Path) -> bytes:
    """The bytes of a plain file, one more than allowed at most; the reader of facts refuses what is too large."""
    name = f"{path.parent.name}/{path.name}"
    try:
        # Neither a link out of the folder nor a pipe that never ends.
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(number, "rb") as file:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise FactsError([Fault(name, 1, "not a plain file", "a file of facts")])
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        what = "a link to elsewhere" if path.is_symlink() else f"cannot be read: {error.strerror}"
        raise FactsError([Fault(name, 1, what, "a plain file that may be read")]) from None


def _one(found: Mapping[str, Path], slug: str) -> Path:
    if slug in found:
        return found[slug]
    raise FolderError(unknown_product(slug, found))


def unknown_product(slug: str, known: Iterable[str]) -> str:
    """One line that names what may have been meant."""
    names = sorted(known)
    near = get_close_matches(slug, names, n=3, cutoff=0.5)
    return f"unknown product {slug!r}; " + (
        f"did you mean {', '.join(near)}?" if near else f"known: {', '.join(names)}"
    )
