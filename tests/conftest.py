"""Tests speak English unless they ask for another language, take the time they need, and share what processors are."""

import os

import pytest
from hypothesis import settings

TOGETHER = ("tests/commands/test_bad_input.py", "tests/commands/test_messages.py")  # they count messages together


def pytest_configure():
    os.environ["LANGUAGE"] = "en"
    settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
    settings.load_profile("untimed")


def pytest_runtest_setup():
    os.environ.pop("COLUMNS", None)  # readline sets it, and whether it was imported decides nothing here


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A file's tests stay in one process, since they share what the file has made."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.split("::", 1)[0]
            return TOGETHER[0] if file in TOGETHER else file

    return ByFile(config, log)
