"""From what was converted to machine code: a kernel in numba's calling convention, optimised by LLVM.

numba need not be there. What is leant on is its convention alone: a status comes back, and where it is an error, the
address of a record with the pickled exception, see `engines.machine`.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir

from govsim.engines.kept import code_as_kept, write_if_possible
from govsim.engines.machine import FAILED, FINE
from govsim.engines.vectors.code import BYTE, POINTER, SMALL, WHOLE, Code
from govsim.engines.vectors.language import Language, say
from govsim.engines.vectors.machines import Target, machine_for, target

RECORD = ir.LiteralStructType([POINTER, SMALL, POINTER, POINTER, SMALL])  # numba's record of an exception
WIDEST = '"prefer-vector-width"="512"', '"min-legal-vector-width"="512"'  # else some processors take halves


class Module:
    """One kernel that is being written, with what it calls.

    Args:
        name: of its function.
        made_for: the processor.

    Attributes:
        code: writes the kernel.
        context: its argument, the address of what it works on.
        language: the functions that it has.
    """

    def __init__(self, name: str, made_for: Target) -> None:
        self.target = made_for
        self.module = ir.Module(name)
        self.module.triple = made_for.triple
        attributes = WIDEST if made_for.vectors == "AVX-512" else ()
        kernel = ir.FunctionType(SMALL, [POINTER, POINTER, WHOLE])
        self.function = ir.Function(self.module, kernel, name)
        say(self.function, attributes)
        _, self._failure, self.context = self.function.args
        self._entry = ir.IRBuilder(self.function.append_basic_block("entry"))
        self._start = self.function.append_basic_block("start")
        self.code = Code(ir.IRBuilder(self._start), made_for.width, self._entry, True)
        self.language = Language(self.module, made_for.width, attributes)
        self._ends: dict[type[Exception], Any] = {}

    def fail_if(self, flag: Any, error: type[Exception]) -> None:
        """End the kernel with an error if a flag of LLVM holds."""
        if error not in self._ends:
            self._ends[error] = self._end(error)
        onward = self.code.b.append_basic_block("onward")
        self.code.b.cbranch(flag, self._ends[error], onward)
        self.code.b.position_at_end(onward)

    def _end(self, error: type[Exception]) -> Any:
        """A block that ends the kernel with an error."""
        content = pickle.dumps((error, (), None))
        name = error.__name__
        text = ir.GlobalVariable(self.module, ir.ArrayType(BYTE, len(content)), f"pickled_{name}")
        text.initializer = ir.Constant(text.value_type, bytearray(content))
        record = ir.GlobalVariable(self.module, RECORD, f"record_{name}")
        nothing = ir.Constant(POINTER, None)
        record.initializer = ir.Constant(RECORD, [text, SMALL(len(content)), nothing, nothing, SMALL(0)])
        for one in (text, record):
            one.linkage = "internal"
        end = ir.IRBuilder(self.function.append_basic_block(f"ends_with_{name}"))
        end.store(record, self._failure)
        end.ret(SMALL(FAILED))
        return end.block

    def finish(self) -> str:
        """The module as text of LLVM."""
        self.code.b.ret(SMALL(FINE[0]))
        self._entry.branch(self._start)
        return str(self.module)


def keep(path: Path, text: str, name: str, vectors: str) -> tuple[bytes, str]:
    """Compile text of LLVM, write it with the text that says the same of each row, and return code and function.

    Args:
        path: the file that shall hold the machine code.
        text: what is done with each row.
        name: of the function.
        vectors: text of LLVM.
    """
    write_if_possible(path.with_suffix(".py"), text.encode())
    made = object_code(vectors, target()), name
    write_if_possible(path, code_as_kept(path, *made))
    return made


def object_code(text: str, made_for: Target) -> bytes:
    """Optimise a module and make an object file of it."""
    machine = machine_for(made_for)
    module = llvm.parse_assembly(text)
    module.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=2)
    options.loop_vectorization = options.slp_vectorization = False  # all that is to be a vector is one already
    options.loop_unrolling = False
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
    made: bytes = machine.emit_object(module)
    return made
