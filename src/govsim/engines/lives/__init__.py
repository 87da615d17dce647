"""Ten years of one agent: what the compiled engine leaves of it week by week, and the weeks in which it turned."""

from govsim.engines.lives.record import Life, life_of
from govsim.engines.lives.turning import Turning, turning_points
from govsim.engines.lives.weeks import weeks_told

__all__ = ["Life", "Turning", "life_of", "turning_points", "weeks_told"]
