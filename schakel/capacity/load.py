# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""data/capacity/scenarios → the public example scenarios."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from schakel.capacity.actions import LOADER, load_examples
from schakel.capacity.engine.scenario.read import read_scenario
from schakel.capacity.engine.scenario.variant import made, read_variant
from schakel.pathway.folder import read_file
from schakel.values.located import FactsError, Located, read

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
    found = {name: whole(name, located, ()) for name in located}
    for name, data in found.items():
        one = located[name]
        read_scenario(Located(one.file, data, one.lines))
    order = {name: place for place, name in enumerate(FIRST)}
    return [found[name] for name in sorted(found, key=lambda name: (order.get(name, len(order)), name))]


def whole(name: str, located: Mapping[str, Located], within: tuple[str, ...]) -> dict[str, Any]:
    """The data of a scenario; of a variant its base with the changes made, whatever the base is a variant of."""
    one = located[name]
    if not isinstance(one.data, dict) or one.data.get("kind") != "variant":
        return dict(one.data) if isinstance(one.data, dict) else {}
    variant = read_variant(one)
    if variant.of not in located or variant.of in (*within, name):
        what = f"no scenario {variant.of!r} to vary" if variant.of not in located else "variants of one another"
        raise FactsError([one.fault(("of",), what, f"one of: {', '.join(sorted(set(located) - {name}))}")])
    return made(variant, one, whole(variant.of, located, (*within, name)))
