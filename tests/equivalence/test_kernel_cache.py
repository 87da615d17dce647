"""Compiled kernels are kept between processes, and never stale: whatever a rule reaches is part of its name."""

import dataclasses
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from govsim.engines import core, folder, helpers, kept, kernels
from govsim.engines.compiling import Work
from govsim.engines.helpers import share_out, start
from govsim.engines.kernels import name_of
from govsim.engines.pieces import pieces_of
from govsim.engines.week import Play, week_of
from govsim.model import model_of

INSTRUMENT = """
from govsim.language import Instrument, helper, setting

cached = Instrument("cached", zh="缓存", settings=dict(
    size=setting(1.0, low=0.0, high=9.0, unit="1", zh="大小", source="assumed: test"),
))

OFFSET = 0.25


@helper
def doubled(x):
    return 2.0 * x


@cached.effect("management_attention")
def act(enterprise, p, now):
    return doubled(p.size) + OFFSET
"""
# Plays one week of nothing but the instrument, on rows that are made to live: as little to compile as there can be.
PLAY = """
from govsim.engines import core, kernels
from govsim.engines.week import week_of
from govsim.model import model_of
from govsim.scenario import Adoption, Population, Scenario

made = Scenario("cache", Population(enterprises=8), 2, 0, (0, 2), (Adoption("cached", {"size": 1.0}, 0),))


def value(file="cache_plugin.py"):
    model = model_of(plugins=[file])
    run = core.Run(model, made, 1)
    run.world.tables["enterprise"]["alive"] = True
    run.week = 0
    stages = [stage for stage in week_of(model, ["cached"]).stages if stage.kind == "instrument"]
    run.play(1, kernels.Program(tuple(kernels.load(model, stage) for stage in stages)))
    return run.world.tables["enterprise"]["management_attention"].tolist()


def show():
    values = value()
    assert len(set(values)) == 1, values
    print(values[0])
"""
ONCE = PLAY + "\nshow()\n"
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


@pytest.fixture
def play(tmp_path):
    """Start a process that plays the instrument of this folder; returns it, to be waited for."""
    (tmp_path / "cache_plugin.py").write_text(INSTRUMENT, encoding="utf-8")

    def start(script=ONCE, cache=None):
        environment = {**os.environ, "GOVSIM_CACHE": str(cache or tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        return subprocess.Popen(
            [sys.executable, "-W", "always:::", "-c", script],
            cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    return start


def finished(process):
    """What a process printed, and what it complained of."""
    out, complaints = process.communicate(timeout=300)
    assert process.returncode == 0, complaints
    return [float(line) for line in out.split()], complaints


def files_of(cache):
    """What the cache holds, and when each file was written."""
    return {path.relative_to(cache).as_posix(): path.stat().st_mtime_ns for path in cache.rglob("*") if path.is_file()}


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


SHARED = (
    PLAY
    + """
import sys

from govsim.engines import compiling
from govsim.engines.vectors import modules

menu = ("hazard_hotline", "information_disclosure", "safety_training", "safety_points", "cached")
model = model_of(plugins=["cache_plugin.py"])
stages = [stage for stage in week_of(model, menu).stages if stage.kind == "instrument"]
here, by_numba, by_vectors = [], compiling.keep, modules.keep
compiling.keep = lambda path, *about: here.append(path) or by_numba(path, *about)
modules.keep = lambda path, *about: here.append(path) or by_vectors(path, *about)
sys.executable = EXECUTABLE
kernels.compile_all(model, stages, 2)
print(len(here))
for stage in stages:
    kernels.load(model, stage)
kernels.driver()
print(len(here))
"""
)


@pytest.mark.parametrize(("executable", "mine"), [(sys.executable, range(2, 5)), ("/nowhere/python", range(6, 7))])
def test_another_process_compiles_its_share_and_what_it_leaves_is_compiled_here(play, tmp_path, executable, mine):
    (before, after), _ = finished(play(SHARED.replace("EXECUTABLE", repr(executable))))
    assert after in mine, "the driver is compiled here, and a share of the others"
    assert (before < after) == (executable != sys.executable)
    assert len(list((tmp_path / "cache").rglob("*.kernel"))) == 6


def _plays(piece, rule):
    return any(isinstance(one, Play) and one.step.name == rule for one in piece.steps)


@pytest.mark.parametrize(
    ("file", "before", "after", "written"),
    [
        ("mechanisms/turnover.py", "drift = p.pool_fading", "drift = p.pool_fading", True),
        ("mechanisms/turnover.py", "drift = p.pool_fading", "drift = 2.0 * p.pool_fading", False),
        ("instruments/society/hazard_hotline.py", "p.reward if", "2.0 * p.reward if", True),
    ],
    ids=["row by row", "row by row, edited", "on eight rows, which asks for no source"],
)
def test_a_process_whose_functions_are_others_writes_nothing(tmp_path, monkeypatch, file, before, after, written):
    """A source that is edited after this process has read it is not to come under the name of what it was."""
    package = tmp_path / "other" / "govsim"
    shutil.copytree(Path(kernels.__file__).parents[1], package)
    source = (package / file).read_text(encoding="utf-8")
    assert before in source
    (package / file).write_text(source.replace(before, after, 1), encoding="utf-8")
    model = model_of()
    pieces = [one for stage in week_of(model, ["hazard_hotline"]).stages for one in pieces_of(model, stage)]
    wanted = next(
        one for one in pieces if "hazard_hotline" in file and one.kind == "instrument" or _plays(one, "update_pool")
    )
    work = kernels._work(kernels.text_of(model, wanted))
    path = tmp_path / work.path.name
    monkeypatch.setattr(sys, "path", [str(package.parent), *sys.path])
    helper = start([dataclasses.replace(work, path=path)])
    assert helper.wait(120) == 0
    assert path.exists() is written and path.with_suffix(".py").exists() is written


def test_other_threads_load_kernels_while_one_waits_for_processes(monkeypatch):
    driver = kernels._driver_text()
    waited = []

    class Process:
        def wait(self):
            with ThreadPoolExecutor(1) as pool:
                waited.append(pool.submit(kernels._address_of, driver).result(60))

        def kill(self):
            pass

    monkeypatch.setattr(kernels, "_missing", list)
    monkeypatch.setattr(helpers, "share_out", lambda works, processors: [[], works])
    monkeypatch.setattr(helpers, "start", lambda works: Process())
    model = model_of()
    stages = week_of(model, ["hazard_hotline", "safety_points"]).stages
    kernels.compile_all(model, [stage for stage in stages if stage.kind == "instrument"], 2)
    assert waited and set(waited) == {kernels._address_of(driver)}


@pytest.mark.parametrize(("threads", "most"), [(64, 3), (2, 2), (None, 3)])
def test_no_more_processes_compile_than_there_are_threads_and_processors(monkeypatch, threads, most):
    asked = []
    monkeypatch.setattr(core, "processors", lambda: 3)
    monkeypatch.setattr(core, "compile_all", lambda model, stages, processors: asked.append(processors))
    assert core.run_many(model_of(), [], threads=threads) == [] and asked == [most]


@pytest.mark.parametrize("processors", [1, 2, 3])
def test_work_is_shared_out_once_and_evenly(processors):
    works = [Work(Path(f"{n}"), "x" * n, "x", {}, {}) for n in range(1, 41)]
    shares = share_out(works, processors)
    assert sorted(len(work.text) for share in shares for work in share) == list(range(1, 41))
    loads = [sum(len(work.text) for work in share) for share in shares]
    assert len(shares) == processors and max(loads) - min(loads) <= 40
    assert len(share_out(works[:3], processors)) == 1, "too little to start a process for"


NOT_KEPT = "cannot be written, so compiled rules are not kept"
HOMELESS = (
    """
import os, pwd

for name in ("HOME", "XDG_CACHE_HOME", "GOVSIM_CACHE"):
    os.environ.pop(name, None)


def nobody(*_):
    raise KeyError("no entry")


pwd.getpwuid = nobody
"""
    + ONCE
)
NOWHERE = "import tempfile\n\n\ndef none(*_, **__):\n    raise OSError\n\n\ntempfile.mkdtemp = none\n" + HOMELESS


def test_a_folder_that_cannot_be_written_is_replaced_with_one_warning(play, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    values, complaints = finished(play(cache=tmp_path / "taken"))
    assert values == [2.25]
    assert complaints.count(NOT_KEPT) == 1


@pytest.mark.parametrize("script", [HOMELESS, NOWHERE])
def test_without_a_home_and_without_any_room_kernels_serve_one_process_with_one_warning(play, script):
    values, complaints = finished(play(script))
    assert values == [2.25]
    assert complaints.count(NOT_KEPT) == 1 and complaints.count("\n") <= 2


LOST = (
    PLAY
    + """
import os, resource, shutil
from pathlib import Path

show()
folder = kernels.cache_folder()
for number in (1, 2):
    text = Path("cache_plugin.py").read_text(encoding="utf-8")
    Path(f"file_{number}.py").write_text(text.replace("0.25", f"{number}.25"), encoding="utf-8")
LOSE
for number in (1, 2):
    print(value(f"file_{number}.py")[0])
print(len(list(folder.glob("*.tmp"))) if folder.is_dir() else 0)
"""
)
GONE = "shutil.rmtree(folder)"
BARRED = GONE + "; folder.write_text('a file, not a folder')"
FULL = "resource.setrlimit(resource.RLIMIT_FSIZE, (50, resource.RLIM_INFINITY))"


@pytest.mark.parametrize(("lose", "warnings"), [(GONE, 0), (BARRED, 1), (FULL, 1)])
def test_a_folder_that_is_lost_in_the_middle_stops_nobody(play, lose, warnings):
    values, complaints = finished(play(LOST.replace("LOSE", lose)))
    assert values == [2.25, 3.25, 4.25, 0.0]
    assert complaints.count("cannot be written, so compiled rules are not kept") == warnings


def test_what_nobody_used_for_a_month_goes_and_the_rest_stays(tmp_path):
    day = 86400
    ages = {"old.py": 40, "new.py": 2, "old.kernel": 40, "new.kernel": 2, "notes.txt": 400}
    for name, days in ages.items():
        path = tmp_path / name
        path.write_text("", encoding="utf-8")
        os.utime(path, (time.time() - days * day,) * 2)
    folder._prune(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"new.py", "new.kernel", "notes.txt"}


# --- What an edit or another set of instruments compiles: the names of kernels tell --------------------------------


def names_of(model, *instruments):
    """The name of each stage's kernel."""
    week = week_of(model, instruments)
    return {(s.kind, s.name): name_of(model, s) for s in (week.founding, *week.stages) if s.steps}


RULES = """
from govsim.language import Instrument, column, columns, rule

columns("worker", luck=column(0.0, unit="1", zh="运", meaning="luck", source="computed"))


@rule(writes=("luck",), after="{after}")
def have_luck(worker, p, now):
    worker.luck = {value}


one = Instrument("one_of_two", zh="一")
two = Instrument("two_of_two", zh="二")


@one.effect("management_attention")
def act_one(enterprise, p, now):
    return {effect}


@two.effect("management_attention")
def act_two(enterprise, p, now):
    return 0.2
"""


@pytest.fixture
def of_text(tmp_path):
    """The kernels of the model with a file of rules."""

    def names(after="be_injured", value="0.5", effect="0.1"):
        file = tmp_path / "rules.py"
        file.write_text(RULES.format(after=after, value=value, effect=effect), encoding="utf-8")
        return names_of(model_of(plugins=[file]), "one_of_two", "two_of_two")

    return names


def test_an_edited_rule_compiles_its_own_kernel_and_nothing_else(of_text):
    before, after = of_text(), of_text(value="0.75")
    assert {stage for stage in before if before[stage] != after[stage]} == {("phase", "workers")}


def test_an_edited_instrument_compiles_its_own_kernel_and_nothing_else(of_text):
    before, after = of_text(), of_text(effect="0.15")
    assert {stage for stage in before if before[stage] != after[stage]} == {("instrument", "one_of_two")}


def test_an_instrument_that_is_added_leaves_every_kernel_as_it_was(of_text):
    usual, more = names_of(model_of()), of_text(after="fill_posts")
    changed = {stage for stage in usual if usual[stage] != more[stage]}
    assert changed == {("phase", "leaders"), ("founding", "founding")}, "a column of workers, and the rule on it"


def test_a_set_of_instruments_never_seen_before_compiles_nothing():
    model = model_of()
    first, second, third = sorted(model.instruments)[:3]
    known = {name for one in (first, second, third) for name in names_of(model, one).values()}
    assert set(names_of(model, first, second, third).values()) <= known


ALIKE = """
from govsim.language import rule


@rule(writes=("effort",), phase="enterprises")
def note(enterprise, p, now):
    enterprise.effort = min(enterprise.effort * {factor}, 1.0)
"""
PLAY_FILES = """
import hashlib, sys
from govsim.engines import core
from govsim.model import model_of
from govsim.scenario import Population, Scenario

for file in sys.argv[1:]:
    made = Scenario("x", Population(enterprises=20), 12, 4, (4, 12))
    (result,) = core.run_many(model_of(plugins=[file]), [(made, 1)])
    print(hashlib.sha256(result.weekly.tobytes()).hexdigest())
"""


@pytest.mark.slow
def test_kernels_that_other_processes_named_alike_do_not_meet(tmp_path):
    """Each process counts its functions from one, so that two of a name may lie in the cache."""
    files = [tmp_path / f"file_{number}.py" for number in (1, 2)]
    for file, factor in zip(files, (1.01, 1.02), strict=True):
        file.write_text(ALIKE.format(factor=factor), encoding="utf-8")

    def played(*given, cache):
        environment = os.environ | {"GOVSIM_CACHE": str(tmp_path / cache)}
        words = [sys.executable, "-c", PLAY_FILES, *map(str, given)]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.split()

    apart = [played(file, cache="shared")[0] for file in files]
    assert apart[0] != apart[1]
    assert played(*files, cache="shared") == apart and played(*files[::-1], cache="shared") == apart[::-1]
