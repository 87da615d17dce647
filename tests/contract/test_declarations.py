"""Everything declared says what it is, where it comes from, and is used; state stays where its declaration says."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import govsim.mechanisms
from govsim.engines import core
from govsim.language import facts_of, is_helper
from govsim.populations.industry_values import industry_table
from tests.contract.stage import CHANNELS, COUNTY, FATAL, INSTRUMENTS, MODEL, PARAMETERS, PROBED, RATES, adopt, county

OUTCOMES, RULES, TABLES = MODEL.outcomes, MODEL.rules, MODEL.tables
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SOURCE = re.compile(
    r"\bE\d{3}\b|\bR\d{2,3}\b|experiments/\w+|county-defaults|series|programme|industries\.csv|establishments\.csv|calibrated"
    r"|computed|structure|assumed"
)
NAMED = re.compile(r"\bE\d{3}\b|(?<=establishments\.csv )R\d+|(?<=county-defaults )\w+|(?<=series )[A-Z]\w+")
KNOWN = {
    line.strip()
    for line in (Path(__file__).parents[1] / "data" / "evidence_ids.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
}
COLUMNS = [(table, name) for table in TABLES for name in MODEL.declared_columns(table)]
SETTINGS = [(name, key) for name, made in INSTRUMENTS.items() for key in made.settings]

every_column = pytest.mark.parametrize(("table", "name"), COLUMNS)
every_parameter = pytest.mark.parametrize("name", PARAMETERS)
every_setting = pytest.mark.parametrize(("name", "key"), SETTINGS)


def assert_explained(made, where):
    assert CHINESE.search(made.zh), f"{where}: no Chinese label"
    assert SOURCE.search(made.source), f"{where}: source '{made.source}' names neither evidence nor 'assumed'"
    assert_known(made.source, where)


def assert_known(text, where):
    unknown = sorted(set(NAMED.findall(text)) - KNOWN)
    assert not unknown, f"{where} names {', '.join(unknown)}, which is not among the evidence"


@every_parameter
def test_a_parameter_has_unit_label_meaning_and_source(name):
    made = PARAMETERS[name]
    assert made.unit and made.meaning, name
    assert made.low < made.high, f"{name}: nothing to vary"
    assert made.low <= made.default <= made.high, f"{name}: default outside its bounds"
    assert_explained(made, name)


@every_column
def test_a_column_has_unit_label_meaning_and_source(table, name):
    made = MODEL.declared_columns(table)[name]
    where = f"{table}.{name}"
    assert made.meaning, f"{where}: no meaning"
    assert made.unit or isinstance(made.default, bool), f"{where}: no unit"
    if not isinstance(made.default, bool):
        assert np.isfinite([made.low, made.high]).all(), f"{where}: no bounds"
        assert made.low <= made.default <= made.high, f"{where}: default outside its bounds"
    assert_explained(made, where)


@every_setting
def test_a_setting_names_evidence_that_exists(name, key):
    made = INSTRUMENTS[name].settings[key]
    assert made.unit, f"{name}.{key}: no unit"
    assert_explained(made, f"{name}.{key}")


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_has_unit_label_and_counts_what_is_there(name):
    made = OUTCOMES[name]
    assert made.unit and CHINESE.search(made.zh), name
    for cell in made.total:
        table, _, column = cell.partition(".")
        assert column in MODEL.columns_of(table), f"{name} sums {cell}"
    if made.is_ratio:
        assert {made.over, made.by} <= set(OUTCOMES), name
    else:
        assert made.meaning, f"{name}: no meaning"


def test_a_value_of_the_industries_has_unit_bounds_and_a_source_that_exists():
    for cell in industry_table():
        where = f"{cell.industry}.{cell.column}"
        assert cell.unit and cell.low <= cell.value <= cell.high, where
        assert SOURCE.search(cell.source), f"{where}: source '{cell.source}'"
        assert_known(cell.source, where)


@pytest.mark.parametrize("file", sorted(Path(govsim.__file__).parent.rglob("*.py")), ids=lambda path: path.stem)
def test_evidence_named_in_a_docstring_exists(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            assert_known(ast.get_docstring(node) or "", f"{file.name}:{getattr(node, 'lineno', 1)}")


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_what_it_does(name):
    text = RULES[name].function.__doc__ or ""
    assert text.strip(), f"{name} has no docstring"


# --- Who writes and reads a column ----------------------------------------------------------------------------------


def helpers():
    """Every shared function of the rooms that declare."""
    rooms = ("govsim.mechanisms.", "govsim.instruments.", "govsim.populations.")
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith(rooms)]
    found = (made for module in modules for made in vars(module).values() if is_helper(made))
    return list(dict.fromkeys(made for made in found if made.__module__.startswith(rooms)))


def functions():
    """Every function of the model: rules, helpers, and what instruments do."""
    yield from (made.function for made in RULES.values())
    yield from helpers()
    for made in INSTRUMENTS.values():
        yield from (function for _, function in (*MODEL.effects_of(made.name), *made.bookings))
        if made.update:
            yield made.update


@cache
def written():
    """Columns that a rule writes, or that who exists fills in before the first week."""
    laid_out = {("enterprise", "headcount"), ("enterprise", "in_register")}
    laid_out |= {("regulator", "inspectors"), ("regulator", "strictness"), ("worker", "post")}
    laid_out |= {("enterprise", name) for name in ("place", "chain_kind", "depth")}
    laid_out |= {("industry", cell.column) for cell in industry_table()}
    return laid_out | {found for made in RULES.values() for found in made.facts.writes}


@cache
def read():
    """Columns that a function of the model reads, in a row or as the order of members, or that an outcome counts."""
    found = {pair for function in functions() for pair in facts_of(function).reads}
    for made in RULES.values():
        if made.order:
            members = next(t.name for t in TABLES.values() if t.plural in made.facts.arguments)
            found.add((members, made.order))
    found |= {tuple(cell.split(".")) for made in OUTCOMES.values() for cell in made.total}
    found |= {tuple(cell.split(".")) for cell in MODEL.ledger}
    found |= {("enterprise", name) for name in (*MODEL.yearly[0], *MODEL.yearly[1])}
    return found | {(made.level, made.neutral) for made in CHANNELS.values() if isinstance(made.neutral, str)}


CONSTANTS = {("public", "residents")}  # a number of the county that only scales a rate for readers
# State that no rule, instrument or outcome reads: there for `explain`, for plugins and for the balances that tests
# draw up. A new column does not belong here unless someone wants to look at it.
SHOWN_ONLY = {
    ("public", "bystanders_killed"), ("public", "worker_count"),
    ("public", "pool_out"), ("public", "pool_drift"), ("insurer", "loss_ratio"),
    ("enterprise", "risk_score"), ("enterprise", "majors_born"),
    ("enterprise", "profit"),  # read by a measure that needs a part
    ("enterprise", "place"),  # read by scopes
    ("regulator", "strictness"),  # read by a part
}  # fmt: skip


@every_column
def test_a_column_is_written_and_read(table, name):
    assert (table, name) in written() | CONSTANTS, f"no rule writes {table}.{name}"
    assert (table, name) in read() | SHOWN_ONLY, f"nobody reads {table}.{name}"


def test_what_is_only_shown_is_read_by_nobody():
    assert not SHOWN_ONLY & read()


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_is_read_by_a_rule_and_written_by_none(name):
    level = CHANNELS[name].level
    assert (level, name) in read(), f"no rule reads channel {name}"
    assert all((level, name) not in made.facts.writes for made in RULES.values())


@every_parameter
def test_a_parameter_is_read_by_a_rule(name):
    rules = [made.function for made in RULES.values()]
    shared = [made for made in helpers() if made.__module__.startswith("govsim.mechanisms")]
    assert any(("p", name) in facts_of(function).reads for function in rules + shared), f"nobody reads p.{name}"


# --- State stays in its range ----------------------------------------------------------------------------------------


def out_of_range(run, seen):
    """Note the first week in which a column of a living row leaves its declared range."""
    for table, rows in run.world.tables.items():
        living = rows[rows["alive"]]
        for name, made in MODEL.declared_columns(table).items():
            values = living[name]
            if not len(values) or values.dtype == bool:
                continue
            low, high = float(values.min()), float(values.max())
            if not (low >= made.low and high <= made.high):  # written so that not a number counts as outside
                seen.setdefault(f"{table}.{name}", f"week {run.week - 1}: {low:g} to {high:g}, declared {made.low:g} "
                                                   f"to {made.high:g}")  # fmt: skip
        for name, made in CHANNELS.items():
            if made.level == table and len(living):
                values = living[name]
                if not ((values >= made.low) & (values <= made.high)).all():
                    seen.setdefault(f"channel {name}", f"week {run.week - 1}: {values.min():g} to {values.max():g}")


def ranges_over(made, weeks):
    run = core.Run(PROBED, made, 3)
    seen = {}
    for week in range(weeks + 1):
        run.play_to(week)
        out_of_range(run, seen)
    assert np.isfinite(run.weekly).all()
    return seen


def test_state_stays_in_range_for_five_years_of_the_county_under_every_instrument():
    everything = [adopt(name) for name in INSTRUMENTS]
    assert ranges_over(county(*everything, weeks=260, population=COUNTY), 260) == {}


@pytest.mark.parametrize("end", ["low", "high"])
def test_state_stays_in_range_with_every_channel_at_its_end_and_accidents_every_week(end):
    settings = {name: getattr(made, end) for name, made in CHANNELS.items()}
    made = county(adopt("probe", **settings), weeks=156, population=COUNTY, parameters=RATES, industry=FATAL)
    assert ranges_over(made, 156) == {}
