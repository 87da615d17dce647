"""Tests speak English unless they ask for another language, take the time they need, and share what processors are."""

import gc
import os
from collections import Counter, defaultdict

import pytest
from hypothesis import settings

from tests.sixth import sixth, turn

TOGETHER = ("tests/commands/test_bad_input.py", "tests/commands/test_messages.py")  # they count messages together
# The files that take longest, which several processes begin with, so that none is left with one at the end. The first
# compiles what most others play, while another process draws figures, for which nothing is compiled.
FIRST = (
    "equivalence/test_engines", "figures/test_true_to_their_numbers", "figures/test_figures", "figures/test_hands",
    "study/runs/test_source", "claims/effects/test_single_enterprises", "claims/effects/test_directions",
    "equivalence/test_kernel_cache", "equivalence/test_kernel_folder", "contract/test_declarations",
    "equivalence/test_vector_crews",
    "commands/test_readme", "study/ask/test_parts", "equivalence/test_vectors", "equivalence/test_week",
    "commands/test_bad_input", "commands/test_messages", "study/test_threads", "commands/test_chinese",
    "study/test_county", "study/test_shown", "study/test_nothing_left_behind", "study/runs/test_keep",
    "contract/test_failing_rules", "contract/test_parameters", "commands/test_runs", "commands/test_groups",
    "commands/test_record", "commands/test_workbook", "commands/test_results", "figures/test_groups_forest",
    "populations/test_register_any_input", "report/test_changes", "commands/test_width",
)  # fmt: skip
IN_TURNS = (
    "_effects.py",
    "test_what_carries_it.py",
    "test_twins_across_families.py",
    "test_careers.py",
    "test_regions.py",
    "test_any_rule.py",
    "test_cases.py",
    "test_questions.py",
)  # slow tests of these files: of each a sixth at a commit
RANK = {f"tests/{name}.py": at for at, name in enumerate(FIRST)}


def pytest_configure():
    os.environ["LANGUAGE"] = "en"
    turn()  # here, before other processes begin: they inherit it
    settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
    settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def compiled_here(request):
    """Where a process tests on each processor, none starts others to compile: none is free, and each begins anew."""
    if getattr(request.config, "workerinput", {}).get("workercount", 1) < (os.cpu_count() or 1):
        yield
        return
    from govsim.engines import core

    with pytest.MonkeyPatch.context() as patch:
        shared_out = core.compile_all
        patch.setattr(core, "compile_all", lambda model, stages, processors: shared_out(model, stages, 1))
        yield


def pytest_runtest_setup():
    os.environ.pop("COLUMNS", None)  # readline sets it, and whether it was imported decides nothing here


def file_of(nodeid):
    return nodeid.split("::", 1)[0]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Slow tests of effects, cases and questions come in turns; several processes begin with the longest files."""
    by_file = defaultdict(list)
    for one in items:
        if one.get_closest_marker("slow") and file_of(one.nodeid).endswith(IN_TURNS):
            by_file[file_of(one.nodeid)].append(one.nodeid)
    left = {one for names in by_file.values() for one in set(names) - sixth(names)}
    if left and sum(map(len, by_file.values())) > 6:  # one that was asked for by name is played
        config.hook.pytest_deselected(items=[one for one in items if one.nodeid in left])
        items[:] = [one for one in items if one.nodeid not in left]
    if hasattr(config, "workerinput"):
        tests = Counter(file_of(item.nodeid) for item in items)
        items.sort(key=lambda item: (RANK.get(file_of(item.nodeid), len(RANK)), -tests[file_of(item.nodeid)]))


def pytest_collection_finish():
    """Thousands of tests and what they name stay to the end: the garbage collector need not walk them each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # at Python's 700 this takes a tenth of the time: compiling makes millions


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A file's tests stay in one process, since they share what the file has made."""
    from xdist.scheduler import LoadScopeScheduling

    config.option.loadscopereorder = False  # else files of many short tests come first, and the longest last

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = file_of(nodeid)
            return TOGETHER[0] if file in TOGETHER else file

    return ByFile(config, log)
