"""Rows and clocks for calling rules as plain functions."""

from types import SimpleNamespace

from govsim.language import draw
from govsim.model import model_of

MODEL = model_of()
PARAMETERS = MODEL.parameters


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
    columns = {name: about.default for name, about in MODEL.columns_of(table).items()}
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
        "size_visit": 0.5,
        "size_seen": 0.865,
        "size_grasp": 0.385,
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
