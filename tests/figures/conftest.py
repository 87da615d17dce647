import importlib.util
import sys
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("tables_for_figures", Path(__file__).with_name("tables_for_figures.py"))
tables_for_figures = importlib.util.module_from_spec(_spec)
sys.modules.setdefault("tables_for_figures", tables_for_figures)
_spec.loader.exec_module(tables_for_figures)


@pytest.fixture(scope="session")
def comparison():
    return tables_for_figures.comparison()


@pytest.fixture
def pages(monkeypatch):
    """The pages that were drawn, by file name; no file is written, which takes longer than all else."""
    from govsim.figures import style

    kept = {}
    monkeypatch.setattr(style.Page, "save", lambda page, folder, stem: kept.update({stem: page}) or [])
    return kept


@pytest.fixture
def saved(monkeypatch):
    """The pages that were written as files, by file name."""
    from govsim.figures import style

    kept = {}
    save = style.Page.save
    monkeypatch.setattr(
        style.Page, "save", lambda page, folder, stem: kept.update({stem: page}) or save(page, folder, stem)
    )
    return kept
