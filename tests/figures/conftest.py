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
    """The pages that were saved, by file name."""
    from govsim.figures import style

    kept = {}
    save = style.Page.save

    def keep(page, folder, stem):
        kept[stem] = page
        return save(page, folder, stem)

    monkeypatch.setattr(style.Page, "save", keep)
    return kept
