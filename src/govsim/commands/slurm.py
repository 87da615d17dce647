"""`govsim slurm COMMAND ...`: the script by which Slurm shares the runs of a command out among machines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from govsim.commands.common.record import Call, Command, Composed, Usage

RUNNING = ("run", "compare", "sweep", "sensitivity")  # commands whose runs are kept in parts
KEYS = ("workers", "cpus", "hours", "script")
USUAL_SCRIPT = "govsim-slurm.sh"
MARK = "# Written by `govsim slurm`."
MOST_CPUS, MOST_HOURS = 1024, 10_000


def _slurm(words: Sequence[str], call: Call) -> int:
    """Check the command as it stands, and write its script; nothing is run.

    Raises:
        InputError: before anything is written.
    """
    from govsim.commands.common.line import run_composed
    from govsim.commands.common.record import commands
    from govsim.errors import NoTaskError
    from govsim.study.ask.cluster import CLUSTER_KEYS
    from govsim.study.speak.errors import InputError, unknown
    from govsim.study.speak.terminal import say, tell_out
    from govsim.study.speak.words import counted, tell

    if call.help or not words:
        tell_out(tell("usage.slurm"))
        return 0 if call.help else 2
    if words[0] not in RUNNING:
        raise unknown("command", words[0], RUNNING, "govsim slurm")
    own, rest = _own([one for one in words[1:] if one != "cluster=slurm"])
    for key in CLUSTER_KEYS[:2]:
        if any(one.startswith(f"{key}=") for one in rest):
            raise InputError(tell("error.cluster_key", key=key, kinds="cluster=dask"))
    if any(one in ("-m", "--multirun", "--cfg", "-c") for one in rest):
        raise InputError(tell("error.cluster_whole", what="--multirun, --cfg"))
    command = commands()[words[0]]
    assert isinstance(command.action, Composed)
    asked = [*rest, "cluster=slurm", f"workers={own['workers']}"]
    try:
        run_composed(command, command.action, asked, call)
    except NoTaskError as planned:
        file = _written(own, words[0], rest, call, planned)
        about = {"runs": counted("runs", planned.runs), "tasks": own["workers"], "parts": planned.parts}
        tell_out(tell("slurm.written", file=file, folder=planned.folder, **about))
        if int(own["workers"]) > planned.parts:
            say(tell("warning.slurm_idle", tasks=own["workers"], parts=planned.parts))
        return 0
    say(tell("slurm.nothing"))
    return 0


def _own(words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Our own keys with their values, and the other words."""
    from govsim.study.ask.checks import whole
    from govsim.study.ask.cluster import MOST_WORKERS
    from govsim.study.speak.errors import InputError, wrong_kind
    from govsim.study.speak.words import tell

    given = {key: value for key, _, value in (one.partition("=") for one in words) if key in KEYS}
    rest = [one for one in words if one.partition("=")[0] not in KEYS]
    if "workers" not in given:
        raise InputError(tell("error.cluster_tasks"))
    for key, most, unit in (("workers", MOST_WORKERS, "workers"), ("cpus", MOST_CPUS, "threads"),
                            ("hours", MOST_HOURS, "hours")):  # fmt: skip
        text = given.setdefault(key, "1")
        given[key] = str(whole(key, int(text) if text.isdecimal() else text, 1, most, unit))
    if given.setdefault("script", USUAL_SCRIPT) == "":
        raise wrong_kind("script", "", tell("wanted.name"))
    return given, rest


def _written(own: dict[str, str], command: str, rest: Sequence[str], call: Call, planned: object) -> Path:
    """Write the script; a file that is none of ours is left alone."""
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.paths import typed_path
    from govsim.study.speak.words import tell

    file = typed_path(own["script"])
    try:
        if file.exists() and MARK not in file.read_text(encoding="utf-8", errors="replace"):
            raise InputError(tell("error.script_there", file=file))
        file.write_text(script(own, command, rest, call, planned), encoding="utf-8", newline="\n")
        file.chmod(0o755)
    except OSError as error:
        raise InputError(tell("error.file_unwritable", key="script", file=file)) from error
    return file


def script(own: dict[str, str], command: str, rest: Sequence[str], call: Call, planned: object) -> str:
    """The script: by itself it submits an array of tasks and a job after them; in a task it plays a share."""
    import os
    import re
    import shlex
    import sys

    flags = (["--json"] if call.json else []) + (["--config-dir", call.config_dir] if call.config_dir else [])
    said = shlex.join([sys.executable, "-m", "govsim", command, *rest, *flags])
    folder = Path(str(getattr(planned, "folder", "."))).absolute()
    tasks = int(own["workers"])
    return f"""#!/bin/bash
{MARK} `bash FILE` submits it: an array of {tasks} tasks, each of which plays its share of the
# runs, and a job that puts the tables together and plays what a task has left undone. Any of them may be run again.
#SBATCH --job-name=govsim-{re.sub(r"[^A-Za-z0-9_.-]", "_", folder.name)}
#SBATCH --cpus-per-task={own["cpus"]}
#SBATCH --time={own["hours"]}:00:00
#SBATCH --output=govsim-slurm-%A_%a.txt
set -e
cd {shlex.quote(os.getcwd())}
command={shlex.quote(said)}
if [ -n "$SLURM_ARRAY_TASK_ID" ]; then
  eval "$command" cluster=slurm workers={tasks} threads="${{SLURM_CPUS_PER_TASK:-{own["cpus"]}}}"
elif [ -n "$SLURM_JOB_ID" ]; then
  eval "$command" threads="${{SLURM_CPUS_PER_TASK:-{own["cpus"]}}}"
else
  file=$(readlink -f "${{BASH_SOURCE[0]}}")
  array=$(sbatch --parsable --array=0-{tasks - 1} "$file")
  last=$(sbatch --parsable --dependency=afterany:"${{array%%;*}}" "$file")
  echo "Submitted $array (tasks 0 to {tasks - 1}) and $last (the tables); results:" {shlex.quote(str(folder))}
fi
"""


COMMAND = Command(
    "slurm", 87,
    (Usage("on many machines by Slurm", "用 Slurm 在多台机器上运行",
           "govsim slurm compare scenarios=[baseline,credit] seeds=500 workers=20 cpus=4"),),
    _slurm,
    names=lambda: RUNNING,
)  # fmt: skip
