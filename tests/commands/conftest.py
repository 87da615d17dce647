"""The stand-in engine and the command line."""

from tests.command_line import cli, engine, made_once, plugin, told  # noqa: F401
