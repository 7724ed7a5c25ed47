# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A stream of chance for every input, found by the input's name.

Adding, removing or changing one input leaves the draws of all others as they were (common random numbers), and the
order in which inputs are read does not matter. Within a stream the draws are stratified (one in each of `draws` equal
parts, McKay, Beckman and Conover 1979), which brings means and percentiles close with few draws.
"""

from hashlib import blake2b

import numpy as np

from schakel.capacity.engine.forecast.estimate import Estimate, Floats


def uniforms(seed: int, name: str, draws: int) -> Floats:
    """`draws` numbers strictly between 0 and 1, the same for the same seed, name and count on every machine."""
    words = np.frombuffer(blake2b(name.encode(), digest_size=16).digest(), dtype="<u4")
    source = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, *map(int, words)])))
    inside = (source.integers(0, 1 << 52, size=draws) + 0.5) / (1 << 52)
    return np.asarray((source.permutation(draws) + inside) / draws, dtype=np.float64)


def drawn(estimate: Estimate, seed: int, name: str, draws: int) -> Floats:
    """`draws` values of the estimate from the stream of that name."""
    if estimate.certain:
        return np.full(draws, estimate.middle)
    return estimate.quantile(uniforms(seed, name, draws))
