# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The three ways in which a function of the kernel becomes machine code.

All work on arrays that the caller owns, so the counting of references is switched off: it would cost more than the
simulation. Nothing compiled here may make an array.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from numba import njit

Function: TypeAlias = Callable[..., Any]
# An option that numba does not list among its own.
_BARE: dict[str, Any] = {"_nrt": False}


def compiled(function: Function) -> Function:
    """A function of its own, called as such."""
    made: Function = njit(**_BARE)(function)
    return made


def leaf(function: Function) -> Function:
    """Compiled by itself, then copied into whoever calls it: for small ones that are called from many places."""
    made: Function = njit(forceinline=True, **_BARE)(function)
    return made


def inlined(function: Function) -> Function:
    """Becomes part of its one caller before that is compiled: for large ones that take many arrays."""
    made: Function = njit(inline="always", **_BARE)(function)
    return made


def kept(function: Function) -> Function:
    """Called from Python, with the interpreter's lock let go; the machine code is kept for the next process."""
    made: Function = njit(cache=True, nogil=True, **_BARE)(function)
    return made
