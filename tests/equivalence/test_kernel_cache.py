"""Compiled kernels are kept between processes, and never stale: whatever a rule reaches is part of its name."""

import os

import pytest

from govsim.engines import kept
from tests.equivalence.kernel_play import INSTRUMENT, ONCE, PLAY, files_of, finished

EDITED = (
    PLAY
    + """
show()
for before, after in (
    ("OFFSET = 0.25", "OFFSET = 0.75"),
    ("2.0 * x", "3.0 * x"),
    ("doubled(p.size)", "-doubled(p.size)"),
):
    with open("cache_plugin.py", encoding="utf-8") as open_file:
        text = open_file.read()
    assert before in text
    with open("cache_plugin.py", "w", encoding="utf-8") as open_file:
        open_file.write(text.replace(before, after))
    show()
"""
)


def test_an_edit_of_rule_helper_or_constant_counts_at_once_and_in_the_next_process(play, tmp_path):
    values, _ = finished(play(EDITED))
    assert values == [2.25, 2.75, 3.75, -2.25]
    before = files_of(tmp_path / "cache")
    assert finished(play())[0] == [-2.25]
    assert files_of(tmp_path / "cache") == before, "the second process compiled what was there"


def test_an_edit_that_changes_no_code_compiles_nothing(play, tmp_path):
    finished(play())
    before = files_of(tmp_path / "cache")
    worded = INSTRUMENT.replace("    return doubled", '    """Why."""\n    # because\n    return doubled')
    (tmp_path / "cache_plugin.py").write_text(f"# A file.\n\n{worded}\nUNUSED = 1.0\n", encoding="utf-8")
    assert finished(play())[0] == [2.25]
    assert files_of(tmp_path / "cache") == before


LATER = """
import time

clock = time.time
time.time = lambda: clock() + 10 * 86400
"""


def test_kernels_in_use_are_kept_fresh_and_not_compiled_anew(play, tmp_path):
    """After some days of use all files of a kernel are young again; a new compilation would replace them."""
    finished(play())
    before = {path: path.stat() for path in (tmp_path / "cache").rglob("*") if path.is_file()}
    assert finished(play(LATER + ONCE))[0] == [2.25]
    for path, old in before.items():
        assert path.stat().st_ino == old.st_ino, f"{path.name} was made anew"
        assert path.stat().st_mtime_ns > old.st_mtime_ns, f"{path.name} would be pruned while in use"


def _in_its_place_a_folder(path):
    path.unlink()
    (path / "inside").mkdir(parents=True)


def _in_its_place_another(path):
    path.write_bytes(next(one for one in sorted(path.parent.glob(f"*{path.suffix}")) if one != path).read_bytes())


def _in_its_place_a_link_to_nothing(path):
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


DAMAGES = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "one byte": lambda path: path.write_bytes(path.read_bytes()[:200] + b"x" + path.read_bytes()[201:]),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00" * 99),
    "unreadable": lambda path: path.chmod(0),
    "another's": _in_its_place_another,
    "a folder": _in_its_place_a_folder,
    "a link": _in_its_place_a_link_to_nothing,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_holds_nothing_and_is_replaced(tmp_path, damage):
    """As root nothing is unreadable: there the file may hold what it held."""
    kinds = {tmp_path / f"{name}.kernel": (name.encode() * 999, name) for name in ("one", "two")}
    for path, value in kinds.items():
        kept.write(path, kept.code_as_kept(path, *value))
        assert kept.code_in(path) == value
    path = tmp_path / "one.kernel"
    DAMAGES[damage](path)
    assert kept.code_in(path) is None or damage == "unreadable" and os.geteuid() == 0
    kept.write(path, kept.code_as_kept(path, *kinds[path]))
    assert {one: kept.code_in(one) for one in kinds} == kinds
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix == ".kernel") == ["one.kernel", "two.kernel"]


@pytest.mark.parametrize("damages", [("zeroed", "a folder"), ("another's", "a link")])
def test_whatever_is_damaged_is_compiled_anew_and_says_nothing(play, tmp_path, damages):
    finished(play())
    kernels_kept = sorted((tmp_path / "cache").rglob("*.kernel"))
    assert len(kernels_kept) == 2, "the instrument and the driver"
    for path, damage in zip(kernels_kept, damages, strict=True):
        DAMAGES[damage](path)
        DAMAGES[damage](path.with_suffix(".py"))
    values, complaints = finished(play())
    assert values == [2.25] and not complaints
    assert finished(play(ONLY_KEPT))[0] == [2.25], "it was kept again"


ONLY_KEPT = (
    PLAY
    + """
import sys

show()
assert "numba" not in sys.modules, "what is kept needs no compiler"
"""
)


def test_what_is_kept_needs_no_compiler(play):
    finished(play())
    assert finished(play(ONLY_KEPT))[0] == [2.25]


def test_two_processes_that_fill_an_empty_cache_at_once_both_succeed(play, tmp_path):
    both = [play(), play()]
    assert [finished(process)[0] for process in both] == [[2.25], [2.25]]
    kept = files_of(tmp_path / "cache")
    assert kept and not [name for name in kept if name.endswith(".tmp")], "a half-written module was left"


THREADS = (
    PLAY
    + """
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

text = Path("cache_plugin.py").read_text(encoding="utf-8")
files = []
for n in range(32):  # the same names everywhere; each fourth file has the code of another
    files.append(Path(f"{n}") / "cache_plugin.py")
    files[-1].parent.mkdir()
    files[-1].write_text(text.replace("OFFSET = 0.25", f"OFFSET = {n // 4}.5"), encoding="utf-8")
with ThreadPoolExecutor(32) as pool:
    for values in pool.map(value, files):
        assert len(set(values)) == 1, values
        print(values[0])
"""
)


def test_threads_that_load_kernels_at_once_of_plugins_of_one_name_each_get_their_own(play):
    values, _ = finished(play(THREADS))
    assert values == [2.0 + n // 4 + 0.5 for n in range(32)]
