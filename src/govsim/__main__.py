"""The command line: `govsim COMMAND KEY=VALUE ...`.

Nothing heavy is imported before it is needed: help and lists answer at once.
"""

from __future__ import annotations

import io
import os
import re
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.locale import SpokenWarning

if TYPE_CHECKING:
    from govsim.commands.common.record import Call

BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 when runs failed, or 2 for bad input."""
    words = list(sys.argv[1:] if argv is None else argv)
    _asked_to_stop.clear()
    ours = argv is None and _is_our_process()
    if ours:  # a process told to end cleans up like one interrupted
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, _stop)
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    from govsim.study.speak.words import language_in, speaking

    with _speaking_as_the_terminal_can(ours), speaking(language_in(words)):
        status = _answered(words, debug, ours)
    if ours and status == INTERRUPTED:
        _leave_at_once(status)
    return status


def _is_our_process() -> bool:
    """Whether the process was started to run a command, and not a notebook or a script that runs one inside."""
    words = sys.orig_argv
    module = words[words.index("-m") + 1 :][:1] if "-m" in words else []
    scripts = (Path(word) for word in words[1:] if not word.startswith("-"))
    script = next(scripts, Path())
    return module in (["govsim"], ["govsim.__main__"]) or script.stem == "govsim" or script == Path(__file__)


@contextmanager
def _speaking_as_the_terminal_can(ours: bool) -> Iterator[None]:
    """A letter that the terminal's encoding has not becomes a question mark, and a warning is one line.

    In a process that is not ours, all of it is as before in the end.
    """
    streams = [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, io.TextIOWrapper)]
    before = [(stream, stream.errors) for stream in streams]
    for stream in streams:
        stream.reconfigure(errors="replace")
    with warnings.catch_warnings():
        warnings.showwarning = _warn  # type: ignore[assignment]  # where in the source it arose says nothing to a user
        try:
            yield
        finally:
            for stream, errors in [] if ours else before:
                stream.reconfigure(errors=errors)


def _warn(message: Warning | str, category: type[Warning], *about: Any) -> None:
    from govsim.study.speak.words import tell

    said = tell(message.key, **message.values) if isinstance(message, SpokenWarning) else " ".join(str(message).split())
    print(f"govsim: {said}", file=sys.stderr)


def _leave_at_once(status: int) -> None:
    """End without tearing Python down: threads caught inside compiled code would abort it with a message of its own."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


_asked_to_stop: list[int] = []


def _stop(number: int, _: object) -> None:
    """Interrupt, and remember it: a library caught half-way may turn the interruption into an error of its own."""
    _asked_to_stop.append(number)
    raise KeyboardInterrupt


def _answered(words: list[str], debug: bool, ours: bool) -> int:
    """Run a command; whatever goes wrong is one line on standard error."""
    from govsim.study.speak.errors import InputError, RunError, one_line
    from govsim.study.speak.words import tell

    try:
        return _dispatch(words)
    except (InputError, RunError) as error:
        if _asked_to_stop and isinstance(error, InputError):  # not the user's mistake: nothing has begun
            _complain(tell("note.interrupted") + tell("note.nothing_kept"), debug)
            return INTERRUPTED
        _complain(str(error), debug)
        return BAD_INPUT if isinstance(error, InputError) else FAILED
    except SystemExit as done:  # Hydra's way to end after its help
        return done.code if isinstance(done.code, int) else FAILED
    except KeyboardInterrupt as error:
        _complain(str(error) or tell("note.interrupted") + tell("note.nothing_kept"), debug)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has seen enough
        if ours:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if _asked_to_stop:
            _complain(tell("note.interrupted") + tell("note.nothing_kept"), debug)
            return INTERRUPTED
        _complain(tell("error.unexpected", error=f"{type(error).__name__}: {one_line(error)}"), debug)
        return FAILED


def _complain(line: str, debug: bool) -> None:
    """One line, and where it came from when asked for."""
    if debug:
        import traceback

        traceback.print_exc()
    print(f"govsim: {line}", file=sys.stderr)


def _dispatch(words: list[str]) -> int:
    from govsim.study.speak.errors import InputError, unknown
    from govsim.study.speak.words import tell

    for word in words:
        if re.search("[\0\ud800-\udfff]", word):
            raise InputError(tell("error.bad_character", word=ascii(word)))
    asked = [word for word in words if not word.startswith("lang=")]
    if not asked or asked[0] in ("--help", "-h", "help"):
        from govsim.commands.common.help import usage

        print(usage(), end="")
        return 0 if asked else BAD_INPUT
    if asked[0] in ("--version", "-V"):
        from govsim import __version__

        print(f"govsim {__version__}")
        return 0
    if "--shell-completion" in words or "-sc" in words:
        from govsim.commands.common.line import complete

        complete([word for word in words if word not in ("--shell-completion", "-sc")])
        return 0
    from govsim.commands.common.record import Call, Composed, commands

    if asked[0] not in commands():
        raise unknown("command", asked[0], commands(), see=tell("see.help"))
    command = commands()[asked[0]]
    rest = list(words)
    rest.remove(command.name)
    call, rest = _called(rest, Call(words=(command.name, *rest)))
    if not isinstance(command.action, Composed):
        return command.action(rest, call)
    if call.help:
        from govsim.commands.common.help import help_on_keys, usage

        print(usage())
        print(help_on_keys(call.config_dir))
        return 0
    from govsim.commands.common.line import run_composed

    return run_composed(command, command.action, rest, call)


def _called(words: list[str], call: Call) -> tuple[Call, list[str]]:
    """Take out the flags that are ours; the others are Hydra's."""
    others: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--json":
            call = replace(call, json=True)
        elif word in ("--help", "-h"):
            call = replace(call, help=True)
        elif word in ("--config-dir", "-cd"):
            call = replace(call, config_dir=_given(word, next(waiting, "")))
        elif word.startswith("--config-dir="):
            call = replace(call, config_dir=_given("--config-dir", word.split("=", 1)[1]))
        else:
            others.append(word)
    return call, others


def _given(flag: str, value: str) -> str:
    """The value of a flag that needs one."""
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    if not value:
        raise InputError(tell("error.flag_folder", flag=flag))
    return value


if __name__ == "__main__":
    sys.exit(main())
