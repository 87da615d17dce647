"""Where compiled kernels are kept: a folder that cannot be written, is lost, or holds what nobody uses any more."""

import os
import time

import pytest

from govsim.engines import folder
from tests.equivalence.kernel_play import ONCE, PLAY, finished

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
