# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""data/regulatory → the register; data/rules → what the search box finds of the rules."""

from datetime import datetime
from pathlib import Path

from schakel.pathway.folder import read_file
from schakel.regulatory import rules
from schakel.regulatory.actions import load_entries
from schakel.regulatory.engine.register import FILE, Sourced, read_entries
from schakel.regulatory.rules_search import index_rules
from schakel.sources.engine.register import read_register
from schakel.values.located import read

LOADER = "system:load"
SOURCES = "landscape/sources.yaml"


def load(root: Path, *, by: str = LOADER, at: datetime | None = None) -> list[str]:
    """Brings the register up to date with its file; answers what to tell. A folder without the file changes nothing."""
    told = _rules(root) if (root / "rules").is_dir() else []
    if not (root / FILE).exists():
        return told
    changed = load_entries(by=by, entries=read_folder(root), at=at)
    return [*told, f"register entries changed: {', '.join(changed)}"] if changed else told


def _rules(root: Path) -> list[str]:
    """Pages read the rules where they stand; here their faults come out, and the search box learns them."""
    for read_rules in (rules.classification, rules.routes, rules.profile_template):
        read_rules(root)
    return ["rules changed"] if index_rules() else []


def read_folder(root: Path) -> list[Sourced]:
    """The entries of the folder; FactsError with every fault."""
    register = read_register(read(SOURCES, read_file(root / SOURCES)))
    return read_entries(read_file(root / FILE), register)
