# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The files of advice, promises and stated numbers → the database."""

from datetime import datetime
from pathlib import Path

from schakel.followup.actions.load import Outcome, load_followup
from schakel.followup.engine.facts import ACTIONS, RECOMMENDATIONS, read_actions, read_recommendations
from schakel.followup.engine.figures_file import FIGURES, MARKET, FiguresModel, read_figures, read_patients
from schakel.network.reads import bottlenecks
from schakel.pathway.folder import read_file
from schakel.pathway.load import LOADER
from schakel.sources.engine.register import read_register
from schakel.values.located import Located, read
from schakel.values.schema import checked

SOURCES = "landscape/sources.yaml"
FILES = (RECOMMENDATIONS, ACTIONS, FIGURES, MARKET, SOURCES)
_SHOWN = 20


def load(root: Path, *, by: str = LOADER, at: datetime | None = None) -> list[str]:
    """Loads what was advised and promised, or nothing when there is a fault; answers lines to tell.

    A folder without these files has nothing to load. The bottlenecks must be loaded before.
    """
    if not (root / RECOMMENDATIONS).exists():
        return []
    files = {name: read(name, read_file(root / name)) for name in FILES}
    register, known = read_register(files[SOURCES]), set(bottlenecks().values_list("pk", flat=True))
    items = [
        *read_recommendations(files[RECOMMENDATIONS], register, known),
        *read_actions(files[ACTIONS], register, known),
    ]
    read_figures(files[FIGURES], register)
    figures = _entries(files[FIGURES])
    named = {ref: register[ref] for ref in sorted(_named(files[FIGURES]))}
    patients = read_patients(files[MARKET])
    return told(load_followup(by=by, items=items, figures=figures, sources=named, patients=patients, at=at))


def _entries(located: Located) -> dict[str, object]:
    """The entries by id in the form of their file: what was checked is kept as it was written."""
    return {one["id"]: one for one in located.data["figures"]}


def _named(located: Located) -> set[str]:
    """The keys of the register that the figures name."""
    every = checked(located, FiguresModel).figures
    said = {claim.source.ref for one in every for claim in one.said}
    return said | {asked.source for one in every for asked in one.ours if asked.source}


def told(outcome: Outcome) -> list[str]:
    """What a load changed, in lines."""
    found = [(name, getattr(outcome, name)) for name in ("added", "changed", "ended", "overruled")]
    lines = [f"follow-up {name}: {_list(keys)}" for name, keys in found if keys]
    return [*lines, *(["follow-up: stated numbers changed"] if outcome.figures else [])]


def _list(keys: list[str]) -> str:
    return f"{len(keys):,}" if len(keys) > _SHOWN else ", ".join(keys)
