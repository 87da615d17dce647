"""Processors and memory are the container's where it has less than the machine: of both versions, at any depth."""

import os

import pytest

from govsim.engines import core, room
from govsim.model import model_of
from govsim.scenario import Population
from govsim.study.runs import simulate

GIB = 2**30
V2 = "30 23 0:26 {shown} {at} rw,nosuid - cgroup2 cgroup rw,nsdelegate"
V1 = "33 30 0:29 {shown} {at} rw,relatime shared:7 - cgroup cgroup rw,{kind}"


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine of 64 processors and 256 GiB, and a way to put files of control groups there."""
    monkeypatch.setattr(room, "_affine", lambda: 64)
    monkeypatch.setattr(room, "_physical", lambda: 256 * GIB)
    monkeypatch.setattr(room, "_limits_of_process", lambda: iter(()))

    def put(mounts, groups, files):
        for name, text in {"proc/self/mountinfo": mounts, "proc/self/cgroup": groups, **files}.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text + "\n", encoding="utf-8")
        return tmp_path

    return put


def here(top):
    return room.processors(top), room.memory(top)


UNIFIED = V2.format(shown="/", at="/sys/fs/cgroup")
TWO = "\n".join(V1.format(shown="/", at=f"/cg/{kind}", kind=kind) for kind in ("cpu,cpuacct", "cpuset", "memory"))


@pytest.mark.parametrize(
    ("quota", "processors"), [("max 100000", 64), ("200000 100000", 2), ("150000 100000", 2), ("5000 100000", 1)]
)
def test_a_quota_of_processors_counts_rounded_up(machine, quota, processors):
    assert here(machine(UNIFIED, "0::/", {"sys/fs/cgroup/cpu.max": quota})) == (processors, 256 * GIB)


def test_the_tightest_group_around_the_process_counts(machine):
    files = {"a/b/cpu.max": "max 100000", "a/cpu.max": "800000 100000", "a/b/memory.max": "max"}
    files |= {"a/memory.high": str(8 * GIB), "a/memory.max": str(9 * GIB), "other/memory.max": str(GIB)}
    top = machine(UNIFIED, "0::/a/b", {f"sys/fs/cgroup/{name}": text for name, text in files.items()})
    assert here(top) == (8, 8 * GIB)


def test_version_one_counts_too(machine):
    files = {"cpu,cpuacct/x/cpu.cfs_quota_us": "300000", "cpu,cpuacct/x/cpu.cfs_period_us": "100000"}
    files |= {"memory/x/memory.limit_in_bytes": str(4 * GIB), "memory/memory.limit_in_bytes": str(2**63 - 4096)}
    files |= {"cpu,cpuacct/cpu.cfs_quota_us": "-1", "cpu,cpuacct/cpu.cfs_period_us": "100000"}
    groups = "11:memory:/x\n4:cpu,cpuacct:/x\n3:cpuset:/x\n1:name=systemd:/x"
    assert here(machine(TWO, groups, {f"cg/{name}": text for name, text in files.items()})) == (3, 4 * GIB)


def test_a_path_on_the_host_that_is_not_seen_means_the_top(machine):
    files = {"cpu,cpuacct/cpu.cfs_quota_us": "100000", "cpu,cpuacct/cpu.cfs_period_us": "50000"}
    files |= {"memory/memory.limit_in_bytes": str(GIB)}
    groups = "11:memory:/docker/0123\n4:cpu,cpuacct:/docker/0123"
    assert here(machine(TWO, groups, {f"cg/{name}": text for name, text in files.items()})) == (2, GIB)


@pytest.mark.parametrize(("shown", "path"), [("/pod/one", "/pod/one/in"), ("/pod/one", "/pod/one"), ("/", "/../up")])
def test_a_mount_may_show_a_part_only(machine, shown, path):
    files = {"box/cpu.max": "400000 100000", "box/memory.max": str(GIB), "box/in/cpu.max": "max 100000"}
    assert here(machine(V2.format(shown=shown, at="/box"), f"0::{path}", files)) == (4, GIB)


def test_a_blank_in_a_path_is_found(machine):
    mounts = V2.format(shown="/", at="/my\\040groups")
    assert here(machine(mounts, "0::/", {"my groups/memory.max": str(GIB)})) == (64, GIB)


@pytest.mark.parametrize("text", ["", "max", "-1", "0", "a b", "100000 0", "\N{BOMB}"])
def test_what_cannot_be_read_limits_nothing(machine, text):
    files = {"sys/fs/cgroup/cpu.max": text, "sys/fs/cgroup/memory.max": text}
    assert here(machine(UNIFIED, "0::/\nnonsense", files)) == (64, 256 * GIB)
    assert here(machine("nonsense - cgroup2", "0::/", {})) == (64, 256 * GIB)


def test_without_control_groups_the_machine_counts(tmp_path):
    assert room.processors(tmp_path) == len(os.sched_getaffinity(0))
    assert 0 < room.memory(tmp_path) <= os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def test_a_limit_of_the_process_counts(machine, monkeypatch):
    monkeypatch.setattr(room, "_limits_of_process", lambda: iter([3 * GIB]))
    assert room.memory(machine(UNIFIED, "0::/", {})) == 3 * GIB


# --- What follows from them ---------------------------------------------------------------------------------------


def test_threads_chunks_and_what_is_held_follow(monkeypatch):
    base = core.base_for(model_of(), Population(enterprises=50))
    monkeypatch.setattr(core, "processors", lambda: 64)
    wide = core.threads_for([base])
    assert wide == 64
    monkeypatch.setattr(core, "memory", lambda: 12 * base.nbytes)
    assert core.threads_for([base]) == 3, "half of memory holds three worlds of twice the base"
    monkeypatch.setattr(core, "memory", lambda: 1)
    assert core.threads_for([base]) == 1
    monkeypatch.setattr(simulate, "memory", lambda: 2**40)
    assert simulate.chunk() == simulate.CHUNK and simulate.fits_memory(2**30)
    monkeypatch.setattr(simulate, "memory", lambda: 2**29)
    assert simulate.chunk() == 2**25 and not simulate.fits_memory(2**30)
