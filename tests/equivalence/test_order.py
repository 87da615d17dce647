"""Results depend on nothing but the scenario and the seed: not on threads, batches, rows or hash seeds."""

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.world import finish_base
from tests.equivalence.conftest import MODEL, SMALL, scenario


def weekly(results):
    return [result.weekly.tobytes() for result in results]


def test_threads_and_batches_change_nothing(everything):
    plain = scenario(weeks=60)
    jobs = [(everything, seed) for seed in range(4)] + [(plain, seed) for seed in range(4)]
    one = weekly(core.run_many(MODEL, jobs, threads=1))
    assert weekly(core.run_many(MODEL, jobs, threads=2)) == one
    assert [weekly(core.run_many(MODEL, [job]))[0] for job in jobs] == one
    assert weekly(core.run_many(MODEL, jobs[::-1], threads=2))[::-1] == one


def test_an_instrument_that_another_scenario_adopts_changes_nothing_here(everything):
    plain = scenario(weeks=60)
    alone = core.run_many(MODEL, [(plain, 1)])[0]
    beside = core.run_many(MODEL, [(everything, 1), (plain, 1)])[1]
    assert alone.weekly.tobytes() == beside.weekly.tobytes()


def padded(base, seed):
    """The same slots with rows added anywhere in which nobody ever lives; and where the real rows went."""
    generator = np.random.default_rng(seed)
    tables, place = dict(base.tables), {}
    for name, spare in (("enterprise", 7), ("worker", 100)):
        old = base.tables[name]
        total = len(old) + spare
        place[name] = np.sort(generator.choice(total, len(old), replace=False))
        made = np.zeros(total, old.dtype)
        made[:] = old[0]
        made["id"] = (99 << 56) + np.arange(total)
        made["alive"], made["arriving"] = False, False
        if name == "enterprise":
            made["headcount"] = 0
        else:
            made["post"] = False
            made["enterprise"] = generator.integers(0, len(tables["enterprise"]), total)
        made[place[name]] = old
        if name == "worker":
            made["enterprise"][place[name]] = place["enterprise"][old["enterprise"]]
        tables[name] = made
    return finish_base(MODEL, tables), place


@pytest.mark.parametrize("seed", [1, 2])
def test_dead_rows_anywhere_change_nothing(everything, seed):
    base = core.base_for(MODEL, SMALL)
    other, place = padded(base, seed)
    runs = []
    for slots in (base, other):
        run = core.Run(MODEL, everything, 6, base=slots)
        for table, spots in (("enterprise", place["enterprise"]),):
            if slots is other:
                run.world.scope = {
                    key: _moved(values, runs[0].world.scope[key], spots) if key[1] == table else values
                    for key, values in run.world.scope.items()
                }
        run.play_to(everything.weeks)
        runs.append(run)
    assert runs[0].weekly.tobytes() == runs[1].weekly.tobytes()
    for table, spots in place.items():
        real = runs[1].world.tables[table][spots]
        for column in set(real.dtype.names) - {"enterprise"}:
            assert real[column].tobytes() == runs[0].world.tables[table][column].tobytes(), f"{table}.{column}"


def _moved(values, original, spots):
    """Scope by share is drawn by slot; the padding rows have slots of their own, which must not matter."""
    made = np.ones(len(values))
    made[spots] = original
    return made


def test_adding_an_enterprise_moves_nobody_elses_luck():
    plain = scenario(weeks=1, settle=0)
    base = core.base_for(MODEL, SMALL)
    run = core.Run(MODEL, plain, 8, base=base)
    run.play_to(0)
    fewer = {name: table.copy() for name, table in base.tables.items()}
    fewer["enterprise"]["arriving"][7] = False
    fewer["enterprise"]["headcount"][7] = 0
    other = core.Run(MODEL, plain, 8, base=finish_base(MODEL, fewer))
    other.play_to(0)
    workers, less = run.world.tables["worker"], other.world.tables["worker"]
    elsewhere = workers["enterprise"] != 7
    for column in workers.dtype.names:
        assert workers[column][elsewhere].tobytes() == less[column][elsewhere].tobytes(), column


SCRIPT = """
import hashlib, sys
from govsim.engines import core
from tests.equivalence.conftest import MODEL, scenario
made = scenario(*MODEL.instruments, weeks=30)
print(hashlib.sha256(core.run_many(MODEL, [(made, 2)])[0].weekly.tobytes()).hexdigest())
"""


def test_the_hash_seed_of_python_changes_nothing():
    """Nor does that of this process, which is any."""
    made = scenario(*MODEL.instruments, weeks=30)
    digests = {hashlib.sha256(core.run_many(MODEL, [(made, 2)])[0].weekly.tobytes()).hexdigest()}
    for seed in ("0", "12345"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path])}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1 and len(digests.pop()) == hashlib.sha256().digest_size * 2
