# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which requirements can apply to one patient at the same time.

A *situation* gives one value to every scope dimension (an indication, a way to thaw, a stretch of body weight).
Requirements whose scopes exclude each other never meet in one, so they are never compared, joined or set against each
other.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from schakel.pathway.engine.measured import Piece, pieces
from schakel.pathway.engine.requirement import Requirement

Situation = tuple[tuple[str, str], ...]
# The project's own facts have fewer than a hundred; beyond this a file was made to keep a machine busy.
MOST = 20_000


class TooManySituationsError(ValueError):
    """The scopes leave more combinations than anyone could tell apart."""


def situations(asked: Sequence[Requirement]) -> Mapping[tuple[Requirement, ...], tuple[Situation, ...]]:
    """Requirements that apply together → the situations in which they do; without scopes one, the empty situation."""
    values: dict[str, dict[str, None]] = {}
    for requirement in asked:
        for dimension, found in requirement.scope.parts:
            values.setdefault(dimension, {}).update(dict.fromkeys(found))
    if not values:
        return {tuple(asked): ((),)} if asked else {}
    cut = {dimension: pieces(found) for dimension, found in values.items()}
    number = prod(map(len, cut.values()))
    if number > MOST:
        raise TooManySituationsError(
            f"the scopes of {len(asked)} requirements make {number:,} situations, over {MOST:,}"
        )
    together: dict[tuple[Requirement, ...], list[Situation]] = {}
    for combination in product(*cut.values()):
        situation = dict(zip(cut, combination, strict=True))
        applying = tuple(r for r in asked if _applies(r, situation))
        told = {dimension for r in applying for dimension, _ in r.scope.parts}
        together.setdefault(applying, []).append(tuple((d, name) for d, (name, _) in situation.items() if d in told))
    return {applying: tuple(dict.fromkeys(found)) for applying, found in together.items() if applying}


def _applies(requirement: Requirement, situation: Mapping[str, Piece]) -> bool:
    return all(not situation[dimension][1].isdisjoint(values) for dimension, values in requirement.scope.parts)
