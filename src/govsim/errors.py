"""What can go wrong, as one tree: `except GovsimError` catches whatever the package raises on purpose."""

from __future__ import annotations

from govsim.locale.message import Message, Said, in_language, spoken


class GovsimError(BaseException):
    """Anything that the package raises on purpose.

    `str()` is the message in the language that was spoken, English unless a command asked for another; `in_language`
    gives it in either.
    """

    def __init__(self, said: str | Message = "") -> None:
        words: str = Said(said.text(spoken()), said) if isinstance(said, Message) else said
        super().__init__(words)

    def in_language(self, lang: str = "en") -> str:
        """The message in English or Chinese."""
        return in_language(self.args[0] if self.args else "", lang)


class InputError(GovsimError, ValueError):
    """Something the user gave cannot be used; the message is one line, or a line for each mistake.

    Attributes:
        several: where it says several mistakes, an error for each.
    """

    several: tuple[InputError, ...] = ()


class NoTaskError(InputError):
    """A share was asked for where there is no task of an array; the message is one line.

    Attributes:
        folder: where the results would go.
        runs, parts: how many there are in all.
    """

    folder: object = None
    runs = parts = 0


class RunError(GovsimError, RuntimeError):
    """The input is fine but no run came to its end; the message is one line."""


class Interrupted(GovsimError, KeyboardInterrupt):  # noqa: N818 - no error: the user wanted it
    """Stopped by the user; the message says what is kept."""


class ShareDone(GovsimError):  # noqa: N818 - no error: there is nothing more to do here
    """A task of an array has played its share; the message says what is kept."""


class PopulationError(GovsimError, ValueError):
    """A population that cannot exist; the message names the key, the value, the bounds and the unit."""
