"""For which processor vectors are made, and how many lanes of eight bytes it takes at once.

A tile of eight rows is worked through in steps of as many lanes; the bits are the same whatever their number.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

import llvmlite.binding as llvm


@dataclass(frozen=True)
class Target:
    """A processor as LLVM knows it.

    Attributes:
        triple: kind and system.
        name: its model.
        features: what it can, as LLVM writes it.
        width: lanes of a vector that pay.
        vectors: what its vectors are called.
    """

    triple: str
    name: str
    features: str
    width: int
    vectors: str


@cache
def target() -> Target:
    """The processor of this machine, or the one that NUMBA_CPU_NAME and NUMBA_CPU_FEATURES ask for, as numba does."""
    asked = os.environ.get("NUMBA_CPU_NAME")
    name = asked or llvm.get_host_cpu_name()
    host = "" if asked else llvm.get_host_cpu_features().flatten()
    features = os.environ.get("NUMBA_CPU_FEATURES", host)
    width, vectors = _vectors(llvm.get_process_triple(), name, features)
    return Target(llvm.get_process_triple(), name, features, width, vectors)


def machine_for(made: Target) -> llvm.TargetMachine:
    """What writes machine code for a processor."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    reloc = "static" if made.triple.startswith("x86") else "default"  # as numba has it: loaders ask for that
    return llvm.Target.from_triple(made.triple).create_target_machine(
        cpu=made.name, features=made.features, opt=3, reloc=reloc, codemodel="jitdefault", jit=True
    )


KNOWN = {  # models by name, where nothing says what they can
    "avx512": (
        "skylake-avx512",
        "cascadelake",
        "icelake",
        "sapphirerapids",
        "znver4",
        "znver5",
        "cooperlake",
        "tigerlake",
        "rocketlake",
        "emeraldrapids",
        "graniterapids",
        "x86-64-v4",
    ),
    "avx2": ("haswell", "broadwell", "skylake", "x86-64-v3", "znver1", "znver2", "znver3", "alderlake"),
}


def _vectors(triple: str, name: str, features: str) -> tuple[int, str]:
    """Lanes that pay, and the name of the vectors that hold them."""
    if not triple.startswith(("x86_64", "amd64")):
        return 4, "NEON" if triple.startswith(("aarch64", "arm64")) else "plain"
    has = set(features.split(","))
    wide = {"+avx512f", "+avx512dq", "+avx512vl"} <= has
    if wide or (not features and name.startswith(KNOWN["avx512"])):
        return 8, "AVX-512"
    if "+avx2" in has or (not features and name.startswith(KNOWN["avx2"])):
        return 4, "AVX2"
    return 4, "SSE2"
