"""Rows, clocks and a stirring instrument for the tests of mechanisms."""

import importlib.util
import sys
from types import SimpleNamespace

import pytest

import govsim.outcomes
import govsim.schedule  # noqa: F401 - declares all rules
from govsim.engines.plan import columns_of
from govsim.language import CHANNELS, INSTRUMENTS, PARAMETERS, draw
from govsim.scenario import Adoption

# the value of a channel's effect at which it does nothing, by how the channel combines
IDENTITY = {"add": 0.0, "any": 0.0, "product": 1.0, "max": 0.0, "min": 1000.0}


class Clock:
    """A week of one run, for calling rules as plain functions."""

    def __init__(self, week=10, key=7):
        self.week, self.key = week, key

    def draw(self, agent, purpose, k=0):
        return draw(self.key + 1000 * self.week, agent, purpose, k)

    def trait(self, agent, purpose, k=0):
        return draw(self.key, agent, purpose, k)


def row(table, **values):
    """A row at the declared defaults, channels neutral, but for what is given."""
    columns = {name: about.default for name, about in columns_of(table).items()}
    assert set(values) <= set(columns), set(values) - set(columns)
    return SimpleNamespace(**{**columns, "alive": True, **values})


def parameters(**values):
    """All parameters at their defaults, but for what is given."""
    assert set(values) <= set(PARAMETERS), set(values) - set(PARAMETERS)
    return SimpleNamespace(**{name: about.default for name, about in PARAMETERS.items()} | values)


def an_enterprise(**values):
    """A living enterprise of 25 workers."""
    usual = {
        "id": 5,
        "headcount": 25,
        "crew": 25,
        "size_scale": 1.0,
        "size_major": 1.0,
        "size_fine": 1.0,
        "size_exit": 1.0,
        "death_sum": 2.0,
        "announced_share": 0.7,
        "cost_cover": 0.3,
        "training_hours": 0.5,
        "drilled_hours": 0.15,
        "fine_due": 25_000.0,
        "revenue": 350_000.0,
        "margin": 0.05,
        "premium": 800.0,
        "effort_price": 3_000.0,
    }
    return row("enterprise", **{**usual, **values})


@pytest.fixture(scope="session")
def stir(tmp_path_factory):
    """An instrument that can move any channel: a setting for each, generated from the list of channels."""
    lines = [
        "from govsim.language import Instrument, setting",
        "",
        "stir = Instrument('stir', zh='试验', settings=dict(",
    ]
    for made in CHANNELS.values():
        still = IDENTITY[made.combine]
        lines.append(f"    {made.name}=setting({still}, low=-1e9, high=1e9, unit='{made.unit}', neutral={still}),")
    lines += ["))", ""]
    for made in CHANNELS.values():
        lines += [
            f"@stir.effect('{made.name}')",
            f"def move_{made.name}({made.level}, p, now):",
            f"    return p.{made.name}",
            "",
        ]
    path = tmp_path_factory.mktemp("plugin") / "stir_all_channels.py"
    path.write_text("\n".join(lines), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("stir_all_channels", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["stir_all_channels"] = module
    spec.loader.exec_module(module)

    def adopt(start=0, **settings):
        still = {name: float(about.default) for name, about in module.stir.settings.items()}
        return Adoption("stir", {**still, **settings}, start)

    yield adopt
    del INSTRUMENTS["stir"], sys.modules["stir_all_channels"]
