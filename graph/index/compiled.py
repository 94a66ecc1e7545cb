"""Compiling to machine code, and asking the processor for memory before it is needed."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.arrayobj import make_array


def compiled(function: Any) -> Any:
    """Compile to machine code, kept on disk; the interpreter's lock is released while it runs."""
    return njit(cache=True, nogil=True)(function)


@intrinsic  # type: ignore[untyped-decorator, unused-ignore]
def prefetch(_context, array, _index):  # type: ignore[no-untyped-def]
    """Ask for the cache line of an array's item. The index is not checked and may lie outside."""

    def build(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        data = make_array(signature.args[0])(context, builder, arguments[0]).data
        number, pointer = ir.IntType(32), ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [pointer, number, number, number])
        function = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        line = builder.bitcast(builder.gep(data, [arguments[1]]), pointer)
        builder.call(function, [line, number(0), number(3), number(1)])
        return context.get_dummy_value()

    return types.void(array, types.intp), build
