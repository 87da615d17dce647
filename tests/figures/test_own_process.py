"""What a command does with matplotlib in its own process, and what a notebook keeps."""

import subprocess
import sys
import textwrap

import pytest


def told(code, ours):
    start = 'import sys\nsys.orig_argv = ["python", "-m", "govsim"]\n' if ours else ""
    done = subprocess.run(
        [sys.executable, "-c", start + textwrap.dedent(code)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("ours", [False, True])
def test_a_notebook_has_the_help_of_matplotlib_and_a_command_all_but_that(ours):
    answer = told(
        """
        import govsim.figures
        from matplotlib import artist, lines
        line = lines.Line2D([0], [0])
        line.set(color="#123456", linewidth=3)
        try:
            line.set(no_such_property=1)
        except AttributeError:
            print(line.get_color(), line.get_linewidth())
        print("linewidth" in (lines.Line2D.set.__doc__ or ""), "linewidth" in artist.kwdoc(lines.Line2D))
        """,
        ours,
    )
    assert answer == ["#123456", "3.0", str(not ours), "True"]


def test_a_library_that_was_there_before_keeps_its_help():
    answer = told(
        """
        import matplotlib.lines
        import govsim.figures
        print("linewidth" in matplotlib.lines.Line2D.set.__doc__)
        """,
        ours=True,
    )
    assert answer == ["True"]
