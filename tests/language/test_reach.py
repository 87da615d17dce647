"""A function's reach is the code that decides what it does: no word of a docstring, no blank, no comment."""

import pytest
from tests.contract.stage import write_module

from govsim.language.reach import reach_digest, reach_of

FILE = '''
from reach_help import helped

SIZE = 2.0
OTHER = 9.0


def act(enterprise, p, now):
    """What it says."""
    # why
    return helped(SIZE * p.size)
'''
HELP = '''
BASE = 1


def helped(x):
    """Help."""
    return further(x) + BASE


def further(x):
    return x
'''


@pytest.fixture
def digest(tmp_path):
    """The digest of `act` after some texts were replaced in one of the two files."""

    def of(file="", before="", after=""):
        texts = {"reach_help": HELP, "reach_file": FILE}
        if file:
            assert before in texts[file]
            texts[file] = texts[file].replace(before, after)
        folder = tmp_path / f"{file}{before == ''}"
        folder.mkdir()
        modules = [write_module(folder, name, text) for name, text in texts.items()]
        return reach_digest(modules[-1].act)

    return of


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("reach_file", "SIZE = 2.0", "SIZE = 3.0"),
        ("reach_file", "SIZE * p.size", "SIZE + p.size"),
        ("reach_help", "further(x) + BASE", "further(x) - BASE"),
        ("reach_help", "return x\n", "return -x\n"),
        ("reach_help", "BASE = 1", "BASE = 1.0"),
    ],
)
def test_what_decides_is_seen(digest, file, before, after):
    assert digest(file, before, after) != digest()


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("reach_file", "What it says.", "What else it says."),
        ("reach_file", '    """What it says."""\n', ""),
        ("reach_file", "# why", "# because"),
        ("reach_file", "SIZE * p.size", "(SIZE\n        * p.size)"),
        ("reach_file", "OTHER = 9.0", "OTHER = 1.0"),
        ("reach_help", '"""Help."""', '"""Helps."""'),
    ],
)
def test_what_decides_nothing_is_not_seen(digest, file, before, after):
    assert digest(file, before, after) == digest()


def test_each_function_stands_in_it_once():
    import govsim.schedule  # noqa: F401
    from govsim.mechanisms.injuries import be_injured

    text = reach_of(be_injured)
    assert text.count("def clip(") == 1 and text.count("def exp(") == 1
