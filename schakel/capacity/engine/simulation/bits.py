# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two machine instructions that the compiler of Python does not offer by name."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic


@intrinsic  # type: ignore[untyped-decorator]  # numba has no types
def trailing_zeros(_context: Any, x: Any) -> Any:  # noqa: ARG001 - the type of the argument is given below
    """How many zero bits stand below the lowest one of x, which is not 0 and of type uint64."""

    def generate(_typing: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), generate


@intrinsic  # type: ignore[untyped-decorator]  # numba has no types
def bits_of(_context: Any, x: Any) -> Any:  # noqa: ARG001 - the type of the argument is given below
    """The 64 bits of a double as a whole number: for positive numbers they rise with the number."""

    def generate(_typing: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), generate
