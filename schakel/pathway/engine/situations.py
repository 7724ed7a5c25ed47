# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which requirements can apply to one patient at the same time.

A *situation* gives one value to every scope dimension (an indication, a way to thaw). Requirements whose scopes exclude
each other never meet in one, so they are never compared, joined or set against each other.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from schakel.pathway.engine.requirement import Requirement

Situation = tuple[tuple[str, str], ...]


def situations(asked: Sequence[Requirement]) -> Mapping[tuple[Requirement, ...], tuple[Situation, ...]]:
    """Requirements that apply together → the situations in which they do; without scopes one, the empty situation."""
    values: dict[str, dict[str, None]] = {}
    for requirement in asked:
        for dimension, found in requirement.scope.parts:
            values.setdefault(dimension, {}).update(dict.fromkeys(found))
    if not values:
        return {tuple(asked): ((),)} if asked else {}
    together: dict[tuple[Requirement, ...], list[Situation]] = {}
    for combination in product(*values.values()):
        situation = dict(zip(values, combination, strict=True))
        applying = tuple(r for r in asked if _applies(r, situation))
        told = {dimension for r in applying for dimension, _ in r.scope.parts}
        together.setdefault(applying, []).append(tuple((d, v) for d, v in situation.items() if d in told))
    return {applying: tuple(dict.fromkeys(found)) for applying, found in together.items() if applying}


def _applies(requirement: Requirement, situation: Mapping[str, str]) -> bool:
    return all(situation[dimension] in values for dimension, values in requirement.scope.parts)
