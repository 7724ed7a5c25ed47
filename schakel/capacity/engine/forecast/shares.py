# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How products for one group of patients share it. Two levels: how many are reached at all, and by which product.

`alone` is the share a product would have without competitors. The reach of all together lies between that of the best
(products replace one another, `apart` 0) and that of products which each find patients of their own, independent of
one another (`apart` 1):

    reach = best + apart * (1 - (1 - a1)(1 - a2)… - best)

It is divided in proportion to preference × alone, yet no product gets more than it would alone; what it cannot take
goes to the others. So a product without competitors keeps its share, and together they never pass all patients.
"""

import numpy as np

from schakel.capacity.engine.forecast.estimate import Floats


def shares(alone: Floats, preference: Floats, apart: Floats) -> Floats:
    """Shares of the eligible patients, shape (products, draws, years) as `alone`; the sum over products is at most 1.

    `preference`: shape (products, draws), above 0. `apart`: shape (draws), 0 to 1.
    """
    best = alone.max(axis=0)
    independent = 1 - np.prod(1 - alone, axis=0)
    reach = best + apart[:, None] * (independent - best)
    return _divided(reach, preference[:, :, None] * alone, alone)


def _divided(reach: Floats, weights: Floats, most: Floats) -> Floats:
    """`reach` in proportion to `weights`, each product at most `most`; one product is filled in every round."""
    found = np.zeros_like(most)
    free = weights > 0
    while True:
        left = np.maximum(reach - found.sum(axis=0), 0)
        active = np.where(free, weights, 0)
        offered = left * active / np.maximum(active.sum(axis=0), 1e-300)
        over = free & (offered > most)
        if not over.any():
            return np.asarray(found + offered)
        # Where nobody is over, the last division stands; it is redone unchanged in the next round.
        found = np.where(over, most, found)
        free = free & ~over
