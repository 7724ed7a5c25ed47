# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Random numbers that belong to a purpose, and tables that turn them into durations.

Every number is a hash of (patient, purpose), so it does not depend on the order of events, on the number of cores, or
on what else the scenario changed: common random numbers without bookkeeping. The mixing function is the finaliser of
SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).

A table holds the quantiles of a duration at 1/1024 steps, and towards both ends at sixteen steps per halving of the
chance that is left, so that tails are as exact as the middle: linear between them, off by at most 0.05 % of the mean
for an exponential duration, and by less than 0.001 % in its mean.
"""

import math
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from schakel.capacity.engine.simulation.compiled import compiled, leaf
from schakel.capacity.engine.simulation.durations import Constant, Empirical

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from schakel.capacity.engine.simulation.durations import Duration

TABLE, CONSTANT, OBSERVED = range(3)
BODY, EDGE = 1024, 32
OCTAVES, PARTS = 35, 16
TAIL = OCTAVES * PARTS + 1
SIZE = BODY + 1 + 2 * TAIL

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11, _S54 = (np.uint64(each) for each in (30, 27, 31, 11, 54))
_REST = np.uint64((1 << 54) - 1)
_UNIT54, _UNIT53 = 2.0**-54, 2.0**-53


def name_key(text: str) -> int:
    """A 64-bit number that stands for a name, the same on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=512)
def table(found: "Duration") -> "NDArray[np.float32]":
    """The quantiles as the kernel reads them: body, lower tail, upper tail. Zeros where no table is needed."""
    if isinstance(found, Constant | Empirical):
        return np.zeros(SIZE, np.float32)
    body = np.arange(1, BODY) / BODY
    octave = np.repeat(np.arange(OCTAVES), PARTS)
    left = np.append(2.0 ** (octave - 40) * (1 + np.tile(np.arange(PARTS), OCTAVES) / PARTS), 2.0**-5)
    low, high = found.quantile(left), found.quantile(1 - left)
    middle = np.concatenate([low[:1], found.quantile(body), high[:1]])
    return np.concatenate([middle, low, high]).astype(np.float32)


@leaf
def mixed(z: Any) -> Any:
    """64 bits, well shaken."""
    z = (z ^ (z >> _S30)) * _FIRST
    z = (z ^ (z >> _S27)) * _SECOND
    return z ^ (z >> _S31)


@leaf
def bits(key: Any, purpose: Any) -> Any:
    """64 random bits for one purpose of one patient."""
    return mixed(key + purpose * _GOLDEN)


@leaf
def unit(x: Any) -> Any:
    """Random bits as a number between 0 and 1, never either."""
    return (np.int64(x >> _S11) + 0.5) * _UNIT53


@leaf
def drawn(p: Any, which: Any, x: Any) -> Any:
    """The duration `which` of program p for random bits x."""
    kind = p.durations[which].kind
    if kind == TABLE:
        place = np.int64(x >> _S54)
        at = which * SIZE + place
        if EDGE <= place < BODY - EDGE:
            part = np.int64(x & _REST) * _UNIT54
            low = np.float64(p.tables[at])
            return low + part * (np.float64(p.tables[at + 1]) - low)
        return _tail(p.tables, which * SIZE + BODY + 1, x)
    if kind == CONSTANT:
        return p.durations[which].value
    return _observed(p.observed, p.durations[which].first, p.durations[which].last, unit(x))


@compiled
def _observed(observed: Any, low: Any, high: Any, u: Any) -> Any:
    while low < high:
        middle = (low + high) >> 1
        if observed[middle].chance < u:
            low = middle + 1
        else:
            high = middle
    return observed[low].value


@compiled
def _tail(tables: Any, base: Any, x: Any) -> Any:
    left: Any = unit(x)
    if left >= 0.5:
        base += TAIL
        left = unit(~x)
    fraction, exponent = math.frexp(max(left, 2.0**-40))
    place: Any = (exponent + 39) * PARTS + (fraction - 0.5) * 2 * PARTS
    whole: Any = min(np.int64(place), TAIL - 2)
    low = np.float64(tables[base + whole])
    return low + (place - whole) * (np.float64(tables[base + whole + 1]) - low)
