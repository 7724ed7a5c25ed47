# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The Dutch statuses and the diseases of a folder of facts → the database."""

from datetime import datetime
from pathlib import Path

from schakel.catalogue import reads
from schakel.catalogue.actions import Outcome, load_status
from schakel.catalogue.actions.horizon import load_horizon
from schakel.catalogue.engine import conditions as conditions_file
from schakel.catalogue.engine import dutch_status as status_file
from schakel.catalogue.engine import horizon as horizon_file
from schakel.catalogue.engine.conditions import ConditionModel, read_conditions
from schakel.catalogue.engine.dutch_status import StatusFile, read_status
from schakel.catalogue.engine.horizon import read_horizon
from schakel.values.located import FactsError, Fault

LOADER = "system:load"


def load(root: Path, *, by: str = LOADER, at: datetime | None = None) -> list[str]:
    """Loads both files, or nothing when either has a fault; answers lines to tell. Not every folder has them."""
    paths = [root / name for name in (conditions_file.FILE, status_file.FILE, status_file.REGISTER)]
    if not all(path.exists() for path in paths):
        return []
    words, statuses, register = (path.read_bytes() for path in paths)
    conditions, found = read_conditions(words), read_status(statuses, register)
    _refuse_unknown([model for model, _cited in conditions], found)
    lines = told(load_status(by=by, conditions=conditions, statuses=found, at=at))
    return [*lines, *_load_horizon(root / horizon_file.FILE, register, by=by, at=at)]


def _load_horizon(path: Path, register: bytes, *, by: str, at: datetime | None) -> list[str]:
    """The horizon of its file, where the folder has one; FactsError for a product or a disease that is not there."""
    if not path.exists():
        return []
    file = read_horizon(path.read_bytes(), register)
    products, diseases = set(reads.present().values_list("slug", flat=True)), set(reads.conditions())
    faults = [
        Fault(horizon_file.FILE, 1, f"{one.told.id}: unknown {what} {name!r}", f"a {what} of the facts")
        for one in file.entries
        for what, names, known in (
            ("product", [one.told.product] if one.told.product else [], products),
            ("condition", one.told.conditions, diseases),
        )
        for name in names
        if name not in known
    ]
    if faults:
        raise FactsError(faults)
    outcome = load_horizon(by=by, file=file, at=at)
    added = sum(outcome.estimates.values())
    return [f"horizon: {len(outcome.moved)} entries changed, {added} estimates added"] if outcome.moved else []


def _refuse_unknown(conditions: list[ConditionModel], found: StatusFile) -> None:
    """FactsError when an entry names a product or a disease that is not there."""
    products = set(reads.present().values_list("slug", flat=True))
    known = {model.id for model in conditions}
    faults = [
        Fault(conditions_file.FILE, 1, f"{model.id}: unknown product {one.slug!r}", "a product of data/products")
        for model in conditions
        for one in model.products
        if one.slug not in products
    ]
    for model, _cited in found.statuses:
        faults += [
            Fault(status_file.FILE, 1, f"{model.id}: unknown condition {name!r}", f"an id of {conditions_file.FILE}")
            for name in model.conditions
            if name not in known
        ]
        if model.product is not None and model.product not in products:
            faults.append(Fault(status_file.FILE, 1, f"{model.id}: unknown product {model.product!r}", "a product"))
    if faults:
        raise FactsError(faults)


def told(outcome: Outcome) -> list[str]:
    """What a load changed, in lines."""
    lines = [f"Dutch status {one.id}: {one.before} → {one.after}" for one in outcome.moved]
    return [f"catalogue changed: {', '.join(sorted(set(outcome.parts)))}", *lines] if outcome.parts else []
