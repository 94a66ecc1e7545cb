"""Compiling to machine code, and asking the processor for memory before it is needed."""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped, unused-ignore]
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.arrayobj import make_array


def compiled(function: Any) -> Any:
    """Compile to machine code, kept on disk; the interpreter's lock is released while it runs."""
    return njit(cache=True, nogil=True)(function)


def _prefetch(_context: Any, array: Any, _index: Any) -> Any:
    """Ask for the cache line of an array's item. The index is not checked and may lie outside."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array_of: Any = make_array
        function_of: Any = cgutils.get_or_insert_function
        data = array_of(signature.args[0])(context, builder, arguments[0]).data
        number, pointer = ir.IntType(32), ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [pointer, number, number, number])
        function = function_of(builder.module, kind, "llvm.prefetch.p0")
        line = builder.bitcast(builder.gep(data, [arguments[1]]), pointer)
        builder.call(function, [line, number(0), number(3), number(1)])
        return context.get_dummy_value()

    return types.void(array, types.intp), build


prefetch: Any = intrinsic(_prefetch)
