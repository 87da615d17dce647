"""What happens in a week, in order, as the engines carry it out."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row, Shown
from govsim.language import Model
from govsim.locale import knows
from govsim.study.speak.errors import thing
from govsim.study.speak.words import rule_said, spoken, tell


def _rows(known: Known) -> list[Row]:
    """A row a rule; what is done alike on several tables is one row."""
    from govsim.engines.week_lines import lines_of

    model = known.model
    tables: dict[tuple[str, str, str], list[str]] = {}
    for line in lines_of(model):
        tables.setdefault((line.phase, line.what, line.step), []).append(line.table)
    return [
        {
            "phase": _phase(model, phase),
            "rule": rule,
            "table": ", ".join(where),
            "meaning": rule_said(model, rule) if rule else tell(f"week.{step}"),
        }
        for (phase, rule, step), where in tables.items()
    ]


def _phase(model: Model, name: str) -> str:
    return tell(f"phase.{name}") if knows(f"phase.{name}") else model.phase_label(name, spoken())


def _show(name: str, known: Known) -> Shown:
    """A rule: what it does, when, on whose rows, and what it writes."""
    model = known.model
    made = model.rules[name]
    phase = next(phase for phase, rules in model.week if made in rules)
    row = {"phase": _phase(model, phase), "table": made.table, "writes": ", ".join(sorted(made.writes))}
    return [f"{name}  {tell('listing.kind', kind=thing('rule'))}", rule_said(model, name)], [row]


LIST = List("week", 60, _rows, "rule", lambda known: known.model.rules, _show)
