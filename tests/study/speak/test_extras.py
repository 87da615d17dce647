"""Libraries of extras are imported where they are used, and named in one line where they are missing."""

import sys

import pytest

from govsim.errors import InputError
from govsim.study.speak.extras import extra


def test_a_library_that_is_there_is_given():
    assert extra("jinja2.nodes").__name__ == "jinja2.nodes"


@pytest.mark.parametrize(("module", "package"), [("docx", "python-docx"), ("sklearn.gaussian_process", "scikit-learn")])
def test_one_that_is_missing_is_named_with_the_command_that_installs_it(module, package, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"{package}.*pip install 'govsim\[analysis\]'"):
        extra(module)


def test_a_fault_inside_a_library_is_no_missing_library(tmp_path, monkeypatch):
    (tmp_path / "half_installed.py").write_text("import nothing_of_this_name")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="nothing_of_this_name"):
        extra("half_installed")
