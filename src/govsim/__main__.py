"""The command line: `govsim COMMAND KEY=VALUE ...`.

Nothing heavy is imported before it is needed: help and lists answer at once.
"""

from __future__ import annotations

import atexit
import gc
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from govsim.study.speak.process import is_ours

if TYPE_CHECKING:
    from govsim.commands.common.record import Call

BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130
FEW_KERNELS = 3  # compiled in seconds, as those of a plugin
SAME_WISH = 2.0  # seconds in which a second Ctrl-C wants what the first did, and must not cut short what is being kept
OBJECTS = 10_000  # made between two searches for what nobody needs; at Python's 700 they take a fifteenth of a command
_asked_to_stop: list[float] = []  # when


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 when runs failed, 2 for bad input, or 130 when interrupted."""
    _asked_to_stop.clear()
    if argv is not None or not is_ours():
        return _run(list(sys.argv[1:] if argv is None else argv), ours=False)
    gc.set_threshold(OBJECTS)
    try:
        signal.signal(signal.SIGINT, _stop)
        signal.signal(signal.SIGTERM, _stop)  # a process told to end cleans up like one interrupted
        from govsim.study.speak.streams import ready_for_anything

        status = _run(sys.argv[1:], ours=True, unheard=ready_for_anything())
    except KeyboardInterrupt:  # before there was anything to interrupt
        from govsim.study.speak.words import tell

        _complain(tell("note.interrupted") + tell("note.nothing_kept"))
        status = INTERRUPTED
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # all is done
    if status != INTERRUPTED:
        atexit._run_exitfuncs()
    _leave_at_once(status)
    return status


@contextmanager
def _speaking_as_the_terminal_can(ours: bool) -> Iterator[None]:
    """A letter that the terminal's encoding has not becomes a question mark, and a warning is one line.

    In a process that is not ours, all of it is as before in the end.
    """
    import io
    import warnings

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


def _stop(number: int, _: object) -> None:
    """Interrupt, and remember it: a library caught half-way may turn the interruption into an error of its own."""
    again = bool(_asked_to_stop) and time.monotonic() - _asked_to_stop[-1] < SAME_WISH
    _asked_to_stop.append(time.monotonic())
    if not again:
        raise KeyboardInterrupt


def _leave_at_once(status: int) -> None:
    """End without tearing Python down: that frees what is in memory piece by piece, for as long as a figure takes.

    Threads caught inside compiled code would abort it with a message of its own.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):  # what could not be written was said where it was tried
            stream.flush()
    os._exit(status)


def _run(words: list[str], ours: bool, unheard: bool = False) -> int:
    """Run a command in the language asked for.

    Args:
        words: after the program's name.
        ours: whether the process was started for the command.
        unheard: whether standard output was closed from the start.
    """
    from govsim.engines.news import told_of_compiling
    from govsim.study.speak.terminal import KEPT
    from govsim.study.speak.words import language_in, speaking, tell

    KEPT.clear()
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    language = speaking(language_in(words))
    with _speaking_as_the_terminal_can(ours), language, told_of_compiling(_telling_of_compiling()):
        status = _answered(words, debug, ours)
        if unheard:
            _complain(tell("error.not_printed", reason=tell("os.EBADF")))
        return status or (FAILED if unheard else 0)


def _warn(message: Warning | str, category: type[Warning], *about: Any) -> None:
    from govsim.locale import SpokenWarning
    from govsim.study.speak.words import tell

    said = tell(message.key, **message.values) if isinstance(message, SpokenWarning) else " ".join(str(message).split())
    print(f"govsim: {said}", file=sys.stderr)


def _telling_of_compiling() -> Callable[[int], None]:
    """Who says that kernels are compiled: what is done once is said once in a command."""
    many: list[int] = []

    def say_so(kernels: int) -> None:
        from govsim.study.speak.terminal import say
        from govsim.study.speak.words import tell

        if kernels <= FEW_KERNELS:
            say(tell("note.compiling_few"))
            return
        say(tell("note.compiling_more" if many else "note.compiling"))
        many.append(kernels)

    return say_so


def _answered(words: list[str], debug: bool, ours: bool) -> int:
    """Run a command; whatever goes wrong is one line on standard error."""
    from govsim.study.speak.errors import InputError, RunError, one_line
    from govsim.study.speak.streams import NotPrintedError, flushed, throw_away_the_rest
    from govsim.study.speak.words import tell

    try:
        status = _dispatch(words)
        flushed()
        return status
    except (InputError, RunError) as error:
        if _asked_to_stop and isinstance(error, InputError):  # not the user's mistake: nothing has begun
            return _interrupted(debug)
        _complain(str(error), debug)
        return BAD_INPUT if isinstance(error, InputError) else FAILED
    except SystemExit as done:  # Hydra's way to end after its help
        return done.code if isinstance(done.code, int) else FAILED
    except KeyboardInterrupt as error:
        return _interrupted(debug, str(error))
    except BrokenPipeError:  # the reader of a pipe has seen enough
        if ours:
            throw_away_the_rest()
        return 0
    except NotPrintedError as error:
        throw_away_the_rest()
        _complain(tell("error.not_printed", reason=str(error)), debug)
        return FAILED
    except Exception as error:
        if _asked_to_stop:
            return _interrupted(debug)
        if isinstance(error, OSError) and _is_homeless():
            _complain(tell("error.no_working_folder"), debug)
            return BAD_INPUT
        _complain(tell("error.unexpected", error=f"{type(error).__name__}: {one_line(error)}"), debug)
        return FAILED


def _interrupted(debug: bool, said: str = "") -> int:
    from govsim.study.speak.terminal import KEPT
    from govsim.study.speak.words import tell

    what = tell("note.all_kept", folder=KEPT[-1]) if KEPT else tell("note.nothing_kept")
    _complain(said or tell("note.interrupted") + what, debug)
    return INTERRUPTED


def _is_homeless() -> bool:
    """Whether the working folder is no longer there."""
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def _complain(text: str, debug: bool = False) -> None:
    """One line for each mistake, and where it came from when asked for."""
    if debug:
        import traceback

        traceback.print_exc()
    from govsim.study.speak.layout import complaint

    for line in text.splitlines() or [""]:
        print(complaint(f"govsim: {line}", sys.stderr), file=sys.stderr)


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
    from dataclasses import replace

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
