"""What govsim leans on of numba beyond its documented extension interface, all of it here.

`tests/equivalence/test_numba_inside.py` tries each alone, so that a release of numba that changes one fails there first
and by name. What compiled code gives back when it runs, where numba is not imported, is in `machine`: a status and the
record of an error.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.datamodel.models import OpaqueModel, StructModel
from numba.core.imputils import RefType, iternext_impl
from numba.core.typing.templates import AttributeTemplate, infer_getattr


def struct_of(kind: Any, context: Any, builder: Any, value: Any = None) -> Any:
    """The fields of a value of a type with a struct model, or of a new one."""
    return cgutils.create_struct_proxy(kind)(context, builder, value=value)


def behind(builder: Any, pointer: Any, bytes_on: Any, kind: Any = cgutils.voidptr_t) -> Any:
    """A pointer some bytes behind another."""
    return cgutils.pointer_add(builder, pointer, bytes_on, kind)


def entry(builder: Any, pointer: Any, place: int) -> Any:
    """The address of a cell of an array."""
    return cgutils.gep_inbounds(builder, pointer, place)


def kept_on_the_stack(builder: Any, value: Any) -> Any:
    """A cell that holds a value."""
    return cgutils.alloca_once_value(builder, value)


def walk_by(advance: Any) -> Any:
    """An implementation of an iterator whose rows nobody counts references to."""
    return iternext_impl(RefType.UNTRACKED)(advance)


def call_at(context: Any, builder: Any, address: Any, argument: Any) -> None:
    """Call a function of one whole number that gives nothing back, by its address; an error in it is an error here."""
    convention, whole = context.call_conv, types.int64
    made = convention.get_function_type(types.none, (whole,))
    callee = builder.inttoptr(address, ir.PointerType(made))
    status, _ = convention.call_function(builder, callee, types.none, (whole,), [argument])
    with cgutils.if_unlikely(builder, status.is_error):
        convention.return_status_propagate(builder, status)


def object_file(compiled: Any) -> tuple[bytes, str]:
    """The object file of a function that has been compiled for one signature, and what the function is called in it."""
    (result,) = compiled.overloads.values()
    return result.library._get_compiled_object(), result.fndesc.llvm_func_name


def address_of(compiled: Any) -> int:
    """Where the machine code of a function that has been compiled for one signature begins."""
    (result,) = compiled.overloads.values()
    return int(result.library.get_pointer_to_function(result.fndesc.llvm_func_name))


__all__ = [
    "AttributeTemplate", "OpaqueModel", "StructModel", "address_of", "behind", "call_at", "entry", "infer_getattr",
    "kept_on_the_stack", "object_file", "struct_of", "walk_by",
]  # fmt: skip
