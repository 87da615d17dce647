"""The template can be read as it is, and a population is described truly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest

from govsim.populations.industry_values import industry_names
from govsim.populations.register import describe, read_register, write_template
from govsim.populations.register.describe import hazards_expected, hill
from govsim.populations.register.schema import SCHEMA
from govsim.populations.sizes import BANDS
from govsim.populations.structure import structure_of
from govsim.populations.synthesis import build_county
from govsim.scenario import Chains, Place, Population, Region


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["register.csv", "register.xlsx"])
def test_the_template_is_a_register_of_twelve_in_all_industries_that_needs_no_repair(tmp_path: Path, lang, name):
    files = write_template(tmp_path / name, lang)
    structure, notes = read_register(files[0], strict=True)
    assert len(structure) == 12
    assert set(structure.industry.tolist()) == set(range(len(industry_names())))
    assert notes.scheme == ("naics" if lang == "en" else "gbt")
    assert notes.unused == ()
    assert {path.name for path in tmp_path.iterdir()} == {file.name for file in files}


def test_the_templates_are_one_register_in_two_languages(tmp_path: Path):
    english = read_register(write_template(tmp_path / "a.csv", "en")[0])[0]
    chinese = read_register(write_template(tmp_path / "b.xlsx", "zh")[0])[0]
    assert english.industry.tolist() == chinese.industry.tolist()
    assert english.headcount.tolist() == chinese.headcount.tolist()


def test_the_codebook_names_every_column_in_both_languages(tmp_path: Path):
    _, book = write_template(tmp_path / "register.csv")
    text = book.read_text("utf-8-sig")
    sheet = openpyxl.load_workbook(write_template(tmp_path / "register.xlsx")[0])["codebook"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [kind.name for kind in SCHEMA]
    for kind in SCHEMA:
        for word in (kind.name, kind.meaning, kind.meaning_zh, *kind.english, *kind.chinese):
            assert word in text


HAZARDS = {"hazard_birth": 0.3, "hazard_size_power": 0.8, "major_inflow_scale": 1.0, "major_size_power": 0.4}


@pytest.mark.parametrize("parameters", [None, HAZARDS])
def test_a_made_county_is_described_without_notes(parameters: dict[str, float] | None):
    county = build_county()
    tables = {table["name"]: table for table in describe(county, parameters=parameters)}
    assert len(tables["by_size"]["columns"]) == (8 if parameters else 6)
    assert list(tables) == ["population", "by_industry", "by_size", "tail"]
    for name, groups in (("by_industry", 8), ("by_size", len(BANDS))):
        *rows, everyone = tables[name]["rows"]
        assert len(rows) == groups
        for column in (1, 3):
            assert sum(row[column] for row in rows) == everyone[column]
        assert everyone[1] == 216
        assert everyone[3] == int(county.headcount.sum())
        assert all(len(row) == len(tables[name]["columns"]) for row in (*rows, everyone))


def test_regions_places_and_chains_are_told_and_everybody_is_counted_once():
    population = Population(
        regions=(Region("east", 60), Region("west", 40)),
        places=(Place("park", region="west", enterprises=10),),
        chains=(Chains("group", count=3), Chains("contracts", count=6, length=4), Chains("platform", count=1)),
    )
    made = structure_of(population)
    tables = {table["name"]: table for table in describe(made)}
    regions, places, levels, chains = (tables[name] for name in ("regions", "places", "levels", "chains"))
    workers = int(made.headcount.sum())
    assert tables["population"]["rows"][-1] == ["regions", 2]
    assert [row[0] for row in regions["rows"]] == ["east", "west"] and sum(row[4] for row in regions["rows"]) == workers
    assert places["rows"][0][:3] == ["park", "west", 300.0] and places["rows"][0][5] == 10
    assert sum(row[3] for row in levels["rows"]) == 100 and sum(row[4] for row in levels["rows"]) == workers
    assert len(chains["rows"]) == 10 and sum(row[3] for row in chains["rows"]) == 3 * 5 + 6 * 4 + 5
    for row in chains["rows"]:
        assert row[4] == made.headcount[made.chain == row[0]].sum()
    short = {table["name"]: table for table in describe(made, most=4, lang="zh")}["chains"]
    assert len(short["rows"]) == 5 and short["rows"][-1][0] == "其余 6 条"
    for column in (3, 4):
        assert sum(row[column] for row in short["rows"]) == sum(row[column] for row in chains["rows"])


def test_a_register_is_described_with_what_came_from_it(tmp_path: Path):
    path = tmp_path / "r.csv"
    path.write_text("id,naics,employees,cases\n1,21,30,2\n2,23,N/A,1\n".replace("N/A", '"1,000"'))
    structure, notes = read_register(path)
    for lang in ("en", "zh"):
        tables = {table["name"]: table for table in describe(structure, notes, lang)}
        assert list(tables)[4:] == ["recorded", "from_file", "repaired", "filled", "remarks"]
        words = {"en": ("cases", "employees"), "zh": ("记录在案的伤害起数（cases）", "年平均从业人数（employees）")}[
            lang
        ]
        assert tables["recorded"]["rows"] == [[words[0], 3.0, 2, round(300 / 1030, 3)]]
        assert [words[1], "employees"] in tables["from_file"]["rows"]
        assert [row[1:] for row in tables["repaired"]["rows"]] == [[1, "3"]]
        assert len(tables["filled"]["rows"]) == len(notes.filled)


def test_hazards_to_expect_grow_less_than_size_and_can_be_set():
    county = build_county()
    ordinary, major = hazards_expected(county, HAZARDS)
    twice, _ = hazards_expected(county, HAZARDS | {"hazard_birth": 0.6})
    assert np.allclose(twice, 2 * ordinary)
    for kind in (ordinary, major):
        per_worker = kind / county.headcount
        same = county.industry == 0
        assert per_worker[same][np.argmax(county.headcount[same])] < per_worker[same][np.argmin(county.headcount[same])]


def test_hills_exponent_finds_the_exponent_of_a_pareto_tail():
    generator = np.random.default_rng(1)
    heads = np.rint(10 * (1 + generator.pareto(1.5, 50_000))).astype(np.int64)
    exponent, used, threshold = hill(heads)
    assert exponent == pytest.approx(1.5, abs=0.1)
    assert used == 2500
    assert threshold > 50
    assert hill(heads[:39]) is None
    assert hill(np.full(100, 7)) is None


DOCS = Path(__file__).parents[2] / "docs" / "register.md"
DOCS_ZH = DOCS.with_name("register-zh.md")


@pytest.mark.parametrize("kind", SCHEMA, ids=lambda kind: kind.name)
def test_the_documentation_lists_every_column_in_both_languages(kind):
    names = f"{', '.join(kind.english)} | {'、'.join(kind.chinese)} |"
    line = next(line for line in DOCS.read_text("utf-8").splitlines() if line.startswith(f"| `{kind.name}` |"))
    assert line.endswith(names)
    for part in (kind.meaning, kind.meaning_zh, kind.need, kind.need_zh, kind.unit, kind.unit_zh):
        assert part in line


@pytest.mark.parametrize("kind", SCHEMA, ids=lambda kind: kind.name)
def test_the_documentation_in_chinese_lists_every_column(kind):
    names = "、".join(f"`{name}`" for name in kind.english)
    cells = [f"`{kind.name}`", kind.meaning_zh, kind.need_zh, kind.unit_zh, names, "、".join(kind.chinese)]
    assert f"| {' | '.join(cells)} |" in DOCS_ZH.read_text("utf-8").splitlines()


@pytest.mark.parametrize(("page", "said"), [(DOCS, "Read as CSV in UTF-8"), (DOCS_ZH, "读取方式：CSV，编码 UTF-8")])
def test_the_documentations_python_runs(page, said, capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(DOCS.parents[1])
    code = page.read_text("utf-8").split("```python\n")[1].split("```")[0]
    exec(compile(code, str(page), "exec"), {})
    assert said in capsys.readouterr().out
