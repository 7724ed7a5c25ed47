# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The database → a folder of fact files that loads back to the same facts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schakel.catalogue import reads as catalogue
from schakel.catalogue.engine.terms import SECTIONS
from schakel.pathway import reads
from schakel.pathway.engine import writer
from schakel.pathway.engine.item import item
from schakel.pathway.engine.requirement import Profile

_BLOCKS = ("steps", "pathways")
_WHEN = ("kind", "modality", "route_of_manufacture", "autologous")


class NotEmptyError(FileExistsError):
    """The folder holds something already."""


def export(folder: Path, *, force: bool = False) -> list[Path]:
    """Writes every fact file; NotEmptyError when the folder holds anything, unless `force`. Answers the files."""
    if folder.exists() and any(folder.iterdir()) and not force:
        raise NotEmptyError(17, "the folder is not empty (--force writes into it all the same)", str(folder))
    written = []
    for name, text in texts().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        written.append(path)
    return written


def texts() -> dict[str, str]:
    """Every file by its path in the folder."""
    facts, heads = reads.facts(), reads.heads()
    found = {f"products/{p.slug}.yaml": _product(p, heads) for p in facts.profiles}
    found |= {f"pathway/{name}.yaml": _words(name, sections, heads) for name, sections in reads.words().items()}
    terms = catalogue.terms_model().model_dump(exclude_unset=True)
    path = "catalogue/terms.yaml"
    found[path] = writer.sections_text(heads.get(path, ""), {name: terms[name] for name in SECTIONS if name in terms})
    authorisations = [one.model_dump(exclude_unset=True) for one in catalogue.authorisations()]
    path = "products/_authorisations.yaml"
    if authorisations:
        found[path] = writer.list_text(heads.get(path, ""), authorisations)
    return dict(sorted(found.items()))


def _product(profile: Profile, heads: Mapping[str, str]) -> str:
    head = heads.get(f"products/{profile.slug}.yaml", "")
    return writer.product_text(head, profile.written, [item(requirement) for requirement in profile.requirements])


def _words(name: str, sections: Mapping[str, list[dict[str, Any]]], heads: Mapping[str, str]) -> str:
    head = heads.get(f"pathway/{name}.yaml", "")
    if name in _BLOCKS:
        return writer.blocks_text(head, name, map(_ordered, sections[name]))
    return writer.sections_text(head, sections, grouped=name == "aspects")


def _ordered(word: dict[str, Any]) -> dict[str, Any]:
    """Conditions of a pathway in one order, since they have none of their own."""
    if "when" not in word:
        return word
    when = word["when"]
    known = {name: when[name] for name in _WHEN if name in when}
    return {**word, "when": known | {name: when[name] for name in sorted(when) if name not in known}}
