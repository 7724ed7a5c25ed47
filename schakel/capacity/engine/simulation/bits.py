# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two machine instructions that the compiler of Python does not offer by name."""

from collections.abc import Callable
from typing import Any, cast

from llvmlite import ir  # type: ignore[import-untyped]  # it has no types
from numba import types
from numba.extending import intrinsic


def _trailing_zeros(_context: Any, x: Any) -> Any:  # noqa: ARG001 - the type of the argument is given below
    """How many zero bits stand below the lowest one of x, which is not 0 and of type uint64."""

    def generate(_typing: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), generate


def _bits_of(_context: Any, x: Any) -> Any:  # noqa: ARG001 - the type of the argument is given below
    """The 64 bits of a double as a whole number: for positive numbers they rise with the number."""

    def generate(_typing: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), generate


trailing_zeros: Callable[[Any], Any] = cast(Any, intrinsic)(_trailing_zeros)
bits_of: Callable[[Any], Any] = cast(Any, intrinsic)(_bits_of)
