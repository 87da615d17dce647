"""The core on eight rows at a time: what is converted, and what its machine code hangs on."""

import os
import re
import subprocess
import sys

import llvmlite.binding as llvm
import pytest

from govsim.commands.common.listing import Known, list_all
from govsim.engines.kernel_text import layouts_of
from govsim.engines.pieces import how_played, kernel_of, pieces_of
from govsim.engines.vectors import machines
from govsim.engines.vectors.modules import object_code
from govsim.engines.vectors.write import llvm_text
from govsim.engines.week import week_of
from tests.equivalence.conftest import MODEL

ONE_BY_ONE = {"plan_capacity", "make_visits", "settle_claims", "balance_insurer", "read_the_news", "watch_enforcement",
              "watch_the_industry", "lead", "update_pool", "pick_victims", "found_enterprise"}  # fmt: skip


def test_all_rules_of_the_core_but_those_few_that_walk_over_others_take_eight_rows_at_a_time():
    slow = {one.name for one in how_played(MODEL, MODEL.instruments) if one.reason}
    assert slow == ONE_BY_ONE


def test_the_list_of_rules_says_how_each_is_played_and_where_it_could_not_be_otherwise():
    rows = {row["rule"]: row for row in list_all("rules", Known(MODEL))}
    assert rows["comply_or_violate"]["played"] == "eight rows at a time" and not rows["comply_or_violate"]["reason"]
    assert rows["credit_scoring"]["table"] == "enterprise"
    assert rows["pick_victims"]["played"] == "row by row"
    assert re.search(
        r"carried from one member to the next.*\(major_accidents\.py:\d+\)", rows["pick_victims"]["reason"]
    )


def pieces_of_week():
    stages = [stage for stage in week_of(MODEL, MODEL.instruments).stages if stage.steps]
    return [piece for stage in stages for piece in pieces_of(MODEL, stage) if piece.vectors]


SCRIPT = """
import hashlib
from tests.equivalence.test_vector_code import MODEL, kernel_of, layouts_of, llvm_text, pieces_of_week

made = hashlib.sha256()
for piece in pieces_of_week():
    kernel = kernel_of(MODEL, piece)
    made.update(llvm_text(MODEL, piece, kernel, layouts_of(MODEL, kernel)).encode())
print(made.hexdigest())
"""


def test_the_text_of_kernels_hangs_on_no_hash_seed():
    digests = set()
    for seed in ("0", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path])}
        done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        digests.add(done.stdout)
    assert len(digests) == 1


TARGETS = {"AVX-512": "skylake-avx512", "AVX2": "haswell", "SSE2": "x86-64"}  # a model with such vectors


@pytest.mark.parametrize("vectors", TARGETS)
def test_a_processor_is_known_by_the_vectors_that_it_has_and_uses_them_whole(vectors, monkeypatch):
    monkeypatch.setenv("NUMBA_CPU_NAME", TARGETS[vectors])
    monkeypatch.setenv("NUMBA_CPU_FEATURES", "")
    made = machines.target.__wrapped__()
    if not made.triple.startswith("x86_64"):
        pytest.skip("another kind of processor")
    assert (made.vectors, made.width) == (vectors, 8 if vectors == "AVX-512" else 4)
    kernel = kernel_of(MODEL, pieces_of_week()[0])
    text = llvm_text(MODEL, pieces_of_week()[0], kernel, layouts_of(MODEL, kernel), made)
    assert f"<{made.width} x double>" in text and object_code(text, made)
    assembly = machines.machine_for(made).emit_assembly(llvm.parse_assembly(text))
    registers = {"AVX-512": "zmm", "AVX2": "ymm", "SSE2": "xmm"}
    assert registers[vectors] in assembly, "LLVM halves vectors where it is not told that they may be whole"
    assert vectors != "AVX-512" or "ymm" not in assembly


DIGEST = """
import hashlib
from govsim.engines import core
from tests.equivalence.conftest import MODEL, scenario

run = core.Run(MODEL, scenario(*MODEL.instruments, weeks=60), 2, yearly=True)
run.play_to(60)
made = hashlib.sha256(run.weekly.tobytes() + run.yearly.tobytes())
for rows in run.world.tables.values():
    made.update(rows.cells.tobytes())
print(made.hexdigest())
"""


@pytest.mark.slow
def test_each_kind_of_processor_gives_the_same_bits():
    """Code for processors without the widest vectors runs on those that have them."""
    digests = {}
    for name in (None, "haswell", "x86-64"):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path])}
        environment |= {"NUMBA_CPU_NAME": name, "NUMBA_CPU_FEATURES": ""} if name else {}
        done = subprocess.run([sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        digests[name] = done.stdout
    assert len(set(digests.values())) == 1
