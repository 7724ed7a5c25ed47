# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The landscape files of a folder → the database."""

from datetime import datetime
from pathlib import Path

from schakel.network.actions.landscape import Outcome, load_landscape
from schakel.network.engine.landscape import FILES, read_landscape
from schakel.pathway.folder import read_file
from schakel.pathway.load import LOADER
from schakel.pathway.reads import words

_SHOWN = 20


def load(root: Path, *, by: str = LOADER, at: datetime | None = None) -> list[str]:
    """Loads the landscape, or nothing when it has a fault; answers lines to tell. A folder without one has nothing."""
    home = root / "landscape"
    if not home.is_dir():
        return []
    texts = {name: read_file(home / f"{name}.yaml") for name in FILES if (home / f"{name}.yaml").exists()}
    return told(load_landscape(by=by, landscape=read_landscape(texts, _steps()), at=at))


def _steps() -> set[str]:
    return {step["id"] for step in words()["steps"].get("steps", [])}


def told(outcome: Outcome) -> list[str]:
    """What a load changed, in lines."""
    found = [(name, getattr(outcome, name)) for name in ("added", "changed", "ended", "overruled", "parts")]
    return [f"network {name}: {_list(slugs)}" for name, slugs in found if slugs]


def _list(slugs: list[str]) -> str:
    return f"{len(slugs):,}" if len(slugs) > _SHOWN else ", ".join(slugs)
