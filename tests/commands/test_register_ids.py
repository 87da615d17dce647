"""A register's own ids, from the command line to every table: texts that win over numbers, in any order of rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govsim
from govsim.scenario import Adoption, Population, Scenario, Scope
from govsim.study.ask.config import load_scenario
from govsim.study.ask.enterprises import enterprise_meant
from govsim.study.ask.overrides import read_overrides
from govsim.study.runs.simulate import check_population
from govsim.study.speak.errors import InputError

IDS = ["2024-01", "0007", "12-3", "914403007084610000", "7", "1e5"]  # in the order of the file
HEADS = [4, 8, 12, 16, 20, 24]
CODES = ["2610", "0610", "4710", "5011", "3311", "6210"]
REGISTER = [",".join(row) for row in zip(IDS, CODES, map(str, HEADS), strict=True)]
SORTED = ["0007", "12-3", "1e5", "2024-01", "7", "914403007084610000"]
SCOPE = "instrument.credit_penalties.scope.enterprises"


def save(path: Path, rows: list[str], header: str = "企业编号,行业代码,从业人数") -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in (header, *rows):
            book.active.append(row.split(","))
        book.save(path)
        return path
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return save(tmp_path / "r.csv", REGISTER)


def of(path: Path, **more) -> Scenario:
    return Scenario("baseline", Population("register", path=str(path)), weeks=60, window=(10, 60), **more)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shuffled")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.permutations(REGISTER), named=st.booleans(), kind=st.sampled_from(["csv", "xlsx"]))
def test_shuffled_rows_change_no_bit_of_a_run(folder: Path, rows: list[str], named: bool, kind: str):
    made = []
    for order in (REGISTER, rows):
        header = "企业编号,行业代码,从业人数" if named else "行业代码,从业人数"
        path = save(folder / f"r.{kind}", [row if named else row.partition(",")[2] for row in order], header)
        made.append(govsim.simulate(of(path), seeds=[3], yearly=True))
    pd.testing.assert_frame_equal(made[0].weekly, made[1].weekly, check_exact=True)
    years = [one.enterprises if named else one.enterprises.drop(columns="register_id") for one in made]
    pd.testing.assert_frame_equal(*years, check_exact=True)


def test_both_numbers_are_in_the_table_of_enterprise_years(register: Path):
    years = govsim.simulate(of(register), seeds=[1], yearly=True).enterprises
    assert list(years.columns[3:5]) == ["id", "register_id"]
    first = years[years["year"] == 0]
    assert dict(zip(first["id"], first["register_id"], strict=True)) == dict(enumerate(SORTED))
    heads = dict(zip(IDS, HEADS, strict=True))
    assert first["headcount"].tolist() == [heads[own] for own in SORTED]


def test_an_enterprise_that_takes_over_a_place_has_no_id_of_the_register(register: Path):
    path = save(register, [f"e{at:03d},5011,3" for at in range(150)])
    scenario = replace(of(path), weeks=156, window=(10, 156))
    years = govsim.simulate(scenario, seeds=[1], yearly=True).enterprises
    later = years["id"] >= 1_000_000
    assert later.any() and years.loc[later, "register_id"].isna().all()
    assert years.loc[~later, "register_id"].tolist() == [f"e{slot:03d}" for slot in years.loc[~later, "id"]]


def test_a_made_county_has_no_such_column_unless_a_register_stands_beside_it(register: Path):
    county = load_scenario("credit", ["population=small", "weeks=60"])
    assert "register_id" not in govsim.simulate(county, seeds=[1], yearly=True).enterprises
    assert "register_id" not in govsim.simulate(county, seeds=[1]).founders
    both = govsim.simulate([county, of(register)], seeds=[1], yearly=True).enterprises
    assert both.loc[both["scenario"] == "credit", "register_id"].isna().all()
    assert set(both.loc[both["scenario"] == "baseline", "register_id"]) == set(IDS)


@pytest.mark.parametrize("yearly", [True, False])
def test_ids_stay_text_in_every_table(cli, engine, register: Path, yearly: bool):
    words = ["run", "population=register", f"population.path={register}", "weeks=60", "seeds=10", "out=here"]
    done = cli(*words, *(["tables=yearly"] if yearly else []))
    assert done.status == 0, done.err
    file = done.folder / "here" / ("enterprises.parquet" if yearly else "figures/enterprises.parquet")
    wanted = [SORTED[at] for at in (1, 2, 3)]  # the stand-in engine has these three
    assert pd.read_parquet(file)["register_id"].tolist()[:3] == wanted
    if not yearly:
        return
    for kind in ("csv", "dta"):
        assert cli("results", "export", "here", f"format={kind}", f"to={kind}").status == 0
    lines = (done.folder / "csv" / "enterprises.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[4] for line in lines[:4]] == ["register_id", *wanted]
    assert pd.read_stata(done.folder / "dta" / "enterprises.dta")["register_id"].tolist()[:3] == wanted
    book = pd.read_csv(done.folder / "csv" / "codebook.csv").set_index("column")
    assert "text" in book.loc["register_id", "label"]


@pytest.mark.parametrize(("typed", "number"), [*((own, at) for at, own in enumerate(SORTED)), ("row", None)])
def test_explain_finds_an_enterprise_by_the_id_of_the_register(cli, register: Path, typed: str, number: int | None):
    words = ["population=register", f"population.path={register}", "weeks=20", "week=3"]
    done = cli("explain", f"enterprise={typed}", *words)
    if number is None:
        assert done.status == 2 and "there is no enterprise 'row'" in done.err
        return
    assert done.status == 0 and f"Enterprise {number} ({typed}) in week 3" in done.out
    assert f"taken as ids of the register: {typed} (numbers {number} of the tables)" in done.err


def test_a_number_is_taken_where_no_id_is_spelled_so_and_it_is_said(cli, register: Path):
    done = cli("explain", "enterprise=4", "week=3", "population=register", f"population.path={register}", "weeks=20")
    assert "the register has no such ids; taken as numbers of the tables: 4 (ids 7)" in done.err
    assert "Enterprise 4 (7) in week 3" in done.out
    done = cli("explain", "enterprise=04", "week=3", "population=register", f"population.path={register}", "weeks=20")
    assert done.status == 2 and "there is no enterprise '04'" in done.err
    done = cli("explain", "enterprise=5", "week=3", "population=small", "weeks=20")
    assert "ids" not in done.err and "Enterprise 5 in week 3" in done.out


def test_a_register_without_ids_has_those_of_its_rows(register: Path):
    path = save(register, ["2610,12", "0610,30"], "行业代码,从业人数")
    population = of(path).population
    assert enterprise_meant("enterprise", "row 3", population).number == 0
    assert enterprise_meant("enterprise", 0, population).title == "0 (row 3)"


def test_a_scope_takes_ids_of_the_register(cli, engine, register: Path):
    words = ["population=register", f"population.path={register}", "weeks=60", "instrument=[credit_penalties]"]
    scenario = load_scenario("baseline", [*words, f"{SCOPE}=[0007,1e5,3]"])
    (adoption,) = scenario.adoptions
    assert adoption.scope.enterprises == (0, 2, 3)
    done = cli("run", *words, f"{SCOPE}=[0007,1e5,3]", "seeds=10", "--cfg", "job")
    assert done.status == 0 and "'0007'" in done.out
    done = cli("run", *words, f"{SCOPE}=[0007,1e5,3]", "seeds=10", "figures=false")
    assert f"{SCOPE}: taken as ids of the register: 0007, 1e5 (numbers 0, 2 of the tables)." in done.err
    assert f"{SCOPE}: the register has no such ids; taken as numbers of the tables: 3 (ids 2024-01)." in done.err
    for typed, part in (("[0008]", "Did you mean 0007?"), ("[6]", "they are 0 to 5"), ("[06]", "no enterprise '06'")):
        with pytest.raises(InputError, match=part):
            load_scenario("baseline", [*words, f"{SCOPE}={typed}"])
    beyond = of(register, adoptions=(Adoption("credit_penalties", {}, 0, scope=Scope(enterprises=(6,))),))
    with pytest.raises(InputError, match="no enterprise 6; they are 0 to 5"):
        check_population(beyond)


@pytest.mark.parametrize(
    "typed, value",
    [
        ("0007", "0007"), ("17", 17), ("0", 0), ("1e5", "1e5"), ("1_000", "1_000"), ("2024-01", "2024-01"),
        ("12-3", "12-3"), ("914403007084610000", 914403007084610000), ("甲1", "甲1"), ("'0007'", "0007"),
        ("true", "true"), ("row 5", "row 5"), ("a:b", "a:b"), ("it's", "it's"), ("7.0", "7.0"), ("null", None),
    ],
)  # fmt: skip
def test_ids_are_taken_as_typed(typed: str, value: object):
    assert read_overrides([f"enterprise={typed}"], ["enterprise"])[0].value == value
    if value is not None and typed not in ("a:b", "it's"):
        assert read_overrides([f"{SCOPE}=[3,{typed}]"])[0].value == [3, value]


def test_several_ids_stay_ids_in_a_sweep():
    (given,) = read_overrides([f"{SCOPE}=[0007],[1e5]"])
    assert given.swept == (["0007"], ["1e5"])


def test_a_register_that_changes_between_two_runs_is_run_anew(register: Path):
    scenario = of(register)
    before = govsim.simulate(scenario, seeds=[1], yearly=True).enterprises
    save(register, [row for row in REGISTER if not row.startswith("7,")])
    after = govsim.simulate(scenario, seeds=[1], yearly=True).enterprises
    assert set(before["register_id"]) - set(after["register_id"]) == {"7"}
    assert after.loc[after["year"] == 0, "id"].tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("change", ["edited", "gone"])
def test_a_register_that_changes_under_its_runs_ends_them(cli, engine, register: Path, change: str):
    played = engine.run_many

    def changing(*jobs, **how):
        results = played(*jobs, **how | {"on_done": None})
        save(register, REGISTER[1:]) if change == "edited" else register.unlink()
        for one in results:
            how["on_done"](one)
        return results

    engine.run_many = changing
    done = cli("run", "population=register", f"population.path={register}", "weeks=60", "seeds=10", "out=here")
    assert done.status == 1 and "was changed while its runs were under way" in done.err
    assert not (done.folder / "here" / "runs.parquet").exists()
