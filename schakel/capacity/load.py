# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""data/capacity/scenarios → the public example scenarios."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from schakel.capacity.actions.scenarios import LOADER, load_examples
from schakel.capacity.engine.scenario.read import read_scenario
from schakel.capacity.engine.scenario.variant import whole
from schakel.pathway.folder import read_file
from schakel.values.located import Located, read

FOLDER = "capacity/scenarios"
# The order of the list; what is not named here follows by name.
FIRST = ("as-today", "five-times", "autoimmune", "centralise", "stay-elsewhere")


def load(root: Path, *, by: str = LOADER, at: datetime | None = None) -> list[str]:
    """Brings the examples up to date with their files; answers what to tell. A folder without them changes nothing."""
    home = root / FOLDER
    if not home.is_dir():
        return []
    texts = {path.stem: read_file(path) for path in sorted(home.glob("*.yaml"))}
    changed = load_examples(by=by, examples=examples(texts), at=at)
    return [f"example scenarios changed: {', '.join(changed)}"] if changed else []


def examples(texts: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """The whole data of each scenario, variants worked out, in the order of the list; FactsError with every fault."""
    located = {name: read(f"{FOLDER}/{name}.yaml", text) for name, text in texts.items()}
    found = {name: whole(name, located) for name in located}
    for name, data in found.items():
        one = located[name]
        read_scenario(Located(one.file, data, one.lines))
    order = {name: place for place, name in enumerate(FIRST)}
    return [found[name] for name in sorted(found, key=lambda name: (order.get(name, len(order)), name))]
