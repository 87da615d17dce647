"""Processes of their own that need not load the libraries again: copies of one that has loaded nothing else.

Each begins as `python -m govsim` or `python -c` would, without a module of govsim; where processes cannot be copied, it
is one of these.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

SERVER = """
import json, os, runpy, sys, traceback
import hydra, mesa, numpy, omegaconf, pandas, pyarrow, pyarrow.parquet, scipy.special, scipy.stats, yaml
import hydra._internal.config_loader_impl, hydra.core.override_parser.overrides_parser

for line in sys.stdin:
    asked = json.loads(line)
    pid = os.fork()
    if pid:
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
        continue
    for number, name in ((0, os.devnull), (1, asked["out"]), (2, asked["err"])):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.path[:0] = [asked["cwd"], *asked["env"].get("PYTHONPATH", "").split(os.pathsep)]
    sys.dont_write_bytecode = "PYTHONDONTWRITEBYTECODE" in asked["env"]
    status = 0
    try:
        if asked["words"] is not None:
            sys.argv[:] = ["govsim", *asked["words"]]
            runpy.run_module("govsim", run_name="__main__", alter_sys=True)
        else:
            exec(compile(asked["script"], "<string>", "exec"), {"__name__": "__main__"})
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
"""


@contextmanager
def forks(place):
    """A way to start processes of the package in a folder: `call(*words)` or `call(script=text)`, with `cwd` and `env`.

    Args:
        place: a folder for what they print.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        yield started
        return
    out, err = str(Path(place) / "printed.out"), str(Path(place) / "printed.err")
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:

        def call(*words, script=None, cwd, env):
            asked = {"words": None if script else words, "script": script, "cwd": str(cwd), "env": dict(env)}
            print(json.dumps(asked | {"out": out, "err": err}), file=server.stdin, flush=True)
            status = int(server.stdout.readline())
            told = [Path(name).read_text(encoding="utf-8") for name in (out, err)]
            return SimpleNamespace(returncode=status, stdout=told[0], stderr=told[1])

        yield call
        server.stdin.close()


def started(*words, script=None, cwd, env):
    """The same by a process that is started anew."""
    program = ["-c", script] if script else ["-m", "govsim", *words]
    return subprocess.run([sys.executable, *program], cwd=cwd, env=env, capture_output=True, text=True)
