"""Runs machine code that was kept: nothing of the compiler is needed where all has been compiled before.

A kernel is an object file and the name of a function in it. Its calling convention is numba's: a status comes back, and
where it is an error, the address of a record with the pickled exception.
"""

from __future__ import annotations

import ctypes
import pickle
import threading
from collections.abc import Callable
from typing import Any

import llvmlite.binding as llvm

_LOCK = threading.RLock()
FINE = (0, -2)  # numba's codes for a value and for None
FAILED = 1  # and for an exception that a rule has raised


class _Error(ctypes.Structure):
    """Numba's record of an exception: a pickle of its class, arguments and place."""

    _fields_ = (("pickled", ctypes.c_void_p), ("length", ctypes.c_int32), ("rest", ctypes.c_void_p * 3))


_LOADERS: list[Any] = []  # what holds the code that was taken in, for as long as the process lives


def _loader() -> Any:
    """A loader for one object file: two files may name their functions alike, and must not meet."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    machine = target.create_target_machine(opt=3, codemodel="jitdefault", jit=True)
    return llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)


def processor() -> str:
    """For which processor machine code is made here: its kind and its abilities."""
    return f"{llvm.get_process_triple()} {llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()}"


def address_of(code: bytes, symbol: str) -> int:
    """Take an object file into this process.

    Args:
        code: the file.
        symbol: a function in it.

    Returns:
        Where the function begins.

    Raises:
        RuntimeError: when it has no such function.
    """
    with _LOCK:
        engine = _loader()
        _LOADERS.append(engine)
        engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
        found = int(engine.get_function_address(symbol))
    if not found:
        raise RuntimeError(f"no function {symbol} in the kept code")
    return found


def callable_at(address: int) -> Callable[[int, int, int], None]:
    """The function of three whole numbers at an address; others run while it does, and its errors are raised."""
    native = ctypes.CFUNCTYPE(
        ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_int64
    )(address)

    def call(first: int, second: int, third: int) -> None:
        value, error = ctypes.c_void_p(), ctypes.c_void_p()
        status = native(ctypes.byref(value), ctypes.byref(error), first, second, third)
        if status not in FINE:
            raise _raised(status, error.value)

    return call


def _raised(status: int, address: int | None) -> BaseException:
    if status < 0 or not address:
        return SystemError(f"compiled code ended with status {status}")
    record = _Error.from_address(address)
    kind, arguments, _ = pickle.loads(ctypes.string_at(record.pickled, record.length))  # noqa: S301 - numba's own
    made: BaseException = kind(*(arguments or ()))
    return made
