"""Processors and memory that this process may use: the machine's, or less where a container or a limit says so.

Control groups of both versions are read, from the process's own up to the top that is seen from here: the tightest
counts.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

USUAL_MEMORY = 8 * 2**30  # where the system does not say; assumed
TOP = Path("/")
CPU_V1, MEMORY_V1 = "cpu", "memory"


@dataclass(frozen=True)
class _Mount:
    """Where control groups of some kind are seen: which of them, at which folder."""

    shown: PurePosixPath
    folder: Path
    kinds: frozenset[str]  # controllers of version 1; empty for version 2


def processors(top: Path = TOP) -> int:
    """Processors that this process may use at once, at least one; a quota of 1.5 makes two.

    Args:
        top: the root of the file system, for tests.
    """
    quotas = [quota for folder, kinds in _groups(top) if (quota := _quota(folder, kinds)) is not None]
    return max(1, min([_affine(), *(math.ceil(quota) for quota in quotas)]))


def memory(top: Path = TOP) -> int:
    """Bytes of memory that this process may use.

    Args:
        top: the root of the file system, for tests.
    """
    limits = [limit for folder, kinds in _groups(top) for limit in _memory_limits(folder, kinds)]
    return min([_physical(), *_limits_of_process(), *limits])


def _affine() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _physical() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return USUAL_MEMORY


def _limits_of_process() -> Iterator[int]:
    """What `ulimit -v` sets."""
    try:
        import resource

        soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    except (ImportError, OSError, ValueError):
        return
    if soft != resource.RLIM_INFINITY:
        yield soft


def _quota(folder: Path, kinds: frozenset[str]) -> float | None:
    """Processors of one group; None without a limit."""
    if not kinds:
        quota, period = (*_read(folder / "cpu.max").split(), "", "")[:2]
    elif CPU_V1 in kinds:
        quota, period = _read(folder / "cpu.cfs_quota_us"), _read(folder / "cpu.cfs_period_us")
    else:
        return None
    given, each = _number(quota), _number(period)
    return given / each if given and each else None


def _memory_limits(folder: Path, kinds: frozenset[str]) -> Iterator[int]:
    """Bytes of one group; version 1 writes a huge number for no limit."""
    names = ("memory.max", "memory.high") if not kinds else ("memory.limit_in_bytes",) if MEMORY_V1 in kinds else ()
    for name in names:
        if limit := _number(_read(folder / name)):
            yield limit


def _number(text: str) -> int | None:
    """A whole number above zero; None for "max", -1 and what is not there."""
    return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _groups(top: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    """Folders of the groups that hold this process, from the innermost to the top, and their controllers."""
    mounts = list(_mounts(top))
    for line in _read(top / "proc/self/cgroup").splitlines():
        _, _, rest = line.partition(":")
        names, _, path = rest.partition(":")
        kinds = frozenset(names.split(",")) - {""}
        for mount in mounts:
            if mount.kinds & kinds or not mount.kinds and not kinds:
                yield from ((folder, kinds) for folder in _upwards(mount, PurePosixPath(path)))


def _upwards(mount: _Mount, path: PurePosixPath) -> Iterator[Path]:
    """The folders of a group and of those around it; the top of the mount alone where its path is not seen from here.

    A container that sees its own group as the top may still be told its path on the host.
    """
    inside = path.relative_to(mount.shown) if path.is_relative_to(mount.shown) else PurePosixPath()
    if ".." in inside.parts:
        inside = PurePosixPath()
    yield from (mount.folder / one for one in [inside, *inside.parents] if (mount.folder / one).is_dir())


def _mounts(top: Path) -> Iterator[_Mount]:
    """Mounts of control groups, as the kernel lists them."""
    for line in _read(top / "proc/self/mountinfo").splitlines():
        about, _, kind = line.partition(" - ")
        fields, (system, *rest) = about.split(), kind.split() or [""]
        if len(fields) > 4 and system in ("cgroup", "cgroup2"):
            folder = top / _unescaped(fields[4]).lstrip("/")
            options = rest[-1].split(",") if rest else []
            known = frozenset(options) & {CPU_V1, MEMORY_V1}
            if system == "cgroup2" or known:
                yield _Mount(PurePosixPath(_unescaped(fields[3])), folder, known if system == "cgroup" else frozenset())


def _unescaped(text: str) -> str:
    """A path of the list of mounts, in which blanks are written in octal."""
    return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
