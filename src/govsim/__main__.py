"""The command line: `govsim COMMAND KEY=VALUE ...`.

Nothing heavy is imported before it is needed: help and lists answer at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

USAGE = """\
govsim: agent-based simulation of workplace-safety governance

Commands
  run        one scenario          govsim run scenario=safety_points seeds=20
  compare    several scenarios     govsim compare scenarios=[baseline,credit,safety_points,insurance] seeds=50
  sweep      vary settings         govsim sweep scenario=credit instrument.credit_penalties.loan_spread=0,0.02 seeds=20
  list       what there is         govsim list instruments|scenarios|outcomes|parameters|channels|industries
  show       one thing             govsim show credit_penalties
  explain    one enterprise-week   govsim explain enterprise=17 week=130 scenario=combined seed=1
  baseline   beside published data govsim baseline
  effects    every instrument      govsim effects
  manual     write the manual      govsim manual out=DIR lang=en|zh

Keys
  scenario=NAME  instrument=[a,b]  instrument.NAME.SETTING=VALUE  parameter.NAME=VALUE  industry.NAME.COLUMN=VALUE
  population=county|small|register  population.path=FILE.csv  weeks=520  seeds=20 or seeds=[7,9]  engine=core|mesa
  out=FOLDER  tables=yearly  plugins=[my_instrument.py]  lang=en|zh

Flags
  --json           the table as JSON and nothing else
  --cfg job        the composed settings; nothing runs
  --multirun, -m   every combination of values given as a,b
  --config-dir DIR scenario files of your own, in DIR/scenario/
  --help, -h       after a command: all keys with their defaults (--hydra-help: Hydra's own flags)
  --shell-completion install=bash   completion on the tab key: eval "$(govsim -sc install=bash)"
"""
COMPOSING = ("run", "compare", "sweep", "baseline", "effects", "explain")
COMMANDS = (*COMPOSING, "list", "show", "manual")
BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 when runs failed, or 2 for bad input."""
    words = list(sys.argv[1:] if argv is None else argv)
    if argv is None:  # a process told to end cleans up like one interrupted
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    from govsim.study.errors import InputError, RunError

    try:
        return _dispatch(words)
    except InputError as error:
        print(f"govsim: {error}", file=sys.stderr)
        return BAD_INPUT
    except RunError as error:
        print(f"govsim: {error}", file=sys.stderr)
        return FAILED
    except SystemExit as done:  # Hydra's way to end after its help
        return done.code if isinstance(done.code, int) else FAILED
    except KeyboardInterrupt:
        print("govsim: interrupted; nothing was written.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _dispatch(words: list[str]) -> int:
    from govsim.study.errors import unknown

    if not words or words[0] in ("--help", "-h", "help"):
        print(USAGE, end="")
        return 0 if words else BAD_INPUT
    if words[0] in ("--version", "-V"):
        from govsim import __version__

        print(f"govsim {__version__}")
        return 0
    if "--shell-completion" in words or "-sc" in words:
        return _complete(words)
    command, rest = words[0], words[1:]
    if command not in COMMANDS:
        raise unknown("command", command, COMMANDS, see="See `govsim --help`.")
    if command in ("list", "show"):
        return _look_up(command, rest)
    if command == "manual":
        from govsim.report import manual

        return manual.main(rest)
    return _compose_and_run(command, rest)


def _look_up(command: str, rest: list[str]) -> int:
    """`list` and `show`, from declarations and files as they stand."""
    from govsim.study.declarations import load_plugins
    from govsim.study.errors import InputError
    from govsim.study.listing import LISTS, list_all, show
    from govsim.study.terminal import print_rows

    flags, rest = _own_flags(rest)
    plugins = [word.removeprefix("plugins=").strip("[]") for word in rest if word.startswith("plugins=")]
    load_plugins(path for given in plugins for path in given.split(",") if path)
    names = [word for word in rest if not word.startswith("plugins=")]
    if flags["help"] or not names:
        print(f"govsim list {'|'.join(LISTS)}\ngovsim show NAME")
        return 0 if flags["help"] else BAD_INPUT
    if len(names) > 1:
        raise InputError(f"{command} takes one name; given: {', '.join(names)}.")
    if command == "list":
        print_rows(list_all(names[0], flags["config_dir"]), flags["json"])
        return 0
    head, rows = show(names[0], flags["config_dir"])
    if not flags["json"]:
        print("\n".join(head))
    print_rows(rows, flags["json"])
    return 0


def _compose_and_run(command: str, rest: list[str]) -> int:
    """Commands whose settings Hydra composes."""
    flags, others = _own_flags(rest)
    if flags["help"]:
        from govsim.study.listing import help_on_keys

        print(USAGE)
        print(help_on_keys(flags["config_dir"]))
        return 0
    from govsim.study.command_line import run_command

    return run_command(command, others, flags, [command, *rest])


def _own_flags(words: list[str]) -> tuple[dict[str, Any], list[str]]:
    """Take out the flags that are ours; the others are Hydra's."""
    flags: dict[str, Any] = {"json": False, "help": False, "config_dir": None}
    others: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--json":
            flags["json"] = True
        elif word in ("--help", "-h"):
            flags["help"] = True
        elif word in ("--config-dir", "-cd"):
            flags["config_dir"] = next(waiting, "")
        elif word.startswith("--config-dir="):
            flags["config_dir"] = word.split("=", 1)[1]
        else:
            others.append(word)
    return flags, others


def _complete(words: list[str]) -> int:
    """Completion on the tab key: commands and names are ours, keys and values are Hydra's."""
    from govsim.study.command_line import complete

    complete([word for word in words if word not in ("--shell-completion", "-sc")], COMMANDS, COMPOSING)
    return 0


if __name__ == "__main__":
    sys.exit(main())
