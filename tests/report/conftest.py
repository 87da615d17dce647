"""The command line."""

from tests.command_line import cli  # noqa: F401
